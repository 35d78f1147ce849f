import { textBetween } from '../../textTable';
import type { Steps } from '../slices';
import { buildAlphabet } from './alphabet';
import type { Collation, Compare } from './collation';
import { sortKeys } from './keySort';
import { noKey } from './radix';
import { addAll, TextKeys } from './textKeys';
import { TextFinder } from './textParts';
import type { TextParts } from './textParts';
import { textWeights } from './textWeights';
import { usedCharacters } from './usedCharacters';

/** Place of each text among all of them: equal texts have the same, {@link noKey} is no text. */
export interface TextRanks {
  readonly ranks: Uint32Array;
  /** The texts in their order, equal ones as they came. */
  readonly order: Uint32Array;
  /** Different ranks there are. */
  readonly distinct: number;
}

/** Groups between two pauses. */
const groupsAtOnce = 50_000;
/** Where more of the texts than one in so many are complex, it is worth while to know all characters. */
const complexShare = 200;

/**
 * Ranks texts in the order of a language. The letters are compared by weights that the collation gave to the
 * characters that occur; the collation itself compares only texts that this leaves equal, and those with characters
 * that stand for several or depend on their neighbours.
 */
export function* rankTexts(texts: TextParts, collation: Collation): Steps<TextRanks> {
  const finder = new TextFinder(texts);
  const keys = yield* keysOf(texts, finder, collation);
  const sorted = yield* sortKeys(keys);
  const read = (item: number): string => {
    finder.find(item);
    return textBetween(finder.table.units, finder.start, finder.end);
  };
  const groups = yield* groupsOf(sorted.items, sorted.begins, keys, read, collation.compare);
  yield;
  const complex = yield* sortTexts(yield* textsOf(keys.complex, read), collation.compare);
  const places = yield* placesOf(complex, groups, read, collation.compare);
  return yield* ranked(texts.texts, groups, complex, places);
}

/** Rare characters may be missed at first: the few texts that hold them are complex then. */
function* keysOf(texts: TextParts, finder: TextFinder, collation: Collation): Steps<TextKeys> {
  for (let sampled = true; ; sampled = false) {
    const used = yield* usedCharacters(texts, sampled);
    const weights = textWeights(buildAlphabet(used, collation));
    yield;
    const keys = new TextKeys(texts.texts, weights, finder);
    yield* addAll(keys, texts);
    if (!sampled || complexShare * keys.complex.length <= texts.texts) return keys;
  }
}

/** Items in their order; the last one of each group of equal texts is marked by where the group ends. */
interface Groups {
  readonly items: Uint32Array;
  /** One a group. */
  readonly ends: Uint32Array;
}

/** Puts those in order that are equal but for case, accents or what stands far behind. */
function* groupsOf(
  items: Uint32Array,
  begins: Uint8Array,
  { variants }: TextKeys,
  read: (item: number) => string,
  compare: Compare,
): Steps<Groups> {
  const ends = new Uint32Array(items.length);
  let groups = 0;
  for (let at = 0; at < items.length;) {
    let end = at + 1;
    if (end === items.length || begins[end] === 1) {
      ends[groups++] = at = end;
      if (groups % groupsAtOnce === 0) yield;
      continue;
    }
    const variant = variants[items[at] ?? 0];
    let same = true;
    for (; end < items.length && begins[end] === 0; end++) same &&= variants[items[end] ?? 0] === variant;
    if (same) ends[groups++] = end;
    else {
      for (const size of orderVariants(items.subarray(at, end), variants, read, compare)) {
        at += size;
        ends[groups++] = at;
      }
    }
    at = end;
    if (groups % groupsAtOnce === 0) yield;
  }
  return { items, ends: ends.subarray(0, groups) };
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

function* textsOf(items: readonly number[], read: (item: number) => string): Steps<ComplexText[]> {
  const texts: ComplexText[] = [];
  for (const item of items) {
    texts.push({ item, text: read(item) });
    if (texts.length % 4096 === 0) yield;
  }
  return texts;
}

/** Merges longer and longer runs, so that it can pause. */
function* sortTexts(texts: ComplexText[], compare: Compare): Steps<ComplexText[]> {
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

/** Of each complex text: twice the number of the group before which it stands, or once more where it equals it. */
function* placesOf(
  complex: readonly ComplexText[],
  { items, ends }: Groups,
  read: (item: number) => string,
  compare: Compare,
): Steps<Uint32Array> {
  const places = new Uint32Array(complex.length);
  const order = (group: number, text: string): number =>
    compare(read(items[(ends[group] ?? 1) - 1] ?? 0), text);
  let from = 0;
  for (let i = 0; i < complex.length; i++) {
    const text = complex[i]?.text ?? '';
    let low = from;
    let high = from;
    // Their places ascend, and the next one is mostly near.
    for (let step = 1; high < ends.length && order(high, text) < 0; step *= 2) {
      low = high + 1;
      high = Math.min(ends.length, high + step);
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(middle, text) < 0) low = middle + 1;
      else high = middle;
    }
    from = low;
    const equal = low < ends.length && order(low, text) === 0;
    places[i] = 2 * low + (equal ? 1 : 0);
    if (i % 64 === 63) yield;
  }
  return places;
}

function* ranked(
  texts: number,
  { items, ends }: Groups,
  complex: readonly ComplexText[],
  places: Uint32Array,
): Steps<TextRanks> {
  const ranks = new Uint32Array(texts).fill(noKey);
  const order = new Uint32Array(items.length + complex.length);
  let rank = 0;
  let next = 0;
  let start = 0;
  let placed = 0;
  for (let group = 0; group <= ends.length; group++) {
    for (; next < complex.length && places[next] === 2 * group; next++) {
      const { item, text } = complex[next] ?? { item: 0, text: '' };
      ranks[item] = rank;
      order[placed++] = item;
      // Equal ones stand side by side.
      if (complex[next + 1]?.text !== text || places[next + 1] !== 2 * group) rank++;
    }
    const end = ends[group] ?? start;
    const first = placed;
    for (let i = start; i < end; i++) {
      const item = items[i] ?? 0;
      ranks[item] = rank;
      order[placed++] = item;
    }
    if (next < complex.length && places[next] === 2 * group + 1) {
      for (; next < complex.length && places[next] === 2 * group + 1; next++) {
        const item = complex[next]?.item ?? 0;
        ranks[item] = rank;
        order[placed++] = item;
      }
      order.subarray(first, placed).sort();
    }
    if (end > start) rank++;
    start = end;
    if (group % groupsAtOnce === 0) yield;
  }
  return { ranks, order, distinct: rank };
}
