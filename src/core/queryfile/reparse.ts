import { readLines } from './lines';
import type { FileProblem, FileVariable, HeaderLine, Named, QueryBlock, QueryFile, Range } from './model';
import { parseQueryFile } from './parse';
import { FileReader } from './reader';

/** A file that was read again after a change, and how much of the one before it holds. */
export interface Reparsed {
  readonly file: QueryFile;
  /** So many of the first blocks are the same objects. */
  readonly keptFirst: number;
  /** So many of the last blocks are the same but for their place. */
  readonly keptLast: number;
}

/**
 * The same as `parseQueryFile`, in a fraction of its time where only a part between two `###` lines differs from the
 * file before: what is read there depends on nothing beyond them but the file's environment.
 */
export function reparseQueryFile(text: string, before: QueryFile | undefined): Reparsed {
  const part = before && changedPart(before.text, text);
  if (!before || !part) return { file: parseQueryFile(text), keptFirst: 0, keptLast: 0 };
  const { start, end, oldEnd } = part;
  const reader = new FileReader(readLines(text, start, end - 1), countLines(text, 0, start));
  reader.env = before.env;
  reader.read();
  const move: Move = {
    by: end - oldEnd,
    lines: countLines(text, start, end) - countLines(before.text, start, oldEnd),
    env: before.env,
  };
  const first = before.blocks.filter(({ range }) => range.start < start);
  const last = before.blocks.filter(({ range }) => range.start >= oldEnd);
  const file: QueryFile = {
    ...before,
    text,
    blocks: [...first, ...reader.blocks, ...last.map((one) => movedBlock(one, move))],
    variables: around(before.variables, reader.variables, part, (one) => movedVariable(one, move.by)),
    prompts: around(before.prompts, reader.prompts, part, (one) => moved(one, move.by)),
    problems: around(before.problems, reader.problems, part, (one): FileProblem => moved(one, move.by)),
  };
  return { file, keptFirst: first.length, keptLast: last.length };
}

/** From one `###` line to another, in the new text; `oldEnd`: where the other stood. */
interface Part extends Range {
  readonly oldEnd: number;
}

const separator = '\n###';

/** Undefined where the change is not between two such lines, each behind a line that is none. */
function changedPart(before: string, after: string): Part | undefined {
  if (hasOtherBreaks(before) || hasOtherBreaks(after)) return undefined;
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  let sameEnd = 0;
  const most = shorter - same;
  while (
    sameEnd < most &&
    before.charCodeAt(before.length - 1 - sameEnd) === after.charCodeAt(after.length - 1 - sameEnd)
  ) {
    sameEnd++;
  }
  const start = separatorBefore(after, same);
  const by = after.length - before.length;
  const end = separatorAfter(before, after, after.length - sameEnd);
  if (start === undefined || end === undefined) return undefined;
  return { start, end, oldEnd: end - by };
}

/** Line breaks that are no line feeds: they are not looked for below. */
function hasOtherBreaks(text: string): boolean {
  return text.includes('\r') && /\r(?!\n)/.test(text);
}

/** The start of a line that ends before an offset; not of the first one, above which the file's environment may stand. */
function separatorBefore(text: string, offset: number): number | undefined {
  const first = text.indexOf(separator);
  let at = text.lastIndexOf('\n', offset - 1);
  while (at > 0) {
    at = text.lastIndexOf(separator, at - 1);
    if (at <= first) return undefined;
    if (!isBehindSeparator(text, at)) return at + 1;
  }
  return undefined;
}

/** The start of a line whose line break before it stands at or behind an offset of the text after the change. */
function separatorAfter(before: string, after: string, offset: number): number | undefined {
  const by = after.length - before.length;
  let at = after.indexOf(separator, offset);
  // The line above it may have become a separator, or may have been one.
  while (at >= 0 && (isBehindSeparator(after, at) || isBehindSeparator(before, at - by))) {
    at = after.indexOf(separator, at + 1);
  }
  return at < 0 ? undefined : at + 1;
}

/** Whether the line that ends at `lineEnd` is a separator itself: several of them are one title. */
function isBehindSeparator(text: string, lineEnd: number): boolean {
  const start = text.lastIndexOf('\n', lineEnd - 1) + 1;
  return /^\s*###/.test(text.slice(start, lineEnd));
}

function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** What stands before the part, in it, and behind it at its new place. */
function around<T extends Range>(
  old: readonly T[],
  now: readonly T[],
  { start, oldEnd }: Part,
  move: (one: T) => T,
): readonly T[] {
  if (old.length === 0) return now;
  const behind = old.filter((one) => one.start >= oldEnd).map(move);
  return [...old.filter((one) => one.start < start), ...now, ...behind];
}

interface Move {
  readonly by: number;
  readonly lines: number;
  /** The file's, which stays where it is. */
  readonly env: Named | undefined;
}

function movedBlock(block: QueryBlock, { by, lines, env }: Move): QueryBlock {
  if (by === 0 && lines === 0) return block;
  const { range, requestRange, line, targetMap, headers, name, id, method, body } = block;
  return {
    ...block,
    range: moved(range, by),
    requestRange: moved(requestRange, by),
    line: line + lines,
    targetMap: targetMap.moved(by),
    headers: headers.map((one) => movedHeader(one, by)),
    ...(name ? { name: moved(name, by) } : {}),
    ...(id ? { id: moved(id, by) } : {}),
    ...(block.env ? { env: block.env === env ? env : moved(block.env, by) } : {}),
    ...(method ? { method: moved(method, by) } : {}),
    ...(body ? { body: moved(body, by) } : {}),
  };
}

function movedHeader(header: HeaderLine, by: number): HeaderLine {
  return { ...moved(header, by), name: moved(header.name, by), valueRange: moved(header.valueRange, by) };
}

function movedVariable(variable: FileVariable, by: number): FileVariable {
  const { name, valueRange } = variable;
  return { ...moved(variable, by), name: moved(name, by), valueRange: moved(valueRange, by) };
}

function moved<T extends Range>(range: T, by: number): T {
  return { ...range, start: range.start + by, end: range.end + by };
}
