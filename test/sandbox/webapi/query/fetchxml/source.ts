// A table in a fetch under its SQL alias. Tables that only tie others together can be joined, too.
import * as errors from '../../errors';
import type { Column, Schema, Table } from '../../schema/model';
import { name, raw } from '../sql';
import type { Sql } from '../sql';

export interface Source {
  /** SQL name. */
  readonly from: string;
  /** Undefined for a table that is no table of the Web API. */
  readonly table: Table | undefined;
  readonly alias: string;
  /** Alias in the fetch: what stands before the point in the answer. */
  readonly label: string;
  /** @throws Refusal where there is no such column */
  column(logicalName: string): Column;
}

export const sourceSql = ({ alias }: Source, column: Column): Sql => raw(`${alias}.${name(column.sql)}`);

export function openSource(schema: Schema, logicalName: string, alias: string, label: string): Source {
  const table = schema.tables.get(logicalName);
  const columns = table?.byLogicalName ?? intersectColumns(schema, logicalName);
  if (columns === undefined) throw errors.fetchEntityUnknown(logicalName);
  return {
    from: logicalName,
    table,
    alias,
    label,
    column: (wanted) => {
      const column = columns.get(wanted);
      if (column === undefined) throw errors.fetchAttributeUnknown(logicalName, wanted);
      return column;
    },
  };
}

/** `teammembership`, `systemuserroles`: the two keys that stand in it. */
function intersectColumns(schema: Schema, logicalName: string): ReadonlyMap<string, Column> | undefined {
  const tie = schema.manyToMany.find(({ intersect }) => intersect === logicalName);
  if (tie === undefined) return undefined;
  return new Map(
    [tie.leftColumn, tie.rightColumn].map((column) => [
      column,
      { logicalName: column, kind: 'guid', property: column, sql: column, edmType: 'Edm.Guid' },
    ]),
  );
}
