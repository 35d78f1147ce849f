import type { CellTest, ColumnFilter, ExactEnd } from '../../view';
import type { ColumnNumbers, NumberReading } from '../columnNumbers';
import type { ColumnTexts, TextChoice } from '../columnTexts';
import { compareNumbers, isLong, numberText } from '../exactNumbers';
import { stateAt } from '../packedValues';
import { firstEntry } from '../../model';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import { markRows, OneOfMatcher, TextMatcher } from './matcher';
import { TextNeedle } from './textNeedle';

export interface FilterTools {
  readonly data: TableData;
  readonly texts: ColumnTexts;
  readonly numbers: ColumnNumbers;
}

/** Rows that pass all filters and hold the searched text in some cell; `undefined` for all rows. */
export function* passingRows(
  tools: FilterTools,
  filters: readonly ColumnFilter[],
  search: string | undefined,
  choice: TextChoice,
  rows: number,
): Steps<Uint8Array | undefined> {
  let passing: Uint8Array | undefined;
  for (const { column, test } of filters) {
    const marks = yield* markTest(tools, column, test, choice, rows);
    passing = passing === undefined ? marks : both(passing, marks);
    yield;
  }
  if (search === undefined || search === '') return passing;
  const found = yield* markAnywhere(tools, new TextNeedle(search, 'contains', false), choice, rows);
  return passing === undefined ? found : both(passing, found);
}

/** The numbers of the marked rows, in their order. */
export function markedRows(marks: Uint8Array): Uint32Array {
  let found = 0;
  for (let row = 0; row < marks.length; row++) found += marks[row] ?? 0;
  const rows = new Uint32Array(found);
  // Each row is written where the next marked one belongs: that costs no guess whether it is one.
  for (let row = 0, at = 0; at < found; row++) {
    rows[at] = row;
    at += marks[row] ?? 0;
  }
  return rows;
}

function both(into: Uint8Array, marks: Uint8Array): Uint8Array {
  for (let row = 0; row < into.length; row++) into[row] = (into[row] ?? 0) & (marks[row] ?? 0);
  return into;
}

function* markAnywhere(
  { data, texts }: FilterTools,
  needle: TextNeedle,
  choice: TextChoice,
  rows: number,
): Steps<Uint8Array> {
  const found = new Uint8Array(rows);
  for (let column = 0; column < data.schema.columns.length; column++) {
    const marks = yield* markRows(data, column, new TextMatcher(texts, column, choice, needle), rows);
    for (let row = 0; row < rows; row++) found[row] = (found[row] ?? 0) | (marks[row] ?? 0);
    yield;
  }
  return found;
}

function* markTest(
  tools: FilterTools,
  column: number,
  test: CellTest,
  choice: TextChoice,
  rows: number,
): Steps<Uint8Array> {
  const { data, texts } = tools;
  if (test.kind === 'range') {
    return turned(yield* markNumbers(tools, column, test, rows), test.not);
  }
  if (test.kind === 'period') {
    // Whole milliseconds: the end is not included.
    const to = test.before === undefined ? undefined : test.before - 1;
    return yield* markRange(tools, column, 'instant', test.from, to, rows);
  }
  if (test.kind === 'oneOf') return turned(yield* markOneOf(data, column, test.values, rows), test.not);
  if (test.kind === 'empty') return turned(yield* markEmpty(data, column, rows), !test.empty);
  const needle = new TextNeedle(test.text, test.kind, false);
  const matcher = new TextMatcher(texts, column, choice, needle);
  return turned(yield* markRows(data, column, matcher, rows), test.not);
}

/** What does not pass, passes: rows without a value too, since they do not hold what is ruled out. */
function turned(marks: Uint8Array, not: boolean | undefined): Uint8Array {
  if (not !== true) return marks;
  for (let row = 0; row < marks.length; row++) marks[row] = 1 - (marks[row] ?? 0);
  return marks;
}

function* markNumbers(
  tools: FilterTools,
  column: number,
  { from, to, exactFrom, exactTo }: CellTest & { kind: 'range' },
  rows: number,
): Steps<Uint8Array> {
  const marks = yield* markRange(tools, column, 'number', from, to, rows);
  // What somebody types may have more digits than all of the cells: `> 1.0000000000000000`.
  const typedInFull = exactFrom !== undefined || exactTo !== undefined;
  const hasLong = tools.numbers.isLong(column);
  if (!typedInFull && !hasLong) return marks;
  const values = yield* tools.numbers.of(column, 'number', rows);
  // The ends themselves are seen by their digits.
  const passes = (row: number, end: ExactEnd, side: 1 | -1): boolean => {
    // Where neither has more digits than a double they are the same number.
    if (!hasLong && !isLong(end.digits)) return end.open !== true;
    const order = side * compareNumbers(numberText(tools.data, column, row), end.digits);
    return end.open === true ? order > 0 : order >= 0;
  };
  for (let row = 0; row < rows; row++) {
    if (marks[row] === 0) continue;
    const value = values[row];
    const above = value !== from || passes(row, exactFrom ?? { digits: String(from) }, 1);
    const below = value !== to || passes(row, exactTo ?? { digits: String(to) }, -1);
    if (!above || !below) marks[row] = 0;
  }
  return marks;
}

function* markRange(
  { numbers }: FilterTools,
  column: number,
  reading: NumberReading,
  from: number | undefined,
  to: number | undefined,
  rows: number,
): Steps<Uint8Array> {
  const values = yield* numbers.of(column, reading, rows);
  const marks = new Uint8Array(rows);
  const [least, most] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  for (let row = 0; row < rows; row++) {
    const value = values[row] ?? Number.NaN;
    if (value >= least && value <= most) marks[row] = 1;
  }
  return marks;
}

function* markOneOf(
  data: TableData,
  column: number,
  values: readonly (string | null)[],
  rows: number,
): Steps<Uint8Array> {
  const texts = values.filter((value) => value !== null);
  const marks = yield* markRows(data, column, new OneOfMatcher(data, column, texts), rows);
  if (texts.length === values.length) return marks;
  const empty = yield* markEmpty(data, column, rows);
  for (let row = 0; row < rows; row++) marks[row] = (marks[row] ?? 0) | (empty[row] ?? 0);
  return marks;
}

/** Null or not sent. */
function* markEmpty({ segments }: TableData, column: number, rows: number): Steps<Uint8Array> {
  const marks = new Uint8Array(rows);
  for (let row = 0; row < rows;) {
    const segment = segments.segmentOf(row);
    const values = segments.column(segment, column);
    const end = row + segments.rowCount(segment);
    for (let i = 0; row < end; i++, row++) if (stateAt(values, i) < firstEntry) marks[row] = 1;
    yield;
  }
  return marks;
}
