import { firstEntry, formattedFlag, type ColumnChunk, type ResultSchema, type RowChunk } from './model';
import { textAt } from './textTable';

/** What names a row, in the order in which tables use it. */
const namingColumns = ['name', 'fullname', 'subject', 'title'];

/**
 * The names of rows that a chunk tells: of those that lookups lead to, by the annotations, and of its own rows where
 * both their key and a column that usually names them were read.
 */
export function rowNamesIn(
  chunk: RowChunk,
  { columns }: ResultSchema,
  found: (guid: string, name: string) => void,
): void {
  for (const column of chunk.columns) {
    if (columns[column.column]?.kind === 'lookup') lookupNames(column, found);
  }
  const named = (wanted: string): ColumnChunk | undefined =>
    chunk.columns.find(({ column }) => columns[column]?.name === wanted);
  const key = chunk.columns.find(({ column }) => {
    const { name = '', kind } = columns[column] ?? {};
    return kind === 'guid' && /^[a-z]\w*id$/.test(name);
  });
  const name = namingColumns.map(named).find((one) => one !== undefined);
  if (key === undefined || name === undefined) return;
  for (let row = 0; row < chunk.rowCount; row++) {
    const [guid, text] = [cellText(key, row), cellText(name, row)];
    if (guid !== undefined && text !== undefined && text !== '') found(guid, text);
  }
}

/** Each entry of the dictionary once, however many rows have it. */
function lookupNames(
  { types, raw, formatted }: ColumnChunk,
  found: (guid: string, name: string) => void,
): void {
  types.forEach((type, entry) => {
    if ((type & formattedFlag) !== 0) found(textAt(raw, entry), textAt(formatted, entry));
  });
}

function cellText({ codes, raw }: ColumnChunk, row: number): string | undefined {
  const code = codes[row] ?? 0;
  return code < firstEntry ? undefined : textAt(raw, code - firstEntry);
}
