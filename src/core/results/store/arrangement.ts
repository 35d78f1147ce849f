/** Which rows are shown, and in which order. */
export interface Arrangement {
  readonly version: number;
  /** Numbers of the rows in shown order; `undefined` for all of them as they came. */
  readonly order: Uint32Array | undefined;
}

/** The order in which rows came; the only one that grows with them. */
export const naturalArrangement: Arrangement = { version: 0, order: undefined };

/** Numbers of the rows at some consecutive places. */
export function rowsAt({ order }: Arrangement, first: number, count: number): Uint32Array {
  if (order !== undefined) return order.subarray(first, first + count);
  const rows = new Uint32Array(count);
  for (let i = 0; i < count; i++) rows[i] = first + i;
  return rows;
}

/** Some rows in the order in which they came. @param of rows that there are */
export function ascending(rows: Uint32Array, of: number): Uint32Array {
  // Few are sorted; of many it is quicker to note which they are.
  if (16 * rows.length < of) return rows.slice().sort();
  const marks = new Uint8Array(of);
  for (const row of rows) marks[row] = 1;
  const sorted = new Uint32Array(rows.length);
  for (let row = 0, count = 0; row < of; row++) if (marks[row] === 1) sorted[count++] = row;
  return sorted;
}
