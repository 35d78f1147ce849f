import { rmSync } from 'node:fs';
import { CancelSource } from '../../core/base/cancel';
import type { CancelSignal } from '../../core/base/cancel';
import type { Disposable } from '../../core/base/event';
import { cancelledError } from '../../core/base/problem';

/** Exports on their way. What they have begun goes with the window: nobody would come back to it. */
export class RunningExports implements Disposable {
  readonly #all = new Map<string, CancelSource>();

  /**
   * @param temporary path of what is begun; it is gone once `write` came to its end, however that was
   * @param signal stops this one
   */
  async run<T>(
    temporary: string,
    signal: CancelSignal,
    write: (signal: CancelSignal) => Promise<T>,
  ): Promise<T> {
    const source = new CancelSource();
    const stopListening = signal.onCancel(() => source.cancel());
    this.#all.set(temporary, source);
    try {
      return await write(source);
    } catch (error) {
      // Whatever came of it then: it may have missed what was removed meanwhile.
      throw source.cancelled ? cancelledError() : error;
    } finally {
      this.#all.delete(temporary);
      stopListening();
      // The thread removes it itself, unless it ended.
      remove(temporary);
    }
  }

  dispose(): void {
    for (const [temporary, source] of this.#all) {
      source.cancel();
      // Nobody waits any more for the thread to do it.
      remove(temporary);
    }
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder may be out of reach, and the file with it.
  }
}
