import type { Clock } from '../../core/base/clock';

/** The longest that node's timers can count, about 24.8 days; beyond it they fire at once. */
const longestTimerMs = 2_147_483_647;

/** This machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(ms, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, ms), longestTimerMs));
    return { dispose: () => clearTimeout(timer) };
  },
};
