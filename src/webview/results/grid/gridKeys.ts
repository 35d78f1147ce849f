import type { GridColumns } from './columns';
import { commandOf } from './commands';
import type { GridCommand } from './commands';
import type { GridSelection } from './selection';
import type { Viewport } from './viewport';

type PlainCommand =
  'selectAll' | 'selectRow' | 'selectColumn' | 'toggleRow' | 'toggleCell' | 'cellMenu' | 'columnMenu';

export interface KeyActions {
  rows(): number;
  /** Changes the selection and shows it. */
  select(change: () => void): void;
  /** Brings the active cell into view. */
  reveal(): void;
  copy(headings: boolean): void;
  enter(browser: boolean): void;
  /** The active row's collections, or the active cell where it has none. */
  toggleRow(): void;
  toggleCell(): void;
  /** False where nothing was open under the active row. */
  closeDetail(): boolean;
  columnMenu(): void;
  cellMenu(): void;
  /** The active column was moved. */
  moved(): void;
  /** The active column has another width. */
  resized(): void;
}

/** Runs what keys mean in the grid. What has the focus inside of it (a filter, a nested table) has keys of its own. */
export class GridKeys {
  constructor(
    private readonly grid: HTMLElement,
    private readonly selection: GridSelection,
    private readonly columns: GridColumns,
    private readonly viewport: Viewport,
    private readonly actions: KeyActions,
  ) {}

  listen(): void {
    this.grid.addEventListener('keydown', (event) => this.#key(event));
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== this.grid) return this.#keyInside(event);
    const size = {
      rows: this.actions.rows(),
      columns: this.columns.shown.length,
      page: this.viewport.scroll.page,
    };
    const command = commandOf(event, this.selection.active, size);
    if (!command || !this.#run(command)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Escape leads back to the cells. */
  #keyInside(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    this.grid.focus({ preventScroll: true });
  }

  /** False where the key is left to others. */
  #run(command: GridCommand): boolean {
    if (command.command === 'collapse') return this.#collapse();
    if (command.command === 'move') {
      this.actions.select(() => this.selection.moveTo(command.to, command.extend));
      this.actions.reveal();
    } else if (command.command === 'resize') this.#resize(command.by);
    else if (command.command === 'step') this.#step(command.by);
    else if (command.command === 'copy') this.actions.copy(command.headings);
    else if (command.command === 'enter') this.actions.enter(command.browser);
    else if (command.command === 'toggleBand') this.#toggleBand();
    else this.#runPlain(command.command);
    return true;
  }

  #runPlain(command: PlainCommand): void {
    const { active, anchor } = this.selection;
    switch (command) {
      case 'selectAll':
        this.actions.select(() => this.selection.selectAll());
        break;
      case 'selectRow':
        this.actions.select(() => this.selection.selectRows(anchor.row, active.row));
        break;
      case 'selectColumn':
        this.actions.select(() => this.selection.selectColumns(anchor.column, active.column));
        break;
      case 'toggleRow':
      case 'toggleCell':
      case 'cellMenu':
      case 'columnMenu':
        this.actions[command]();
        break;
    }
  }

  #collapse(): boolean {
    if (this.actions.closeDetail()) return true;
    if (this.selection.single) return false;
    this.actions.select(() => this.selection.collapse());
    return true;
  }

  #resize(by: number): void {
    const { column } = this.selection.active;
    this.columns.setWidth(this.columns.indexAt(column), this.columns.layout.width(column) + by);
    this.actions.resized();
  }

  #step(by: -1 | 1): void {
    const column = this.columns.indexAt(this.selection.active.column);
    if (this.columns.step(column, by)) this.actions.moved();
  }

  #toggleBand(): void {
    const { column } = this.selection.active;
    const band = this.columns.bands.find(({ from, to }) => column >= from && column < to);
    if (band) this.columns.collapse(band.record, !band.collapsed);
  }
}
