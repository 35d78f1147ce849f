import { takeAll } from '../../../base/steps';
import type { Steps } from '../slices';
import { FewKeys } from './fewKeys';
import { sortPairsInSteps } from './radix';
import { SmallSort } from './smallSort';
import { wordsAText } from './textKeys';
import type { TextKeys } from './textKeys';

/** From so many items on it is worth while to look whether their keys are few, and to pause. */
const manyItems = SmallSort.most + 1;
/** Below so many items they are compared one by one. */
const fewItems = 24;
/** Items between two pauses. */
const itemsAtOnce = 20_000;
/** Texts that are read between two pauses. */
const readAtOnce = 10_000;
/** Words of one text that are looked at before the texts themselves are compared. */
const mostWords = 16 * wordsAText;

/** Texts in the order of their weights, and where others begin. */
export interface SortedKeys {
  readonly items: Uint32Array;
  /** One an item: 1 where its weights differ from those of the one before. */
  readonly begins: Uint8Array;
}

/** Sorts the simple texts by their weights. */
export function* sortKeys(keys: TextKeys): Steps<SortedKeys> {
  const sorter = new KeySorter(keys);
  yield* sorter.sort(0, sorter.items.length, 0);
  return sorter.sorted();
}

class KeySorter {
  readonly items: Uint32Array;
  readonly #begins: Uint8Array;
  readonly #keys: TextKeys;
  /** Of the items that are being sorted, their words at one depth. */
  readonly #gathered: Uint32Array;
  #least = 0;
  #most = 0;
  readonly #small = new SmallSort();
  readonly #few = new FewKeys();

  constructor(keys: TextKeys) {
    this.#keys = keys;
    this.items = keys.simple.slice();
    this.#begins = new Uint8Array(this.items.length);
    this.#gathered = new Uint32Array(this.items.length);
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

  /** Sorts a stretch of items that are equal in their first `depth` words. */
  *sort(from: number, to: number, depth: number): Steps<void> {
    if (to - from < manyItems) {
      this.#sortSome(from, to, depth);
      return;
    }
    this.#begins[from] = 1;
    let at = depth;
    for (; ; at++) {
      if (at > 0 && at % wordsAText === 0 && !(yield* this.#goOn(from, to, at))) return;
      yield;
      this.#gather(from, to, at);
      if (this.#least !== this.#most) break;
      if (this.#ends(this.#least)) return;
    }
    yield* this.#sortMany(from, to, at);
  }

  /** Of many items with different words at a depth. */
  *#sortMany(from: number, to: number, depth: number): Steps<void> {
    const { items } = this;
    const own = items.subarray(from, to);
    const words = this.#gathered.slice(from, to);
    const paired = (depth + 1) % wordsAText !== 0;
    yield;
    const next = this.#nextWords(from, to, depth, paired);
    const pairs = paired ? this.#few.sort(words, next, own) : undefined;
    const few = pairs ?? this.#few.sort(words, next.fill(0), own);
    yield;
    if (few !== undefined) {
      own.set(few.items);
      yield* this.#sortRuns(from, few.ends, depth + (pairs === undefined ? 1 : 2));
      return;
    }
    const least = this.#least;
    for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) - least;
    yield;
    const sorted = yield* sortPairsInSteps(words, own, this.#most - least);
    own.set(sorted.items);
    yield;
    yield* this.#sortRuns(from, runEnds(sorted.keys), depth + 1);
  }

  *#sortRuns(from: number, ends: Iterable<number>, depth: number): Steps<void> {
    const { items } = this;
    let at = from;
    let since = 0;
    for (const end of ends) {
      const to = from + end;
      this.#begins[at] = 1;
      if (to - at > 1 && !this.#ends(this.#word(items[at] ?? 0, depth - 1))) {
        if (to - at < manyItems) this.#sortSome(at, to, depth);
        else yield* this.sort(at, to, depth);
      }
      since += to - at;
      at = to;
      if (since < itemsAtOnce) continue;
      yield;
      since = 0;
    }
  }

  /** The same without pauses. */
  #sortSome(from: number, to: number, depth: number): void {
    this.#begins[from] = 1;
    if (depth > 0 && depth % wordsAText === 0 && !takeAll(this.#goOn(from, to, depth))) return;
    if (to - from === 2) {
      this.#sortTwo(from, depth);
      return;
    }
    this.#gather(from, to, depth);
    if (to - from < fewItems) {
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
      if (end - at > 1 && !this.#ends(word)) this.#sortSome(at, end, depth + 1);
      at = end;
    }
  }

  #sortTwo(from: number, depth: number): void {
    const { items } = this;
    const [a, b] = [items[from] ?? 0, items[from + 1] ?? 0];
    const order = this.#compare(a, b, depth);
    if (order === 0) {
      const next = depth - (depth % wordsAText) + wordsAText;
      if (!this.#ends(this.#word(a, next - 1))) this.#sortSome(from, from + 2, next);
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
      if (end - at > 1 && !this.#ends(this.#word(item, next - 1))) this.#sortSome(at, end, next);
      at = end;
    }
  }

  /** By the words that were made of them, from a depth on. */
  #compare(a: number, b: number, depth: number): number {
    const { words } = this.#keys;
    for (let column = depth % wordsAText; column < wordsAText; column++) {
      const left = words[wordsAText * a + column] ?? 0;
      const right = words[wordsAText * b + column] ?? 0;
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  }

  #word(item: number, depth: number): number {
    return this.#keys.words[wordsAText * item + (depth % wordsAText)] ?? 0;
  }

  /** Whether texts end with a word. */
  #ends(word: number): boolean {
    return word % this.#keys.base === 0;
  }

  #gather(from: number, to: number, depth: number): void {
    const { words } = this.#keys;
    const { items } = this;
    const into = this.#gathered;
    const column = depth % wordsAText;
    let least = 0xffffffff;
    let most = 0;
    for (let i = from; i < to; i++) {
      const word = words[wordsAText * (items[i] ?? 0) + column] ?? 0;
      if (word < least) least = word;
      if (word > most) most = word;
      into[i] = word;
    }
    this.#least = least;
    this.#most = most;
  }

  #nextWords(from: number, to: number, depth: number, any: boolean): Uint32Array {
    const next = new Uint32Array(to - from);
    if (!any) return next;
    for (let i = from; i < to; i++) next[i - from] = this.#word(this.items[i] ?? 0, depth + 1);
    return next;
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
