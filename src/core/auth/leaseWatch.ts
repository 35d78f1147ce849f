import type { Clock } from '../base/clock';
import type { Disposable } from '../base/event';
import type { HeldLease } from './lease';

/** How often a holder looks whether the lease is still its own, milliseconds. */
const watchMs = 500;

/** Calls `onLost` once when another window has taken the lease over. */
export function watchLease(lease: HeldLease, clock: Clock, onLost: () => void): Disposable {
  let over = false;
  let timer: Disposable | undefined;
  const look = async (): Promise<void> => {
    const held = await lease.isHeld();
    if (over) return;
    if (held) timer = clock.setTimer(watchMs, () => void look());
    else onLost();
  };
  timer = clock.setTimer(watchMs, () => void look());
  return {
    dispose: () => {
      over = true;
      timer?.dispose();
    },
  };
}
