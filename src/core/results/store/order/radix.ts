import { takeAll } from '../../../base/steps';
import type { Steps } from '../slices';
import { insertInOrder } from './smallSort';

/** Stands for a row without a value: it comes last in both directions. */
export const noKey = 0xffffffff;

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
  const { low, high, none } = keys;
  for (let row = 0, at = sorted.length; at < rows; row++) {
    if (low[row] === none && (high === undefined || high[row] === noKey)) all[at++] = row;
  }
  return all;
}

/** Those that have a key. */
function* sortOfAll(keys: RowKeys, descending: boolean): Steps<Uint32Array> {
  const { low, high, most, none } = keys;
  const rows = new Uint32Array(low.length);
  const of = new Uint32Array(low.length);
  let count = 0;
  for (let row = 0; row < low.length; row++) {
    const key = low[row] ?? 0;
    if (key === none && (high === undefined || high[row] === noKey)) continue;
    of[count] = descending ? most - key : key;
    rows[count++] = row;
  }
  yield;
  const own = rows.subarray(0, count);
  if (high !== undefined) return yield* sortWide(own, low, high, descending);
  return (yield* sortPairsInSteps(of.subarray(0, count), own, most)).items;
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
    if (scatter(from, to, shift, digit)) {
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
function scatter(from: Pairs, to: Pairs, shift: number, digit: number): boolean {
  const { keys, items } = from;
  const { keys: toKeys, items: toItems } = to;
  const mask = (1 << digit) - 1;
  const places = new Uint32Array(mask + 1);
  for (let i = 0; i < keys.length; i++) {
    const place = ((keys[i] ?? 0) >>> shift) & mask;
    places[place] = (places[place] ?? 0) + 1;
  }
  if (places[((keys[0] ?? 0) >>> shift) & mask] === keys.length) return false;
  let sum = 0;
  for (let i = 0; i <= mask; i++) {
    const count = places[i] ?? 0;
    places[i] = sum;
    sum += count;
  }
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const place = (key >>> shift) & mask;
    const at = places[place] ?? 0;
    places[place] = at + 1;
    toKeys[at] = key;
    toItems[at] = items[i] ?? 0;
  }
  return true;
}
