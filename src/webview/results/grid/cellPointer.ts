import type { CellPlace } from './contract';
import { EdgeScroll } from './edgeScroll';
import type { GridSelection } from './selection';
import type { Viewport } from './viewport';

export interface CellActions {
  /** Changes the selection and shows it. */
  select(change: () => void): void;
  /** A lookup was clicked. */
  follow(place: CellPlace, browser: boolean): void;
  toggleRow(row: number): void;
  toggleCell(place: CellPlace): void;
  openRecord(row: number): void;
  menu(place: CellPlace, clientX: number, clientY: number): void;
}

/** What the pointer does with cells and row numbers: select, follow, open, the menu. Places are positions. */
export class CellPointer {
  readonly #edge: EdgeScroll;
  #dragging: 'cells' | 'rows' | undefined;
  /** The cell whose link was pressed. */
  #link: CellPlace | undefined;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly rows: HTMLElement,
    private readonly viewport: Viewport,
    private readonly selection: GridSelection,
    private readonly actions: CellActions,
  ) {
    this.#edge = new EdgeScroll(viewport, 'both', (x, y) => this.#extendTo(x, y));
  }

  listen(): void {
    const { rows, scroller } = this;
    rows.addEventListener('pointerdown', (event) => this.#down(event));
    scroller.addEventListener('pointermove', (event) => this.#move(event));
    scroller.addEventListener('pointerup', (event) => this.#up(event));
    scroller.addEventListener('pointercancel', () => this.#end());
    rows.addEventListener('dblclick', (event) => this.#doubleClick(event));
    rows.addEventListener('contextmenu', (event) => this.#context(event));
  }

  #down(event: PointerEvent): void {
    const { target, clientX, clientY } = event;
    if (event.button !== 0 || !(target instanceof Element) || !inCell(target)) return;
    const place = this.viewport.placeAt(clientX, clientY);
    if (target.closest('.tw')) return this.actions.toggleRow(place.row);
    this.#dragging = place.column < 0 ? 'rows' : 'cells';
    this.#link = target.closest('.to') && !event.shiftKey ? place : undefined;
    this.#choose(place, event.shiftKey);
    if (target.closest('.co') && !event.shiftKey) this.actions.toggleCell(place);
  }

  #move({ clientX, clientY, pointerId, buttons }: PointerEvent): void {
    if (!this.#dragging) return;
    if ((buttons & 1) === 0) return this.#end();
    // Only once it moves: a captured pointer would take a double click away from the cell.
    if (!this.scroller.hasPointerCapture(pointerId)) this.scroller.setPointerCapture(pointerId);
    this.#extendTo(clientX, clientY);
    this.#edge.over(clientX, clientY);
  }

  #up(event: PointerEvent): void {
    const link = this.#link;
    this.#end();
    if (link) this.actions.follow(link, event.ctrlKey || event.metaKey);
  }

  #end(): void {
    this.#dragging = undefined;
    this.#link = undefined;
    this.#edge.stop();
  }

  #extendTo(clientX: number, clientY: number): void {
    if (!this.#dragging) return;
    const { x, y } = this.viewport.outside(clientX, clientY);
    const place = this.viewport.placeAt(clientX - x, clientY - y - Math.sign(y));
    const { active } = this.selection;
    if (place.row === active.row && (this.#dragging === 'rows' || place.column === active.column)) return;
    this.#link = undefined;
    this.#choose({ row: place.row, column: Math.max(0, place.column) }, true);
  }

  #choose(place: CellPlace, extend: boolean): void {
    if (this.#dragging === 'cells') {
      this.actions.select(() => this.selection.moveTo(place, extend));
      return;
    }
    const from = extend ? this.selection.anchor.row : place.row;
    this.actions.select(() => this.selection.selectRows(from, place.row));
  }

  #doubleClick(event: MouseEvent): void {
    if (!(event.target instanceof Element) || !inCell(event.target)) return;
    if (event.target.closest('.to, .tw, .co')) return;
    this.actions.openRecord(this.viewport.placeAt(event.clientX, event.clientY).row);
  }

  /** The keyboard asks for its menu by a key; what the browser then reports has no pointer. */
  #context(event: MouseEvent): void {
    if (!(event.target instanceof Element) || !inCell(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event instanceof PointerEvent && event.pointerType === '') return;
    const place = this.viewport.placeAt(event.clientX, event.clientY);
    const { top, left, bottom, right } = this.selection.range;
    const inside = place.row >= top && place.row <= bottom && place.column >= left && place.column <= right;
    if (place.column < 0) this.actions.select(() => this.selection.selectRows(place.row, place.row));
    else if (!inside) this.actions.select(() => this.selection.moveTo(place, false));
    this.actions.menu({ row: place.row, column: Math.max(0, place.column) }, event.clientX, event.clientY);
  }
}

/** Not in what is open under a row, which has a life of its own, nor on the buttons over a cell. */
function inCell(target: Element): boolean {
  return target.closest('.sub, .act') === null && target.closest('.gc') !== null;
}
