import { textAt } from '../../textTable';
import type { Steps } from '../slices';
import { buildAlphabet } from './alphabet';
import type { Collation, Compare } from './collation';
import { sortKeys } from './keySort';
import { noKey } from './radix';
import { buildTextKeys, usedCharacters } from './textKeys';
import type { TextKeys, TextParts } from './textKeys';

/** Place of each text among all of them: equal texts have the same, {@link noKey} is no text. */
export interface TextRanks {
  readonly ranks: Uint32Array;
  /** Different ranks there are. */
  readonly distinct: number;
}

/** Two texts that are equal so far are not told apart. */
const comparedUnits = 65_536;
/** Groups between two pauses. */
const groupsAtOnce = 50_000;

/**
 * Ranks texts in the order of a language. The letters are compared by weights that the collation gave to the
 * characters that occur; the collation itself compares only texts that this leaves equal, and those with characters
 * that stand for several or depend on their neighbours.
 */
export function* rankTexts(texts: TextParts, collation: Collation): Steps<TextRanks> {
  const { used, pairs } = yield* usedCharacters(texts);
  const alphabet = buildAlphabet(used, pairs, collation);
  yield;
  const keys = yield* buildTextKeys(texts, alphabet);
  const sorted = yield* sortKeys(keys);
  const read = textReader(texts);
  const groups = yield* groupsOf(sorted.items, sorted.begins, keys, read, collation.compare);
  yield;
  const complex = yield* sortTexts(yield* textsOf(keys.complex, read), collation.compare);
  const places = yield* placesOf(complex, groups, read, collation.compare);
  return yield* ranked(texts.texts, groups, complex, places);
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
    const variant = variants[items[at] ?? 0];
    let end = at + 1;
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
    sizes.push(equal ? (sizes.pop() ?? 0) + same.length : same.length);
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
  let rank = 0;
  let next = 0;
  let start = 0;
  for (let group = 0; group <= ends.length; group++) {
    for (; next < complex.length && (places[next] ?? 0) === 2 * group; next++) {
      ranks[complex[next]?.item ?? 0] = rank;
      // Equal ones stand side by side.
      if (complex[next + 1]?.text !== complex[next]?.text || places[next + 1] !== 2 * group) rank++;
    }
    for (; next < complex.length && (places[next] ?? 0) === 2 * group + 1; next++) {
      ranks[complex[next]?.item ?? 0] = rank;
    }
    const end = ends[group] ?? start;
    for (let i = start; i < end; i++) ranks[items[i] ?? 0] = rank;
    if (end > start) rank++;
    start = end;
    if (group % groupsAtOnce === 0) yield;
  }
  return { ranks, distinct: rank };
}

/** Reads texts in any order; made ones of the parts that were read last are kept. */
function textReader(texts: TextParts): (item: number) => string {
  let part = 0;
  let table = texts.parts === 0 ? undefined : texts.at(0).table;
  return (item) => {
    if (item < texts.first(part) || item >= texts.first(part + 1)) {
      let low = 0;
      let high = texts.parts - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (item < texts.first(middle)) high = middle - 1;
        else low = middle;
      }
      part = low;
      table = texts.at(part).table;
    }
    return table === undefined ? '' : textAt(table, item - texts.first(part), comparedUnits);
  };
}
