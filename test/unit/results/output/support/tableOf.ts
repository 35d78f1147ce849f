import { PageDecoder } from '../../../../../src/core/results/decode/pageDecoder';
import type { OutColumn } from '../../../../../src/core/results/output/rows';
import { ResultTable } from '../../../../../src/core/results/store/resultTable';

/** A table of the pages' rows, as the extension keeps them. */
export function tableOf(...pages: readonly (readonly object[])[]): {
  readonly table: ResultTable;
  readonly columns: readonly OutColumn[];
} {
  const decoder = new PageDecoder();
  const table = new ResultTable({ dictionary: (column) => decoder.dictionary(column) });
  for (const value of pages) {
    const body = new TextEncoder().encode(JSON.stringify({ value }));
    for (const segment of decoder.read(body, table.rows).steps) {
      table.setSchema(decoder.schema.schema);
      if (segment) table.append(segment);
    }
  }
  table.setSchema(decoder.schema.schema);
  const columns = table.schema.columns.map(({ name, kind }, index) => ({ index, name, kind }));
  return { table, columns };
}
