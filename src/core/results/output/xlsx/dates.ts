import { isDay, utcTime } from '../../utcTime';
import type { ByteSink } from '../sink';

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?Z)?$/;

const millisecondsOfDay = 86_400_000;
/** Days from the epoch of spreadsheets, 1899-12-30 for what lies behind their leap day that never was, to 1970. */
const daysBefore1970 = 25_569;
/** Before it the two calendars differ by a day (1900 was no leap year, and in spreadsheets it was). */
const firstTrueDay = Date.UTC(1900, 2, 1);

export interface SerialDate {
  /** Days since the epoch, in UTC. */
  readonly serial: number;
  readonly precision: 'day' | 'second' | 'millisecond';
}

/**
 * A point in time as spreadsheets have it. `undefined` for what they have no number for: days before March 1900,
 * parts of a millisecond, other zones than UTC, what is no date.
 */
export function serialDate(text: string): SerialDate | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = ''] = match;
  if (fraction.length > 3 && /[1-9]/.test(fraction.slice(3))) return undefined;
  const days = utcTime(Number(year), Number(month) - 1, Number(day));
  if (days < firstTrueDay || !isDay(days, Number(month), Number(day))) return undefined;
  if (hour === undefined || minute === undefined) return serial(days, 'day');
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
  return serial(days + time, milliseconds > 0 ? 'millisecond' : 'second');
}

/** Parts of a day that are written: a ten thousand millionth of one is far below a millisecond. */
const dayParts = 1e10;
const lastDay = Date.UTC(9999, 11, 31);

/** The serial number of a point in time, in milliseconds since 1970; false for those that have none. */
export function writeSerial(sink: ByteSink, milliseconds: number): boolean {
  const days = Math.floor(milliseconds / millisecondsOfDay);
  if (!(milliseconds >= firstTrueDay && days * millisecondsOfDay <= lastDay)) return false;
  sink.add(String(days + daysBefore1970));
  const inDay = milliseconds - days * millisecondsOfDay;
  if (inDay === 0) return true;
  let rest = Math.round((inDay / millisecondsOfDay) * dayParts);
  sink.addByte(0x2e);
  for (let unit = dayParts / 10; rest > 0; unit /= 10) {
    const digit = Math.floor(rest / unit);
    sink.addByte(0x30 + digit);
    rest -= digit * unit;
  }
  return true;
}

function serial(milliseconds: number, precision: SerialDate['precision']): SerialDate {
  return { serial: milliseconds / millisecondsOfDay + daysBefore1970, precision };
}
