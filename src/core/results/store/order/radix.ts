import { takeAll } from '../../../base/steps';
import type { Steps } from '../slices';
import { insertInOrder } from './smallSort';

/** Stands for a row without a value: it comes last in both directions. */
export const noKey = 0xffffffff;

/** Items between two pauses where little is done with each: all of a million rows at once. */
const atOnce = 1_000_000;

/** Keys of rows, by row number: unsigned integers below {@link noKey}, or pairs of them where one is too narrow. */
export interface RowKeys {
  readonly low: Uint8Array | Uint16Array | Uint32Array;
  /** The upper halves of keys of 64 bits; a row without a value has {@link noKey} in both. */
  readonly high?: Uint32Array;
  /** The greatest value in `low` that is a key. */
  readonly most: number;
  /** What stands in `low` for a row without a value. */
  readonly none: number;
}

/** All rows in the order of their keys; equal ones as they came, those without a key last. */
export function* sortAllRows(keys: RowKeys, descending: boolean): Steps<Uint32Array> {
  const rows = keys.low.length;
  const sorted = yield* sortOfAll(keys, descending);
  if (sorted.length === rows) return sorted;
  yield;
  const all = new Uint32Array(rows);
  all.set(sorted);
  for (let first = 0, at = sorted.length; at < rows; first += atOnce) {
    at = addMissing(keys, first, all, at);
    yield;
  }
  return all;
}

/** Puts some rows without a key behind the others. @returns where the next one belongs */
function addMissing({ low, high, none }: RowKeys, first: number, all: Uint32Array, place: number): number {
  let at = place;
  const end = Math.min(low.length, first + atOnce);
  for (let row = first; row < end; row++) {
    if (low[row] === none && (high === undefined || high[row] === noKey)) all[at++] = row;
  }
  return at;
}

/** Those that have a key. */
function* sortOfAll(keys: RowKeys, descending: boolean): Steps<Uint32Array> {
  const { low, high, most } = keys;
  const found: Found = { keys: new Uint32Array(low.length), items: new Uint32Array(low.length), count: 0 };
  for (let first = 0; first < low.length; first += atOnce) {
    findKeys(keys, descending, first, found);
    yield;
  }
  const own = found.items.subarray(0, found.count);
  if (high !== undefined) return yield* sortWide(own, low, high, descending);
  return (yield* sortPairsInSteps(found.keys.subarray(0, found.count), own, most)).items;
}

/** Rows that have a key. */
interface Found extends Pairs {
  count: number;
}

/** Adds those among some rows. */
function findKeys({ low, high, most, none }: RowKeys, descending: boolean, first: number, into: Found): void {
  const { keys, items } = into;
  let { count } = into;
  const end = Math.min(low.length, first + atOnce);
  for (let row = first; row < end; row++) {
    const key = low[row] ?? 0;
    if (key === none && (high === undefined || high[row] === noKey)) continue;
    keys[count] = descending ? most - key : key;
    items[count++] = row;
  }
  into.count = count;
}

/** Rows in the order of their keys; equal ones keep their order, those without a key go last. */
export function* sortRows(order: Uint32Array, keys: RowKeys, descending: boolean): Steps<Uint32Array> {
  const { rows, missing } = parted(order, keys);
  yield;
  const sorted =
    keys.high === undefined
      ? yield* sortNarrow(rows, keys, descending)
      : yield* sortWide(rows, keys.low, keys.high, descending);
  if (missing.length === 0) return sorted;
  const all = new Uint32Array(order.length);
  all.set(sorted);
  all.set(missing, sorted.length);
  return all;
}

/** Those with a key and those without, each in their order. */
function parted(order: Uint32Array, keys: RowKeys): { rows: Uint32Array; missing: Uint32Array } {
  const { low, high, none } = keys;
  const rows = new Uint32Array(order.length);
  const missing: number[] = [];
  let kept = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0;
    if (low[row] === none && (high === undefined || high[row] === noKey)) missing.push(row);
    else rows[kept++] = row;
  }
  return { rows: rows.subarray(0, kept), missing: Uint32Array.from(missing) };
}

function* sortNarrow(rows: Uint32Array, { low, most }: RowKeys, descending: boolean): Steps<Uint32Array> {
  const keys = new Uint32Array(rows.length);
  if (descending) for (let i = 0; i < rows.length; i++) keys[i] = most - (low[rows[i] ?? 0] ?? 0);
  else for (let i = 0; i < rows.length; i++) keys[i] = low[rows[i] ?? 0] ?? 0;
  yield;
  return (yield* sortPairsInSteps(keys, rows, most)).items;
}

