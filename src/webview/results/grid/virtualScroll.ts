import type { RowHeights } from './rowHeights';

/** Chromium stops laying out elements near 33 million pixels; half of it is safe at every zoom level. */
const tallest = 16_000_000;

/**
 * Maps a scroll bar to rows. Up to 16 million pixels one is the other; beyond, the bar stands for more pixels
 * than it has: small movements (wheel, keys) stay true to the pixel, large ones (the thumb) are scaled.
 */
export class VirtualScroll {
  readonly #heights: RowHeights;
  readonly #tallest: number;
  #rows = 0;
  #view = 0;
  #top = 0;
  #barTop = 0;

  constructor(heights: RowHeights, cap = tallest) {
    this.#heights = heights;
    this.#tallest = cap;
  }

  /** Pixels above the view, of all rows at their full height. */
  get top(): number {
    return this.#top;
  }

  /** Height of the element that gives the scroll bar its size. */
  get spacer(): number {
    return Math.min(this.#full, this.#tallest);
  }

  get scaled(): boolean {
    return this.#full > this.#tallest;
  }

  /** What to add to a row's full offset to place it in the spacer. */
  get shift(): number {
    return this.scaled ? this.#barTop - this.#top : 0;
  }

  get #full(): number {
    return this.#heights.top(this.#rows);
  }

  get #maxTop(): number {
    return Math.max(0, this.#full - this.#view);
  }

  get #maxBar(): number {
    return Math.max(0, this.spacer - this.#view);
  }

  resize(rows: number, viewHeight: number): void {
    this.#rows = rows;
    this.#view = viewHeight;
    this.#top = clamp(this.#top, 0, this.#maxTop);
  }

  /** The bar was moved, by whoever. */
  scrolled(barTop: number): void {
    const moved = barTop - this.#barTop;
    this.#barTop = barTop;
    if (!this.scaled) this.#top = barTop;
    else if (barTop <= 0) this.#top = 0;
    else if (barTop >= this.#maxBar - 1) this.#top = this.#maxTop;
    else if (Math.abs(moved) < this.#view) this.#top = clamp(this.#top + moved, 0, this.#maxTop);
    else this.#top = (barTop / this.#maxBar) * this.#maxTop;
  }

  /** Where the bar belongs for the present top. Tell {@link placed} where it really went. */
  get barTop(): number {
    if (!this.scaled) return this.#top;
    return this.#maxTop === 0 ? 0 : (this.#top / this.#maxTop) * this.#maxBar;
  }

  placed(barTop: number): void {
    this.#barTop = barTop;
  }

  /** Moves the rows so that `row` is in view, as little as needed. */
  reveal(row: number): void {
    const start = this.#heights.top(row);
    const end = start + this.#heights.rowHeight;
    if (start < this.#top) this.#top = start;
    else if (end > this.#top + this.#view) this.#top = clamp(end - this.#view, 0, this.#maxTop);
  }

  /** The same for a row with what is open under it; its beginning matters most. */
  revealOpen(row: number): void {
    const start = this.#heights.top(row);
    const end = this.#heights.top(row + 1);
    if (end > this.#top + this.#view) this.#top = clamp(Math.min(start, end - this.#view), 0, this.#maxTop);
  }

  /** The row at the top of the view, and how many pixels of it are above. */
  get anchor(): ScrollAnchor {
    const row = this.#heights.at(this.#top);
    return { row, above: this.#top - this.#heights.top(row) };
  }

  /** Brings a row back to the top, after heights above it changed. */
  anchorTo({ row, above }: ScrollAnchor): void {
    this.#top = clamp(this.#heights.top(Math.min(row, this.#rows)) + above, 0, this.#maxTop);
  }

  /** First row in view, and the first behind it. */
  visible(overscan: number): { readonly first: number; readonly last: number } {
    const first = Math.max(0, this.#heights.at(this.#top) - overscan);
    const end = this.#heights.at(this.#top + this.#view - 1) + 1;
    const last = Math.min(this.#rows, end + overscan);
    return { first, last: Math.max(first, last) };
  }

  /** The row at an offset from the top of the view; the nearest one for an offset outside. */
  rowAt(offset: number): number {
    return clamp(this.#heights.at(this.#top + offset), 0, Math.max(0, this.#rows - 1));
  }

  /** Moves by so many pixels. */
  moveBy(pixels: number): void {
    this.#top = clamp(this.#top + pixels, 0, this.#maxTop);
  }

  /** Whole rows that fit the view. */
  get page(): number {
    return Math.max(1, Math.floor(this.#view / this.#heights.rowHeight) - 1);
  }
}

interface ScrollAnchor {
  readonly row: number;
  readonly above: number;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
