/** Keeps what was used last, up to a limit; the newest is kept whatever it costs. */
export class RecentlyUsed<K, V> {
  /** In the order of use. */
  readonly #kept = new Map<K, V>();
  readonly #limit: number;
  readonly #costOf: (value: V) => number;
  #cost = 0;

  constructor(limit: number, costOf: (value: V) => number) {
    this.#limit = limit;
    this.#costOf = costOf;
  }

  get(key: K): V | undefined {
    const value = this.#kept.get(key);
    if (value === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }

  /** @param value never changes what it costs */
  set(key: K, value: V): void {
    this.#drop(key);
    this.#kept.set(key, value);
    this.#cost += this.#costOf(value);
    for (const [oldest] of this.#kept) {
      if (this.#cost <= this.#limit || oldest === key) return;
      this.#drop(oldest);
    }
  }

  #drop(key: K): void {
    const value = this.#kept.get(key);
    if (value === undefined) return;
    this.#kept.delete(key);
    this.#cost -= this.#costOf(value);
  }
}
