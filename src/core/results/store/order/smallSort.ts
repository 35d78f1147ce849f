/** Digits are so wide, in bits: their counts stay in the nearest cache. */
const digit = 8;
/** Below so many items the counts of digits cost more than comparing the keys. */
const comparedItems = 200;
/** Runs of so many items are sorted one by one, and then merged. */
const run = 12;

/** Sorts few items by their keys, without making anything new for each of many sorts. */
export class SmallSort {
  /** Items that it sorts at once. */
  static readonly most = 16_384;
  readonly #keys = new Uint32Array(SmallSort.most);
  readonly #items = new Uint32Array(SmallSort.most);
  readonly #places = new Uint32Array(2 ** digit);

  /** Sorts a stretch of items and of their keys in place; equal ones keep their order. */
  sort(keys: Uint32Array, items: Uint32Array, from: number, to: number, least: number, most: number): void {
    const count = to - from;
    if (count < comparedItems) {
      this.#compare(keys, items, from, to);
      return;
    }
    const bits = 32 - Math.clz32(most - least);
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

  #compare(keys: Uint32Array, items: Uint32Array, from: number, to: number): void {
    for (let at = from; at < to; at += run) insertInOrder(keys, items, at, Math.min(to, at + run));
    for (let size = run; size < to - from; size *= 2) {
      for (let at = from; at + size < to; at += 2 * size) {
        this.#merge(keys, items, at, at + size, Math.min(to, at + 2 * size));
      }
    }
  }

  /** Merges two sorted stretches that follow each other. */
  #merge(keys: Uint32Array, items: Uint32Array, from: number, middle: number, to: number): void {
    if ((keys[middle - 1] ?? 0) <= (keys[middle] ?? 0)) return;
    const left = this.#keys;
    const leftItems = this.#items;
    const count = middle - from;
    for (let i = 0; i < count; i++) {
      left[i] = keys[from + i] ?? 0;
      leftItems[i] = items[from + i] ?? 0;
    }
    let at = from;
    let next = middle;
    for (let i = 0; i < count;) {
      const key = left[i] ?? 0;
      const other = keys[next] ?? 0;
      if (next === to || key <= other) {
        keys[at] = key;
        items[at++] = leftItems[i++] ?? 0;
      } else {
        keys[at] = other;
        items[at++] = items[next++] ?? 0;
      }
    }
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

/** Sorts a stretch of few items; equal ones keep their order. */
export function insertInOrder(keys: Uint32Array, items: Uint32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const key = keys[i] ?? 0;
    const item = items[i] ?? 0;
    let at = i;
    for (; at > from && (keys[at - 1] ?? 0) > key; at--) {
      keys[at] = keys[at - 1] ?? 0;
      items[at] = items[at - 1] ?? 0;
    }
    keys[at] = key;
    items[at] = item;
  }
}
