import type { KernelMemory } from './kernelMemory';
import type { RecordReader } from './recordReader';
import { answerEnd, answerTouched, batchRows, windowAt, windowBytes, windowZeros } from './rowLayout';

/** The bytes of a batch are copied in pieces of so many, once fewer than so many are left to read. */
const piece = 65_536;
const ahead = 16_384;
/** Rows that are all different are not worth the attempt; now and then one is made all the same. */
const longestPause = 64;

const nothing: Uint8Array = new Uint8Array();

/** A batch that lies where a kernel finds it. */
export interface HeldBatch {
  readonly memory: KernelMemory;
  /** Address of the body's first byte, were it all there. */
  readonly body: number;
}

/** Has a kernel read the rows that look like those before them, batch by batch. */
export class KernelRows {
  readonly #memory: KernelMemory;
  readonly #reader: RecordReader;
  #body = nothing;
  /** Offset of the first byte that the kernel has, and how many it has. */
  #from = 0;
  #filled = 0;
  /** Rows that the reader is left to read. */
  #waiting = 0;
  /** Attempts one after the other that read no row. */
  #failures = 0;
  /** Offset of the row that is to be read next. */
  pos = 0;

  constructor(memory: KernelMemory, reader: RecordReader) {
    this.#memory = memory;
    this.#reader = reader;
  }

  /** A batch begins at an offset of a body. */
  begin(body: Uint8Array, pos: number): void {
    const kept = body === this.#body ? this.#from + this.#filled - pos : 0;
    if (kept > 0) {
      const start = windowAt + this.#filled - kept;
      this.#memory.bytes.copyWithin(windowAt, start, start + kept);
    }
    this.#body = body;
    this.#from = pos;
    this.#filled = 0;
    this.#grow(Math.max(kept, 0));
  }

  /** Nothing of the body is needed any more. */
  letGo(): void {
    this.#body = nothing;
    this.#filled = 0;
  }

  /** The batch, which ends at an offset, where the kernel has all of it. */
  held(end: number): HeldBatch | undefined {
    // A single record is read without a kernel.
    if (this.#body === nothing) return undefined;
    while (this.#from + this.#filled < end && this.#load());
    if (this.#from + this.#filled < end) return undefined;
    return { memory: this.#memory, body: this.#bodyAddress };
  }

  get #bodyAddress(): number {
    return windowAt - this.#from;
  }

  /**
   * Reads rows from an offset on until one begins at `limit` or behind it.
   * @param row number in the batch of the first of them
   * @returns number of the row that is to be read next; it stands at {@link pos}
   */
  read(pos: number, limit: number, row: number): number {
    this.pos = pos;
    if (this.#waiting > 0) {
      this.#waiting--;
      return row;
    }
    let next = row;
    this.#fill();
    do next = this.#run(limit, next);
    while (next < batchRows && this.pos < limit && this.#fill());
    this.#failures = next > row ? 0 : this.#failures + 1;
    this.#waiting = Math.min(this.#failures >> 1, longestPause);
    return next;
  }

  #run(limit: number, row: number): number {
    // Behind the window there are bytes of other rows.
    if (this.pos >= this.#from + this.#filled) return row;
    const { kernel } = this.#memory;
    const body = this.#bodyAddress;
    const { start, mayOpen } = this.#reader;
    const next = kernel.readRows(start, body + this.pos, body + limit, row, batchRows, body, mayOpen);
    this.pos = this.#memory.word(answerEnd) - body;
    this.#reader.take(this.#memory.word(answerTouched));
    return next;
  }

  /** @returns whether there is more to read now */
  #fill(): boolean {
    const before = this.#filled;
    while (this.#from + this.#filled - this.pos < ahead && this.#load());
    return this.#filled > before;
  }

  /** @returns false where the body ends, or the window */
  #load(): boolean {
    const end = this.#from + this.#filled;
    const length = Math.min(piece, windowBytes - this.#filled, this.#body.length - end);
    if (length <= 0) return false;
    this.#memory.kernel.copy(this.#body, end, end + length, windowAt + this.#filled);
    this.#grow(length);
    return true;
  }

  #grow(length: number): void {
    this.#filled += length;
    const end = windowAt + this.#filled;
    this.#memory.bytes.fill(0, end, end + windowZeros);
  }
}
