import { takeAll } from '../../../base/steps';
import { textBetween } from '../../textTable';
import type { Steps } from '../slices';
import { buildAlphabet } from './alphabet';
import type { Collation, Compare } from './collation';
import { KeySorter, sortKeys } from './keySort';
import { LetterPlaces } from './letterPlaces';
import { addAll, TextKeys } from './textKeys';
import { TextFinder } from './textParts';
import type { TextParts } from './textParts';
import { textWeights } from './textWeights';
import type { TextWeights } from './textWeights';
import { usedCharacters } from './usedCharacters';

/** All texts in their order, equal ones as they came. */
export interface SortedTexts {
  readonly order: Uint32Array;
  /** One a text of the order: 1 where it differs from the one before. */
  readonly begins: Uint8Array;
}

/** Groups between two pauses. */
const groupsAtOnce = 50_000;
/** Where more of the texts than one in so many are complex, it is worth while to know all characters. */
const complexShare = 200;

/** So many texts may be complex for want of a place in the plan of the words before a better plan is made. */
const mostMissed = 256;

/** Of each object that a sort of texts makes there is one left, without texts, when none is being sorted. */
let shapes: unknown;

/**
 * V8 throws away what it compiled for objects of which a garbage collection finds none: every sort would begin slowly
 * anew, and take twice the time.
 */
function keepShapes(collation: Collation): void {
  if (shapes !== undefined) return;
  const none = { table: { ends: new Uint32Array(0), units: new Uint8Array(0) }, states: undefined };
  const texts: TextParts = { parts: 1, texts: 0, first: () => 0, at: () => none };
  const keys = takeAll(keysOf(texts, new TextFinder(texts), collation));
  shapes = new KeySorter(keys, new Uint32Array(0), new Uint32Array(0));
}

/**
 * Sorts texts in the order of a language. The letters are compared by weights that the collation gave to the
 * characters that occur; the collation itself compares only texts that this leaves equal, and those with characters
 * that stand for several or depend on their neighbours.
 */
export function* sortTexts(texts: TextParts, collation: Collation): Steps<SortedTexts> {
  keepShapes(collation);
  const finder = new TextFinder(texts);
  const keys = yield* keysOf(texts, finder, collation);
  const { items, begins } = yield* sortKeys(keys);
  const read = (item: number): string => {
    finder.find(item);
    return textBetween(finder.table.units, finder.start, finder.end);
  };
  yield* orderGroups(items, begins, keys, read, collation.compare);
  yield;
  if (keys.complex.length === 0) return { order: items, begins };
  const complex = yield* sortComplex(yield* textsOf(keys.complex, read), collation.compare);
  const simple = { order: items, begins };
  const places = yield* placesOf(complex, simple, read, collation.compare);
  return yield* merged(simple, complex, places, collation.compare);
}

/** Rare characters may be missed at first: the few texts that hold them are complex then. */
function* keysOf(texts: TextParts, finder: TextFinder, collation: Collation): Steps<TextKeys> {
  for (let sampled = true; ; sampled = false) {
    const used = yield* usedCharacters(texts, sampled);
    const weights = textWeights(buildAlphabet(used, collation));
    yield;
    const places = new LetterPlaces(weights, texts, used.places, sampled);
    yield;
    const keys = yield* plannedKeys(texts, weights, places, finder);
    if (!sampled || complexShare * keys.complex.length <= texts.texts) return keys;
  }
}

/** With a better plan where the first one does not fit. */
function* plannedKeys(
  texts: TextParts,
  weights: TextWeights,
  places: LetterPlaces,
  finder: TextFinder,
): Steps<TextKeys> {
  for (;;) {
    const keys = new TextKeys(texts.texts, weights, places, finder);
    yield* addAll(keys, texts);
    if (keys.beginnings.tooMany) places.shorten();
    else if (keys.missed <= mostMissed) return keys;
  }
}

/** Puts those in order, in place, that are equal but for case, accents or what stands far behind. */
function* orderGroups(
  items: Uint32Array,
  begins: Uint8Array,
  { variants }: TextKeys,
  read: (item: number) => string,
  compare: Compare,
): Steps<void> {
  let since = 0;
  for (let at = begins.indexOf(0, 1); at >= 0; at = begins.indexOf(0, at)) {
    const from = at - 1;
    const variant = variants[items[from] ?? 0];
    let same = true;
    for (; at < items.length && begins[at] === 0; at++) same &&= variants[items[at] ?? 0] === variant;
    if (!same) {
      let begin = from;
      for (const size of orderVariants(items.subarray(from, at), variants, read, compare)) {
        begins[begin] = 1;
        begin += size;
      }
    }
    since += at - from;
    if (since < groupsAtOnce) continue;
    since = 0;
    yield;
  }
}

