// Rows above and below a row of a table whose rows point at their parents, and users with who reports to them.
import * as errors from '../errors';
import type { Column, Table } from '../schema/model';
import type { Caller } from './scope';
import { name, sql, value } from './sql';
import type { Sql } from './sql';

/** The lookup that makes the table a hierarchy: `parentaccountid`, `parentsystemuserid`, `parentbusinessunitid`. */
function parentOf(table: Table): Column {
  const found = [...table.columns.values()].find(
    (column) =>
      column.logicalName.startsWith('parent') &&
      (column.targets ?? []).some((target) => target.table === table.logicalName),
  );
  if (found === undefined) throw errors.noHierarchy(table.logicalName);
  return found;
}

/** The row itself and every row below it, as a query of one column. */
export function treeBelow(table: Table, id: string): Sql {
  const key = name(table.key.sql);
  return sql`WITH RECURSIVE tree(id) AS (VALUES (${value(id)}) UNION SELECT ${key} FROM ${name(table.logicalName)} JOIN tree ON ${name(parentOf(table).sql)} = tree.id) SELECT id FROM tree`;
}

/** The row itself and every row above it. */
export function treeAbove(table: Table, id: string): Sql {
  const [key, parent] = [name(table.key.sql), name(parentOf(table).sql)];
  return sql`WITH RECURSIVE tree(id) AS (VALUES (${value(id)}) UNION SELECT ${parent} FROM ${name(table.logicalName)} JOIN tree ON ${key} = tree.id WHERE ${parent} IS NOT NULL) SELECT id FROM tree`;
}

export const teamsOf = (users: Sql): Sql =>
  sql`SELECT teamid FROM teammembership WHERE systemuserid IN (${users})`;

export const callerOnly = ({ userId }: Caller): Sql => sql`SELECT ${value(userId)}`;

/** The caller and everybody below in the hierarchy of managers. */
export const callerAndReports = ({ userId }: Caller): Sql =>
  sql`WITH RECURSIVE tree(id) AS (VALUES (${value(userId)}) UNION SELECT systemuserid FROM systemuser JOIN tree ON parentsystemuserid = tree.id) SELECT id FROM tree`;
