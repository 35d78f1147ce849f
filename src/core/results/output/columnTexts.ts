import { firstEntry, type Cell } from '../model';
import type { Losses } from './losses';
import { writePlain, type PlainCells } from './plainCells';
import type { OutColumn, OutRows } from './rows';
import type { Sink } from './sink';

/** Texts beyond these are made anew each time: what is kept must stay small beside the rows. */
const mostKept = 16_384;
const longestKept = 512;

/** Makes the text of a cell. Equal cells give equal texts. */
export type CellWriter = (cell: Cell, column: OutColumn) => string;

export interface ColumnTextsOptions {
  readonly columns: readonly OutColumn[];
  readonly write: CellWriter;
  /** How values that are their rows' own go out without becoming strings; the same text as `write` would make. */
  readonly plain?: (column: OutColumn) => PlainCells;
  readonly losses?: Losses;
}

/**
 * Texts of the cells of the columns that go out. In most columns few values come again and again: their texts are
 * made once.
 */
export class ColumnTexts {
  readonly columns: readonly OutColumn[];
  readonly #write: CellWriter;
  readonly #plain: readonly (PlainCells | undefined)[];
  readonly #losses: Losses | undefined;
  readonly #kept: string[][];

  constructor({ columns, write, plain, losses }: ColumnTextsOptions) {
    this.columns = columns;
    this.#write = write;
    this.#plain = columns.map((column) => plain?.(column));
    this.#losses = losses;
    this.#kept = columns.map(() => []);
  }

  /** @param place of the column among those that go out */
  add(rows: OutRows, place: number, sink: Sink<unknown>): void {
    const column = this.columns[place];
    if (!column) return;
    const { index } = column;
    const entry = rows.entry(index);
    if (entry >= 0 && entry < mostKept) {
      sink.add(this.#kept[place]?.[entry] ?? this.#make(rows, column, place, entry));
      return;
    }
    const plain = this.#plain[place];
    if (plain && sink.bytes && entry < 0 && rows.state(index) >= firstEntry) {
      const own = rows.own(index);
      if (own && writePlain(sink.bytes, own, rows.place, plain)) return;
    }
    sink.add(this.#write(rows.cell(index), column));
  }

  #make(rows: OutRows, column: OutColumn, place: number, entry: number): string {
    const lost = this.#losses?.total;
    const text = this.#write(rows.cell(column.index), column);
    const kept = this.#kept[place];
    // What was lost is counted cell by cell: such a text is made each time.
    if (kept && text.length <= longestKept && lost === this.#losses?.total) kept[entry] = text;
    return text;
  }
}
