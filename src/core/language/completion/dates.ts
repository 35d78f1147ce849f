import { Rank, type Draft } from './draft';

interface Moment {
  readonly label: string;
  at(year: number, month: number, day: number): number;
}

const moments: readonly Moment[] = [
  { label: 'Today', at: (year, month, day) => Date.UTC(year, month, day) },
  { label: 'Yesterday', at: (year, month, day) => Date.UTC(year, month, day - 1) },
  { label: 'Tomorrow', at: (year, month, day) => Date.UTC(year, month, day + 1) },
  { label: '7 days ago', at: (year, month, day) => Date.UTC(year, month, day - 7) },
  { label: '30 days ago', at: (year, month, day) => Date.UTC(year, month, day - 30) },
  { label: 'Start of this month', at: (year, month) => Date.UTC(year, month, 1) },
  { label: 'Start of last month', at: (year, month) => Date.UTC(year, month - 1, 1) },
  { label: 'Start of this year', at: (year) => Date.UTC(year, 0, 1) },
  { label: 'Start of last year', at: (year) => Date.UTC(year - 1, 0, 1) },
];

/**
 * Dates as literals, and those that are found anew with every run. `now`: milliseconds since 1970; where it is not
 * known the latter alone.
 */
export function dateDrafts(now: number | undefined, dateOnly: boolean): Draft[] {
  const running: readonly Draft[] = dateOnly
    ? []
    : [
        runningDraft('{{$now}}', 'The time of the run'),
        runningDraft('{{$now -7 d}}', '7 days before the run'),
      ];
  if (now === undefined) return [...running];
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const fixed = moments.map(({ label, at }, index): Draft => {
    const iso = new Date(at(year, month, day)).toISOString();
    const text = dateOnly ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
    return {
      label,
      kind: 'value',
      insertText: text,
      detail: text,
      filterText: `${label} ${text}`,
      rank: Rank.best + index,
    };
  });
  return [...fixed, ...running];
}

function runningDraft(text: string, detail: string): Draft {
  return {
    label: text,
    kind: 'variable',
    insertText: text,
    detail,
    filterText: `${text} now`,
    rank: Rank.likely,
  };
}
