import { isDay, utcTime } from './utcTime';

/** Points in time in milliseconds since 1970; `before` is not included. */
export interface Period {
  readonly from?: number;
  readonly before?: number;
}

const day = 86_400_000;
type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * Takes what somebody types over a column of dates. Days begin at midnight UTC, as the values are stored.
 * @param now milliseconds since 1970, for `today` and `last 7 days`
 * @returns undefined where the text is no date or period
 */
export function parsePeriod(text: string, now: number): Period | undefined {
  const typed = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const [first, second, more] = typed.split('..');
  if (second !== undefined) return more === undefined ? between(first ?? '', second) : undefined;
  return compared(typed, now) ?? namedPeriod(typed, now) ?? wholeOf(typed);
}

const comparisons: readonly (readonly [
  words: RegExp,
  side: (period: Required<Period>) => Period | undefined,
])[] = [
  [/^(?:>=|≥|since |from )(.+)$/, ({ from }) => ({ from })],
  [/^(?:<=|≤|until |to )(.+)$/, ({ before }) => ({ before })],
  [/^(?:>|after )(.+)$/, ({ before }) => ({ from: before })],
  [/^(?:<|before )(.+)$/, ({ from }) => ({ before: from })],
  [/^=(.+)$/, (period) => period],
];

function compared(typed: string, now: number): Period | undefined {
  for (const [words, side] of comparisons) {
    const operand = words.exec(typed)?.[1]?.trim();
    if (operand === undefined) continue;
    const period = wholeOf(operand) ?? namedPeriod(operand, now);
    return period && side(period);
  }
  return undefined;
}

function between(first: string, last: string): Period | undefined {
  const from = wholeOf(first.trim());
  const to = wholeOf(last.trim());
  if ((!from && first.trim() !== '') || (!to && last.trim() !== '') || (!from && !to)) return undefined;
  return { ...(from && { from: from.from }), ...(to && { before: to.before }) };
}

const units: Readonly<Record<string, Unit>> = {
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};

function namedPeriod(typed: string, now: number): Required<Period> | undefined {
  const shift = { yesterday: -1, today: 0, tomorrow: 1 }[typed];
  if (shift !== undefined) return unitAt(now, 'day', shift);
  const [, which, amount, word] = /^(this|last|next)(?: (\d{1,4}))? ([a-z]+?)s?$/.exec(typed) ?? [];
  const unit = units[word ?? ''];
  if (!unit || which === undefined) return undefined;
  if (amount === undefined) return unitAt(now, unit, { this: 0, last: -1, next: 1 }[which] ?? 0);
  if (which === 'this') return undefined;
  const today = unitAt(now, unit === 'hour' ? 'hour' : 'day', 0);
  return which === 'last'
    ? { from: moved(today.from, unit, -Number(amount)), before: today.before }
    : { from: today.from, before: moved(today.before, unit, Number(amount)) };
}

/** The day, month … that holds a point in time, or one so many before or after it. */
function unitAt(now: number, unit: Unit, shift: number): Required<Period> {
  const from = moved(startOf(now, unit), unit, shift);
  return { from, before: moved(from, unit, 1) };
}

function startOf(at: number, unit: Unit): number {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  switch (unit) {
    case 'minute':
      return Math.floor(at / 60_000) * 60_000;
    case 'hour':
      return Math.floor(at / 3_600_000) * 3_600_000;
    case 'day':
      return Math.floor(at / day) * day;
    case 'week':
      // Weeks begin on Monday (ISO 8601); day 0 of JavaScript is Sunday.
      return Math.floor(at / day) * day - ((date.getUTCDay() + 6) % 7) * day;
    case 'month':
      return utcTime(year, month);
    case 'quarter':
      return utcTime(year, month - (month % 3));
    case 'year':
      break;
  }
  return utcTime(year, 0);
}

function moved(at: number, unit: Unit, by: number): number {
  const fixed = { minute: 60_000, hour: 3_600_000, day, week: 7 * day }[unit as string];
  if (fixed !== undefined) return at + by * fixed;
  const months = by * ({ quarter: 3, year: 12 }[unit as string] ?? 1);
  const date = new Date(at);
  const target = new Date(utcTime(date.getUTCFullYear(), date.getUTCMonth() + months));
  // The 31st of a shorter month is its last day.
  const last = new Date(utcTime(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return target.getTime() + (((at % day) + day) % day);
}

const datePattern =
  /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[t ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?z?)?)?)?$/;

/** A year, a month, a day, a minute or a second as the whole of it. */
function wholeOf(typed: string): Required<Period> | undefined {
  const parts = datePattern.exec(typed)?.slice(1);
  if (!parts) return undefined;
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  const from = utcTime(year, month - 1, date, hour, minute, second ?? 0);
  if (!isDay(from, month, date)) return undefined;
  if (hour > 23 || minute > 59 || (second ?? 0) > 59) return undefined;
  if (second !== undefined) return { from, before: from + 1000 };
  const unit = (['year', 'month', 'day', 'minute'] as const)[
    [parts[1], parts[2], parts[3]].filter((part) => part !== undefined).length
  ];
  return { from, before: moved(from, unit ?? 'day', 1) };
}
