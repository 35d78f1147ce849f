import type { Cell } from '../model';
import type { Losses } from './losses';
import type { OutColumn, OutRows } from './rows';

/** Texts beyond these are made anew each time: what is kept must stay small beside the rows. */
const mostKept = 16_384;
const longestKept = 512;

/** Makes the text of a cell. Equal cells give equal texts. */
export type CellWriter = (cell: Cell, column: OutColumn) => string;

/**
 * Texts of the cells of the columns that go out. In most columns few values come again and again: their texts are
 * made once.
 */
export class ColumnTexts {
  readonly #write: CellWriter;
  readonly #losses: Losses | undefined;
  readonly #kept: string[][];

  constructor(
    readonly columns: readonly OutColumn[],
    write: CellWriter,
    losses?: Losses,
  ) {
    this.#write = write;
    this.#losses = losses;
    this.#kept = columns.map(() => []);
  }

  /** @param place of the column among those that go out */
  text(rows: OutRows, column: OutColumn, place: number): string {
    const entry = rows.entry(column.index);
    if (entry < 0 || entry >= mostKept) return this.#write(rows.cell(column.index), column);
    const kept = this.#kept[place];
    const known = kept?.[entry];
    if (known !== undefined) return known;
    const lost = this.#losses?.total;
    const text = this.#write(rows.cell(column.index), column);
    // What was lost is counted cell by cell: such a text is made each time.
    if (kept && text.length <= longestKept && lost === this.#losses?.total) kept[entry] = text;
    return text;
  }
}
