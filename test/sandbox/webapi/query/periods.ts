// Spans of time that Dataverse's date conditions name, in UTC: [from, to) as rows hold times.
import * as errors from '../errors';

export type Range = readonly [from: string, to: string];

/** What a column can hold. */
const firstMoment = Date.UTC(1753, 0, 1);
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59);

function second(time: number): string {
  if (Number.isNaN(time)) throw errors.beyondCalendar();
  return `${new Date(Math.min(Math.max(time, firstMoment), lastMoment)).toISOString().slice(0, 19)}Z`;
}
const range = (from: number, to: number): Range => [second(from), second(to)];
const dayLength = 86_400_000;

const dayStart = (now: number): number => Math.floor(now / dayLength) * dayLength;
/** Steps that lead off the calendar lead to its edge. */
const edge = (time: number, offset: number): number =>
  Number.isNaN(time) ? Math.sign(offset) * Infinity : time;
const year = (now: number, offset: number): number =>
  edge(Date.UTC(new Date(now).getUTCFullYear() + offset, 0, 1), offset);
const month = (now: number, offset: number): number =>
  Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() + offset, 1);
/** Weeks begin on Sunday, as organisations do unless told otherwise. */
const week = (now: number, offset: number): number =>
  dayStart(now) - new Date(now).getUTCDay() * dayLength + offset * 7 * dayLength;

export const daysOf = (now: number, from: number, to: number): Range =>
  range(dayStart(now) + from * dayLength, dayStart(now) + to * dayLength);

const monthsFrom = (now: number, months: number): number => {
  const date = new Date(dayStart(now));
  date.setUTCMonth(date.getUTCMonth() + months);
  return edge(date.getTime(), months);
};

/** A new organisation's fiscal year starts on the first of January and has quarters for periods. */
const monthsInPeriod = 3;
const period = (now: number, offset: number): number => {
  const date = new Date(now);
  const current = Math.floor(date.getUTCMonth() / monthsInPeriod);
  return edge(Date.UTC(date.getUTCFullYear(), (current + offset) * monthsInPeriod, 1), offset);
};

/** @param number of the period in the fiscal year, from 1 */
export const fiscalPeriod = (number: number, inYear: number): Range =>
  range(Date.UTC(inYear, (number - 1) * monthsInPeriod, 1), Date.UTC(inYear, number * monthsInPeriod, 1));

export const fiscalYear = (of: number): Range => range(Date.UTC(of, 0, 1), Date.UTC(of + 1, 0, 1));

/** Months (1 to 12) of a fiscal period. */
export const fiscalMonths = (number: number): Readonly<[first: number, last: number]> => [
  (number - 1) * monthsInPeriod + 1,
  number * monthsInPeriod,
];

export const calendarRanges: Readonly<Record<string, (now: number) => Range>> = {
  Today: (now) => daysOf(now, 0, 1),
  Yesterday: (now) => daysOf(now, -1, 0),
  Tomorrow: (now) => daysOf(now, 1, 2),
  Last7Days: (now) => daysOf(now, -7, 1),
  Next7Days: (now) => daysOf(now, 0, 8),
  ThisWeek: (now) => range(week(now, 0), week(now, 1)),
  LastWeek: (now) => range(week(now, -1), week(now, 0)),
  NextWeek: (now) => range(week(now, 1), week(now, 2)),
  ThisMonth: (now) => range(month(now, 0), month(now, 1)),
  LastMonth: (now) => range(month(now, -1), month(now, 0)),
  NextMonth: (now) => range(month(now, 1), month(now, 2)),
  ThisYear: (now) => range(year(now, 0), year(now, 1)),
  LastYear: (now) => range(year(now, -1), year(now, 0)),
  NextYear: (now) => range(year(now, 1), year(now, 2)),
  ThisFiscalPeriod: (now) => range(period(now, 0), period(now, 1)),
  LastFiscalPeriod: (now) => range(period(now, -1), period(now, 0)),
  NextFiscalPeriod: (now) => range(period(now, 1), period(now, 2)),
  ThisFiscalYear: (now) => range(year(now, 0), year(now, 1)),
  LastFiscalYear: (now) => range(year(now, -1), year(now, 0)),
  NextFiscalYear: (now) => range(year(now, 1), year(now, 2)),
};

const hour = 3_600_000;
const beginning = -Infinity;

export const relativeRanges: Readonly<Record<string, (now: number, count: number) => Range>> = {
  LastXHours: (now, count) => range(now - count * hour, now),
  NextXHours: (now, count) => range(now, now + count * hour),
  LastXDays: (now, count) => range(dayStart(now) - count * dayLength, now),
  NextXDays: (now, count) => range(now, dayStart(now) + (count + 1) * dayLength),
  LastXWeeks: (now, count) => range(dayStart(now) - count * 7 * dayLength, now),
  NextXWeeks: (now, count) => range(now, dayStart(now) + (count * 7 + 1) * dayLength),
  LastXMonths: (now, count) => range(monthsFrom(now, -count), now),
  NextXMonths: (now, count) => range(now, monthsFrom(now, count) + dayLength),
  LastXYears: (now, count) => range(monthsFrom(now, -count * 12), now),
  NextXYears: (now, count) => range(now, monthsFrom(now, count * 12) + dayLength),
  LastXFiscalPeriods: (now, count) => range(period(now, -count), now),
  NextXFiscalPeriods: (now, count) => range(now, period(now, count + 1)),
  LastXFiscalYears: (now, count) => range(year(now, -count), now),
  NextXFiscalYears: (now, count) => range(now, year(now, count + 1)),
  OlderThanXMinutes: (now, count) => range(beginning, now - count * 60_000),
  OlderThanXHours: (now, count) => range(beginning, now - count * hour),
  OlderThanXDays: (now, count) => range(beginning, dayStart(now) - count * dayLength),
  OlderThanXWeeks: (now, count) => range(beginning, dayStart(now) - count * 7 * dayLength),
  OlderThanXMonths: (now, count) => range(beginning, monthsFrom(now, -count)),
  OlderThanXYears: (now, count) => range(beginning, monthsFrom(now, -count * 12)),
};
