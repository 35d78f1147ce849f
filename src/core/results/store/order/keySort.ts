import { takeAll } from '../../../base/steps';
import type { Steps } from '../slices';
import { sortPairsInSteps } from './radix';
import { SmallSort } from './smallSort';
import { wordsAText } from './letterPlaces';
import type { TextKeys } from './textKeys';

/** From so many items on it is worth while to pause. */
const manyItems = SmallSort.most + 1;
/** Below so many items they are compared one by one. */
const fewItems = 24;
/** Items between two pauses. */
const itemsAtOnce = 20_000;
/** Texts that are read between two pauses. */
const readAtOnce = 10_000;
/** Words of one text that are looked at before the texts themselves are compared. */
const mostWords = 32 * wordsAText;

/** Texts in the order of their weights, and where others begin. */
export interface SortedKeys {
  readonly items: Uint32Array;
  /** One an item: 1 where its weights differ from those of the one before. */
  readonly begins: Uint8Array;
}

/** Sorts the simple texts by their weights. */
export function* sortKeys(keys: TextKeys): Steps<SortedKeys> {
  const { items, carried, ends } = yield* keys.beginnings.sorted(keys.words[0]);
  yield;
  const sorter = new KeySorter(keys, items, carried);
  yield* sorter.sortRuns(0, ends, 0, true);
  return sorter.sorted();
}

/** Sorts items of which the beginnings are in order already. */
export class KeySorter {
  readonly items: Uint32Array;
  readonly #begins: Uint8Array;
  readonly #keys: TextKeys;
  /** Of the items that are being sorted, their words at one depth. */
  readonly #gathered: Uint32Array;
  #least = 0;
  #most = 0;
  readonly #small = new SmallSort();

  /** @param gathered the first word of each item */
  constructor(keys: TextKeys, items: Uint32Array, gathered: Uint32Array) {
    this.#keys = keys;
    this.items = items;
    this.#begins = new Uint8Array(items.length);
    this.#gathered = gathered;
  }

  /** Without those of which it was seen meanwhile that weights do not order them. */
  sorted(): SortedKeys {
    const { late } = this.#keys;
    const { items } = this;
    const begins = this.#begins;
    if (late.size === 0) return { items, begins };
    let kept = 0;
    let begin = 0;
    for (let i = 0; i < items.length; i++) {
      const item = items[i] ?? 0;
      begin |= begins[i] ?? 0;
      if (late.has(item)) continue;
      items[kept] = item;
      begins[kept++] = begin;
      begin = 0;
    }
    return { items: items.subarray(0, kept), begins: begins.subarray(0, kept) };
  }

