import type { Clock, EpochMs } from '../../../../src/core/base/clock';
import type { Disposable } from '../../../../src/core/base/event';

interface Timer {
  readonly at: EpochMs;
  readonly callback: () => void;
}

export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/**
 * Time under the test's control. Timers run on real elapsed time, the wall clock can be set apart from it: just as on a
 * machine whose clock is corrected, or that slept.
 */
export class FakeClock implements Clock {
  #elapsed = 0;
  #offset: number;
  readonly #timers = new Set<Timer>();
  /** How many timers were ever set: a busy loop shows here. */
  timersSet = 0;

  constructor(start: EpochMs = Date.UTC(2026, 10, 21, 12, 0, 0)) {
    this.#offset = start;
  }

  now(): EpochMs {
    return this.#offset + this.#elapsed;
  }

  setTimer(ms: number, callback: () => void): Disposable {
    const timer = { at: this.#elapsed + ms, callback };
    this.#timers.add(timer);
    this.timersSet += 1;
    return { dispose: () => void this.#timers.delete(timer) };
  }

  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Lets time pass, firing timers in order and letting promises run after each. */
  async advance(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    for (;;) {
      const next = [...this.#timers].toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#timers.delete(next);
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.callback();
      await settle();
    }
    this.#elapsed = end;
    await settle();
  }

  /** The wall clock is set; no time passes. */
  step(ms: number): void {
    this.#offset += ms;
  }

  /** The machine sleeps: the wall clock goes on, timers do not. They fire late, after waking. */
  sleep(ms: number): void {
    this.#offset += ms;
  }
}
