import type { DrawnArea } from './body';
import type { GridColumns } from './columns';
import type { CellPlace } from './contract';
import type { RowHeights } from './rowHeights';
import { VirtualScroll } from './virtualScroll';

/** Pinned columns leave at least this share of the width to the others. */
const mostPinned = 0.7;
/** Where there are so many rows, thousands may follow at once: numbers have room for them, or all columns would move. */
const manyRows = 100;
const digitsOfMany = 4;
/** Still rows after the last scroll, in milliseconds, until the scroll bar is put where it belongs. */
const settleAfter = 150;

/** Milliseconds after the first rows until they can be scrolled sideways: what that needs takes time to paint. */
const slideAfter = 100;

/** Where the view stands over rows and columns, and what a point of the window lies on. */
export class Viewport {
  readonly scroll: VirtualScroll;
  #gutter = 0;
  #settle = 0;
  #left = 0;
  #width = 0;
  #height = 0;
  #headHeight = 0;
  #slides = false;

  /**
   * @param scroller the element with the scroll bars
   * @param head what stands over the rows in it
   * @param moved the rows are to be drawn anew
   */
  constructor(
    private readonly scroller: HTMLElement,
    private readonly head: HTMLElement,
    private readonly columns: GridColumns,
    heights: RowHeights,
    private readonly moved: () => void,
  ) {
    this.scroll = new VirtualScroll(heights);
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
  }

  /** Width of the row numbers, in pixels. */
  get gutter(): number {
    return this.#gutter;
  }

  /** Pixels that columns can be seen in, row numbers included; any number of them before there is a view. */
  get room(): number {
    return this.#width || this.scroller.clientWidth || Number.POSITIVE_INFINITY;
  }

  /** Width of everything that does not scroll sideways. */
  get fixed(): number {
    return this.#gutter + this.columns.layout.start(this.columns.pinned);
  }

  /** Reads what the document says; nothing else here does so while drawing. */
  measure(rows: number, opens: boolean): void {
    this.#width = this.scroller.clientWidth;
    this.#height = this.scroller.clientHeight;
    this.#headHeight = this.head.offsetHeight;
    this.#lookAside();
    const digits = Math.max(String(rows).length, rows >= manyRows ? digitsOfMany : 0);
    this.#gutter = Math.max(44, digits * 8 + 26) + (opens ? 12 : 0);
    this.columns.room = Math.max(0, this.#width * mostPinned - this.#gutter);
    this.resize(rows);
    if (this.#left > 0) this.#slide();
    else if (rows > 0 && !this.#slides) setTimeout(() => this.#slide(), slideAfter);
  }

  /** What is pinned stays in view from now on when columns scroll. */
  #slide(): void {
    if (this.#slides) return;
    this.#slides = true;
    this.scroller.classList.add('slides');
  }

  resize(rows: number): void {
    this.scroll.resize(rows, this.#height - this.#headHeight);
  }

  /** Width of all columns and the row numbers. */
  get fullWidth(): number {
    return this.#gutter + this.columns.layout.total;
  }

  /** What is to be drawn. */
  area(overscan: number, stamp: number, opens: boolean, headRows: number): DrawnArea {
    const { pinned } = this.columns;
    const columns = { ...this.visibleColumns(), pinned, gutter: this.#gutter, stamp, opens };
    const { shift } = this.scroll;
    return {
      ...this.scroll.visible(overscan),
      columns,
      shift,
      headRows,
      left: this.#left,
      width: this.#width,
    };
  }

  /** Positions of the columns that scroll and are in view; `last` is exclusive. */
  visibleColumns(): { readonly first: number; readonly last: number } {
    const { layout, pinned } = this.columns;
    const left = this.#left + layout.start(pinned);
    const { first, last } = layout.visible(left, this.#left + this.#width - this.#gutter, 0);
    return { first: Math.max(pinned, first), last: Math.max(pinned, last) };
  }

  /** The position under a point; the nearest one. */
  positionAt(clientX: number): number {
    return this.columns.layout.at(this.offsetAt(clientX));
  }

  /** Offset of a point from the left edge of the first column. */
  offsetAt(clientX: number): number {
    const x = clientX - this.scroller.getBoundingClientRect().left - this.#gutter;
    const { layout, pinned } = this.columns;
    return x < layout.start(pinned) ? x : x + this.scroller.scrollLeft;
  }

  /** The row and the position under a point; the nearest one. Column -1: the row's number. */
  placeAt(clientX: number, clientY: number): CellPlace {
    const box = this.scroller.getBoundingClientRect();
    const row = this.scroll.rowAt(clientY - box.top - this.#headHeight);
    return { row, column: clientX - box.left < this.#gutter ? -1 : this.positionAt(clientX) };
  }

  /** How far a point lies outside of where the cells are, in pixels; 0 inside. */
  outside(clientX: number, clientY: number): { readonly x: number; readonly y: number } {
    const box = this.scroller.getBoundingClientRect();
    const right = box.left + this.#width;
    const bottom = box.top + this.#height;
    return {
      x: Math.min(0, clientX - box.left) + Math.max(0, clientX - right),
      y: Math.min(0, clientY - box.top - this.#headHeight) + Math.max(0, clientY - bottom),
    };
  }

  scrollBy(x: number, y: number): void {
    if (x !== 0) this.scroller.scrollLeft += x;
    if (y === 0) return;
    this.scroll.moveBy(y);
    this.placeBar();
  }

  /** Puts the scroll bar where the rows are. */
  placeBar(): void {
    this.scroller.scrollTop = this.scroll.barTop;
    this.scroll.placed(this.scroller.scrollTop);
    this.moved();
  }

  /** Brings a column into view, as little as needed. */
  revealColumn(position: number): void {
    const { layout, pinned } = this.columns;
    if (position < pinned) return;
    const start = layout.start(position) - layout.start(pinned);
    const end = start + layout.width(position);
    const room = this.#width - this.fixed;
    if (start < this.scroller.scrollLeft) this.scroller.scrollLeft = start;
    else if (end > this.scroller.scrollLeft + room) this.scroller.scrollLeft = Math.min(start, end - room);
    this.#lookAside();
  }

  /** Reads how far columns are scrolled: those that are pinned have to stay then, whoever is near. */
  #lookAside(): void {
    this.#left = this.scroller.scrollLeft;
    this.scroller.classList.toggle('aside', this.#left > 0);
  }

  #scrolled(): void {
    this.scroll.scrolled(this.scroller.scrollTop);
    this.moved();
    if (!this.scroll.scaled) return;
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => this.placeBar(), settleAfter);
  }
}
