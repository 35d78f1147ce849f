import { batchRows, codesAt, memoryBytes, roomAt, targetsAt } from './rowLayout';
import type { RowKernel } from './rowKernel';

/** Every address is a multiple of it. */
const grain = 16;

/** The memory of a kernel, given out piece by piece. What finds no room there the decoder keeps elsewhere. */
export class KernelMemory {
  readonly kernel: RowKernel;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  /** Of the rows of a batch. */
  readonly targets: Uint16Array;
  readonly codes: Uint32Array;
  #next = roomAt;
  /** Pieces that were given back, by their size. */
  readonly #free = new Map<number, number[]>();

  constructor(kernel: RowKernel) {
    this.kernel = kernel;
    this.bytes = new Uint8Array(kernel.memory);
    this.words = new Int32Array(kernel.memory);
    this.targets = new Uint16Array(kernel.memory, targetsAt, batchRows);
    this.codes = new Uint32Array(kernel.memory, codesAt, batchRows);
  }

  /** Address of so many bytes that are zero, or 0 where there are none left. */
  take(length: number): number {
    const size = sizeOf(length);
    const free = this.#free.get(size)?.pop();
    if (free !== undefined) {
      this.bytes.fill(0, free, free + size);
      return free;
    }
    const at = this.#next;
    // The kernel reads so many bytes at once, also where fewer count.
    if (at + size > memoryBytes - grain) return 0;
    this.#next += size;
    return at;
  }

  /** Nobody uses any more what {@link take} gave. */
  give(at: number, length: number): void {
    const size = sizeOf(length);
    const free = this.#free.get(size);
    if (free === undefined) this.#free.set(size, [at]);
    else free.push(at);
  }

  /** Puts a word where it is looked for. */
  set(at: number, value: number): void {
    this.words[at >> 2] = value;
  }

  word(at: number): number {
    return this.words[at >> 2] ?? 0;
  }
}

function sizeOf(length: number): number {
  return Math.ceil(length / grain) * grain;
}
