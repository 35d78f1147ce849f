import { keptAs, mergedColumn } from './mergedColumn';
import type { ColumnPart, KeptAs } from './mergedColumn';
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

/** So many small segments that follow each other become one: each row is copied once or twice in all. */
const mergedAtOnce = 32;
/** Segments of fewer rows are small: at first those of very few are merged, then what came of them. */
const smallRows = [32, 1024];

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
  #merges = 0;
  /** By size: segments before this one were merged, or keep a column in different ways: they are not looked at again. */
  readonly #settled: number[] = smallRows.map(() => 0);

  constructor(spilling?: Spilling) {
    this.#spilling = spilling;
    this.#back = new RecentlyUsed(readBackShare * (spilling?.memoryLimit ?? 0), bytesOf);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Greater whenever rows went to segments with other numbers. */
  get merges(): number {
    return this.#merges;
  }

  /** @throws RangeError where its first row is not the next one: rows would be lost or stand twice. */
  append(segment: Segment): void {
    if (segment.firstRow !== this.#rows) {
      throw new RangeError(`Row ${this.#rows} was expected, not ${segment.firstRow}.`);
    }
    const { columns, rowCount } = segment;
    if (rowCount === 0) return;
    const index = this.#segments.push({ rowCount, columns, bytes: bytesOfAll(columns) }) - 1;
    if (index === this.#starts.length) {
      const grown = new Uint32Array(2 * index);
      grown.set(this.#starts);
      this.#starts = grown;
    }
    this.#starts[index] = segment.firstRow;
    this.#rows += rowCount;
    this.#held += this.#segments[index]?.bytes ?? 0;
    if (this.#spilling !== undefined) this.#spill(this.#spilling);
  }

  /** Merges the newest segments where many small ones have come. Nobody may be in the middle of reading segments. */
  mergeSmall(): void {
    let least = 1;
    smallRows.forEach((limit, level) => {
      const end = this.#segments.length;
      const newest = this.#segments[end - 1]?.rowCount ?? 0;
      if (newest >= least) {
        const first = Math.max(this.#firstHeld, this.#settled[level] ?? 0);
        let from = end;
        while (from > first && (this.#segments[from - 1]?.rowCount ?? limit) < limit) from--;
        if (end - from >= mergedAtOnce) this.#merge(from, level);
      }
      least = limit;
    });
  }

  /** Puts all segments from one on together, but for those that keep a column in another way. */
  #merge(from: number, level: number): void {
    const small = this.#segments.splice(from);
    const kept: KeptAs[] = [];
    let group: KeptSegment[] = [];
    for (const segment of small) {
      const ways = segment.columns.map((column) => keptAs(partOf(segment.rowCount, column)));
      if (ways.some((way, i) => way !== 'none' && (kept[i] ?? 'none') !== 'none' && kept[i] !== way)) {
        this.#segments.push(mergedSegment(group));
        group = [];
        kept.length = 0;
      }
      group.push(segment);
      ways.forEach((way, i) => {
        if (way !== 'none') kept[i] = way;
      });
    }
    this.#segments.push(mergedSegment(group));
    this.#renumber(from, small);
    const end = this.#segments.length;
    // Those of larger size may want what came of it.
    this.#settled.forEach((place, at) => (this.#settled[at] = at <= level ? end : Math.min(place, from)));
  }

  #renumber(from: number, before: readonly KeptSegment[]): void {
    const bytes = (segments: readonly KeptSegment[]): number =>
      segments.reduce((sum, segment) => sum + segment.bytes, 0);
    let row = this.#starts[from] ?? 0;
    const after = this.#segments.slice(from);
    after.forEach(({ rowCount }, i) => {
      this.#starts[from + i] = row;
      row += rowCount;
    });
    this.#held += bytes(after) - bytes(before);
    this.#last = 0;
    this.#merges++;
  }

  firstRow(segment: number): number {
    return segment < this.#segments.length ? (this.#starts[segment] ?? this.#rows) : this.#rows;
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

/** Of a segment in memory. */
function partOf(rows: number, column: KeptSegment['columns'][number]): ColumnPart {
  if (column !== undefined && 'shape' in column) throw new RangeError('What is in the file stays there.');
  return { rows, column };
}

function mergedSegment(segments: readonly KeptSegment[]): KeptSegment {
  const [only] = segments;
  if (only !== undefined && segments.length === 1) return only;
  const width = Math.max(...segments.map(({ columns }) => columns.length));
  const columns = Array.from({ length: width }, (_, i) =>
    mergedColumn(segments.map((segment) => partOf(segment.rowCount, segment.columns[i]))),
  );
  return {
    rowCount: segments.reduce((sum, segment) => sum + segment.rowCount, 0),
    columns,
    bytes: bytesOfAll(columns),
  };
}

function bytesOfAll(columns: readonly (SegmentColumn | undefined)[]): number {
  return columns.reduce((sum, column) => sum + (column === undefined ? 0 : bytesOf(column)), 0);
}
