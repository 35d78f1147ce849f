import { isEncoded, sourceOf, type Source } from '../../odata/source';
import type { TargetPoint } from './point';

/** The word that a completion takes the place of, in offsets of the target. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Where the quote stands before a string; else `start`. */
  readonly outerStart: number;
  /** Percent-encoding undone. */
  readonly text: string;
  /** What stands in front of the cursor of it: what VS Code matches the items against. */
  readonly typed: string;
  /** The quote around it, where the cursor stands in a string: `word` is all that the string holds then. */
  readonly quote?: "'" | '"';
  /** Character behind it (behind the closing quote for a string); empty at the end. */
  readonly next: string;
  /** Character before it (before the opening quote for a string); empty at the beginning. */
  readonly previous: string;
}

/** The word around a place: a name with its dots and `$` or `@`, a number, a GUID or a date; or a whole string. */
export function wordAt(point: TargetPoint): Word {
  const source = sourceOf(point.text);
  const cursor = indexOf(source, point.offset);
  if (point.gap) return word(source, cursor, cursor, cursor, point);
  const quoted = stringAround(source, cursor);
  if (quoted) return quotedWord(source, quoted, cursor);
  let start = cursor;
  while (start > 0 && isWordCode(source.chars, start - 1)) start--;
  let end = cursor;
  while (end < source.chars.length && isWordCode(source.chars, end)) end++;
  // `a=-1` and `1-`: a sign or a dot belongs to a word only behind its beginning.
  while (start < cursor && '-.'.includes(source.chars[start] ?? '')) start++;
  // A time's colons belong to it, a lambda's does not: `2026-01-31T08:00`.
  const date = /\d{4}-\d\d-\d\dT[\d:.]*$/.exec(source.chars.slice(Math.max(0, cursor - 40), cursor));
  if (date) start = cursor - date[0].length;
  if (date) end += /^[\d:.Z]*/.exec(source.chars.slice(end, end + 40))?.[0].length ?? 0;
  return word(source, start, end, cursor, point);
}

function word(source: Source, start: number, end: number, cursor: number, point: TargetPoint): Word {
  const { chars } = source;
  return {
    start: offsetOf(source, start),
    end: offsetOf(source, end),
    outerStart: offsetOf(source, start),
    text: chars.slice(start, end),
    typed: chars.slice(start, cursor),
    next: chars.charAt(end),
    previous: point.gap ? ' ' : chars.charAt(start - 1),
  };
}

interface Quoted {
  /** Index of the opening quote. */
  readonly open: number;
  /** Index of the closing quote, or of what ends the string that nothing closes. */
  readonly close: number;
}

function quotedWord(source: Source, { open, close }: Quoted, cursor: number): Word {
  const { chars } = source;
  return {
    start: offsetOf(source, open + 1),
    end: offsetOf(source, close),
    outerStart: offsetOf(source, open),
    text: chars.slice(open + 1, close),
    typed: chars.slice(open + 1, cursor),
    quote: chars[open] === '"' ? '"' : "'",
    next: chars.charAt(close + 1),
    previous: chars.charAt(open - 1),
  };
}

/** The string that the index lies in. One that nothing closes reaches to the next option, as the parser has it. */
function stringAround(source: Source, index: number): Quoted | undefined {
  const { chars } = source;
  for (let at = 0; at < index; at++) {
    const char = chars[at];
    if (char === '<' && beginsXml(chars, at)) return undefined;
    if (char !== "'" && char !== '"') continue;
    const close = closeOf(source, at, char);
    if (index <= close) return { open: at, close };
    at = close;
  }
  return undefined;
}

/** `fetchXml=<fetch …`: its quotes are XML's, and hold single names. */
function beginsXml(chars: string, at: number): boolean {
  return chars[at - 1] === '=';
}

function closeOf(source: Source, open: number, quote: string): number {
  const { chars } = source;
  for (let at = open + 1; at < chars.length; at++) {
    if (quote === '"' && chars[at] === '\\') at++;
    else if (chars[at] === quote) {
      if (quote === '"' || chars[at + 1] !== quote) return at;
      at++;
    }
  }
  for (let at = open + 1; at < chars.length; at++) {
    if ((chars[at] === '&' || chars[at] === ')') && !isEncoded(source, at)) return at;
  }
  return chars.length;
}

function isWordCode(chars: string, at: number): boolean {
  return /[\p{L}\p{N}\p{M}_.$@-]/u.test(chars.charAt(at));
}

/** Index in `chars` of an offset of the text. */
function indexOf({ offsets, chars }: Source, offset: number): number {
  if (!offsets) return offset;
  let low = 0;
  let high = chars.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function offsetOf({ offsets }: Source, index: number): number {
  return offsets ? (offsets[index] ?? 0) : index;
}
