import type { ChartAsk } from '../../questions';
import { utcTime } from '../../utcTime';

export type Period = NonNullable<ChartAsk['period']>;

export const millisecondsADay = 86_400_000;
const day = millisecondsADay;

/** Beginning of the period that a point in time is in, UTC; weeks begin on Monday (ISO 8601). */
export function periodStart(instant: number, period: Period): number {
  const midnight = Math.floor(instant / day) * day;
  if (period === 'day') return midnight;
  const date = new Date(midnight);
  if (period === 'week') return midnight - ((date.getUTCDay() + 6) % 7) * day;
  const month = period === 'month' ? date.getUTCMonth() : 0;
  const quarter = period === 'quarter' ? 3 * Math.floor(date.getUTCMonth() / 3) : 0;
  date.setUTCMonth(month + quarter, 1);
  return date.getTime();
}

/** `2026-11-21`, `2026-W47`, `2026-11`, `2026 Q4`, `2026`. */
export function periodText(start: number, period: Period): string {
  const text = new Date(start).toISOString();
  const date = text.slice(0, text.indexOf('T'));
  if (period === 'day') return date;
  const year = date.slice(0, -6);
  if (period === 'year') return year;
  if (period === 'month') return date.slice(0, -3);
  if (period === 'quarter') return `${year} Q${Math.floor(new Date(start).getUTCMonth() / 3) + 1}`;
  // A week belongs to the year of its Thursday.
  const thursday = new Date(start + 3 * day);
  const first = utcTime(thursday.getUTCFullYear(), 0);
  const week = Math.floor((thursday.getTime() - first) / (7 * day)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}
