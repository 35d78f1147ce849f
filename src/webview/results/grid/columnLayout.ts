export const narrowestColumn = 48;
export const widestFit = 640;

/** Widths of the columns and where each begins, in pixels from the first one's left edge. */
export class ColumnLayout {
  #widths: number[] = [];
  #starts: number[] = [0];

  get count(): number {
    return this.#widths.length;
  }

  /** All columns together. */
  get total(): number {
    return this.#starts[this.#widths.length] ?? 0;
  }

  setWidths(widths: readonly number[]): void {
    this.#widths = [...widths];
    this.#rebuild(0);
  }

  setWidth(column: number, width: number): void {
    if (column < 0 || column >= this.#widths.length) return;
    this.#widths[column] = Math.max(narrowestColumn, Math.round(width));
    this.#rebuild(column);
  }

  width(column: number): number {
    return this.#widths[column] ?? 0;
  }

  start(column: number): number {
    return this.#starts[column] ?? 0;
  }

  /** The column at `x`; the nearest one for an `x` outside. */
  at(x: number): number {
    let low = 0;
    let high = this.#widths.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= x) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** First column that shows between two offsets, and the first behind it. */
  visible(left: number, right: number, overscan: number): { readonly first: number; readonly last: number } {
    if (this.count === 0) return { first: 0, last: 0 };
    return {
      first: Math.max(0, this.at(left) - overscan),
      last: Math.min(this.count, this.at(right) + 1 + overscan),
    };
  }

  #rebuild(from: number): void {
    this.#starts.length = from + 1;
    for (let i = from; i < this.#widths.length; i++) this.#starts[i + 1] = this.start(i) + this.width(i);
  }
}
