/** Lines and columns of many offsets of one text. */
export class LinePlaces {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
    this.#starts = starts;
  }

  /** From 1, in UTF-16 units as editors count. */
  at(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}
