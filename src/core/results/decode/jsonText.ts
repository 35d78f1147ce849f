import { textBetween } from '../textTable';
import { escapedMark, wideMark } from './jsonBytes';

const replacement = 0xfffd;
const backslash = 0x5c;

const escapes: ReadonlyMap<number, number> = new Map([
  [0x22, 0x22],
  [0x5c, 0x5c],
  [0x2f, 0x2f],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
]);

/**
 * Writes the UTF-16 code units of a JSON string's text, which stands between its quotes in `bytes`. What is no UTF-8
 * becomes U+FFFD, as the platform's own decoder does it.
 * @returns offset behind the last unit, or -1 where an escape is none
 */
export function writeUnits(
  bytes: Uint8Array,
  start: number,
  end: number,
  escaped: boolean,
  units: Uint16Array,
  to: number,
): number {
  let pos = start;
  let at = to;
  while (pos < end) {
    const byte = bytes[pos] ?? 0;
    if (byte < 0x80) {
      if (byte !== backslash || !escaped) {
        units[at++] = byte;
        pos++;
        continue;
      }
      const unit = unescaped(bytes, pos, end);
      if (unit < 0) return -1;
      units[at++] = unit;
      pos += bytes[pos + 1] === 0x75 ? 6 : 2;
      continue;
    }
    const point = readPoint(bytes, pos, end);
    pos += pointLength;
    if (point > 0xffff) {
      units[at++] = 0xd800 + ((point - 0x10000) >> 10);
      units[at++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else units[at++] = point;
  }
  return at;
}

/** The unit that the escape at `at` stands for, or -1. */
function unescaped(bytes: Uint8Array, at: number, end: number): number {
  const letter = bytes[at + 1] ?? 0;
  if (letter !== 0x75) return escapes.get(letter) ?? -1;
  if (at + 6 > end) return -1;
  let unit = 0;
  for (let i = at + 2; i < at + 6; i++) {
    const digit = hexDigit(bytes[i] ?? 0);
    if (digit < 0) return -1;
    unit = (unit << 4) | digit;
  }
  return unit;
}

export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** Bytes of the code point that {@link readPoint} read last. */
let pointLength = 1;

/** https://encoding.spec.whatwg.org/#utf-8-decoder */
function readPoint(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  let point = first & (0xff >> (length + 1));
  // A shorter form, a surrogate and what lies behind the last code point show in the second byte.
  let lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  let highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < length; i++) {
    const next = at + i < end ? (bytes[at + i] ?? 0) : 0;
    if (next < lowest || next > highest) {
      pointLength = i;
      return replacement;
    }
    point = (point << 6) | (next & 0x3f);
    lowest = 0x80;
    highest = 0xbf;
  }
  pointLength = length;
  return length === 1 ? replacement : point;
}

/**
 * The text of a JSON string, or JSON itself, between two offsets.
 * @param mark `escapedMark`, `wideMark`
 * @returns `undefined` where an escape is none
 */
export function readText(bytes: Uint8Array, start: number, end: number, mark: number): string | undefined {
  if ((mark & (escapedMark | wideMark)) === 0) return textBetween(bytes, start, end);
  const units = new Uint16Array(end - start);
  const length = writeUnits(bytes, start, end, (mark & escapedMark) !== 0, units, 0);
  return length < 0 ? undefined : textBetween(units, 0, length);
}
