import type { Cell, ResultSchema } from '../model';

/** The rows of a result in the order in which they came, read one after the other. */
export interface ComparedRows {
  readonly rows: number;
  readonly schema: ResultSchema;
  /** A reader of all rows in that order. */
  reader(): ComparedReader;
}

export interface ComparedReader {
  /** Moves to a row, from 0. */
  go(row: number): void;
  cell(column: number): Cell;
}

/** What tells the rows of two results apart: the same column of both. */
export interface RowKey {
  readonly name: string;
  /** Number of the row before, by the key's text. */
  readonly before: ReadonlyMap<string, number>;
}

/** So many columns are tried where no id is among them. */
const mostTried = 6;
/** Rows from one pause to the next. */
export const rowsAtOnce = 2000;

/**
 * A column that has another value in every row of both results: the record's id, or else the first that has.
 * `undefined`: rows can only be matched by their place.
 */
export function* findKey(before: ComparedRows, after: ComparedRows): Generator<void, RowKey | undefined> {
  for (const name of candidates(before, after)) {
    const known = yield* keysOf(before, name);
    if (known === undefined) continue;
    const other = yield* keysOf(after, name);
    if (other !== undefined) return { name, before: known };
  }
  return undefined;
}

function candidates(before: ComparedRows, after: ComparedRows): readonly string[] {
  const both = new Set(before.schema.columns.map(({ name }) => name));
  const columns = after.schema.columns.filter(
    ({ name, kind }) => both.has(name) && kind !== 'rows' && kind !== 'image',
  );
  const ids = columns.filter(({ name, kind }) => kind === 'guid' && !name.includes('/'));
  return (ids.length > 0 ? ids : columns).slice(0, mostTried).map(({ name }) => name);
}

/** `undefined` where a row has none, or two have the same. */
function* keysOf(table: ComparedRows, name: string): Generator<void, Map<string, number> | undefined> {
  const column = table.schema.columns.findIndex((one) => one.name === name);
  const reader = table.reader();
  const keys = new Map<string, number>();
  for (let row = 0; row < table.rows; row++) {
    if (row % rowsAtOnce === 0) yield;
    reader.go(row);
    const cell = reader.cell(column);
    if (cell.state !== 'value' || keys.has(cell.raw)) return undefined;
    keys.set(cell.raw, row);
  }
  return keys;
}
