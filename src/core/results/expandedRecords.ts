import type { ResultColumn } from './model';

/**
 * Indexes of columns that hold nothing of their own: of a navigation property that is expanded, the rows without a
 * record say null, and what the others hold stands in the columns of the record.
 */
export function standInsForRecords(columns: readonly ResultColumn[]): ReadonlySet<number> {
  const records = new Set<string>();
  for (const { name } of columns) {
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      const record = name.slice(0, at);
      if (records.has(record)) break;
      records.add(record);
    }
  }
  // A column of nulls counts as one of texts; `{}` and what else is no record is kept in view.
  return new Set(
    columns.flatMap(({ name, kind }, index) => (kind === 'text' && records.has(name) ? index : [])),
  );
}
