import type { ChartAsk, ChartData } from '../../questions';
import type { ColumnNumbers } from '../columnNumbers';
import type { ColumnTexts } from '../columnTexts';
import type { Collation } from '../order/collation';
import { numberKeys } from '../order/numberKeys';
import { sortRows } from '../order/radix';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import { Decimals, lostIn } from './decimals';
import { millisecondsADay, periodStart, periodText } from './periods';
import type { Period } from './periods';
import { groupValues } from './valueGroups';

export interface ChartTools {
  readonly data: TableData;
  readonly texts: ColumnTexts;
  readonly numbers: ColumnNumbers;
}

type Group = ChartData['groups'][number];

/** Which group each row is in, and what the groups are called. */
interface Grouped {
  /** One a row: 0 for no value. */
  readonly ids: Uint32Array;
  readonly count: number;
  /** What orders the groups where they are numbers or points in time. */
  readonly place?: (id: number) => number;
  name(id: number): { readonly raw: string | null; readonly label: string };
}

const longestLabel = 200;

/**
 * A number for each group of the rows. The greatest groups have their own, the others go together into the last one.
 * A group without a number to take the average of, the least or the greatest, is left out.
 * @param order numbers of the shown rows; all without
 */
export function* chartData(
  tools: ChartTools,
  collation: Collation,
  ask: ChartAsk,
  order: Uint32Array | undefined,
  rows: number,
): Steps<ChartData> {
  const grouped = yield* groupRows(tools, ask, rows);
  const needsNumbers = ask.measure !== 'count' && ask.of !== undefined;
  const numbers = needsNumbers ? yield* tools.numbers.of(ask.of ?? 0, 'number', rows) : undefined;
  const sums = new Sums(grouped.count + 1);
  const shown = order?.length ?? rows;
  for (let from = 0; from < shown; from += rowsAtOnce) {
    for (let i = from; i < Math.min(shown, from + rowsAtOnce); i++) {
      const row = order === undefined ? i : (order[i] ?? 0);
      sums.add(grouped.ids[row] ?? 0, numbers?.[row]);
    }
    yield;
  }
  return yield* put(grouped, sums, collation, ask);
}

const rowsAtOnce = 100_000;

function* groupRows({ data, texts, numbers }: ChartTools, ask: ChartAsk, rows: number): Steps<Grouped> {
  const { by, period } = ask;
  const kind = data.schema.columns[by]?.kind;
  if (kind === 'date' && period !== undefined) {
    const instants = yield* numbers.of(by, 'instant', rows);
    return yield* groupPeriods(instants, period);
  }
  const groups = yield* groupValues(data, texts, by, rows);
  const value = (id: number): { raw: string; label?: string } => groups.value(id - 1, longestLabel);
  return {
    ids: groups.ids,
    count: groups.count,
    ...(kind === 'number' || kind === 'money' ? { place: (id) => Number(value(id).raw) } : {}),
    name: (id) => {
      if (id === 0) return { raw: null, label: '' };
      const { raw, label } = value(id);
      return { raw, label: label ?? raw };
    },
  };
}

function* groupPeriods(instants: Float64Array, period: Period): Steps<Grouped> {
  const ids = new Uint32Array(instants.length);
  const byDay = new Map<number, number>();
  const byStart = new Map<number, number>();
  const starts: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    if (row % rowsAtOnce === 0) yield;
    const day = Math.floor((instants[row] ?? Number.NaN) / millisecondsADay);
    if (Number.isNaN(day)) continue;
    let id = byDay.get(day);
    if (id === undefined) {
      const start = periodStart(day * millisecondsADay, period);
      id = byStart.get(start) ?? starts.push(start);
      byStart.set(start, id);
      byDay.set(day, id);
    }
    ids[row] = id;
  }
  const startOf = (id: number): number => starts[id - 1] ?? 0;
  return {
    ids,
    count: starts.length,
    place: startOf,
    name: (id) =>
      id === 0
        ? { raw: null, label: '' }
        : { raw: periodText(startOf(id), 'day'), label: periodText(startOf(id), period) },
  };
}

class Sums {
  readonly rows: Float64Array;
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  /** What doubles lost of the sums. */
  readonly #lost: Float64Array;
  readonly #decimals = new Decimals();
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;

