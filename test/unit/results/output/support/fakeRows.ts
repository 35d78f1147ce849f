import type { Cell, ColumnKind, EntryType } from '../../../../../src/core/results/model';
import { Losses } from '../../../../../src/core/results/output/losses';
import {
  bytesOf,
  type OutColumn,
  type OutRows,
  type RowFormat,
} from '../../../../../src/core/results/output/rows';

/** A text, a number as it was sent, or a cell in full; `undefined`: not sent. */
export type FakeCell = string | number | boolean | null | undefined | { readonly cell: Cell };

export function value(type: EntryType, raw: string, formatted?: string): { readonly cell: Cell } {
  return { cell: { state: 'value', type, raw, ...(formatted === undefined ? {} : { formatted }) } };
}

/** A column of texts by its name, or a name with its kind. */
export type ColumnName = string | readonly [string, ColumnKind];

export function columns(...names: readonly ColumnName[]): OutColumn[] {
  return names.map((name, index) =>
    typeof name === 'string' ? { index, name, kind: 'text' } : { index, name: name[0], kind: name[1] },
  );
}

/** The UTF-8 text of rows, as one. */
export function textOf(format: RowFormat, rows: OutRows, losses: Losses = new Losses()): string {
  return Buffer.concat([...bytesOf(format, { rows, losses })]).toString('utf8');
}

/** Rows of a table: equal cells of a column share an entry, as in a dictionary, but for texts that are long. */
export class FakeRows implements OutRows {
  readonly count: number;
  readonly #rows: readonly (readonly Cell[])[];
  readonly #entries: Map<string, number>[] = [];
  #at: readonly Cell[] = [];

  constructor(
    rows: readonly (readonly FakeCell[])[],
    private readonly moved: (row: number) => void = () => undefined,
  ) {
    this.count = rows.length;
    this.#rows = rows.map((row) => row.map(cellOf));
  }

  go(row: number): void {
    this.moved(row);
    this.#at = this.#rows[row] ?? [];
  }

  state(column: number): number {
    return { absent: 0, null: 1, value: 2 }[this.cell(column).state];
  }

  entry(column: number): number {
    const cell = this.cell(column);
    if (cell.state !== 'value' || cell.raw.length > 30) return -1;
    const known = (this.#entries[column] ??= new Map());
    const key = JSON.stringify(cell);
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key) ?? -1;
  }

  own(): undefined {
    return undefined;
  }

  readonly place = 0;

  cell(column: number): Cell {
    return this.#at[column] ?? { state: 'absent' };
  }
}

function cellOf(cell: FakeCell): Cell {
  if (cell === undefined) return { state: 'absent' };
  if (cell === null) return { state: 'null' };
  if (typeof cell === 'string') return { state: 'value', type: 'text', raw: cell };
  if (typeof cell === 'number') return { state: 'value', type: 'number', raw: String(cell) };
  if (typeof cell === 'boolean') return { state: 'value', type: 'boolean', raw: String(cell) };
  return cell.cell;
}
