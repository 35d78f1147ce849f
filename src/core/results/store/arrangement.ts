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