  constructor(groups: number) {
    this.rows = new Float64Array(groups);
    this.#counts = new Float64Array(groups);
    this.#sums = new Float64Array(groups);
    this.#lost = new Float64Array(groups);
    this.#least = new Float64Array(groups).fill(Number.POSITIVE_INFINITY);
    this.#greatest = new Float64Array(groups).fill(Number.NEGATIVE_INFINITY);
  }

  add(id: number, value: number | undefined): void {
    this.rows[id] = (this.rows[id] ?? 0) + 1;
    if (value === undefined || Number.isNaN(value)) return;
    this.#decimals.note(value);
    this.#note(id, 1, value, value, value);
  }

  /** Adds one group to another. */
  join(into: number, id: number): void {
    this.rows[into] = (this.rows[into] ?? 0) + (this.rows[id] ?? 0);
    const [sum, least, greatest] = [this.#sums[id] ?? 0, this.#least[id] ?? 0, this.#greatest[id] ?? 0];
    this.#note(into, this.#counts[id] ?? 0, sum, least, greatest);
    this.#lost[into] = (this.#lost[into] ?? 0) + (this.#lost[id] ?? 0);
  }

  #note(id: number, count: number, sum: number, least: number, greatest: number): void {
    this.#counts[id] = (this.#counts[id] ?? 0) + count;
    const before = this.#sums[id] ?? 0;
    const after = before + sum;
    this.#sums[id] = after;
    this.#lost[id] = (this.#lost[id] ?? 0) + lostIn(before, sum, after);
    this.#least[id] = Math.min(this.#least[id] ?? 0, least);
    this.#greatest[id] = Math.max(this.#greatest[id] ?? 0, greatest);
  }

  #sum(id: number): number {
    return this.#decimals.rounded(this.#sums[id] ?? 0, this.#lost[id] ?? 0);
  }

  /** NaN where there is none. */
  value(id: number, measure: ChartAsk['measure']): number {
    if (measure === 'count') return this.rows[id] ?? 0;
    if (measure === 'sum') return this.#sum(id);
    const count = this.#counts[id] ?? 0;
    if (count === 0) return Number.NaN;
    if (measure === 'average') return this.#sum(id) / count;
    return (measure === 'min' ? this.#least[id] : this.#greatest[id]) ?? Number.NaN;
  }
}

function* put(
  grouped: Grouped,
  sums: Sums,
  collation: Collation,
  { measure, most, order }: ChartAsk,
): Steps<ChartData> {
  const values = new Float64Array(grouped.count + 1);
  for (let id = 0; id < values.length; id++) {
    values[id] = (sums.rows[id] ?? 0) > 0 ? sums.value(id, measure) : Number.NaN;
  }
  const keys = yield* numberKeys(values);
  const sorted = yield* sortRows(Uint32Array.from(values.keys()), keys, true);
  const ids = [...sorted.filter((id) => !Number.isNaN(values[id]))];
  const own = ids.length <= most ? ids : ids.slice(0, Math.max(0, most - 1));
  const others = ids.slice(own.length);
  const groups = own.map((id) => ({
    id,
    group: { ...grouped.name(id), value: sums.value(id, measure), rows: sums.rows[id] ?? 0 },
  }));
  if (order === 'label') groups.sort((a, b) => compareGroups(grouped, collation, a, b));
  const shown: Group[] = groups.map(({ group }) => group);
  const [first, ...rest] = others;
  if (first === undefined) return { groups: shown, others: 0 };
  for (const id of rest) sums.join(first, id);
  const last = { label: 'Others', raw: null, value: sums.value(first, measure), rows: sums.rows[first] ?? 0 };
  return { groups: [...shown, last], others: others.length };
}

interface Named {
  readonly id: number;
  readonly group: Group;
}

/** In the order of time or numbers, else of the labels; what has no value goes last. */
function compareGroups({ place }: Grouped, { compare }: Collation, a: Named, b: Named): number {
  if (a.id === 0 || b.id === 0) return a.id === 0 ? 1 : -1;
  return place === undefined ? compare(a.group.label, b.group.label) : place(a.id) - place(b.id);
}
