import { sortPairs } from './radix';
import type { RowKeys } from './radix';
import type { TextRanks } from './textOrder';

/** How the texts of a column belong to its rows, where the first rows hold entries of a dictionary and all others texts. */
export interface MixedRows {
  /** Texts before it are entries. */
  readonly entries: number;
  /** Rows before it hold entries, or nothing. */
  readonly coded: number;
}

/** All rows with a text in their order, which that of their texts gives without sorting them once more. */
export function orderOfRows(
  { order, ranks }: TextRanks,
  { entries, coded }: MixedRows,
  keys: RowKeys,
): Uint32Array {
  const first = codedInOrder(keys, coded);
  const rows = new Uint32Array(first.length + order.length - entries);
  let at = 0;
  let next = 0;
  for (const text of order) {
    if (text >= entries) {
      rows[at++] = text - entries + coded;
      continue;
    }
    // Entries stand before equal texts of rows, as their rows do.
    const rank = ranks[text] ?? 0;
    while (next < first.length && (keys.low[first[next] ?? 0] ?? 0) <= rank) rows[at++] = first[next++] ?? 0;
  }
  return rows.subarray(0, at);
}

function codedInOrder({ low, most, none }: RowKeys, coded: number): Uint32Array {
  const rows = new Uint32Array(coded);
  const keys = new Uint32Array(coded);
  let count = 0;
  for (let row = 0; row < coded; row++) {
    const key = low[row] ?? none;
    if (key === none) continue;
    keys[count] = key;
    rows[count++] = row;
  }
  return sortPairs(keys.subarray(0, count), rows.subarray(0, count), most).items;
}
