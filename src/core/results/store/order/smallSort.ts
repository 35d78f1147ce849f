/** Digits are so wide, in bits: their counts stay in the nearest cache. */
const digit = 8;

/** Sorts few items by their keys, digit by digit, without making anything new for each of many sorts. */
export class SmallSort {
  /** Items that it sorts at once. */
  static readonly most = 4096;
  readonly #keys = new Uint32Array(SmallSort.most);
  readonly #items = new Uint32Array(SmallSort.most);
  readonly #places = new Uint32Array(2 ** digit);

  /** Sorts a stretch of items and of their keys in place; equal ones keep their order. */
  sort(keys: Uint32Array, items: Uint32Array, from: number, to: number, least: number, most: number): void {
    const bits = 32 - Math.clz32(most - least);
    const count = to - from;
    let here = true;
    for (let shift = 0; shift < bits; shift += digit) {
      if (here) this.#pass(keys, items, from, this.#keys, this.#items, 0, count, least, shift);
      else this.#pass(this.#keys, this.#items, 0, keys, items, from, count, least, shift);
      here = !here;
    }
    if (here) return;
    keys.set(this.#keys.subarray(0, count), from);
    items.set(this.#items.subarray(0, count), from);
  }

  #pass(
    keys: Uint32Array,
    items: Uint32Array,
    from: number,
    toKeys: Uint32Array,
    toItems: Uint32Array,
    to: number,
    count: number,
    least: number,
    shift: number,
  ): void {
    const places = this.#places.fill(0);
    const mask = 2 ** digit - 1;
    for (let i = from; i < from + count; i++) {
      const place = (((keys[i] ?? 0) - least) >>> shift) & mask;
      places[place] = (places[place] ?? 0) + 1;
    }
    let sum = to;
    for (let i = 0; i <= mask; i++) {
      const here = places[i] ?? 0;
      places[i] = sum;
      sum += here;
    }
    for (let i = from; i < from + count; i++) {
      const key = keys[i] ?? 0;
      const place = ((key - least) >>> shift) & mask;
      const at = places[place] ?? 0;
      places[place] = at + 1;
      toKeys[at] = key;
      toItems[at] = items[i] ?? 0;
    }
  }
}
