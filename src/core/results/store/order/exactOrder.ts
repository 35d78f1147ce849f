import { compareNumbers, numberText } from '../exactNumbers';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import { sortAllRows } from './radix';
import type { RowKeys } from './radix';
import type { RowOrder } from './rowOrder';

/** Rows between two pauses. */
const rowsAtOnce = 20_000;

/**
 * The order of rows by numbers of which doubles do not hold all digits: among those of the same double the digits
 * decide.
 * @param values the doubles, by row; NaN where there is none
 */
export function* exactOrder(
  data: TableData,
  column: number,
  values: Float64Array,
  keys: RowKeys,
): Steps<RowOrder> {
  const all = yield* sortAllRows(keys, false);
  let count = all.length;
  while (count > 0 && Number.isNaN(values[all[count - 1] ?? 0])) count--;
  const order = all.subarray(0, count);
  const begins = new Uint8Array(count);
  for (let at = 0, since = 0; at < count;) {
    const value = values[order[at] ?? 0];
    let end = at + 1;
    while (end < count && values[order[end] ?? 0] === value) end++;
    begins[at] = 1;
    if (end - at > 1) orderDigits(data, column, order.subarray(at, end), begins.subarray(at, end));
    since += end - at;
    at = end;
    if (since < rowsAtOnce) continue;
    since = 0;
    yield;
  }
  return { rows: values.length, order, begins };
}

function orderDigits(data: TableData, column: number, rows: Uint32Array, begins: Uint8Array): void {
  const byText = new Map<string, number[]>();
  for (const row of rows) {
    const text = numberText(data, column, row);
    const same = byText.get(text);
    if (same === undefined) byText.set(text, [row]);
    else same.push(row);
  }
  if (byText.size === 1) return;
  const sorted = [...byText].sort(([a], [b]) => compareNumbers(a, b));
  let at = 0;
  let group = 0;
  sorted.forEach(([text, same], i) => {
    const before = sorted[i - 1];
    const equal = before !== undefined && compareNumbers(before[0], text) === 0;
    if (!equal) group = at;
    begins[at] = equal ? 0 : 1;
    rows.set(same, at);
    at += same.length;
    // `1.50` and `1.5` are equal: as they came.
    if (equal) rows.subarray(group, at).sort();
  });
}