/** By the upper halves, which tell most of them apart, and then by the lower ones. */
function* sortWide(
  rows: Uint32Array,
  low: RowKeys['low'],
  high: Uint32Array,
  descending: boolean,
): Steps<Uint32Array> {
  const turn = descending ? 0xffffffff : 0;
  const upper = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) upper[i] = (high[rows[i] ?? 0] ?? 0) ^ turn;
  yield;
  const { keys, items } = yield* sortPairsInSteps(upper, rows, 0xffffffff);
  const lower = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) lower[i] = (low[items[i] ?? 0] ?? 0) ^ turn;
  yield;
  for (let at = 0, read = 0; at < items.length;) {
    let end = at + 1;
    while (end < items.length && keys[end] === keys[at]) end++;
    if (end - at > fewItems) {
      const sorted = yield* sortPairsInSteps(lower.slice(at, end), items.subarray(at, end), 0xffffffff);
      items.set(sorted.items, at);
    } else insertInOrder(lower, items, at, end);
    at = end;
    if (at - read < itemsAtOnce) continue;
    read = at;
    yield;
  }
  return items;
}

/** Below so many items it is quickest to put each where it belongs. */
const fewItems = 24;
/** Items between two pauses. */
const itemsAtOnce = 100_000;

/** Widest digit: its counts still fit the nearest cache. */
const widestDigit = 11;

/**
 * Sorts items by their keys, least significant digit first; equal ones keep their order.
 * @param keys one an item; overwritten
 * @param items not changed
 * @param most no key is greater
 */
export function sortPairs(keys: Uint32Array, items: Uint32Array, most: number): Pairs {
  return takeAll(sortPairsInSteps(keys, items, most));
}

/** {@link sortPairs} with pauses. */
export function* sortPairsInSteps(keys: Uint32Array, items: Uint32Array, most: number): Steps<Pairs> {
  const bits = 32 - Math.clz32(most);
  const widest = keys.length < 4096 ? 8 : widestDigit;
  const passes = Math.ceil(bits / widest);
  let from: Pairs = { keys, items };
  let to: Pairs = { keys: new Uint32Array(keys.length), items: new Uint32Array(keys.length) };
  let owned = false;
  for (let pass = 0, shift = 0; pass < passes; pass++) {
    const digit = Math.ceil((bits - shift) / (passes - pass));
    if (yield* scatter(from, to, shift, digit)) {
      const spare = owned ? from : { keys: from.keys, items: new Uint32Array(keys.length) };
      from = to;
      to = spare;
      owned = true;
    }
    shift += digit;
    yield;
  }
  return from;
}

/** Items and the key of each. */
export interface Pairs {
  readonly keys: Uint32Array;
  readonly items: Uint32Array;
}

/** One pass; false where all keys have the same digit, and nothing was moved. */
function* scatter(from: Pairs, to: Pairs, shift: number, digit: number): Steps<boolean> {
  const { keys } = from;
  const mask = (1 << digit) - 1;
  const places = new Uint32Array(mask + 1);
  for (let first = 0; first < keys.length; first += atOnce) {
    count(keys, first, Math.min(keys.length, first + atOnce), shift, places);
    if (keys.length > atOnce) yield;
  }
  if (places[((keys[0] ?? 0) >>> shift) & mask] === keys.length) return false;
  let sum = 0;
  for (let i = 0; i <= mask; i++) {
    const own = places[i] ?? 0;
    places[i] = sum;
    sum += own;
  }
  for (let first = 0; first < keys.length; first += atOnce) {
    move(from, to, first, Math.min(keys.length, first + atOnce), shift, places);
    if (keys.length > atOnce) yield;
  }
  return true;
}

/** Counts the digits of some keys. @param places as many as there are digits, a power of two */
function count(keys: Uint32Array, first: number, end: number, shift: number, places: Uint32Array): void {
  const mask = places.length - 1;
  for (let i = first; i < end; i++) {
    const place = ((keys[i] ?? 0) >>> shift) & mask;
    places[place] = (places[place] ?? 0) + 1;
  }
}

/** Puts some items where the next one of their digit belongs. */
function move(from: Pairs, to: Pairs, first: number, end: number, shift: number, places: Uint32Array): void {
  const { keys, items } = from;
  const { keys: toKeys, items: toItems } = to;
  const mask = places.length - 1;
  for (let i = first; i < end; i++) {
    const key = keys[i] ?? 0;
    const place = (key >>> shift) & mask;
    const at = places[place] ?? 0;
    places[place] = at + 1;
    toKeys[at] = key;
    toItems[at] = items[i] ?? 0;
  }
}
