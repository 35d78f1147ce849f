import { readLines, type Line } from '../../queryfile/lines';
import type { Range } from '../../queryfile';
import type { LanguageDocument } from '../document';

/** Lines that fold into the first of them; from an offset on the first line to one on the last. */
export interface Folding extends Range {
  readonly kind: 'block' | 'body' | 'option' | 'comment' | 'region';
}

/** Blocks, bodies and options of several lines, comments below each other, and `# region` … `# endregion`. */
export function foldingRanges(document: LanguageDocument): readonly Folding[] {
  const { text, blocks } = document;
  const ranges: Folding[] = [];
  const add = (kind: Folding['kind'], { start, end }: Range): void => {
    if (/[\r\n]/.test(text.slice(start, end))) ranges.push({ kind, start, end });
  };
  for (const block of blocks) {
    add('block', block.query.range);
    if (block.query.body) add('body', block.query.body);
    const { start, end } = block.query.requestRange;
    if (!/[\r\n]/.test(text.slice(start, end))) continue;
    const { map } = block.target;
    for (const option of block.url.options) add('option', map.rangeToDocument(option.start, option.end));
  }
  ranges.push(
    ...commentRanges(
      readLines(text),
      blocks.flatMap(({ query }) => query.body ?? []),
    ),
  );
  return ranges.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function commentRanges(lines: readonly Line[], bodies: readonly Range[]): Folding[] {
  const ranges: Folding[] = [];
  const regions: Line[] = [];
  let first: Line | undefined;
  let last: Line | undefined;
  let body = 0;
  const end = (): void => {
    if (first && last && last !== first) ranges.push({ kind: 'comment', start: first.start, end: last.end });
    first = undefined;
  };
  for (const line of lines) {
    while ((bodies[body]?.end ?? Infinity) < line.start) body++;
    const inBody = (bodies[body]?.start ?? Infinity) <= line.start;
    if (line.kind !== 'comment' || inBody) {
      end();
      continue;
    }
    const mark = /^\s*(?:#|\/\/)\s*#?(end)?region\b/.exec(line.text);
    if (mark) {
      end();
      const opened = mark[1] === undefined ? undefined : regions.pop();
      if (mark[1] === undefined) regions.push(line);
      if (opened) ranges.push({ kind: 'region', start: opened.start, end: line.end });
      continue;
    }
    first ??= line;
    last = line;
  }
  end();
  return ranges;
}
