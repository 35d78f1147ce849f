// More tables, for tests that want a schema as large as real ones: copies of the platform's under other prefixes.
import type { ColumnSpec, TableSpec } from './model';

const publishers = 'fab lit trey adw coho tail wing nort cont prose wood lamna rele vana adat blue'.split(
  ' ',
);

/** `fab`, `lit`, … and, when those are used up, `fab2`, `lit2`, … */
function prefixOf(round: number): string {
  const again = Math.floor(round / publishers.length);
  return `${publishers[round % publishers.length] ?? ''}${again === 0 ? '' : again + 1}`;
}

/** So many copies; empty, custom, and related to the tables that their originals are related to. */
export function cloneTables(specs: readonly TableSpec[], count: number): TableSpec[] {
  const originals = specs.filter(({ base, view, custom }) => {
    return base === 'crmbaseentity' && view === undefined && custom !== true;
  });
  return Array.from({ length: count }, (_, index) => {
    const original = originals[index % originals.length];
    if (original === undefined) throw new Error('There is no table to copy.');
    return clone(original, prefixOf(Math.floor(index / originals.length)), 20_000 + index);
  });
}

function clone(original: TableSpec, prefix: string, objectTypeCode: number): TableSpec {
  const logicalName = `${prefix}_${original.logicalName}`;
  const primaryKey = `${logicalName}id`;
  const columns = original.columns.map((column) =>
    column.logicalName === original.primaryKey
      ? { ...column, logicalName: primaryKey }
      : cloneColumn(column, { prefix, from: original.logicalName, to: logicalName }),
  );
  const { alternateKeys: _none, collectionName, ...rest } = original;
  return {
    ...rest,
    logicalName,
    setName: `${prefix}_${original.setName}`,
    displayName: `${original.displayName} (${prefix})`,
    collectionName: `${collectionName ?? `${original.displayName}s`} (${prefix})`,
    objectTypeCode,
    primaryKey,
    primaryName: original.primaryName === original.primaryKey ? primaryKey : original.primaryName,
    // Its rows are guarded as the original's: thousands of privileges more would say nothing new.
    privilege: original.privilege ?? original.logicalName,
    custom: true,
    columns,
  };
}

function cloneColumn(
  column: ColumnSpec,
  { prefix, from, to }: { prefix: string; from: string; to: string },
): ColumnSpec {
  if (column.targets === undefined) return column;
  return {
    ...column,
    targets: column.targets.map((target) => ({
      ...target,
      table: target.table === from ? to : target.table,
      partner: `${prefix}_${target.partner}`,
    })),
  };
}
