/** Chromium stops laying out elements near 33 million pixels; half of it is safe at every zoom level. */
const tallest = 16_000_000;

/**
 * Maps a scroll bar to rows. Up to 16 million pixels one is the other; beyond, the bar stands for more pixels
 * than it has: small movements (wheel, keys) stay true to the pixel, large ones (the thumb) are scaled.
 */
export class VirtualScroll {
  readonly #rowHeight: number;
  readonly #tallest: number;
  #rows = 0;
  #view = 0;
  #top = 0;
  #barTop = 0;

  constructor(rowHeight: number, cap = tallest) {
    this.#rowHeight = rowHeight;
    this.#tallest = cap;
  }

  /** Pixels above the view, of all rows at their full height. */
  get top(): number {
    return this.#top;
  }

  /** Height of the element that gives the scroll bar its size. */
  get spacer(): number {
    return Math.min(this.#rows * this.#rowHeight, this.#tallest);
  }

  get scaled(): boolean {
    return this.#rows * this.#rowHeight > this.#tallest;
  }

  /** What to add to a row's full offset to place it in the spacer. */
  get shift(): number {
    return this.scaled ? this.#barTop - this.#top : 0;
  }

  get #maxTop(): number {
    return Math.max(0, this.#rows * this.#rowHeight - this.#view);
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
    const start = row * this.#rowHeight;
    if (start < this.#top) this.#top = start;
    else if (start + this.#rowHeight > this.#top + this.#view) {
      this.#top = clamp(start + this.#rowHeight - this.#view, 0, this.#maxTop);
    }
  }

  /** First row in view, and the first behind it. */
  visible(overscan: number): { readonly first: number; readonly last: number } {
    const first = Math.max(0, Math.floor(this.#top / this.#rowHeight) - overscan);
    const last = Math.min(this.#rows, Math.ceil((this.#top + this.#view) / this.#rowHeight) + overscan);
    return { first, last: Math.max(first, last) };
  }

  /** Whole rows that fit the view. */
  get page(): number {
    return Math.max(1, Math.floor(this.#view / this.#rowHeight) - 1);
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
