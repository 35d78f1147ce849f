import type { BodyMemory } from '../../core/base/http';

/** A little more than was asked for, so that the next page, which is about as long, fits in, too. */
const spare = 1.25;

/**
 * Memory in which the pages of a load come, shared with the thread that reads them: nothing is copied or moved, and
 * pages take turns in the same few blocks. Blocks of their own would come and go at hundreds of megabytes a second,
 * which keeps the collector of both threads busy all the time.
 */
export class SharedBodies implements BodyMemory {
  readonly #free: SharedArrayBuffer[] = [];

  take(bytes: number): Uint8Array {
    const fitting = this.#free.findIndex(({ byteLength }) => byteLength >= bytes);
    const [block] = fitting < 0 ? [] : this.#free.splice(fitting, 1);
    // Too small a block is no use to anybody any more.
    if (block === undefined) this.#free.length = 0;
    return new Uint8Array(block ?? new SharedArrayBuffer(Math.ceil(spare * bytes)));
  }

  /** Nobody reads the body any more. */
  give({ buffer }: Uint8Array): void {
    if (buffer instanceof SharedArrayBuffer) this.#free.push(buffer);
  }
}
