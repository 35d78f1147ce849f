import { takeAll } from '../../base/steps';
import { readLines, type Line } from '../../queryfile/lines';
import type { Range } from '../../queryfile';
import type { LanguageBlock, LanguageDocument } from '../document';

/** Lines that fold into the first of them; from an offset on the first line to one on the last. */
export interface Folding extends Range {
  readonly kind: 'block' | 'body' | 'option' | 'comment' | 'region';
}

/** Blocks, bodies and options of several lines, comments below each other, and `# region` … `# endregion`. */
export function foldingRanges(document: LanguageDocument): readonly Folding[] {
  return takeAll(foldingSteps(document));
}

/** The same block by block, so that a long document can be read in short stretches. */
export function* foldingSteps(document: LanguageDocument): Generator<void, readonly Folding[]> {
  const { text, blocks } = document;
  const ranges: Folding[] = [];
  for (const block of blocks) {
    ranges.push(...blockRanges(text, block));
    yield;
  }
  ranges.push(
    ...commentRanges(
      readLines(text),
      blocks.flatMap(({ query }) => query.body ?? []),
    ),
  );
  return ranges.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function blockRanges(text: string, block: LanguageBlock): Folding[] {
  const { range, requestRange, body } = block.query;
  const ranges: Folding[] = [{ kind: 'block', ...range }];
  if (body) ranges.push({ kind: 'body', ...body });
  if (hasLines(text, requestRange)) {
    const { map } = block.target;
    for (const { start, end } of block.url.options) {
      ranges.push({ kind: 'option', ...map.rangeToDocument(start, end) });
    }
  }
  return ranges.filter((one) => hasLines(text, one));
}

function hasLines(text: string, { start, end }: Range): boolean {
  return /[\r\n]/.test(text.slice(start, end));
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