/** Orders items in place; the sizes of the groups of equal texts. */
function orderVariants(
  items: Uint32Array,
  variants: Uint32Array,
  read: (item: number) => string,
  compare: Compare,
): number[] {
  const byVariant = new Map<number, number[]>();
  for (const item of items) {
    const variant = variants[item] ?? 0;
    const same = byVariant.get(variant);
    if (same === undefined) byVariant.set(variant, [item]);
    else same.push(item);
  }
  const different = [...byVariant.values()].map((same) => ({ same, text: read(same[0] ?? 0) }));
  different.sort((a, b) => compare(a.text, b.text));
  const sizes: number[] = [];
  let at = 0;
  different.forEach(({ same, text }, i) => {
    items.set(same, at);
    at += same.length;
    const before = different[i - 1];
    const equal = before !== undefined && compare(before.text, text) === 0;
    const size = equal ? (sizes.pop() ?? 0) + same.length : same.length;
    if (equal) items.subarray(at - size, at).sort();
    sizes.push(size);
  });
  return sizes;
}

interface ComplexText {
  readonly item: number;
  readonly text: string;
}

/** In the order in which they came. */
function* textsOf(items: readonly number[], read: (item: number) => string): Steps<ComplexText[]> {
  const texts: ComplexText[] = [];
  for (const item of items.toSorted((a, b) => a - b)) {
    texts.push({ item, text: read(item) });
    if (texts.length % 4096 === 0) yield;
  }
  return texts;
}

/** Merges longer and longer runs, so that it can pause. */
function* sortComplex(texts: ComplexText[], compare: Compare): Steps<ComplexText[]> {
  const run = 256;
  let sorted: ComplexText[][] = [];
  for (let at = 0; at < texts.length; at += run) {
    sorted.push(texts.slice(at, at + run).sort((a, b) => compare(a.text, b.text)));
    yield;
  }
  while (sorted.length > 1) {
    const merged: ComplexText[][] = [];
    for (let i = 0; i < sorted.length; i += 2) {
      merged.push(yield* mergeRuns(sorted[i] ?? [], sorted[i + 1] ?? [], compare));
    }
    sorted = merged;
  }
  return sorted[0] ?? [];
}

function* mergeRuns(a: ComplexText[], b: ComplexText[], compare: Compare): Steps<ComplexText[]> {
  const merged: ComplexText[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && (right === undefined || compare(left.text, right.text) <= 0)) {
      merged.push(left);
      i++;
    } else if (right !== undefined) {
      merged.push(right);
      j++;
    }
    if (merged.length % 1024 === 0) yield;
  }
  return merged;
}

/**
 * Of each complex text: twice the place in the order before which it belongs, where a group of equal texts begins, and
 * once more where it equals those.
 */
function* placesOf(
  complex: readonly ComplexText[],
  { order, begins }: SortedTexts,
  read: (item: number) => string,
  compare: Compare,
): Steps<Float64Array> {
  const places = new Float64Array(complex.length);
  const compareAt = (at: number, text: string): number => compare(read(order[at] ?? 0), text);
  const endOf = (at: number): number => {
    const end = begins.indexOf(1, at + 1);
    return end < 0 ? order.length : end;
  };
  let from = 0;
  for (let i = 0; i < complex.length; i++) {
    const text = complex[i]?.text ?? '';
    let low = from;
    let high = from;
    // Their places ascend, and the next one is mostly near.
    for (let step = 1; high < order.length && compareAt(high, text) < 0; step *= 2) {
      low = endOf(high);
      high = Math.min(order.length, high + step);
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareAt(middle, text) < 0) low = endOf(middle);
      else high = begins.lastIndexOf(1, middle);
    }
    from = low;
    const equal = low < order.length && compareAt(low, text) === 0;
    places[i] = 2 * low + (equal ? 1 : 0);
    if (i % 64 === 63) yield;
  }
  return places;
}

function* merged(
  simple: SortedTexts,
  complex: readonly ComplexText[],
  places: Float64Array,
  compare: Compare,
): Steps<SortedTexts> {
  const order = new Uint32Array(simple.order.length + complex.length);
  const begins = new Uint8Array(order.length);
  let taken = 0;
  let placed = 0;
  const take = (to: number): void => {
    order.set(simple.order.subarray(taken, to), placed);
    begins.set(simple.begins.subarray(taken, to), placed);
    placed += to - taken;
    taken = to;
  };
  for (let next = 0; next < complex.length;) {
    const place = places[next] ?? 0;
    const at = Math.floor(place / 2);
    take(at);
    const first = placed;
    if (place % 2 === 1) {
      const end = simple.begins.indexOf(1, at + 1);
      take(end < 0 ? simple.order.length : end);
    }
    for (let before: string | undefined; next < complex.length && places[next] === place; next++) {
      const { item = 0, text = '' } = complex[next] ?? {};
      // Equal ones stand side by side, some of them in other characters.
      if (place % 2 === 0 && (before === undefined || (text !== before && compare(text, before) !== 0))) {
        begins[placed] = 1;
      }
      order[placed++] = item;
      before = text;
      if (next % 4096 === 4095) yield;
    }
    if (place % 2 === 1) order.subarray(first, placed).sort();
  }
  take(simple.order.length);
  return { order, begins };
}
