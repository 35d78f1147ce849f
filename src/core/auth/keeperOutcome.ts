import type { CancelSignal } from '../base/cancel';
import { orCancelled } from './orCancelled';
import type { AccessToken } from './ports';

/** What the callers of one renewal wait for: a promise with its ends outside. Nobody need wait for it. */
export class Outcome {
  resolve: (token: AccessToken) => void = () => undefined;
  reject: (error: Error) => void = () => undefined;
  readonly #promise: Promise<AccessToken>;
  #waiters = 0;

  constructor() {
    this.#promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.#promise.catch(() => undefined);
  }

  /** Somebody waits, and will be told of a failure. */
  get awaited(): boolean {
    return this.#waiters > 0;
  }

  async wait(signal: CancelSignal): Promise<AccessToken> {
    this.#waiters += 1;
    try {
      return await orCancelled(this.#promise, signal);
    } finally {
      this.#waiters -= 1;
    }
  }
}