  /**
   * Sorts a stretch of items that are equal in their first `depth` words.
   * @param gathered their words at that depth are gathered already
   */
  *sort(from: number, to: number, depth: number, gathered = false): Steps<void> {
    if (to - from < manyItems) {
      this.#sortSome(from, to, depth, gathered);
      return;
    }
    this.#begins[from] = 1;
    let at = depth;
    for (let known = gathered; ; at++, known = false) {
      if (at > 0 && at % wordsAText === 0 && !(yield* this.#goOn(from, to, at))) return;
      yield;
      if (known) this.#measure(from, to);
      else this.#gather(from, to, at);
      if (this.#least !== this.#most) break;
      if (this.#ends(this.#least, at)) return;
    }
    yield* this.#sortMany(from, to, at);
  }

  /** Of many items with different words at a depth. */
  *#sortMany(from: number, to: number, depth: number): Steps<void> {
    const own = this.items.subarray(from, to);
    const least = this.#least;
    const keys = this.#gathered.slice(from, to);
    for (let i = 0; i < keys.length; i++) keys[i] = (keys[i] ?? 0) - least;
    yield;
    const sorted = yield* sortPairsInSteps(keys, own, this.#most - least);
    own.set(sorted.items);
    yield;
    yield* this.sortRuns(from, runEnds(sorted.keys), depth + 1, false);
  }

  /** Sorts runs of items that are equal in their first `depth` words. @param ends where they end, from `from` on */
  *sortRuns(from: number, ends: Iterable<number>, depth: number, gathered: boolean): Steps<void> {
    const { items } = this;
    let at = from;
    let since = 0;
    for (const end of ends) {
      const to = from + end;
      this.#begins[at] = 1;
      if (to - at > 1 && (depth === 0 || !this.#ends(this.#word(items[at] ?? 0, depth - 1), depth - 1))) {
        if (to - at < manyItems) this.#sortSome(at, to, depth, gathered);
        else yield* this.sort(at, to, depth, gathered);
      }
      since += to - at;
      at = to;
      if (since < itemsAtOnce) continue;
      yield;
      since = 0;
    }
  }

  /** The same as {@link sort} without pauses. */
  #sortSome(from: number, to: number, depth: number, gathered: boolean): void {
    this.#begins[from] = 1;
    if (depth > 0 && depth % wordsAText === 0 && !takeAll(this.#goOn(from, to, depth))) return;
    if (to - from === 2) {
      this.#sortTwo(from, depth);
      return;
    }
    const few = to - from < fewItems;
    if (!gathered) this.#gather(from, to, depth);
    else if (!few) this.#measure(from, to);
    if (few) {
      this.#insert(from, to, depth);
      return;
    }
    const least = this.#least;
    if (least !== this.#most) this.#small.sort(this.#gathered, this.items, from, to, least, this.#most);
    for (let at = from; at < to;) {
      const word = this.#gathered[at] ?? 0;
      let end = at + 1;
      while (end < to && this.#gathered[end] === word) end++;
      this.#begins[at] = 1;
      if (end - at > 1 && !this.#ends(word, depth)) this.#sortSome(at, end, depth + 1, false);
      at = end;
    }
  }

  #sortTwo(from: number, depth: number): void {
    const { items } = this;
    const [a, b] = [items[from] ?? 0, items[from + 1] ?? 0];
    const order = this.#compare(a, b, depth);
    if (order === 0) {
      const next = depth - (depth % wordsAText) + wordsAText;
      if (!this.#ends(this.#word(a, next - 1), next - 1)) this.#sortSome(from, from + 2, next, false);
      return;
    }
    this.#begins[from + 1] = 1;
    if (order < 0) return;
    items[from] = b;
    items[from + 1] = a;
  }

  /** Of few items: by all their words. */
  #insert(from: number, to: number, depth: number): void {
    const { items } = this;
    const gathered = this.#gathered;
    for (let i = from + 1; i < to; i++) {
      const word = gathered[i] ?? 0;
      const item = items[i] ?? 0;
      let at = i;
      for (; at > from; at--) {
        const before = gathered[at - 1] ?? 0;
        if (before < word) break;
        const other = items[at - 1] ?? 0;
        if (before === word && this.#compare(other, item, depth) <= 0) break;
        gathered[at] = before;
        items[at] = other;
      }
      gathered[at] = word;
      items[at] = item;
    }
    const next = depth - (depth % wordsAText) + wordsAText;
    for (let at = from; at < to;) {
      const item = items[at] ?? 0;
      const word = gathered[at];
      let end = at + 1;
      while (end < to && gathered[end] === word && this.#compare(item, items[end] ?? 0, depth) === 0) end++;
      this.#begins[at] = 1;
      if (end - at > 1 && !this.#ends(this.#word(item, next - 1), next - 1)) {
        this.#sortSome(at, end, next, false);
      }
      at = end;
    }
  }

  /** By the words that were made of them, from a depth on. */
  #compare(a: number, b: number, depth: number): number {
    const [first, second] = this.#keys.words;
    const order = depth % wordsAText === 0 ? (first[a] ?? 0) - (first[b] ?? 0) : 0;
    return order === 0 ? (second[a] ?? 0) - (second[b] ?? 0) : order;
  }

  #word(item: number, depth: number): number {
    return this.#keys.words[depth % wordsAText]?.[item] ?? 0;
  }

  /** Whether texts end with a word at a depth, as far as that can be seen. */
  #ends(word: number, depth: number): boolean {
    const base = this.#keys.endBase(depth);
    return base > 0 && word % base === 0;
  }

  #gather(from: number, to: number, depth: number): void {
    const { words } = this.#keys;
    const own = depth % wordsAText === 0 ? words[0] : words[1];
    const { items } = this;
    const into = this.#gathered;
    let least = 0xffffffff;
    let most = 0;
    for (let i = from; i < to; i++) {
      const word = own[items[i] ?? 0] ?? 0;
      if (word < least) least = word;
      if (word > most) most = word;
      into[i] = word;
    }
    this.#least = least;
    this.#most = most;
  }

  /** The least and the greatest of the gathered words. */
  #measure(from: number, to: number): void {
    const gathered = this.#gathered;
    let least = 0xffffffff;
    let most = 0;
    for (let i = from; i < to; i++) {
      const word = gathered[i] ?? 0;
      if (word < least) least = word;
      if (word > most) most = word;
    }
    this.#least = least;
    this.#most = most;
  }

  /** The next words of some items; false where nothing can be found by them. */
  *#goOn(from: number, to: number, depth: number): Steps<boolean> {
    const keys = this.#keys;
    const first = this.items[from] ?? 0;
    let same = true;
    for (let at = from; at < to && same; at += readAtOnce) {
      same = keys.areSame(first, this.items.subarray(at, Math.min(to, at + readAtOnce)));
      yield;
    }
    if (same) return false;
    for (let at = from; at < to; at += readAtOnce) {
      const some = this.items.subarray(at, Math.min(to, at + readAtOnce));
      if (depth < mostWords) keys.goOn(some);
      else keys.giveUp(some);
      yield;
    }
    return depth < mostWords;
  }
}

/** Where the items of each key end. */
function* runEnds(keys: Uint32Array): Iterable<number> {
  for (let i = 1; i < keys.length; i++) if (keys[i] !== keys[i - 1]) yield i;
  yield keys.length;
}
