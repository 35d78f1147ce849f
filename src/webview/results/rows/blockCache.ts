import type { RowChunk } from '../../../core/results/model';
import { ReceivedWindow, RowBlock } from './rowBlock';
import type { WindowBeside } from './rowBlock';

/** About so many cells a block: a window of it is packed, sent and read in a millisecond or two. */
const cellsABlock = 2048;
const smallest = 16;
const largest = 512;

/** Rows at hand, in blocks of one size; those that were not in view for longest go where there are too many. */
export class BlockCache {
  readonly #most: number;
  #blocks = new Map<number, RowBlock>();
  #bytes = 0;
  #size = largest;
  /** The block that answered last: rows are read in order. */
  #last: RowBlock | undefined;

  /** @param most bytes that it may hold beyond what is in view */
  constructor(most: number) {
    this.#most = most;
  }

  /** Rows of a block: a power of two. */
  get size(): number {
    return this.#size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Nothing is left; blocks are as large as so many columns allow. */
  clear(columns: number): void {
    this.#blocks = new Map();
    this.#bytes = 0;
    this.#last = undefined;
    const rows = 2 ** Math.floor(Math.log2(cellsABlock / Math.max(1, columns)));
    this.#size = Math.min(largest, Math.max(smallest, rows));
  }

  /** The block that holds a row, if it is here. */
  of(row: number): RowBlock | undefined {
    if (this.#last?.has(row)) return this.#last;
    const block = this.#blocks.get(Math.floor(row / this.#size));
    if (!block?.has(row)) return undefined;
    this.#last = block;
    return block;
  }

  /** Any blocks, a few. */
  some(): Iterable<RowBlock> {
    return [...this.#blocks.values()].slice(-4);
  }

  /** True where the block holds all that it can of so many rows. */
  full(index: number, rows: number): boolean {
    const held = this.#blocks.get(index)?.count ?? 0;
    return held >= Math.min(this.#size, rows - index * this.#size);
  }

  /** Cuts a chunk into blocks. One that begins within a block is kept from the next one on. */
  add(chunk: RowChunk, bytes: number, beside?: WindowBeside): void {
    const window = new ReceivedWindow(chunk, bytes, beside);
    const end = chunk.firstRow + chunk.rowCount;
    for (let index = Math.ceil(chunk.firstRow / this.#size); index * this.#size < end; index++) {
      const first = index * this.#size;
      const count = Math.min(this.#size, end - first);
      const before = this.#blocks.get(index);
      if (before && before.count >= count) continue;
      this.#put(index, new RowBlock(window, first - chunk.firstRow, count));
    }
  }

  /** These blocks are in view: they stay longest. */
  touch(from: number, to: number): void {
    for (let index = from; index <= to; index++) {
      const block = this.#blocks.get(index);
      if (!block) continue;
      this.#blocks.delete(index);
      this.#blocks.set(index, block);
    }
    for (const [index, block] of this.#blocks) {
      if (this.#bytes <= this.#most || (index >= from && index <= to)) return;
      this.#blocks.delete(index);
      this.#bytes -= block.bytes;
      if (this.#last === block) this.#last = undefined;
    }
  }

  #put(index: number, block: RowBlock): void {
    const before = this.#blocks.get(index);
    this.#bytes += block.bytes - (before?.bytes ?? 0);
    if (before && this.#last === before) this.#last = undefined;
    this.#blocks.set(index, block);
  }
}
