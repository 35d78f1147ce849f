import { el } from '../dom';
import type { CellLook } from './cellView';
import type { GridColumns } from './columns';
import type { CellPlace, RowSource } from './contract';
import type { RowDetails } from './details';
import type { RowHeights } from './rowHeights';
import { RowView } from './rowView';
import type { DrawnColumns } from './rowView';
import type { GridSelection } from './selection';

/** What of the grid is in view; `last` is exclusive. */
export interface DrawnArea {
  readonly first: number;
  readonly last: number;
  readonly columns: DrawnColumns;
  /** Added to the full offset of every row. */
  readonly shift: number;
  /** Rows of headings, which count where rows are numbered for assistive technology. */
  readonly headRows: number;
}

/** The rows in view, in their order, re-used while the grid scrolls. */
export class GridBody {
  readonly element = el('div', 'rows', { role: 'rowgroup' });
  readonly look: CellLook = { formatted: true, finder: undefined };
  #views: RowView[] = [];
  #spare: RowView[] = [];
  #valueStamp = 0;
  #area: DrawnArea | undefined;

  constructor(
    private readonly source: RowSource,
    private readonly columns: GridColumns,
    private readonly selection: GridSelection,
    private readonly heights: RowHeights,
    private readonly details: RowDetails,
    private readonly takeFocus: () => void,
  ) {}

  /** The next {@link draw} fills every cell anew. */
  invalidate(): void {
    this.#valueStamp++;
  }

  draw(area: DrawnArea): void {
    this.#area = area;
    this.#reuse(area);
    for (const view of this.#views) {
      view.number(view.row + area.headRows + 1);
      view.draw(this.source, this.columns, area.columns, this.look, this.#valueStamp);
      view.at(this.heights.top(view.row) + area.shift);
    }
    for (const { row } of this.heights.open) {
      this.details.of(row)?.at(this.heights.top(row) + this.heights.rowHeight + area.shift);
    }
    this.mark();
  }

  /** Shows the selection on the rows in view. */
  mark(): void {
    const { range, active, single } = this.selection;
    const opens = this.#area?.columns.opens ?? false;
    for (const view of this.#views) {
      view.mark(range, active, single, opens ? this.details.has(view.row) : undefined);
    }
  }

  /** Element of the cell at a row and a position, where it is drawn and filled. */
  cellAt({ row, column }: CellPlace): HTMLElement | undefined {
    const view = this.#viewOf(row);
    return view?.waiting === false ? view.cellAt(column) : undefined;
  }

  #viewOf(row: number): RowView | undefined {
    return this.#views[row - (this.#area?.first ?? 0)];
  }

  #reuse({ first, last }: DrawnArea): void {
    const kept = new Map<number, RowView>();
    for (const view of this.#views) {
      if (view.row >= first && view.row < last) kept.set(view.row, view);
      else this.#spare.push(view);
    }
    const views: RowView[] = [];
    for (let row = first; row < last; row++) views.push(kept.get(row) ?? this.#take(row));
    this.#views = views;
    this.#order();
  }

  #take(row: number): RowView {
    const view = this.#spare.pop() ?? new RowView();
    view.use(row);
    return view;
  }

  /** A screen reader walks the document: rows stand in it in their order, and what is open under a row behind it. */
  #order(): void {
    let behind: ChildNode | null = this.element.firstChild;
    const put = (element: HTMLElement): void => {
      if (element === behind) behind = behind.nextSibling;
      else this.element.insertBefore(element, behind);
    };
    for (const view of this.#spare) {
      if (view.element === behind) behind = behind.nextSibling;
      view.element.remove();
    }
    for (const view of this.#views) {
      put(view.element);
      const detail = this.details.of(view.row);
      if (detail) put(detail.element);
    }
    while (behind) {
      const next: ChildNode | null = behind.nextSibling;
      // The focus may be in what is open under a row that went out of view.
      if (behind.contains(document.activeElement)) this.takeFocus();
      behind.remove();
      behind = next;
    }
  }
}
