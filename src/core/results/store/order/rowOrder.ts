import type { Steps } from '../slices';
import { noKey } from './radix';
import type { RowKeys } from './radix';
import type { SortedTexts } from './textOrder';

/** The order of rows that is known already: keys are only made of it where another order has to be kept among equals. */
export interface RowOrder {
  /** Rows there are, those without a value too. */
  readonly rows: number;
  /** The rows with a value, equal ones as they came. */
  readonly order: Uint32Array;
  /** One a row of the order: 1 where it differs from the one before. */
  readonly begins: Uint8Array;
}

/** Rows between two pauses. */
const rowsAtOnce = 200_000;

/** All rows, those without a value last in both directions. Not to be changed. */
export function* allInOrder(known: RowOrder, descending: boolean): Steps<Uint32Array> {
  const { rows, order } = known;
  if (!descending && order.length === rows) return order;
  const all = new Uint32Array(rows);
  if (descending) turnAround(known, all);
  else all.set(order);
  if (order.length === rows) return all;
  yield;
  const placed = new Uint8Array(rows);
  for (const row of order) placed[row] = 1;
  for (let row = placed.indexOf(0), at = order.length; row >= 0; row = placed.indexOf(0, row + 1)) {
    all[at++] = row;
  }
  return all;
}

/** The greatest first; equal ones keep their order. */
function turnAround({ order, begins }: RowOrder, into: Uint32Array): void {
  let at = 0;
  for (let end = order.length; end > 0;) {
    let start = end - 1;
    while (begins[start] === 0) start--;
    for (let i = start; i < end; i++) into[at++] = order[i] ?? 0;
    end = start;
  }
}

export function* keysOfOrder({ rows, order, begins }: RowOrder): Steps<RowKeys> {
  const low = new Uint32Array(rows).fill(noKey);
  let key = -1;
  for (let i = 0; i < order.length; i++) {
    key += begins[i] ?? 0;
    low[order[i] ?? 0] = key;
    if (i % rowsAtOnce === 0) yield;
  }
  return { low, most: Math.max(0, key), none: noKey };
}

/** By text: its place among all of them, equal ones have the same; {@link noKey} is no text. @param texts there are */
export function ranksOf({ order, begins }: SortedTexts, texts: number): Uint32Array {
  const ranks = new Uint32Array(texts).fill(noKey);
  let rank = -1;
  for (let i = 0; i < order.length; i++) {
    rank += begins[i] ?? 0;
    ranks[order[i] ?? 0] = rank;
  }
  return ranks;
}

/** How the texts of a column belong to its rows, where the first rows hold entries of a dictionary and all others texts. */
export interface MixedRows {
  readonly rows: number;
  /** Texts before it are entries. */
  readonly entries: number;
  /** Of the rows that hold entries, or nothing: the entry of each + 1; 0 for nothing. */
  readonly coded: Uint32Array;
}

/** The order of rows, which that of their texts gives without sorting them once more. */
export function* orderOfRows(texts: SortedTexts, { rows, entries, coded }: MixedRows): Steps<RowOrder> {
  const byEntry = rowsByEntry(coded, entries);
  const order = new Uint32Array(byEntry.rows.length + texts.order.length - entries);
  const begins = new Uint8Array(order.length);
  let at = 0;
  let group = 0;
  for (let i = 0; i < texts.order.length; i++) {
    const text = texts.order[i] ?? 0;
    if (texts.begins[i] === 1) {
      group = at;
      if (at < begins.length) begins[at] = 1;
    }
    if (text >= entries) order[at++] = text - entries + coded.length;
    else {
      const own = byEntry.rows.subarray(byEntry.ends[text], byEntry.ends[text + 1]);
      order.set(own, at);
      // Different entries can be equal texts; those of rows come behind them.
      if (group < at) order.subarray(group, at + own.length).sort();
      at += own.length;
    }
    if (i % rowsAtOnce === 0) yield;
  }
  return { rows, order: order.subarray(0, at), begins: begins.subarray(0, at) };
}

/** Rows by the entry that they hold, as they came. @returns where those of an entry begin, in `ends` */
function rowsByEntry(coded: Uint32Array, entries: number): { rows: Uint32Array; ends: Uint32Array } {
  const ends = new Uint32Array(entries + 2);
  for (const code of coded) ends[code + 1] = (ends[code + 1] ?? 0) + 1;
  const nothing = ends[1] ?? 0;
  ends[1] = 0;
  for (let i = 2; i < ends.length; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0);
  const rows = new Uint32Array(coded.length - nothing);
  for (let row = 0; row < coded.length; row++) {
    const code = coded[row] ?? 0;
    if (code === 0) continue;
    const at = ends[code] ?? 0;
    rows[at] = row;
    ends[code] = at + 1;
  }
  return { rows, ends };
}
