import { el } from '../dom';
import type { CellLook } from './cellView';
import type { GridColumns } from './columns';
import type { CellPlace, RowSource } from './contract';
import type { RowDetails } from './details';
import { putInOrder } from './order';
import type { RowHeights } from './rowHeights';
import { RowView } from './rowView';
import type { DrawnColumns } from './rowView';
import type { GridSelection } from './selection';
import { Veils } from './veils';

/** What of the grid is in view; `last` is exclusive. */
export interface DrawnArea {
  readonly first: number;
  readonly last: number;
  readonly columns: DrawnColumns;
  /** Added to the full offset of every row. */
  readonly shift: number;
  /** Rows of headings, which count where rows are numbered for assistive technology. */
  readonly headRows: number;
  /** Pixels of the columns that are out of view at the left, and those in view. */
  readonly left: number;
  readonly width: number;
}

/** Milliseconds for which a jump shows nothing but bars: drawing rows without their values would be work for nothing. */
const patience = 120;
/** Milliseconds of rest after which the document is put in order. */
const orderAfter = 150;

/** The rows in view, re-used while the grid scrolls. */
export class GridBody {
  readonly element = el('div', 'rows', { role: 'rowgroup' });
  readonly look: CellLook = { formatted: true, finder: undefined };
  readonly #veils = new Veils(this.element);
  #views: RowView[] = [];
  #spare: RowView[] = [];
  #valueStamp = 0;
  #area: DrawnArea | undefined;
  #ordering: ReturnType<typeof setTimeout> | undefined;
  /** Runs while nothing of what is in view is at hand; `over` when it took too long. */
  #holding: ReturnType<typeof setTimeout> | 'over' | undefined;

  constructor(
    private readonly source: RowSource,
    private readonly columns: GridColumns,
    private readonly selection: GridSelection,
    private readonly heights: RowHeights,
    private readonly details: RowDetails,
    private readonly takeFocus: () => void,
    private readonly redraw: () => void,
  ) {}

  /** Rows in view are on their way. */
  get waits(): boolean {
    return this.#holding !== undefined || this.#views.some(({ waiting }) => waiting);
  }

  /** The next {@link draw} fills every cell anew. */
  invalidate(): void {
    this.#valueStamp++;
  }

  draw(area: DrawnArea): void {
    if (this.#holds(area)) return;
    const before = this.#area?.columns;
    this.#area = area;
    this.#reuse(area);
    if (before?.first !== area.columns.first || before.last !== area.columns.last) this.#orderSoon();
    for (const view of this.#views) {
      view.number(view.row + area.headRows + 1);
      view.draw(this.source, this.columns, area.columns, this.look, this.#valueStamp);
      view.at(this.heights.top(view.row) + area.shift);
    }
    this.#drawDetails(area);
    this.#veils.draw(
      this.#views.filter(({ waiting }) => waiting).map(({ row }) => row),
      this.heights,
      area,
    );
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
    const view = this.#views[row - (this.#area?.first ?? 0)];
    return view?.waiting === false ? view.cellAt(column) : undefined;
  }

  /** True while only bars are shown: of rows that have been there, nothing is changed for the moment. */
  #holds(area: DrawnArea): boolean {
    const rows = Array.from({ length: area.last - area.first }, (_, i) => area.first + i);
    if (this.#views.length === 0 || rows.length === 0 || rows.some((row) => this.source.has(row))) {
      if (typeof this.#holding === 'object' || typeof this.#holding === 'number') clearTimeout(this.#holding);
      this.#holding = undefined;
      return false;
    }
    if (this.#holding === 'over') return false;
    this.#veils.draw(rows, this.heights, { ...area, columns: { ...area.columns, gutter: 0 } });
    this.#holding ??= setTimeout(() => {
      this.#holding = 'over';
      this.redraw();
    }, patience);
    return true;
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
    for (const { element } of this.#spare) element.remove();
    if (kept.size < views.length) this.#orderSoon();
  }

  #take(row: number): RowView {
    // The first one that went is the first one in the document: after a jump all are in order still.
    const view = this.#spare.shift() ?? new RowView();
    if (!view.element.isConnected) this.element.append(view.element);
    view.use(row);
    return view;
  }

  /** What is open under rows in view stands in the document, nothing else. */
  #drawDetails({ first, last, shift }: DrawnArea): void {
    for (const { row } of this.heights.open) {
      const detail = this.details.of(row);
      if (!detail) continue;
      const { element } = detail;
      if (row >= first && row < last) {
        if (!element.isConnected) this.element.append(element);
        detail.at(this.heights.top(row) + this.heights.rowHeight + shift);
      } else if (element.isConnected) {
        if (element.contains(document.activeElement)) this.takeFocus();
        element.remove();
      }
    }
  }

  /**
   * A screen reader walks the document: rows stand in it in their order, and what is open under a row behind it. An
   * element that is moved is laid out anew with all that is in it, so that this waits until the rows come to rest.
   */
  #orderSoon(): void {
    clearTimeout(this.#ordering);
    this.#ordering = setTimeout(() => {
      const elements = this.#views.flatMap(({ row, element }) => {
        const detail = this.details.of(row);
        return detail ? [element, detail.element] : [element];
      });
      for (const view of this.#views) view.order();
      putInOrder(this.element, elements, (element) => element.classList.contains('sub'));
    }, orderAfter);
  }
}
