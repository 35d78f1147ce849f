import type { Cell } from '../model';
import type { ComparisonSummary, NestedRows, RowChanges } from '../questions';
import { rowChange, sameCell } from './compareRows';
import type { Comparison } from './compareRows';
import type { ComparedReader, ComparedRows } from './rowKeys';

/** The earlier result of a comparison, as far as its rows are shown. */
export interface EarlierRows extends ComparedRows {
  /** Rows by their numbers, as a chunk that `packChunk` made. */
  packed(numbers: Uint32Array): ArrayBuffer;
}

/** Rows that are gone are told as many at once; nobody scrolls through more. */
const mostRemoved = 1000;

/** What a comparison says of the rows in view. Rows by their numbers in the order in which they came. */
export class ComparedView {
  readonly #before: EarlierRows;
  readonly #comparison: Comparison;
  readonly #old: ComparedReader;
  readonly #now: ComparedReader;
  /** By column of the later result: the same one of the earlier, or -1. */
  readonly #columns: readonly number[];

  constructor(before: EarlierRows, after: ComparedRows, comparison: Comparison) {
    this.#before = before;
    this.#comparison = comparison;
    [this.#old, this.#now] = [before.reader(), after.reader()];
    const indexes = new Map(before.schema.columns.map(({ name }, index) => [name, index]));
    this.#columns = after.schema.columns.map(({ name }) => indexes.get(name) ?? -1);
  }

  get summary(): ComparisonSummary {
    const { key, added, changedRows, changedCells, removed, onlyBefore, onlyAfter } = this.#comparison;
    const counts = { added, changedRows, changedCells, removed: removed.length };
    return { ...counts, onlyBefore, onlyAfter, ...(key === undefined ? {} : { key }) };
  }

  /** Whether a row was added or changed. A row that came after the comparison is neither. */
  differs(row: number): boolean {
    return (this.#comparison.status[row] ?? rowChange.same) !== rowChange.same;
  }

  changes(rows: Uint32Array): RowChanges {
    const { status } = this.#comparison;
    const width = this.#columns.length;
    const cells = new Uint8Array(rows.length * width);
    const states = Uint8Array.from(rows, (row) => status[row] ?? rowChange.same);
    rows.forEach((row, i) => {
      if (states[i] !== rowChange.changed || !this.#go(row)) return;
      this.#columns.forEach((column, index) => {
        if (column < 0) return;
        if (!sameCell(this.#old.cell(column), this.#now.cell(index))) cells[i * width + index] = 1;
      });
    });
    return { rows: states.buffer, cells: cells.buffer };
  }

  /** What a cell held before; `undefined` where that is the same, or not known. */
  before(row: number, column: number): Cell | undefined {
    const old = this.#columns[column] ?? -1;
    if (old < 0 || !this.#go(row)) return undefined;
    const cell = this.#old.cell(old);
    return sameCell(cell, this.#now.cell(column)) ? undefined : cell;
  }

  removed(): NestedRows {
    const { removed } = this.#comparison;
    const shown = removed.subarray(0, mostRemoved);
    const { columns, targets } = this.#before.schema;
    return {
      columns,
      targets,
      rows: shown.length,
      data: this.#before.packed(shown),
      more: shown.length < removed.length,
    };
  }

  #go(row: number): boolean {
    const place = this.#comparison.before[row] ?? -1;
    if (place < 0) return false;
    this.#old.go(place);
    this.#now.go(row);
    return true;
  }
}
