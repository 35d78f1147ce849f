import { readLines, titleOf, type Line } from '../../queryfile/lines';
import { parseQueryFile, type FileVariable, type QueryBlock, type QueryFile } from '../../queryfile';
import type { TextEdit } from '../model';
import type { LayoutOptions } from './layout';
import { formatHead, headEnd, lineEnd, lineStart, type FormattedFile } from './request';
import { sameMeaning } from './same';

/** Edits that put a whole document into our style, in no order and apart from each other; block by block. */
export function* documentEdits(file: QueryFile, options: LayoutOptions): Generator<readonly TextEdit[]> {
  const variables = new Map(file.variables.map((variable) => [variable.start, variableLine(variable)]));
  const whole = { file, variables };
  yield linesBetween(whole, options).filter(({ start, end, text }) => file.text.slice(start, end) !== text);
  const faults = file.problems.filter(({ code }) => code !== 'body-from-file').map(({ start }) => start);
  faults.sort((a, b) => a - b);
  let next = 0;
  for (const block of file.blocks) {
    const { start, end } = block.range;
    while ((faults[next] ?? Infinity) < start) next++;
    // What is broken stays as it is.
    const broken = (faults[next] ?? Infinity) <= end;
    yield broken ? [] : headEdits(whole, block, options);
  }
}

function headEdits(whole: FormattedFile, block: QueryBlock, options: LayoutOptions): readonly TextEdit[] {
  const { file } = whole;
  const head = formatHead(whole, block, options);
  if (!head || file.text.slice(head.start, head.end) === head.text) return [];
  return keepsMeaning(file, block, head) ? [head] : [];
}

/** `@name = value` */
function variableLine({ name, value }: FileVariable): string {
  return `@${name.name} = ${value}`.trimEnd();
}

/** Reads the block alone, before and after. */
function keepsMeaning(file: QueryFile, block: QueryBlock, head: TextEdit): boolean {
  const before = file.text.slice(head.start, block.requestRange.end);
  const after = head.text + file.text.slice(head.end, block.requestRange.end);
  // The separator makes the body go on to the end in both.
  return sameMeaning(parseQueryFile(`###\n${before}`), parseQueryFile(`###\n${after}`));
}

/** Separators, comments, variables and blank lines outside of requests. */
function linesBetween({ file, variables }: FormattedFile, options: LayoutOptions): TextEdit[] {
  const edits: TextEdit[] = [];
  const taken = takenRanges(file);
  const lines = readLines(file.text);
  let next = 0;
  let blanks: Line[] = [];
  let above: Line | undefined;
  for (const line of lines) {
    while ((taken[next]?.end ?? Infinity) < line.start) next++;
    const range = taken[next];
    const inside = range !== undefined && line.start >= range.start;
    if (line.kind === 'blank' && !inside) {
      blanks.push(line);
      continue;
    }
    edits.push(...blankEdits(blanks, above, line, options.eol));
    blanks = [];
    if (!inside) edits.push(...lineEdits(line, variables));
    above = line;
  }
  edits.push(...endEdits(file.text, above, options.eol));
  return edits;
}

/** Heads and bodies: from the start of the first line to the end of the last. */
function takenRanges(file: QueryFile): readonly { readonly start: number; readonly end: number }[] {
  return file.blocks.flatMap((block) => {
    const head = {
      start: lineStart(file.text, block.requestRange.start),
      end: lineEnd(file.text, headEnd(file, block)),
    };
    return block.body ? [head, block.body] : [head];
  });
}

/** One blank line where there are several, none at the start, one before a separator. */
function blankEdits(blanks: readonly Line[], above: Line | undefined, below: Line, eol: string): TextEdit[] {
  const [first] = blanks;
  if (!first) {
    const missing =
      above !== undefined &&
      below.kind === 'separator' &&
      above.kind !== 'separator' &&
      above.kind !== 'comment';
    return missing ? [{ start: below.start, end: below.start, text: eol }] : [];
  }
  return [{ start: first.start, end: below.start, text: above ? eol : '' }];
}

function lineEdits(line: Line, variables: FormattedFile['variables']): TextEdit[] {
  const text = betterLine(line, variables);
  return text === undefined ? [] : [{ start: line.start, end: line.end, text }];
}

function betterLine(line: Line, variables: FormattedFile['variables']): string | undefined {
  if (line.kind === 'comment') return line.text.trim();
  if (line.kind === 'separator') {
    const marks = /^\s*(#+)/.exec(line.text)?.[1] ?? '###';
    const title = titleOf(line)?.name;
    return title === undefined ? marks : `${marks} ${title}`;
  }
  if (line.kind !== 'variable') return undefined;
  return variables.get(line.start + line.text.length - line.text.trimStart().length);
}

/** One line end behind the last line with content. */
function endEdits(text: string, last: Line | undefined, eol: string): TextEdit[] {
  if (!last) return [];
  return [{ start: last.end, end: text.length, text: eol }];
}
