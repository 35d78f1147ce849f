import type { ResultColumn } from '../../core/results/model';
import type { ArrangedRows } from '../../core/results/questions';
import type { PaneMessage } from '../../protocol/resultsMessages';
import { Arrangement, isNatural } from './arrange/arrangement';
import type { NamedFilter } from './arrange/arrangement';
import { ArrangementWords } from './arrange/arrangementWords';
import { Arranger } from './arrange/arranger';
import { FilterCells, isChosen } from './arrange/filterCells';
import { openValueList } from './arrange/valueList';
import { linkButton } from './controls';
import { el } from './dom';
import { FindBox } from './findBox';
import type { Ask, GridControl, RowCache } from './grid/contract';
import { ResultGrid } from './grid/resultGrid';
import { openMenuAtCell, openMenuOfColumn } from './gridMenus';
import type { PaneMemory } from './memory';
import type { Popups } from './menus/popups';
import { RowRequests } from './rowRequests';

/** Typing in the filter row is over after so long, in milliseconds. */
const typing = 250;

export interface GridViewHost {
  readonly popups: Popups;
  readonly ask: Ask;
  readonly run: () => number;
  post(message: PaneMessage): void;
  /** Sort, filters, columns, what is formatted: to be remembered. */
  remember(): void;
  selectionChanged(): void;
  /** Rows were arranged, or it is under way. */
  arranged(): void;
  openRecord(row: number): void;
  say(text: string): void;
  copyText(text: string, said: string): void;
  failed(error: unknown): void;
}

