import type { Literal } from './ast';
import { Code } from './characters';
import type { Cursor } from './cursor';

/**
 * A date, a date with time, or a time of day. Digits from `start` (a minus before them counts) to `digitsEnd` have
 * been looked at; the cursor stands at `start`. Undefined where they are part of none.
 */
export function readDateOrTime(cursor: Cursor, start: number, digitsEnd: number): Literal | undefined {
  const next = cursor.codeAt(digitsEnd);
  if (next === Code.minus) return readDate(cursor, start, digitsEnd);
  if (next !== Code.colon || digitsEnd - start !== 2) return undefined;
  const end = timeEnd(cursor, start);
  if (end < 0) return undefined;
  cursor.pos = end;
  return checked(cursor, start, 'timeOfDay', isTime(cursor, start, end));
}

/** `-?yyyy-MM-dd`, and `THH:mm…` behind it. */
function readDate(cursor: Cursor, start: number, yearEnd: number): Literal | undefined {
  const first = cursor.codeAt(start);
  const year = first === Code.minus ? start + 1 : start;
  if (first === Code.plus || yearEnd - year < 4) return undefined;
  const month = twoDigits(cursor, yearEnd + 1);
  const day = twoDigits(cursor, yearEnd + 4);
  if (month < 0 || day < 0 || cursor.codeAt(yearEnd + 3) !== Code.minus) return undefined;
  const fits = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const dateEnd = yearEnd + 6;
  const time = dateEnd + 1;
  const end = (cursor.codeAt(dateEnd) | 0x20) === 0x74 ? timeEnd(cursor, time) : -1;
  if (end < 0) {
    cursor.pos = dateEnd;
    return checked(cursor, start, 'date', fits);
  }
  cursor.pos = offsetEnd(cursor, end);
  return checked(cursor, start, 'dateTimeOffset', fits && isTime(cursor, time, end));
}

function checked(
  cursor: Cursor,
  start: number,
  type: 'date' | 'dateTimeOffset' | 'timeOfDay',
  fits: boolean,
): Literal {
  const value = cursor.chars.slice(start, cursor.pos);
  if (!fits) {
    const what = type === 'timeOfDay' ? 'time' : 'date';
    cursor.error('bad-literal', start, cursor.pos, `There is no ${what} "${value.slice(0, 60)}".`);
  }
  return cursor.literal(start, type, value);
}

/** Index after `HH:mm`, `HH:mm:ss` or `HH:mm:ss.f`; -1 where none stands. */
function timeEnd(cursor: Cursor, start: number): number {
  if (twoDigits(cursor, start) < 0 || cursor.codeAt(start + 2) !== Code.colon) return -1;
  if (twoDigits(cursor, start + 3) < 0) return -1;
  const end = start + 5;
  if (cursor.codeAt(end) !== Code.colon || twoDigits(cursor, end + 1) < 0) return end;
  const secondEnd = end + 3;
  if (cursor.codeAt(secondEnd) !== Code.dot) return secondEnd;
  const fractionEnd = cursor.digitsEnd(secondEnd + 1);
  return fractionEnd > secondEnd + 1 ? fractionEnd : secondEnd;
}

/** Whether what `timeEnd` found is a time of the clock: a leap second is one, and 12 digits are the finest. */
function isTime(cursor: Cursor, start: number, end: number): boolean {
  const second = end - start > 5 ? twoDigits(cursor, start + 6) : 0;
  return (
    twoDigits(cursor, start) <= 23 && twoDigits(cursor, start + 3) <= 59 && second <= 60 && end - start <= 21
  );
}

/** Index after `Z` or `+HH:mm`; `at` where none stands, which Dataverse takes as UTC. */
function offsetEnd(cursor: Cursor, at: number): number {
  const code = cursor.codeAt(at);
  if ((code | 0x20) === 0x7a) return at + 1;
  if (code !== Code.plus && code !== Code.minus) return at;
  if (twoDigits(cursor, at + 1) < 0 || cursor.codeAt(at + 3) !== Code.colon) return at;
  return twoDigits(cursor, at + 4) < 0 ? at : at + 6;
}

/** The number of two digits; -1 where none stand. */
function twoDigits(cursor: Cursor, at: number): number {
  const tens = cursor.codeAt(at) - 0x30;
  const ones = cursor.codeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
