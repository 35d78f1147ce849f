/** However long nobody looked, so much is counted for one look, milliseconds: the watcher may have slept itself. */
const mostPerLookMs = 500;

/** For how long something was seen unchanged, by a clock that nobody can set. */
export class ObservedAge {
  #seen: string | undefined;
  #lookedAt = 0;
  #ms = 0;

  /** Milliseconds for which looks have met `what` without a change. */
  of(what: string, now = performance.now()): number {
    this.#ms = what === this.#seen ? this.#ms + Math.min(now - this.#lookedAt, mostPerLookMs) : 0;
    this.#seen = what;
    this.#lookedAt = now;
    return this.#ms;
  }
}
