/** A point in time as `Date.UTC` makes it, which takes the years 0 to 99 for those of the last century. */
export function utcTime(year: number, month: number, day = 1, hour = 0, minute = 0, second = 0): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.setUTCHours(hour, minute, second);
}

/**
 * Whether a time is on the day that it was made of: `Date` takes February 30 for March 2.
 * @param month from 1
 */
export function isDay(time: number, month: number, day: number): boolean {
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
