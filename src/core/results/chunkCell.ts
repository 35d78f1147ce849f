import type { Cell, ColumnChunk, LookupTarget } from './model';
import { cutFlag, entryTypeMask, entryTypes, firstEntry, formattedFlag, nullCode } from './model';
import { textAt } from './textTable';

const absent: Cell = { state: 'absent' };
const nothing: Cell = { state: 'null' };

/** The cell of a column of a chunk, in its row `row` from 0; `undefined` for a column that the chunk does not have. */
export function chunkCell(
  column: ColumnChunk | undefined,
  row: number,
  targets: readonly LookupTarget[],
): Cell {
  const code = column?.codes[row] ?? 0;
  if (column === undefined || code < firstEntry) return code === nullCode ? nothing : absent;
  return entryCell(column, code - firstEntry, targets);
}

/** What an entry of a column's dictionary says. */
export function entryCell(column: ColumnChunk, entry: number, targets: readonly LookupTarget[]): Cell {
  const flags = column.types[entry] ?? 0;
  const target = targets[(column.targets[entry] ?? 0) - 1];
  return {
    state: 'value',
    type: entryTypes[flags & entryTypeMask] ?? 'text',
    raw: textAt(column.raw, entry),
    ...(flags & formattedFlag ? { formatted: textAt(column.formatted, entry) } : {}),
    ...(flags & cutFlag ? { cut: true } : {}),
    ...(target ? { target } : {}),
  };
}
