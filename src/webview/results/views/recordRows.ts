import { standInsForRecords } from '../../../core/results/expandedRecords';
import type { Cell, ResultColumn } from '../../../core/results/model';

/** One line of a record: a column and its value. */
export interface RecordRow {
  readonly index: number;
  readonly column: ResultColumn;
  readonly cell: Cell;
}

export interface RecordGroup {
  readonly name: string;
  /** What is to be known of the group, behind its name. */
  readonly note?: string;
  readonly rows: readonly RecordRow[];
}

/** The columns of a record in groups: its own, its lookups, each expanded record, its collections. */
export function recordGroups(
  columns: readonly ResultColumn[],
  cellOf: (column: number) => Cell,
): readonly RecordGroup[] {
  const own: RecordRow[] = [];
  const lookups: RecordRow[] = [];
  const collections: RecordRow[] = [];
  const expanded = new Map<string, RecordRow[]>();
  const standIns = standInsForRecords(columns);
  columns.forEach((column, index) => {
    if (standIns.has(index)) return;
    const row = { index, column, cell: cellOf(index) };
    const path = column.name.lastIndexOf('/');
    if (column.kind === 'rows') collections.push(row);
    else if (path > 0) {
      const record = column.name.slice(0, path);
      const rows = expanded.get(record) ?? [];
      rows.push({ ...row, column: { ...column, name: column.name.slice(path + 1) } });
      expanded.set(record, rows);
    } else if (column.kind === 'lookup') lookups.push(row);
    else own.push(row);
  });
  const note = 'Enter opens it as a query, Ctrl+Enter in the browser';
  return [
    { name: '', rows: own },
    ...(lookups.length > 0 ? [{ name: 'Lookups', note, rows: lookups }] : []),
    ...[...expanded].map(([name, rows]) => ({ name, note: 'Expanded record', rows })),
    ...(collections.length > 0 ? [{ name: 'Related', note: 'Expanded collections', rows: collections }] : []),
  ];
}

const namingColumns = ['name', 'fullname', 'subject', 'title'];

/** What names the record: a column that usually does, one that says so, its first text. */
export function recordName(rows: readonly RecordRow[]): string | undefined {
  const text = (row: RecordRow | undefined): string | undefined =>
    row?.cell.state === 'value' && row.cell.raw !== '' ? (row.cell.formatted ?? row.cell.raw) : undefined;
  const named = namingColumns.map((name) => rows.find(({ column }) => column.name === name));
  const ending = rows.find(({ column }) => column.kind === 'text' && column.name.endsWith('name'));
  const first = rows.find(({ column }) => column.kind === 'text');
  return [...named, ending, first].map(text).find((one) => one !== undefined);
}

/** The record's key: the one id that ends with `id`, as primary keys do. */
export function recordKey(rows: readonly RecordRow[]): RecordRow | undefined {
  return rows.find(
    ({ column: { kind, name }, cell }) =>
      kind === 'guid' && /^[a-z]\w*id$/.test(name) && cell.state === 'value',
  );
}

/** All ids of the record's own: one of them alone may be that of something which many records share. Empty without. */
export function idsOf(groups: readonly RecordGroup[]): string {
  const own = groups[0]?.rows ?? [];
  return own
    .flatMap(({ column, cell }) => (column.kind === 'guid' && cell.state === 'value' ? [cell.raw] : []))
    .join(' ');
}

export function isEmpty({ cell }: RecordRow): boolean {
  return cell.state !== 'value' || cell.raw === '';
}

/** The value and, where it differs, what is stored. */
export function valueTexts(cell: Cell): { readonly value: string; readonly stored: string } {
  if (cell.state !== 'value') return { value: '', stored: '' };
  const stored = cell.formatted === undefined || cell.formatted === cell.raw ? '' : cell.raw;
  return { value: cell.formatted ?? cell.raw, stored };
}
