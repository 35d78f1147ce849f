import type { Span } from './ast';

/** The text with its percent-encoding undone, and the way back to the offsets of the text as it was given. */
export interface Source {
  readonly text: string;
  /** `text` decoded once, as the server does. */
  readonly chars: string;
  /** Offset in `text` of each index of `chars`, and one more for the end; undefined where nothing was encoded. */
  readonly offsets?: Int32Array;
  /** `%XX` sequences that are no UTF-8. */
  readonly badEncoding: readonly Span[];
}

export function sourceOf(text: string): Source {
  return text.includes('%') ? decode(text) : { text, chars: text, badEncoding: [] };
}

/** True where the character at `index` of `chars` stands percent-encoded in the text: data, not syntax, to the URL. */
export function isEncoded(source: Source, index: number): boolean {
  const { offsets } = source;
  return offsets !== undefined && (offsets[index + 1] ?? 0) - (offsets[index] ?? 0) > 1;
}

function decode(text: string): Source {
  const offsets = new Int32Array(text.length + 1);
  const badEncoding: Span[] = [];
  let chars = '';
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('%', at);
    const plainEnd = next < 0 ? text.length : next;
    for (let i = at; i < plainEnd; i++) offsets[chars.length + i - at] = i;
    chars += text.slice(at, plainEnd);
    at = plainEnd;
    if (at === text.length) break;
    const sequence = readSequence(text, at);
    if (sequence.bad) badEncoding.push({ start: at, end: at + sequence.length });
    for (let i = 0; i < sequence.char.length; i++) offsets[chars.length + i] = at;
    chars += sequence.char;
    at += sequence.length;
  }
  offsets[chars.length] = text.length;
  return { text, chars, offsets: offsets.subarray(0, chars.length + 1), badEncoding };
}

interface Sequence {
  readonly char: string;
  /** UTF-16 units of the text that it takes. */
  readonly length: number;
  readonly bad: boolean;
}

/** One character at a `%`; a `%` that starts no `%XX` is itself. RFC 3629 for what is UTF-8. */
function readSequence(text: string, at: number): Sequence {
  const first = hexByte(text, at);
  if (first < 0) return { char: '%', length: 1, bad: false };
  if (first < 0x80) return { char: String.fromCharCode(first), length: 3, bad: false };
  const more =
    first >= 0xf0 && first < 0xf5
      ? 3
      : first >= 0xe0 && first < 0xf0
        ? 2
        : first >= 0xc2 && first < 0xe0
          ? 1
          : 0;
  if (more === 0) return invalid;
  let code = first & (0x3f >> more);
  for (let i = 1; i <= more; i++) {
    const byte = hexByte(text, at + 3 * i);
    if (byte < 0x80 || byte > 0xbf) return invalid;
    code = code * 64 + (byte & 0x3f);
  }
  const smallest = [0, 0x80, 0x800, 0x10000][more] ?? 0;
  if (code < smallest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return invalid;
  return { char: String.fromCodePoint(code), length: 3 + 3 * more, bad: false };
}

const invalid: Sequence = { char: '\ufffd', length: 3, bad: true };

/** The byte of `%XX` at `at`, or -1. */
function hexByte(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x25) return -1;
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** 0 to 15, or -1 for a code that is no hexadecimal digit (NaN included). */
export function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
