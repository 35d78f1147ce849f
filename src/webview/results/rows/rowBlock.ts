import type { Cell, ColumnChunk, LookupTarget, RowChunk } from '../../../core/results/model';
import { entryCell } from '../../../core/results/chunkCell';
import type { RowChanges } from '../../../core/results/questions';
import { firstEntry, formattedFlag, nullCode } from '../../../core/results/model';

const absent: Cell = { state: 'absent' };
const nothing: Cell = { state: 'null' };
/** Entries of a column that are compared to find a long one. */
const sampled = 200;

interface BlockColumn {
  readonly chunk: ColumnChunk;
  /** The entries that were asked for so far, made once. */
  readonly cells: Cell[];
}

/** What comes with the rows of a window. */
export interface WindowBeside {
  readonly numbers?: Uint32Array;
  readonly changes?: RowChanges;
}

/** A window that came, from which blocks are cut. What was read of its columns is kept for all of them. */
export class ReceivedWindow {
  readonly #columns: (BlockColumn | undefined)[] = [];

  /** @param bytes size of the packed chunk */
  constructor(
    readonly chunk: RowChunk,
    readonly bytes: number,
    readonly beside: WindowBeside = {},
  ) {
    for (const column of chunk.columns) this.#columns[column.column] = { chunk: column, cells: [] };
  }

  column(index: number): BlockColumn | undefined {
    return this.#columns[index];
  }
}

interface BlockChanges {
  readonly rows: Uint8Array;
  readonly cells: Uint8Array;
  /** Columns of the schema when it was compared. */
  readonly width: number;
}

function changesOf({ rows, cells }: RowChanges, all: number, offset: number, count: number): BlockChanges {
  const width = cells.byteLength / Math.max(1, all);
  return {
    rows: new Uint8Array(rows, offset, count),
    cells: new Uint8Array(cells, offset * width, count * width),
    width,
  };
}

/** Some consecutive rows of a window, as the cache keeps them. */
export class RowBlock {
  readonly first: number;
  readonly count: number;
  /** Bytes that it keeps in memory. */
  readonly bytes: number;
  readonly #numbers: Uint32Array | undefined;
  readonly #changes: BlockChanges | undefined;
  readonly #window: ReceivedWindow;
  readonly #offset: number;

  /** @param offset the block's first row within the window */
  constructor(window: ReceivedWindow, offset: number, count: number) {
    const { chunk, bytes, beside } = window;
    this.#window = window;
    this.#offset = offset;
    this.first = chunk.firstRow + offset;
    this.count = count;
    this.bytes = Math.ceil((bytes * count) / Math.max(1, chunk.rowCount));
    this.#numbers = beside.numbers?.subarray(offset, offset + count);
    this.#changes = beside.changes && changesOf(beside.changes, chunk.rowCount, offset, count);
  }

  has(row: number): boolean {
    return row >= this.first && row < this.first + this.count;
  }

  numberOf(row: number): number {
    return this.#numbers?.[row - this.first] ?? row;
  }

  /** What became of the row since the pinned result: a `rowChange`. */
  changeOf(row: number): number {
    return this.#changes?.rows[row - this.first] ?? 0;
  }

  /** Whether the pinned result holds another value. */
  cellChanged(row: number, column: number): boolean {
    const changes = this.#changes;
    return changes !== undefined && changes.cells[(row - this.first) * changes.width + column] === 1;
  }

  cell(row: number, column: number, targets: readonly LookupTarget[]): Cell {
    const data = this.#window.column(column);
    if (!data) return absent;
    const code = data.chunk.codes[row - this.first + this.#offset] ?? 0;
    if (code < firstEntry) return code === nullCode ? nothing : absent;
    return this.#entry(data, code - firstEntry, targets);
  }

  /** One of the longest values among the first ones of the column. */
  longest(column: number, formatted: boolean, targets: readonly LookupTarget[]): Cell | undefined {
    const data = this.#window.column(column);
    if (!data || data.chunk.types.length === 0) return undefined;
    let best = 0;
    let longest = -1;
    for (let entry = 0; entry < Math.min(sampled, data.chunk.types.length); entry++) {
      const length = lengthOf(data.chunk, entry, formatted);
      if (length <= longest) continue;
      longest = length;
      best = entry;
    }
    return this.#entry(data, best, targets);
  }

  #entry({ chunk, cells }: BlockColumn, entry: number, targets: readonly LookupTarget[]): Cell {
    const known = cells[entry];
    if (known) return known;
    const cell = entryCell(chunk, entry, targets);
    cells[entry] = cell;
    return cell;
  }
}

function lengthOf({ types, raw, formatted }: ColumnChunk, entry: number, shown: boolean): number {
  const { ends } = shown && (types[entry] ?? 0) & formattedFlag ? formatted : raw;
  return (ends[entry] ?? 0) - (entry === 0 ? 0 : (ends[entry - 1] ?? 0));
}
