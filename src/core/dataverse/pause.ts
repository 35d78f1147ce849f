import type { CancelSignal } from '../base/cancel';
import type { Clock } from '../base/clock';
import { cancelledError } from '../base/problem';

/** Waits about `ms` milliseconds. Rejects with a `cancelled` problem at once when the signal fires. */
export function pause(clock: Clock, ms: number, signal: CancelSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.cancelled) {
      reject(cancelledError());
      return;
    }
    const timer = clock.setTimer(ms, () => {
      stopListening();
      resolve();
    });
    const stopListening = signal.onCancel(() => {
      timer.dispose();
      reject(cancelledError());
    });
  });
}
