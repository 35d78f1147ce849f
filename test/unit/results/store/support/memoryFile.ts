import type { SpillFile } from '../../../../../src/core/results/store/segment';

/** A file that only grows, in memory; what is read begins at an odd place, as it may in a real one. */
export class MemoryFile implements SpillFile {
  readonly #blocks = new Map<number, Uint8Array>();
  size = 0;
  reads = 0;

  append(bytes: Uint8Array): number {
    const offset = this.size;
    this.#blocks.set(offset, bytes.slice());
    this.size += bytes.length;
    return offset;
  }

  read(offset: number, length: number): Uint8Array {
    this.reads++;
    const block = this.#blocks.get(offset);
    if (block?.length !== length) throw new Error('Only whole blocks are read.');
    const odd = new Uint8Array(length + 3);
    odd.set(block, 3);
    return odd.subarray(3);
  }
}
