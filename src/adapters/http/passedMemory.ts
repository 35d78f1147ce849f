import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

/**
 * Gives memory of pieces that came one after the other back as soon as the next one lies elsewhere. Left to the
 * collector, the pieces of one page make it run, over all that the extension host holds.
 */
export class PassedMemory {
  #last: ArrayBufferLike | undefined;

  /** A piece was copied, and nobody will look at it again; nor at what lies beside it, but pieces that come next. */
  passed({ buffer }: Uint8Array): void {
    if (this.#last !== undefined && this.#last !== buffer) giveBack(this.#last);
    this.#last = buffer;
  }

  /** A piece was copied; what lies beside it in its memory, where something does, others may still look at. */
  passedAlone(piece: Uint8Array): void {
    if (piece.byteLength === piece.buffer.byteLength) this.passed(piece);
  }
}

let nowhere: MessagePort | undefined;

/** At once: it is moved through a port that is closed, and so to nobody. */
function giveBack(memory: ArrayBufferLike): void {
  if (!(memory instanceof ArrayBuffer)) return;
  if (nowhere === undefined) {
    nowhere = new MessageChannel().port1;
    nowhere.close();
  }
  nowhere.postMessage(undefined, [memory]);
}
