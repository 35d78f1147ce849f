/** Above so many different keys, or where each has fewer items than this, digits are the better way. */
const mostKeys = 12_000;
const leastItems = 32;
const slotBits = 16;
const slots = 2 ** slotBits;

/** Items in the order of their keys. */
export interface FewSorted {
  readonly items: Uint32Array;
  /** Where the items of each key end. */
  readonly ends: readonly number[];
}

/**
 * Sorts items by keys of which few are different, as the beginnings of names are: each item goes straight to its
 * place. Equal ones keep their order.
 */
export class FewKeys {
  readonly #high = new Uint32Array(slots);
  readonly #low = new Uint32Array(slots);
  readonly #counts = new Uint32Array(slots);
  #used: number[] = [];

  /**
   * `undefined` where there are too many different keys.
   * @param high one an item: the more important half of its key
   * @param low the other half
   */
  sort(high: Uint32Array, low: Uint32Array, items: Uint32Array): FewSorted | undefined {
    const slotOf = new Uint16Array(items.length);
    const few = this.#find(high, low, slotOf);
    const sorted = few ? this.#dealOut(items, slotOf) : undefined;
    for (const slot of this.#used) this.#counts[slot] = 0;
    this.#used = [];
    return sorted;
  }

  #find(high: Uint32Array, low: Uint32Array, slotOf: Uint16Array): boolean {
    const slotHigh = this.#high;
    const slotLow = this.#low;
    const counts = this.#counts;
    const used = this.#used;
    const most = Math.min(mostKeys, Math.floor(slotOf.length / leastItems));
    for (let i = 0; i < slotOf.length; i++) {
      const upper = high[i] ?? 0;
      const lower = low[i] ?? 0;
      const mixed = Math.imul(upper, 0x85ebca6b) ^ lower;
      let slot = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1) >>> (32 - slotBits);
      while (counts[slot] !== 0 && (slotHigh[slot] !== upper || slotLow[slot] !== lower)) {
        slot = (slot + 1) & (slots - 1);
      }
      if (counts[slot] === 0) {
        if (used.length === most) return false;
        used.push(slot);
        slotHigh[slot] = upper;
        slotLow[slot] = lower;
      }
      counts[slot] = (counts[slot] ?? 0) + 1;
      slotOf[i] = slot;
    }
    return true;
  }

  #dealOut(items: Uint32Array, slotOf: Uint16Array): FewSorted {
    const high = this.#high;
    const low = this.#low;
    const places = this.#counts;
    this.#used.sort((a, b) => (high[a] ?? 0) - (high[b] ?? 0) || (low[a] ?? 0) - (low[b] ?? 0));
    const ends: number[] = [];
    let place = 0;
    for (const slot of this.#used) {
      const count = places[slot] ?? 0;
      places[slot] = place;
      place += count;
      ends.push(place);
    }
    const sorted = new Uint32Array(items.length);
    for (let i = 0; i < items.length; i++) {
      const slot = slotOf[i] ?? 0;
      const at = places[slot] ?? 0;
      places[slot] = at + 1;
      sorted[at] = items[i] ?? 0;
    }
    return { items: sorted, ends };
  }
}
