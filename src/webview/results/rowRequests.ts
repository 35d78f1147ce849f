import type { SelectedCells } from '../../core/results/questions';
import type { CopyFormat } from '../../protocol/resultsMessages';
import { testOf } from './arrange/arrangement';
import type { Arrangement } from './arrange/arrangement';
import type { Arranger } from './arrange/arranger';
import type { CellPlace, FollowTarget, GridControl, RowCache } from './grid/contract';
import type { GridViewHost } from './gridView';

/** What the host is asked to do with the rows on view: copy, follow, export them, or write them into the query. */
export class RowRequests {
  readonly #source: RowCache;
  readonly #grid: GridControl;
  readonly #arrangement: Arrangement;
  readonly #arranger: Arranger;
  readonly #host: Pick<GridViewHost, 'post' | 'run'>;

  constructor(
    source: RowCache,
    grid: GridControl,
    arrangement: Arrangement,
    arranger: Arranger,
    host: Pick<GridViewHost, 'post' | 'run'>,
  ) {
    this.#source = source;
    this.#grid = grid;
    this.#arrangement = arrangement;
    this.#arranger = arranger;
    this.#host = host;
  }

  copy(cells: SelectedCells | undefined, format: CopyFormat, headings: boolean): void {
    if (!cells) return;
    const { formatted } = this.#grid;
    this.#host.post({ type: 'copyCells', run: this.#host.run(), cells, format, headings, formatted });
  }

  /** Everything of a row, as the server stores it. */
  copyRow(row: number): void {
    const { version, schema } = this.#source;
    const columns = schema.columns.map((_, index) => index);
    this.copy({ version, top: row, bottom: row, columns }, 'record', true);
  }

  /** The selection, or all rows on view where only one cell is active. */
  get selectedOrAll(): SelectedCells | undefined {
    return this.#grid.single ? this.cellsOf(this.#grid.columns.shown) : this.#grid.selected;
  }

  /** All rows on view of some columns. */
  cellsOf(columns: readonly number[]): SelectedCells | undefined {
    const { version, rows } = this.#source;
    return rows === 0 ? undefined : { version, top: 0, bottom: rows - 1, columns };
  }

  follow({ row, column }: CellPlace, to: FollowTarget): void {
    const { version } = this.#source;
    this.#host.post({ type: 'follow', run: this.#host.run(), version, row, column, to });
  }

  addToFilter(column: number): void {
    const of = this.#source.schema.columns[column];
    const filter = of && this.#arrangement.filter(of.name);
    const test = of && filter && testOf(filter, of, Date.now());
    if (test) this.#host.post({ type: 'addToFilter', run: this.#host.run(), filters: [{ column, test }] });
  }

  setSelect(): void {
    this.#host.post({ type: 'setSelect', run: this.#host.run(), columns: this.#grid.columns.shown });
  }

  export(): void {
    const { view } = this.#arranger;
    const { columns, formatted } = this.#grid;
    this.#host.post({ type: 'export', run: this.#host.run(), view, columns: columns.shown, formatted });
  }
}
