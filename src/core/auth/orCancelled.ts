import type { CancelSignal } from '../base/cancel';
import { cancelledError } from '../base/problem';

/** The outcome of shared work, or a `cancelled` problem as soon as this caller gives up. The work itself goes on. */
export function orCancelled<T>(work: Promise<T>, signal: CancelSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = signal.onCancel(() => reject(cancelledError()));
    work.then(
      (value) => {
        stop();
        resolve(value);
      },
      (error: unknown) => {
        stop();
        reject(error instanceof Error ? error : new Error('The work failed.'));
      },
    );
  });
}
