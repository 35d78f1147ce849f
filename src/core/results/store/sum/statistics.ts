import { firstEntry } from '../../model';
import type { ColumnKind } from '../../model';
import type { SelectionStatistics } from '../../questions';
import type { ColumnTexts } from '../columnTexts';
import { NumberReader } from '../columnNumbers';
import type { NumberReading } from '../columnNumbers';
import { stateAt } from '../packedValues';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import { Decimals, lostIn } from './decimals';
import { DistinctCount } from './distinctCount';

export interface StatisticsTools {
  readonly data: TableData;
  readonly texts: ColumnTexts;
}

/** Cells that hold nothing but the names of choices and records are not summed, though choices are numbers. */
const summed: ReadonlySet<ColumnKind> = new Set(['number', 'money', 'text']);

/** What is known of some cells. @param rows numbers of the rows, ascending */
export function* statisticsOf(
  tools: StatisticsTools,
  rows: Uint32Array,
  columns: readonly number[],
): Steps<SelectionStatistics> {
  const { data } = tools;
  const distinct = new DistinctCount();
  const [numbers, dates] = [new Sum(), new Sum()];
  let nulls = 0;
  for (const column of columns) {
    const kind = data.schema.columns[column]?.kind ?? 'text';
    nulls += yield* countTexts(tools, rows, column, distinct);
    if (summed.has(kind)) yield* addNumbers(tools, rows, column, 'number', numbers);
    else if (kind === 'date') yield* addNumbers(tools, rows, column, 'instant', dates);
  }
  const { count, min, max } = dates;
  return {
    cells: rows.length * columns.length,
    nulls,
    distinct: distinct.count,
    ...(distinct.estimated ? { estimated: true } : {}),
    ...(numbers.count === 0 ? {} : { numbers: numbers.result }),
    ...(count === 0 ? {} : { dates: { count, min, max } }),
  };
}

/** Adds up without losing what is small beside the sum. */
class Sum {
  count = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  #sum = 0;
  #lost = 0;
  readonly #decimals = new Decimals();

  add(value: number): void {
    this.count++;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const sum = this.#sum + value;
    this.#lost += lostIn(this.#sum, value, sum);
    this.#sum = sum;
    this.#decimals.note(value);
  }

  get result(): { count: number; sum: number; min: number; max: number } {
    const sum = this.#decimals.rounded(this.#sum, this.#lost);
    return { count: this.count, sum, min: this.min, max: this.max };
  }
}

/** Notes the texts of one column; the cells without a value. */
function* countTexts(
  { data, texts }: StatisticsTools,
  rows: Uint32Array,
  column: number,
  distinct: DistinctCount,
): Steps<number> {
  const { segments } = data;
  const entries = texts.entries(column, 'stored');
  const seen = new Uint8Array(entries.ends.length);
  let nulls = 0;
  for (let i = 0; i < rows.length;) {
    const segment = segments.segmentOf(rows[i] ?? 0);
    const first = segments.firstRow(segment);
    const end = first + segments.rowCount(segment);
    const values = segments.column(segment, column);
    const table = values?.encoding === 'packed' ? texts.packed(values, end - first, 'stored') : entries;
    for (; i < rows.length && (rows[i] ?? 0) < end; i++) {
      const place = (rows[i] ?? 0) - first;
      const state = stateAt(values, place);
      if (state < firstEntry) nulls++;
      else if (values?.encoding === 'packed') distinct.add(table, place);
      else if (seen[state - firstEntry] === 0) {
        seen[state - firstEntry] = 1;
        distinct.add(table, state - firstEntry);
      }
    }
    yield;
  }
  return nulls;
}

function* addNumbers(
  { data }: StatisticsTools,
  rows: Uint32Array,
  column: number,
  reading: NumberReading,
  sum: Sum,
): Steps<void> {
  const { segments } = data;
  const reader = new NumberReader(data.dictionary(column), reading);
  for (let i = 0; i < rows.length;) {
    const segment = segments.segmentOf(rows[i] ?? 0);
    const first = segments.firstRow(segment);
    const end = first + segments.rowCount(segment);
    const values = segments.column(segment, column);
    for (; i < rows.length && (rows[i] ?? 0) < end; i++) {
      const value = reader.at(values, (rows[i] ?? 0) - first);
      // NaN alone differs from itself.
      if (value === value) sum.add(value);
    }
    yield;
  }
}
