import type { BodyMemory } from '../../core/base/http';

/**
 * Pieces are written in blocks of so many bytes. Into memory that threads share, small ones at odd places would be
 * copied byte by byte, which takes thirty times as long.
 */
export const blockBytes = 512 * 1024;

/** A block that nobody uses: each page takes it, and hands it on. */
let spareBlock: Uint8Array | undefined;

/** A body that comes in pieces, put together in memory of whoever reads it. */
export class BodyPieces {
  readonly #memory: BodyMemory;
  #body: Uint8Array;
  /** Bytes that stand in the body. */
  #written = 0;
  #block: Uint8Array | undefined;
  /** Bytes that wait in the block. */
  #waiting = 0;

  /** @param expected bytes in all, about */
  constructor(memory: BodyMemory, expected: number) {
    this.#memory = memory;
    this.#body = memory.take(expected);
  }

  /** Bytes so far. */
  get length(): number {
    return this.#written + this.#waiting;
  }

  add(piece: Uint8Array): void {
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + blockBytes - this.#waiting);
      from += part.length;
      if (part.length === blockBytes) this.#write(part);
      else this.#wait(part);
    }
  }

  /** All that was added. */
  bytes(): Uint8Array {
    this.#writeBlock();
    spareBlock = this.#block ?? spareBlock;
    this.#block = undefined;
    return this.#body.subarray(0, this.#written);
  }

  #wait(part: Uint8Array): void {
    this.#block ??= takeBlock();
    this.#block.set(part, this.#waiting);
    this.#waiting += part.length;
    if (this.#waiting === blockBytes) this.#writeBlock();
  }

  #writeBlock(): void {
    if (this.#block) this.#write(this.#block.subarray(0, this.#waiting));
    this.#waiting = 0;
  }

  #write(part: Uint8Array): void {
    const end = this.#written + part.length;
    if (end > this.#body.length) {
      const larger = this.#memory.take(2 * end);
      larger.set(this.#body.subarray(0, this.#written));
      this.#body = larger;
    }
    this.#body.set(part, this.#written);
    this.#written = end;
  }
}

function takeBlock(): Uint8Array {
  const block = spareBlock ?? new Uint8Array(blockBytes);
  spareBlock = undefined;
  return block;
}
