import type { ResultTable } from '../../../../../src/core/results/store/resultTable';
import type { RowsView } from '../../../../../src/core/results/view';

/** Numbers of the rows in the order of a view. */
export async function arranged(table: ResultTable, view: Partial<RowsView>): Promise<number[]> {
  const { version, rows } = await table.answer('arrange', {
    sort: [],
    filters: [],
    formatted: true,
    ...view,
  });
  const numbers: number[] = [];
  while (numbers.length < rows) {
    const window = await table.answer('window', { version, first: numbers.length, count: 1000, columns: [] });
    const found = window?.numbers;
    if (found === undefined) return Array.from({ length: rows }, (_, row) => row);
    numbers.push(...new Uint32Array(found));
  }
  return numbers;
}
