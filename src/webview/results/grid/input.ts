import { count } from '../words';
import { CellPointer } from './cellPointer';
import type { GridColumns } from './columns';
import type { Anchor, CellPlace, GridActions, GridControl, RowSource } from './contract';
import type { RowDetails } from './details';
import { faceOf, leads } from './faces';
import { GridKeys } from './gridKeys';
import { HeadPointer } from './headPointer';
import { CellHover } from './hover';
import type { RowOpener } from './opener';
import type { GridSelection } from './selection';
import type { Viewport } from './viewport';

export interface InputParts {
  readonly grid: GridControl;
  readonly head: HTMLElement;
  readonly rows: HTMLElement;
  readonly source: RowSource;
  readonly columns: GridColumns;
  readonly selection: GridSelection;
  readonly viewport: Viewport;
  readonly details: RowDetails;
  readonly opener: RowOpener;
  readonly actions: GridActions;
  /** Changes the selection and shows it. */
  readonly select: (change: () => void) => void;
  /** Brings the active cell into view. */
  readonly reveal: () => void;
}

/** What keys and pointer do, told to those whom it concerns. */
export class GridInput {
  readonly #parts: InputParts;
  readonly #hover: CellHover;

  constructor(parts: InputParts) {
    this.#parts = parts;
    const { grid, head, rows, source, columns, selection, viewport } = parts;
    new GridKeys(grid.element, selection, columns, viewport, this.#keys()).listen();
    new HeadPointer(head, columns, viewport, {
      sort: (column, add) => parts.actions.sort(column, add),
      select: (position, extend) => {
        const from = extend ? selection.anchor.column : position;
        parts.select(() => selection.selectColumns(from, position));
      },
      fit: (column) => grid.fit(column),
      menu: (column, anchor) => parts.actions.openColumnMenu(column, anchor),
      moved: (column) => this.#sayPlace(column),
    }).listen();
    new CellPointer(grid.element, rows, viewport, selection, {
      select: parts.select,
      follow: (place, browser) => this.#follow(place, browser),
      toggleRow: (row) => this.#toggleRow(row),
      toggleCell: (place) => this.#toggleCell(place),
      openRecord: (row) => parts.actions.openRecord(row),
      menu: (place, x, y) => parts.actions.openCellMenu(this.#outside(place), { left: x, top: y, bottom: y }),
    }).listen();
    const columnAt = (position: number): ReturnType<CellHover['columnAt']> => ({
      index: columns.indexAt(position),
      column: columns.at(position),
    });
    this.#hover = new CellHover(rows, source, (x, y) => viewport.placeAt(x, y), columnAt, {
      follow: (place, browser) => this.#follow(place, browser),
      toggleCell: (place) => this.#toggleCell(place),
      textOf: (column, value) => faceOf(column, value, grid.formatted).text,
    });
  }

  /** Other cells are under the pointer now. */
  moved(): void {
    this.#hover.hide();
  }

  #keys(): ConstructorParameters<typeof GridKeys>[4] {
    const { grid, source, selection, details, opener, actions } = this.#parts;
    return {
      rows: () => source.rows,
      select: this.#parts.select,
      reveal: this.#parts.reveal,
      copy: (headings) => grid.copy(headings),
      enter: (browser) => this.#enter(browser),
      toggleRow: () => this.#toggleRow(selection.active.row),
      toggleCell: () => this.#toggleCell(selection.active),
      closeDetail: () => {
        const open = details.has(selection.active.row);
        if (open) opener.close(selection.active.row);
        return open;
      },
      columnMenu: () => {
        this.#parts.reveal();
        actions.openColumnMenu(grid.active.column, grid.anchorOf(grid.active.column));
      },
      cellMenu: () => {
        this.#parts.reveal();
        actions.openCellMenu(grid.active, this.#cellAnchor());
      },
      moved: () => {
        this.#parts.reveal();
        this.#sayPlace(grid.active.column);
      },
      resized: () => {
        const { columns, selection } = this.#parts;
        actions.say(`${Math.round(columns.layout.width(selection.active.column))} pixels wide.`);
      },
    };
  }

  #enter(browser: boolean): void {
    const { grid, source, selection, actions } = this.#parts;
    const { row, column } = grid.active;
    const description = source.schema.columns[column];
    if (!description) return;
    if (browser || leads(description, source.cell(row, column))) this.#follow(selection.active, browser);
    else actions.openRecord(row);
  }

  #follow(place: CellPlace, browser: boolean): void {
    this.#parts.actions.follow(this.#outside(place), browser ? 'browser' : 'record-query');
  }

  /** A row without collections shows its active cell whole. */
  #toggleRow(row: number): void {
    const { opener, selection } = this.#parts;
    if (!opener.toggleRow(row)) this.#toggleCell({ row, column: selection.active.column });
  }

  #toggleCell(place: CellPlace): void {
    this.#parts.opener.toggleCell(this.#outside(place));
  }

  #sayPlace(column: number): void {
    const { columns, source, actions } = this.#parts;
    const name = source.schema.columns[column]?.name ?? '';
    actions.say(
      `${name}: column ${count(columns.positionOf(column) + 1)} of ${count(columns.shown.length)}.`,
    );
  }

  #cellAnchor(): Anchor {
    const { grid, rows } = this.#parts;
    const cell = rows.querySelector('#active-cell') ?? grid.element;
    const { left, top, bottom } = cell.getBoundingClientRect();
    return { left, top, bottom };
  }

  #outside({ row, column }: CellPlace): CellPlace {
    return { row, column: this.#parts.columns.indexAt(column) };
  }
}
