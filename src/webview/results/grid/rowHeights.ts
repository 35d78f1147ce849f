interface OpenRow {
  readonly row: number;
  /** Pixels under the row. */
  readonly extra: number;
}

/** Offsets of rows of one height, a few of which have something open under them. */
export class RowHeights {
  /** In the order of their rows. */
  #open: readonly OpenRow[] = [];

  constructor(readonly rowHeight: number) {}

  /** Rows that are open, in their order. */
  get open(): readonly OpenRow[] {
    return this.#open;
  }

  /** 0 closes the row. */
  set(row: number, extra: number): void {
    const others = this.#open.filter((one) => one.row !== row);
    if (extra > 0) others.push({ row, extra });
    this.#open = others.sort((a, b) => a.row - b.row);
  }

  clear(): void {
    this.#open = [];
  }

  /** Pixels above a row; of the row behind the last one: of all rows. */
  top(row: number): number {
    let top = row * this.rowHeight;
    for (const one of this.#open) {
      if (one.row >= row) break;
      top += one.extra;
    }
    return top;
  }

  /** The row at an offset; what is open under a row belongs to it. */
  at(offset: number): number {
    let extras = 0;
    for (const { row, extra } of this.#open) {
      const end = (row + 1) * this.rowHeight + extras;
      if (offset < end) break;
      if (offset < end + extra) return row;
      extras += extra;
    }
    return Math.floor((offset - extras) / this.rowHeight);
  }
}
