import type { Segment, SegmentColumn } from './segment';

/** The segments of a result in their order, and which of them holds a row. */
export class SegmentStore {
  readonly #segments: Segment[] = [];
  #starts = new Uint32Array(64);
  #rows = 0;
  /** The segment that answered last: rows are mostly asked for in order. */
  #last = 0;

  get rows(): number {
    return this.#rows;
  }

  /** Number of segments. */
  get size(): number {
    return this.#segments.length;
  }

  /** @throws RangeError where its first row is not the next one: rows would be lost or stand twice. */
  append(segment: Segment): void {
    if (segment.firstRow !== this.#rows) {
      throw new RangeError(`Row ${this.#rows} was expected, not ${segment.firstRow}.`);
    }
    if (segment.rowCount === 0) return;
    const index = this.#segments.push(segment) - 1;
    if (index === this.#starts.length) {
      const grown = new Uint32Array(2 * index);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    this.#starts[index] = segment.firstRow;
    this.#rows += segment.rowCount;
  }

  firstRow(segment: number): number {
    return this.#starts[segment] ?? this.#rows;
  }

  rowCount(segment: number): number {
    return this.#segments[segment]?.rowCount ?? 0;
  }

  /** `undefined` where no row of the segment has the column. */
  column(segment: number, column: number): SegmentColumn | undefined {
    return this.#segments[segment]?.columns[column];
  }

  /** How a column is kept, without reading it. */
  encoding(segment: number, column: number): SegmentColumn['encoding'] | undefined {
    return this.#segments[segment]?.columns[column]?.encoding;
  }

  /** Number of the segment that holds a row; the last one's for a row behind the end. */
  segmentOf(row: number): number {
    const starts = this.#starts;
    const last = this.#last;
    const end = this.#segments.length - 1;
    if (row >= (starts[last] ?? 0) && (last >= end || row < (starts[last + 1] ?? 0))) return last;
    let low = 0;
    let high = end;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (row < (starts[middle] ?? 0)) high = middle - 1;
      else low = middle;
    }
    return (this.#last = low);
  }
}
