import { RecentlyUsed } from './recentlyUsed';
import type { Segment, SegmentColumn, SpillFile } from './segment';
import { bytesOf, spill, unspill } from './spilledColumn';
import type { SpilledColumn } from './spilledColumn';

export interface Spilling {
  /** Made when it is needed for the first time. */
  readonly file: () => SpillFile;
  /** Bytes of rows that are kept in memory; the oldest rows beyond go to the file. */
  readonly memoryLimit: number;
}

/** Of the memory limit so much is for columns that were read back. */
const readBackShare = 1 / 4;

interface KeptSegment {
  readonly rowCount: number;
  readonly columns: readonly (SegmentColumn | SpilledColumn | undefined)[];
  readonly bytes: number;
}

/** The segments of a result in their order, and which of them holds a row. */
export class SegmentStore {
  readonly #segments: KeptSegment[] = [];
  readonly #spilling: Spilling | undefined;
  #file: SpillFile | undefined;
  /** The file takes no more. */
  #full = false;
  #starts = new Uint32Array(64);
  #rows = 0;
  /** Bytes of the segments that are in memory. */
  #held = 0;
  /** Segments before it are in the file. */
  #firstHeld = 0;
  /** Columns that were read back. */
  readonly #back: RecentlyUsed<SpilledColumn, SegmentColumn>;
  /** The segment that answered last: rows are mostly asked for in order. */
  #last = 0;

  constructor(spilling?: Spilling) {
    this.#spilling = spilling;
    this.#back = new RecentlyUsed(readBackShare * (spilling?.memoryLimit ?? 0), bytesOf);
  }

  get rows(): number {
    return this.#rows;
  }

  /** @throws RangeError where its first row is not the next one: rows would be lost or stand twice. */
  append(segment: Segment): void {
    if (segment.firstRow !== this.#rows) {
      throw new RangeError(`Row ${this.#rows} was expected, not ${segment.firstRow}.`);
    }
    const { columns, rowCount } = segment;
    if (rowCount === 0) return;
    const bytes = columns.reduce((sum, column) => sum + (column === undefined ? 0 : bytesOf(column)), 0);
    const index = this.#segments.push({ rowCount, columns, bytes }) - 1;
    if (index === this.#starts.length) {
      const grown = new Uint32Array(2 * index);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    this.#starts[index] = segment.firstRow;
    this.#rows += rowCount;
    this.#held += bytes;
    if (this.#spilling !== undefined) this.#spill(this.#spilling);
  }

  firstRow(segment: number): number {
    return this.#starts[segment] ?? this.#rows;
  }

  rowCount(segment: number): number {
    return this.#segments[segment]?.rowCount ?? 0;
  }

  /** `undefined` where no row of the segment has the column. May read a file. */
  column(segment: number, column: number): SegmentColumn | undefined {
    const kept = this.#segments[segment]?.columns[column];
    return kept === undefined || !('shape' in kept) ? kept : this.#readBack(kept);
  }

  /** How a column is kept, without reading it. */
  encoding(segment: number, column: number): SegmentColumn['encoding'] | undefined {
    const kept = this.#segments[segment]?.columns[column];
    return kept !== undefined && 'shape' in kept ? kept.shape.encoding : kept?.encoding;
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

  /** Puts the oldest segments into the file, never the newest one: that is looked at while rows come. */
  #spill({ file, memoryLimit }: Spilling): void {
    while (!this.#full && this.#held > memoryLimit && this.#firstHeld < this.#segments.length - 1) {
      const segment = this.#segments[this.#firstHeld];
      if (segment === undefined) return;
      try {
        const into = (this.#file ??= file());
        const columns = segment.columns.map((column) =>
          column === undefined || 'shape' in column ? column : spill(column, into),
        );
        this.#segments[this.#firstHeld++] = { rowCount: segment.rowCount, columns, bytes: 0 };
        this.#held -= segment.bytes;
      } catch {
        // A full disk must not cost rows that are here already: they stay in memory.
        this.#full = true;
      }
    }
  }

  #readBack(spilled: SpilledColumn): SegmentColumn {
    const known = this.#back.get(spilled);
    if (known !== undefined) return known;
    if (this.#file === undefined) throw new RangeError('Nothing was put into a file.');
    const column = unspill(spilled, this.#file);
    this.#back.set(spilled, column);
    return column;
  }
}
