import type { Steps } from '../slices';
import { sortByFewKeys } from './fewKeys';
import { sortPairs, sortPairsInSteps } from './radix';
import type { Pairs } from './radix';
import type { TextKeys } from './textKeys';

/** Below so many items their keys are compared, above they are dealt out by digits. */
const fewItems = 40;
/** From so many items on it is worth while to look whether their keys are few, and to pause. */
const manyItems = 4096;
/** Items between two pauses. */
const itemsAtOnce = 20_000;

/** Texts in the order of their weights, and where others begin. */
export interface SortedKeys {
  readonly items: Uint32Array;
  /** One an item: 1 where its weights differ from those of the one before. */
  readonly begins: Uint8Array;
}

/** Sorts the simple texts by their weights. */
export function* sortKeys(keys: TextKeys): Steps<SortedKeys> {
  const sorter = new KeySorter(keys);
  yield* sorter.sort(0, keys.simple.length, 0);
  return { items: sorter.items, begins: sorter.begins };
}

class KeySorter {
  readonly items: Uint32Array;
  readonly begins: Uint8Array;
  readonly #keys: TextKeys;
  /** Of the items that are being sorted, from one depth. */
  readonly #words: Uint32Array;

  constructor(keys: TextKeys) {
    this.#keys = keys;
    this.items = keys.simple.slice();
    this.begins = new Uint8Array(this.items.length);
    this.#words = new Uint32Array(this.items.length);
  }

  /** Sorts a stretch of items that are equal up to the word `depth`. */
  *sort(from: number, to: number, depth: number): Steps<void> {
    if (to - from < manyItems) {
      this.#sortSome(from, to, depth);
      return;
    }
    this.#fill(from, to, depth);
    yield;
    const [keys, items] = [this.#words.slice(from, to), this.items.subarray(from, to)];
    this.#put(from, sortByFewKeys(keys, items) ?? (yield* sortPairsInSteps(keys, items, this.#keys.most)));
    yield;
    let sinceBreath = 0;
    for (let at = from; at < to;) {
      const end = this.#endOfRun(at, to);
      if (this.#goesOn(at, end)) {
        if (end - at < manyItems) this.#sortSome(at, end, depth + 1);
        else yield* this.sort(at, end, depth + 1);
      }
      sinceBreath += end - at;
      at = end;
      if (sinceBreath < itemsAtOnce) continue;
      yield;
      sinceBreath = 0;
    }
  }

  /** The same without pauses. */
  #sortSome(from: number, to: number, depth: number): void {
    this.#fill(from, to, depth);
    if (to - from < fewItems) this.#insert(from, to);
    else {
      const [keys, items] = [this.#words.slice(from, to), this.items.subarray(from, to)];
      this.#put(from, sortPairs(keys, items, this.#keys.most));
    }
    for (let at = from; at < to;) {
      const end = this.#endOfRun(at, to);
      if (this.#goesOn(at, end)) this.#sortSome(at, end, depth + 1);
      at = end;
    }
  }

  #put(from: number, sorted: Pairs): void {
    this.#words.set(sorted.keys, from);
    this.items.set(sorted.items, from);
  }

  #fill(from: number, to: number, depth: number): void {
    const { words, starts } = this.#keys;
    const into = this.#words;
    const { items } = this;
    for (let i = from; i < to; i++) {
      const item = items[i] ?? 0;
      const at = (starts[item] ?? 0) + depth;
      into[i] = at < (starts[item + 1] ?? 0) ? (words[at] ?? 0) : 0;
    }
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

  #goesOn(at: number, end: number): boolean {
    return end - at > 1 && ((this.#words[at] ?? 0) & this.#keys.lastWeight) !== 0;
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
