import type { Cell } from '../model';
import type { ComparedReader, ComparedRows, RowKey } from './rowKeys';
import { findKey, rowsAtOnce } from './rowKeys';

/** A row of the later result against the earlier one. */
export const rowChange = { same: 0, added: 1, changed: 2 } as const;

/** What became of the rows of a result. Rows are numbered from 0 in the order in which they came. */
export interface Comparison {
  /** The column that rows were matched by; without it they were matched by their place. */
  readonly key?: string;
  /** One a row of the later result: {@link rowChange}. */
  readonly status: Uint8Array;
  /** One a row of the later result: number of the row before, or -1. */
  readonly before: Int32Array;
  /** Rows of the earlier result that are no longer there. */
  readonly removed: Uint32Array;
  readonly added: number;
  readonly changedRows: number;
  readonly changedCells: number;
  /** Names of columns that only one of the results has: their cells were not compared. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

/** A column of both results, by index into either schema. */
interface SharedColumn {
  readonly before: number;
  readonly after: number;
}

/** Compares stored values, not formatted ones; null and not sent are the same. Pauses often. */
export function* compareRows(before: ComparedRows, after: ComparedRows): Generator<void, Comparison> {
  const key = yield* findKey(before, after);
  const matched = new Uint8Array(before.rows);
  const status = new Uint8Array(after.rows);
  const places = new Int32Array(after.rows).fill(-1);
  const columns = sharedColumns(before, after);
  const [old, now] = [before.reader(), after.reader()];
  const keyColumn = after.schema.columns.findIndex(({ name }) => name === key?.name);
  const counts = { added: 0, changedRows: 0, changedCells: 0 };
  for (let row = 0; row < after.rows; row++) {
    if (row % rowsAtOnce === 0) yield;
    now.go(row);
    const place = key ? placeOf(key, now, keyColumn) : row < before.rows ? row : -1;
    if (place < 0) {
      status[row] = rowChange.added;
      counts.added++;
      continue;
    }
    places[row] = place;
    matched[place] = 1;
    old.go(place);
    const changed = countChanges(columns, old, now);
    if (changed === 0) continue;
    status[row] = rowChange.changed;
    counts.changedRows++;
    counts.changedCells += changed;
  }
  return {
    ...(key ? { key: key.name } : {}),
    status,
    before: places,
    removed: unmatched(matched),
    ...counts,
    ...onlyOne(before, after),
  };
}

/** Whether two cells hold the same stored value. */
export function sameCell(before: Cell, after: Cell): boolean {
  if (before.state !== 'value' || after.state !== 'value') {
    return before.state !== 'value' && after.state !== 'value';
  }
  return before.raw === after.raw && before.type === after.type;
}

function placeOf(key: RowKey, reader: ComparedReader, column: number): number {
  const cell = reader.cell(column);
  return cell.state === 'value' ? (key.before.get(cell.raw) ?? -1) : -1;
}

function countChanges(columns: readonly SharedColumn[], old: ComparedReader, now: ComparedReader): number {
  let changed = 0;
  for (const { before, after } of columns) {
    if (!sameCell(old.cell(before), now.cell(after))) changed++;
  }
  return changed;
}

function sharedColumns(before: ComparedRows, after: ComparedRows): SharedColumn[] {
  const indexes = new Map(before.schema.columns.map(({ name }, index) => [name, index]));
  return after.schema.columns.flatMap(({ name }, index) => {
    const own = indexes.get(name);
    return own === undefined ? [] : [{ before: own, after: index }];
  });
}

function onlyOne(before: ComparedRows, after: ComparedRows): Pick<Comparison, 'onlyBefore' | 'onlyAfter'> {
  const names = ({ schema }: ComparedRows): string[] => schema.columns.map(({ name }) => name);
  const [old, now] = [names(before), names(after)];
  const [oldSet, nowSet] = [new Set(old), new Set(now)];
  return {
    onlyBefore: old.filter((name) => !nowSet.has(name)),
    onlyAfter: now.filter((name) => !oldSet.has(name)),
  };
}

function unmatched(matched: Uint8Array): Uint32Array {
  const rows = new Uint32Array(matched.reduce((count, one) => count + 1 - one, 0));
  let at = 0;
  matched.forEach((one, row) => {
    if (one === 0) rows[at++] = row;
  });
  return rows;
}
