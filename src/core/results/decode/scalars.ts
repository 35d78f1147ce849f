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

/** Whether 36 bytes from `start` on are a GUID; `lower`: in lower case. */
export function isGuid(bytes: Uint8Array, start: number, lower: boolean): boolean {
  for (let i = 0; i < 36; i++) {
    const byte = bytes[start + i] ?? 0;
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (byte !== hyphen) return false;
    } else if (hexDigit(byte) < 0 || (lower && byte >= 0x41 && byte <= 0x46)) return false;
  }
  return true;
}

/** Writes the 16 bytes of the GUID at `start`. */
export function writeGuid(bytes: Uint8Array, start: number, to: Uint8Array, at: number): void {
  let from = start;
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) from++;
    to[at + i] = (hexDigit(bytes[from] ?? 0) << 4) | hexDigit(bytes[from + 1] ?? 0);
    from += 2;
  }
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
  const year = 100 * twoDigits(bytes, start) + twoDigits(bytes, start + 2);
  const days = daysTo(year, twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
  const hours = twoDigits(bytes, start + 11);
  const minutes = twoDigits(bytes, start + 14);
  const seconds = twoDigits(bytes, start + 17);
  if (!(hours < 24 && minutes < 60 && seconds < 60)) return Number.NaN;
  return 1000 * (86_400 * days + 3600 * hours + 60 * minutes + seconds);
}

/** NaN where there is another byte than a digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const [tens = 0, units = 0] = [bytes[at], bytes[at + 1]];
  return isDigit(tens) && isDigit(units) ? 10 * (tens - zero) + (units - zero) : Number.NaN;
}

/** Days since 1970. */
function daysTo(year: number, month: number, day: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1)) return Number.NaN;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const before = (daysBefore[month - 1] ?? 0) + (leap && month > 2 ? 1 : 0);
  const length = (daysBefore[month] ?? 0) - (daysBefore[month - 1] ?? 0) + (leap && month === 2 ? 1 : 0);
  if (day > length) return Number.NaN;
  const past = year - 1;
  const leaps = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  // 719,162 days from the first day of year 1 to that of 1970.
  return 365 * past + leaps - 719_162 + before + day - 1;
}
