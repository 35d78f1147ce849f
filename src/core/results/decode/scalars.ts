import { hexDigit } from './jsonText';

const hyphen = 0x2d;
const dot = 0x2e;
const zero = 0x30;

/** More digits than a double holds whatever they are. */
const mostDigits = 15;
const powersOfTen = Array.from({ length: mostDigits + 1 }, (_, i) => 10 ** i);

/** Whether the bytes are a number as JSON writes one. */
export function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let at = bytes[start] === hyphen ? start + 1 : start;
  if (bytes[at] === zero) at++;
  else {
    const digits = at;
    at = afterDigits(bytes, at, end);
    if (at === digits) return false;
  }
  if (at < end && bytes[at] === dot) {
    const digits = ++at;
    at = afterDigits(bytes, at, end);
    if (at === digits) return false;
  }
  if (at < end && ((bytes[at] ?? 0) | 0x20) === 0x65) {
    at++;
    if (at < end && (bytes[at] === hyphen || bytes[at] === 0x2b)) at++;
    const digits = at;
    at = afterDigits(bytes, at, end);
    if (at === digits) return false;
  }
  return at === end;
}

function afterDigits(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(bytes[at] ?? 0)) at++;
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= 0x39;
}

/** The number whose text, as `String` writes it, is what the bytes say digit for digit; NaN where there is none. */
export function exactNumber(bytes: Uint8Array, start: number, end: number): number {
  const negative = bytes[start] === hyphen;
  const first = negative ? start + 1 : start;
  let value = 0;
  let decimals = -1;
  for (let at = first; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === dot && decimals < 0) decimals = 0;
    else if (isDigit(byte)) {
      value = value * 10 + (byte - zero);
      if (decimals >= 0) decimals++;
    } else return Number.NaN;
  }
  if (end - first > mostDigits || first === end) return Number.NaN;
  // `01`, `-0` and `1.50` come back as another text.
  if (bytes[first] === zero && first + 1 < end && bytes[first + 1] !== dot) return Number.NaN;
  if (value === 0 && (negative || decimals >= 0)) return Number.NaN;
  if (decimals >= 0 && (decimals === 0 || bytes[end - 1] === zero || bytes[first] === dot)) return Number.NaN;
  // Fifteen digits and a power of ten that is exact: one division rounds as reading the text does.
  const size = decimals > 0 ? value / (powersOfTen[decimals] ?? 1) : value;
  if (decimals > 0 && size < 1e-6) return Number.NaN;
  return negative ? -size : size;
}

/** Bytes of a GUID at which there is a hyphen. */
const hyphens = [8, 13, 18, 23];
/** Where the pairs of digits begin. */
const pairs = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** Whether 36 bytes from `start` on are a GUID. */
export function isGuid(bytes: Uint8Array, start: number): boolean {
  if (hyphens.some((at) => bytes[start + at] !== hyphen)) return false;
  return pairs.every(
    (at) => hexDigit(bytes[start + at] ?? 0) >= 0 && hexDigit(bytes[start + at + 1] ?? 0) >= 0,
  );
}

/** Values of hexadecimal digits in lower case; -1 for every other byte. */
const lowerDigits = Int8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x46 ? -1 : hexDigit(byte),
);

/**
 * Writes the 16 bytes of the GUID in lower case that 36 bytes from `start` on are.
 * @returns false where they are none
 */
export function writeGuid(bytes: Uint8Array, start: number, to: Uint8Array, at: number): boolean {
  if (
    bytes[start + 8] !== hyphen ||
    bytes[start + 13] !== hyphen ||
    bytes[start + 18] !== hyphen ||
    bytes[start + 23] !== hyphen
  ) {
    return false;
  }
  let wrong = 0;
  let from = start;
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) from++;
    const high = lowerDigits[bytes[from] ?? 0] ?? -1;
    const low = lowerDigits[bytes[from + 1] ?? 0] ?? -1;
    wrong |= high | low;
    to[at + i] = (high << 4) | low;
    from += 2;
  }
  // A digit that is none sets the sign.
  return wrong >= 0;
}

/** Days before each month of a year that is not a leap year. */
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/**
 * Milliseconds since 1970 of `2026-11-21T10:40:00Z`, whose 20 bytes begin at `start`; NaN where they are no such point
 * in time.
 */
export function instantOf(bytes: Uint8Array, start: number): number {
  if (
    bytes[start + 4] !== hyphen ||
    bytes[start + 7] !== hyphen ||
    bytes[start + 10] !== 0x54 ||
    bytes[start + 13] !== 0x3a ||
    bytes[start + 16] !== 0x3a ||
    bytes[start + 19] !== 0x5a
  ) {
    return Number.NaN;
  }
  const century = twoDigits(bytes, start);
  const year = 100 * century + twoDigits(bytes, start + 2);
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  const hours = twoDigits(bytes, start + 11);
  const minutes = twoDigits(bytes, start + 14);
  const seconds = twoDigits(bytes, start + 17);
  const inRange =
    century < 100 && year < 10_000 && month >= 1 && month <= 12 && hours < 24 && minutes < 60 && seconds < 60;
  if (!inRange || day < 1 || day > daysOf(year, month)) return Number.NaN;
  return 1000 * (86_400 * daysTo(year, month, day) + 3600 * hours + 60 * minutes + seconds);
}

/** More than any two digits say: one of the bytes is no digit. */
const noDigits = 10_000;

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - zero;
  const units = (bytes[at + 1] ?? 0) - zero;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? 10 * tens + units : noDigits;
}

function isLeap(year: number): boolean {
  return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month from 1 to 12. */
function daysOf(year: number, month: number): number {
  return (daysBefore[month] ?? 0) - (daysBefore[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
}

/** Days since 1970. */
function daysTo(year: number, month: number, day: number): number {
  // Whole numbers throughout; the year before year 0 counts as one of the years before it.
  const past = year + 399;
  const leaps = ((past / 4) | 0) - ((past / 100) | 0) + ((past / 400) | 0);
  const inYear = (daysBefore[month - 1] ?? 0) + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
  return 365 * past + leaps + inYear - daysTo1970;
}

/** From the first day of year -399 to that of 1970. */
const daysTo1970 = 719_162 + 146_097;
