import type { RowStore } from '../../../core/results/rowStore';
import { el, toggleAttribute } from '../dom';
import { cellClass, fillCell, longestRead } from './cells';
import type { ColumnLayout } from './columnLayout';
import type { CellPlace, GridSelection } from './selection';

export const rowHeight = 22;

/** What of the grid is in view; ends are exclusive. */
export interface DrawnArea {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
  /** Width of the row numbers, in pixels. */
  readonly gutter: number;
  /** Width of a whole row. */
  readonly width: number;
  /** Added to the full offset of every row. */
  readonly shift: number;
}

interface RowView {
  readonly element: HTMLElement;
  readonly gutter: HTMLElement;
  readonly cells: HTMLElement[];
  row: number;
  /** The drawing that the row was filled for. */
  stamp: number;
}

/** The rows in view, in their order, re-used while the grid scrolls. */
export class GridRows {
  readonly element = el('div', 'rows', { role: 'rowgroup' });
  readonly #store: RowStore;
  readonly #layout: ColumnLayout;
  readonly #selection: GridSelection;
  #views: RowView[] = [];
  #spare: RowView[] = [];
  #stamp = 0;
  #area: DrawnArea | undefined;
  formatted = true;

  constructor(store: RowStore, layout: ColumnLayout, selection: GridSelection) {
    this.#store = store;
    this.#layout = layout;
    this.#selection = selection;
  }

  /** The next {@link draw} fills every row anew: values, widths or columns changed. */
  invalidate(): void {
    this.#stamp++;
  }

  draw(area: DrawnArea): void {
    const before = this.#area;
    if (before?.firstColumn !== area.firstColumn || before.lastColumn !== area.lastColumn) this.#stamp++;
    this.#area = area;
    this.#reuse(area);
    for (const view of this.#views) {
      if (view.stamp !== this.#stamp) this.#fill(view, area);
      view.element.style.top = `${view.row * rowHeight + area.shift}px`;
    }
    this.mark();
  }

  /** Shows the selection on the rows in view. */
  mark(): void {
    const { top, left, bottom, right } = this.#selection.range;
    const { active, single } = this.#selection;
    const first = this.#area?.firstColumn ?? 0;
    for (const view of this.#views) {
      const inRows = view.row >= top && view.row <= bottom;
      view.gutter.classList.toggle('insel', inRows);
      view.cells.forEach((cell, i) => {
        const column = first + i;
        const selected = inRows && column >= left && column <= right;
        const isActive = view.row === active.row && column === active.column;
        cell.classList.toggle('rg', selected && !single);
        cell.classList.toggle('rt', selected && view.row === top);
        cell.classList.toggle('rb', selected && view.row === bottom);
        cell.classList.toggle('rl', selected && column === left);
        cell.classList.toggle('rr', selected && column === right);
        cell.classList.toggle('cur', isActive);
        toggleAttribute(cell, 'aria-selected', selected ? 'true' : undefined);
        toggleAttribute(cell, 'id', isActive ? 'active-cell' : undefined);
      });
    }
  }

  /** The cell that an event happened in; column -1 is the row's number. */
  placeOf(target: EventTarget | null): CellPlace | undefined {
    const cell = target instanceof Element ? target.closest('.gc') : null;
    const view = cell && this.#views.find(({ element }) => element === cell.parentElement);
    if (!cell || !view) return undefined;
    const index = view.cells.findIndex((own) => own === cell);
    return { row: view.row, column: index < 0 ? -1 : index + (this.#area?.firstColumn ?? 0) };
  }

  get hasActive(): boolean {
    const { row, column } = this.#selection.active;
    const area = this.#area;
    return (
      area !== undefined &&
      row >= area.firstRow &&
      row < area.lastRow &&
      column >= area.firstColumn &&
      column < area.lastColumn
    );
  }

  #reuse({ firstRow, lastRow }: DrawnArea): void {
    const kept = new Map<number, RowView>();
    for (const view of this.#views) {
      if (view.row >= firstRow && view.row < lastRow) kept.set(view.row, view);
      else this.#spare.push(view);
    }
    const views: RowView[] = [];
    let behind: ChildNode | null = this.element.firstChild;
    for (let row = firstRow; row < lastRow; row++) {
      const view = kept.get(row) ?? this.#take(row);
      // A screen reader walks the document: rows stand in it in their order.
      if (view.element === behind) behind = behind.nextSibling;
      else this.element.insertBefore(view.element, behind);
      views.push(view);
    }
    for (const { element } of this.#spare) element.remove();
    this.#views = views;
  }

  #take(row: number): RowView {
    const view = this.#spare.pop() ?? newRow();
    view.row = row;
    view.stamp = -1;
    return view;
  }

  #fill(view: RowView, area: DrawnArea): void {
    const { row, element, gutter, cells } = view;
    view.stamp = this.#stamp;
    element.className = row % 2 === 1 ? 'gr alt' : 'gr';
    element.setAttribute('aria-rowindex', String(row + 2));
    element.style.width = `${area.width}px`;
    gutter.textContent = (row + 1).toLocaleString('en-US');
    gutter.style.width = `${area.gutter}px`;
    const count = area.lastColumn - area.firstColumn;
    while (cells.length > count) cells.pop()?.remove();
    for (let i = 0; i < count; i++) {
      const cell = cells[i] ?? el('div', 'gc', { role: 'gridcell' });
      if (i >= cells.length) {
        cells.push(cell);
        element.append(cell);
      }
      this.#fillCell(cell, row, area.firstColumn + i, area.gutter);
    }
  }

  #fillCell(element: HTMLElement, row: number, column: number, gutter: number): void {
    const description = this.#store.schema.columns[column];
    if (!description) return;
    const cell = this.#store.cell(row, column, longestRead);
    element.className = `gc ${cellClass(description, cell, this.formatted)}`;
    element.setAttribute('aria-colindex', String(column + 2));
    element.style.left = `${gutter + this.#layout.start(column)}px`;
    element.style.width = `${this.#layout.width(column)}px`;
    element.removeAttribute('title');
    fillCell(element, description, cell, this.formatted);
  }
}

function newRow(): RowView {
  const gutter = el('div', 'gc gut', { role: 'rowheader', 'aria-colindex': '1' });
  const element = el('div', 'gr', { role: 'row' }, gutter);
  return { element, gutter, cells: [], row: -1, stamp: -1 };
}
