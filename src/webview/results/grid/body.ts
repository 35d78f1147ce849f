import { el, holdsFocus, toggleAttribute } from '../dom';
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

/** Milliseconds after a jump until bars are shown: rows that come sooner show no others before them. */
const calm = 40;
/** Milliseconds for which bars are shown, and no rows: drawing these without their values would be work for nothing. */
const patience = 80;
/** Milliseconds of rest after which the document is put in order. */
const orderAfter = 150;
/** Pixels from where rows are placed to the farthest of them: elements stand exactly where they should within so many. */
const farthest = 1_000_000;

/** The rows in view, re-used while the grid scrolls. */
export class GridBody {
  readonly element = el('div', 'rows', { role: 'rowgroup' });
  readonly look: CellLook = { formatted: true, finder: undefined };
  readonly #veils = new Veils(this.element);
  #views: RowView[] = [];
  #spare: RowView[] = [];
  #valueStamp = 0;
  /** Offset from which rows are placed: those that stand for others after a jump stay where they are, all of them move at once. */
  #origin = 0;
  #offset = Number.NaN;
  #area: DrawnArea | undefined;
  #ordering: ReturnType<typeof setTimeout> | undefined;
  /** What is shown while nothing of what is in view is at hand. */
  #holding: 'nothing' | 'bars' | 'rows' | undefined;
  #held: ReturnType<typeof setTimeout> | undefined;

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
    const holds = this.#holds(area);
    if (!holds) this.#draw(area);
    toggleAttribute(this.element, 'aria-busy', this.waits ? 'true' : undefined);
  }

  #draw(area: DrawnArea): void {
    const before = this.#area?.columns;
    this.#area = area;
    this.#drawRows(area);
    if (before?.first !== area.columns.first || before.last !== area.columns.last) this.#orderSoon();
    this.#drawDetails(area);
    const waiting = this.#views.flatMap((view) => (view.waiting ? view.row : []));
    this.#veils.draw(waiting, this.heights, this.#origin, area);
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

  /** Rows are drawn, and none of these is among them; `last` is exclusive. */
  isFar({ first, last }: { readonly first: number; readonly last: number }): boolean {
    const drawn = this.#area;
    return this.#views.length > 0 && drawn !== undefined && (last <= drawn.first || first >= drawn.last);
  }

  /** Element of the cell at a row and a position, where it is drawn and filled. */
  cellAt({ row, column }: CellPlace): HTMLElement | undefined {
    const view = this.#views[row - (this.#area?.first ?? 0)];
    return view?.waiting === false ? view.viewAt(column)?.element : undefined;
  }

  /** True while only bars are shown: of rows that have been there, nothing is changed for the moment. */
  #holds(area: DrawnArea): boolean {
    if (!this.#misses(area)) {
      if (this.#holding) clearTimeout(this.#held);
      this.#holding = undefined;
      return false;
    }
    if (!this.#holding) {
      this.#hold('nothing', calm, () => this.#hold('bars', patience, () => this.#hold('rows')));
    }
    if (this.#holding === 'bars') {
      const rows = Array.from({ length: area.last - area.first }, (_, i) => area.first + i);
      const bars = { ...area, columns: { ...area.columns, gutter: 0 } };
      this.#veils.draw(rows, this.heights, this.#offset - area.shift, bars);
    }
    return this.#holding !== 'rows';
  }

  #hold(shown: 'nothing' | 'bars' | 'rows', ms?: number, then?: () => void): void {
    this.#holding = shown;
    if (ms === undefined || !then) return;
    this.#held = setTimeout(() => {
      then();
      this.redraw();
    }, ms);
  }

  /** There are rows to be shown, others stand there, and none is at hand. */
  #misses({ first, last }: DrawnArea): boolean {
    if (this.#views.length === 0 || last <= first) return false;
    for (let row = first; row < last; row++) if (this.source.has(row)) return false;
    return true;
  }

  #drawRows(area: DrawnArea): void {
    const { first, last, headRows, columns } = area;
    const kept = this.#keep(area);
    this.#place(area, kept.size > 0);
    const views: RowView[] = [];
    let like: RowView | undefined;
    for (let row = first; row < last; row++) {
      // The first one that went is the first one in the document: after a jump all are in order still.
      const view =
        kept.get(row) ?? this.#spare.shift() ?? new RowView((like ??= views.findLast(({ plain }) => plain)));
      if (!view.element.isConnected) this.element.append(view.element);
      if (!kept.has(row)) view.use(row);
      view.number(row + headRows + 1);
      view.draw(this.source, this.columns, columns, this.look, this.#valueStamp);
      view.at(this.heights.top(row) - this.#origin);
      views.push(view);
    }
    this.#views = views;
    for (const { element } of this.#spare) element.remove();
    if (kept.size < views.length) this.#orderSoon();
  }

  /** Those of the rows in view that stay there; the others can stand for rows that come. */
  #keep({ first, last }: DrawnArea): ReadonlyMap<number, RowView> {
    const kept = new Map<number, RowView>();
    for (const view of this.#views) {
      if (view.row >= first && view.row < last) kept.set(view.row, view);
      else this.#spare.push(view);
    }
    this.#keepStripes(first);
    return kept;
  }

  /** Where no row stays, the first to be used again stands where it stood, and so do those behind it. */
  #place({ first, shift }: DrawnArea, stay: boolean): void {
    const top = this.heights.top(first);
    if (!stay) this.#origin = top - (this.#spare[0]?.top ?? 0);
    if (Math.abs(top - this.#origin) > farthest) this.#origin = top;
    const offset = this.#origin + shift;
    if (offset !== this.#offset) this.element.style.transform = `translateY(${(this.#offset = offset)}px)`;
  }

  /** Of rows that stand for others after a jump, each second one is striped already. */
  #keepStripes(first: number): void {
    const [view] = this.#spare;
    if (!view || view.row % 2 === first % 2 || this.#spare.length < this.#views.length) return;
    this.#spare.shift();
    this.#spare.push(view);
  }

  /** What is open under rows in view stands in the document, nothing else. */
  #drawDetails({ first, last }: DrawnArea): void {
    for (const { row } of this.heights.open) {
      const detail = this.details.of(row);
      if (!detail) continue;
      const { element } = detail;
      if (row >= first && row < last) {
        if (!element.isConnected) this.element.append(element);
        detail.at(this.heights.top(row) + this.heights.rowHeight - this.#origin);
      } else if (element.isConnected) {
        if (holdsFocus(element)) this.takeFocus();
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
