import type { Cell, ColumnKind } from '../model';

/** Rows that go out, in the order in which they are shown; one at a time, so that none is ever held. */
export interface OutRows {
  readonly count: number;
  /** Moves to a row, from 0; everything else is asked of that row. */
  go(row: number): void;
  /**
   * Equal numbers in one column mean equal cells, so that what was made of a cell can be used again; -1 where the
   * value of a row is its own.
   */
  entry(column: number): number;
  /** Whole, never cut. */
  cell(column: number): Cell;
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
  head(): string;
  /** Text of the row that `rows` stands at, with what separates it from the one before. */
  row(rows: OutRows): string;
  tail(): string;
}

/** A stretch of text is handed on when it has grown to so many UTF-16 code units. */
const stretch = 131_072;

/** The text of all rows in stretches, none of them empty. */
export function* textOf(format: RowFormat, rows: OutRows): Generator<string, void> {
  let text = format.head();
  for (let row = 0; row < rows.count; row++) {
    rows.go(row);
    text += format.row(rows);
    if (text.length < stretch) continue;
    yield text;
    text = '';
  }
  text += format.tail();
  if (text !== '') yield text;
}
