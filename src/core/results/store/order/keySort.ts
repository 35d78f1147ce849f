import type { Steps } from '../slices';
import { sortPairs } from './radix';
import type { TextKeys } from './textKeys';

/** Below so many items their keys are compared, above they are dealt out by digits. */
const fewItems = 40;

/** Texts in the order of their weights, and where others begin. */
export interface SortedKeys {
  readonly items: Uint32Array;
  /** One an item: 1 where its weights differ from those of the one before. */
  readonly begins: Uint8Array;
}

/** Sorts the simple texts by their weights. */
export function* sortKeys(keys: TextKeys, mostWeight: number): Steps<SortedKeys> {
  const sorter = new KeySorter(keys, mostWeight);
  yield* sorter.sort(0, keys.simple.length, 0);
  return { items: sorter.items, begins: sorter.begins };
}

class KeySorter {
  readonly items: Uint32Array;
  readonly begins: Uint8Array;
  readonly #weights: TextKeys['weights'];
  readonly #starts: Uint32Array;
  readonly #bits: number;
  /** Weights that one word takes. */
  readonly #step: number;
  readonly #most: number;
  /** Words of the items that are being sorted. */
  readonly #words: Uint32Array;

  constructor(keys: TextKeys, mostWeight: number) {
    this.items = keys.simple.slice();
    this.begins = new Uint8Array(this.items.length);
    this.#weights = keys.weights;
    this.#starts = keys.starts;
    this.#bits = 32 - Math.clz32(Math.max(1, mostWeight));
    this.#step = Math.floor(32 / this.#bits);
    this.#most = 2 ** (this.#step * this.#bits) - 1;
    this.#words = new Uint32Array(this.items.length);
  }

  /** Sorts a stretch of items that are equal up to the weight `depth`. */
  *sort(from: number, to: number, depth: number): Steps<void> {
    if (to - from < fewItems) {
      this.#sortFew(from, to, depth);
      return;
    }
    const words = this.#words;
    this.#fill(from, to, depth);
    const sorted = sortPairs(words.slice(from, to), this.items.subarray(from, to), this.#most);
    words.set(sorted.keys, from);
    this.items.set(sorted.items, from);
    yield;
    for (let at = from; at < to;) {
      const end = this.#endOfRun(at, to);
      const next = depth + this.#step;
      if (this.#goesOn(at, end)) {
        if (end - at < fewItems) this.#sortFew(at, end, next);
        else yield* this.sort(at, end, next);
      }
      at = end;
    }
  }

  #sortFew(from: number, to: number, depth: number): void {
    this.#fill(from, to, depth);
    this.#insert(from, to);
    for (let at = from; at < to;) {
      const end = this.#endOfRun(at, to);
      if (this.#goesOn(at, end)) this.#sortFew(at, end, depth + this.#step);
      at = end;
    }
  }

  #fill(from: number, to: number, depth: number): void {
    for (let i = from; i < to; i++) this.#words[i] = this.#word(this.items[i] ?? 0, depth);
  }

  /** Where the items with the same word end; marks where they begin. */
  #endOfRun(at: number, to: number): number {
    const words = this.#words;
    const word = words[at];
    this.begins[at] = 1;
    let end = at + 1;
    while (end < to && words[end] === word) end++;
    return end;
  }

  /** The lowest bits hold the last weight of a word: where it is 0, the texts have ended. */
  #goesOn(at: number, end: number): boolean {
    return end - at > 1 && ((this.#words[at] ?? 0) & (2 ** this.#bits - 1)) !== 0;
  }

  /** The weights from `depth` on that fit a word, the first one highest. */
  #word(item: number, depth: number): number {
    const weights = this.#weights;
    const end = this.#starts[item + 1] ?? 0;
    let at = (this.#starts[item] ?? 0) + depth;
    let word = 0;
    for (let i = 0; i < this.#step; i++, at++) {
      word = (word << this.#bits) | (at < end ? (weights[at] ?? 0) : 0);
    }
    return word >>> 0;
  }

  #insert(from: number, to: number): void {
    const { items } = this;
    const words = this.#words;
    for (let i = from + 1; i < to; i++) {
      const word = words[i] ?? 0;
      const item = items[i] ?? 0;
      let at = i;
      while (at > from && (words[at - 1] ?? 0) > word) {
        words[at] = words[at - 1] ?? 0;
        items[at] = items[at - 1] ?? 0;
        at--;
      }
      words[at] = word;
      items[at] = item;
    }
  }
}