/** The grid with what arranges, filters and looks for its rows. */
export class GridView {
  readonly element = el('div', 'gridview');
  readonly #none = el(
    'div',
    'nonepass',
    { hidden: '' },
    el('p', '', {}, 'No loaded row passes the filter.'),
    linkButton('Clear the filter', () => this.clearFilters()),
  );
  readonly grid: GridControl;
  readonly requests: RowRequests;
  readonly arrangement = new Arrangement();
  readonly #words = new ArrangementWords();
  readonly #source: RowCache;
  readonly #host: GridViewHost;
  readonly #arranger: Arranger;
  readonly #cells: FilterCells;
  readonly #find: FindBox;
  #filterRow = false;
  #onlyChanges = false;
  #busy = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  headings = false;

  constructor(source: RowCache, font: HTMLElement, host: GridViewHost) {
    this.#source = source;
    this.#host = host;
    this.grid = new ResultGrid(source, font, {
      sort: (column, add) => {
        this.arrangement.toggleSort(this.#name(column), add);
        this.apply();
      },
      openColumnMenu: (column, anchor) => openMenuOfColumn(this, column, anchor),
      openCellMenu: (place, anchor) => openMenuAtCell(this, place, anchor),
      follow: (place, to) => this.requests.follow(place, to),
      openRecord: (row) => host.openRecord(row),
      copy: (cells, headings) => this.requests.copy(cells, 'tsv', headings),
      copyText: (text, said) => host.copyText(text, said),
      selectionChanged: () => host.selectionChanged(),
      columnsChanged: () => host.remember(),
      say: (text) => host.say(text),
    });
    this.#arranger = new Arranger(host.ask, {
      arranged: async (rows) => this.#arranged(rows),
      busy: (busy) => {
        this.#busy = busy;
        host.arranged();
      },
      failed: (error) => host.failed(error),
    });
    this.requests = new RowRequests(source, this.grid, this.arrangement, this.#arranger, host);
    this.#cells = new FilterCells({
      columns: () => source.schema.columns,
      filter: (name) => this.arrangement.filter(name),
      set: (name, filter, soon) => this.setFilter(name, filter, soon),
      choose: (column, anchor) => this.chooseValues(column, anchor),
      leave: () => this.grid.focus(),
      say: (text) => host.say(text),
    });
    this.#find = this.#makeFindBox();
    this.element.append(this.#find.element, this.grid.element, this.#none);
  }

  #makeFindBox(): FindBox {
    const { grid, host } = { grid: this.grid, host: this.#host };
    return new FindBox({
      find: (ask) =>
        host.ask('find', {
          ...ask,
          version: this.#source.version,
          formatted: grid.formatted,
          columns: grid.columns.shown,
        }),
      active: () => grid.active,
      goTo: (place) => grid.goTo(place),
      mark: (found) => grid.setFound(found),
      only: (text) => this.#setSearch(text),
      closed: () => grid.focus(),
      failed: (error) => host.failed(error),
      say: (text) => host.say(text),
    });
  }

  get source(): RowCache {
    return this.#source;
  }

  get host(): GridViewHost {
    return this.#host;
  }

  get filterRow(): boolean {
    return this.#filterRow;
  }

  /** Arranging takes a while. */
  get busy(): boolean {
    return this.#busy;
  }

  /** All rows that are loaded stand as it is wanted. */
  get settled(): boolean {
    return this.#arranger.settled;
  }

  /** Rows that pass and rows that were looked at; `undefined` where nothing is filtered. */
  get passing(): ArrangedRows | undefined {
    const { filters, search, onlyChanges } = this.#arranger.view;
    return filters.length > 0 || search !== undefined || onlyChanges ? this.#arranger.arranged : undefined;
  }

  column(index: number): ResultColumn | undefined {
    return this.#source.schema.columns[index];
  }

  #name(column: number): string {
    return this.column(column)?.name ?? '';
  }

  restore(memory: PaneMemory): void {
    this.arrangement.restore(memory);
    this.#words.take(memory);
    this.headings = memory.headings;
    this.grid.setFormatted(memory.formatted);
    this.grid.columns.restore(memory.columns);
    this.showFilterRow(memory.filterRow);
  }

  /** Rows of another run are on their way: sort and filters stay, for its columns of the same names. */
  clear(): void {
    this.#arranger.clear();
    this.#source.clear();
    this.#showNone();
  }

  /** Columns came, or a kind was refined. */
  schemaChanged(): void {
    this.#cells.columnsChanged();
    this.#apply();
  }

  grown(rows: number, last: boolean): void {
    this.#source.grown(rows);
    this.#arranger.grown(rows, last);
  }

  /** Sort or filters were changed: shows them and has the rows arranged. */
  apply(): void {
    clearTimeout(this.#typing);
    this.#apply();
    this.#cells.refresh();
    const words = this.#words.changed(this.arrangement.state);
    if (words !== undefined) this.#host.say(words);
    this.#host.remember();
  }

  #apply(): void {
    const wanted = this.arrangement.view(this.#source.schema.columns, this.grid.formatted, Date.now());
    const view = this.#onlyChanges ? { ...wanted, onlyChanges: true } : wanted;
    this.grid.setSort(view.sort);
    this.grid.setFiltered(view.filters.map(({ column }) => column));
    // Without sort and filter there is nothing to compare, formatted or not.
    this.#arranger.set(isNatural(view) ? { ...view, formatted: true } : view);
    this.#host.arranged();
  }

  async #arranged(rows: ArrangedRows | undefined): Promise<void> {
    await this.#source.arrange(rows);
    this.#showNone();
    this.#find.refresh();
    this.#host.arranged();
    // Other rows are selected now, or those of a version that was asked for too early.
    this.#host.selectionChanged();
  }

  #showNone(): void {
    this.#none.hidden = this.passing?.rows !== 0;
  }

  setFilter(name: string, filter: NamedFilter | undefined, soon = false): void {
    this.arrangement.setFilter(name, filter);
    clearTimeout(this.#typing);
    if (soon) this.#typing = setTimeout(() => this.apply(), typing);
    else this.apply();
  }

  #setSearch(text: string): void {
    this.arrangement.setSearch(text);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.apply(), typing);
  }

  clearFilters(): void {
    this.arrangement.clearFilters();
    this.#find.showOnly(false, false);
    this.apply();
  }

  /** Only rows that were added or changed since the pinned result. */
  showOnlyChanges(on: boolean): void {
    this.#onlyChanges = on;
    this.apply();
  }

  /** As the query wrote it: no sort, no filter, all columns. */
  reset(): void {
    this.arrangement.restore({ sort: [], filters: [], search: '' });
    this.grid.columns.reset();
    this.clearFilters();
  }

  setFormatted(formatted: boolean): void {
    this.grid.setFormatted(formatted);
    this.apply();
  }

  showFilterRow(shown: boolean): void {
    this.#filterRow = shown;
    this.grid.setFilterRow(shown ? this.#cells : undefined);
  }

  toggleFilterRow(): void {
    this.showFilterRow(!this.#filterRow);
    if (this.#filterRow) this.grid.focusFilter(this.grid.active.column);
    else this.grid.focus();
    this.#host.remember();
  }

  /** Opens what filters a column: its cell in the filter row. */
  openFilter(column: number): void {
    if (!this.#filterRow) this.showFilterRow(true);
    this.grid.focusFilter(column);
    const { kind } = this.column(column) ?? {};
    if (kind !== undefined && isChosen(kind)) {
      this.chooseValues(column, this.#cells.cell(column).querySelector('button') ?? this.grid.element);
    }
    this.#host.remember();
  }

  chooseValues(column: number, anchor: Element): void {
    const of = this.column(column);
    if (!of) return;
    const { columns } = this.#source.schema;
    openValueList(this.#host.popups, anchor, {
      column,
      of,
      filter: this.arrangement.filter(of.name),
      filters: this.arrangement
        .view(columns, this.grid.formatted, Date.now())
        .filters.filter((one) => one.column !== column),
      ask: this.#host.ask,
      set: (filter) => this.setFilter(of.name, filter),
      failed: (error) => this.#host.failed(error),
    });
  }

  openFind(): void {
    this.#find.open();
  }

  /** False where it was not open. */
  closeFind(): boolean {
    const { isOpen } = this.#find;
    this.#find.close();
    return isOpen;
  }

  findNext(backwards: boolean): void {
    this.#find.next(backwards);
  }
}
