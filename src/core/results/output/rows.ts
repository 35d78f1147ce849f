import type { Cell, ColumnKind } from '../model';
import type { PackedColumn } from '../store/segment';
import type { Losses } from './losses';
import { ByteSink, type Sink } from './sink';

/** Rows that go out, in the order in which they are shown; one at a time, so that none is ever held. */
export interface OutRows {
  readonly count: number;
  /** Moves to a row, from 0; everything else is asked of that row. */
  go(row: number): void;
  /** 0: not sent, 1: null, more: the cell holds a value. */
  state(column: number): number;
  /**
   * Equal numbers in one column mean equal cells, so that what was made of a cell can be used again; -1 where the
   * value of a row is its own.
   */
  entry(column: number): number;
  /** Whole, never cut. */
  cell(column: number): Cell;
  /** Where a value that is the row's own stands: at {@link place} in it. `undefined` where it is read by `cell` alone. */
  own(column: number): PackedColumn | undefined;
  readonly place: number;
}

/** A column that goes out. */
export interface OutColumn {
  /** Index into the columns of the result. */
  readonly index: number;
  readonly name: string;
  readonly kind: ColumnKind;
}

/** Makes a text of rows, a row at a time. */
export interface RowFormat {
  head(sink: Sink<unknown>): void;
  /** Adds the row that `rows` stands at, with what separates it from the one before. */
  row(rows: OutRows, sink: Sink<unknown>): void;
  tail(sink: Sink<unknown>): void;
}

/** A stretch is handed on when it has grown to so much. */
const stretch = 196_608;

/** Rows that are written: the first `count` of them, all without. */
export interface WrittenRows {
  readonly rows: OutRows;
  readonly count?: number;
  /** Is told which row is being written. */
  readonly losses: Losses;
}

/** The text of the rows in UTF-8, in stretches, none of them empty. */
export function* bytesOf(
  format: RowFormat,
  { rows, count = rows.count, losses }: WrittenRows,
): Generator<Uint8Array, void> {
  const sink = new ByteSink();
  losses.row = 0;
  format.head(sink);
  for (let row = 0; row < count; row++) {
    losses.row = row + 1;
    rows.go(row);
    format.row(rows, sink);
    if (sink.size >= stretch) yield sink.take();
  }
  format.tail(sink);
  if (sink.size > 0) yield sink.take();
}
