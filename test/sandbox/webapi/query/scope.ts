import type { Expression } from '../../../../src/core/odata/ast';
import { baseTables } from '../schema/model';
import type { Column, Navigation, Schema, Table } from '../schema/model';
import { name, raw } from './sql';
import type { Sql } from './sql';
import { never } from '../never';

export interface Caller {
  readonly userId: string;
  readonly businessUnitId: string;
  /** `accessmode`: 0 read-write, 4 non-interactive. */
  readonly accessMode: number;
}

/** What every part of one request's query shares. */
export interface QueryContext {
  readonly schema: Schema;
  readonly caller: Caller;
  readonly now: number;
  /** `@p1` → its expression. */
  readonly aliases: ReadonlyMap<string, Expression>;
  /** A fresh SQL alias. */
  nextAlias(): string;
  /** Condition on the rows of a table that the caller may read; undefined where it is all of them. */
  readable(table: Table, alias: string): Sql | undefined;
}

/** One table under its SQL alias, and the lambda variables in reach. */
export interface Scope {
  readonly table: Table;
  readonly alias: string;
  readonly variables: ReadonlyMap<string, Scope>;
  /** Text of the option that is compiled, decoded, and how to find an offset of the URL in it: for error positions. */
  readonly source: SourceText;
}

export interface SourceText {
  readonly text: string;
  /** Offset in `text` of an offset in the URL. */
  position(offset: number): number;
  /** Text of the URL between two offsets, decoded. */
  slice(start: number, end: number): string;
}

/** Rows that are joined one behind the other; Dataverse allows no more in one query. */
export const largestJoins = 15;

export const columnSql = (scope: Scope, column: Column): Sql => raw(`${scope.alias}.${name(column.sql)}`);

export function tableOf(schema: Schema, logicalName: string): Table {
  const table = schema.tables.get(logicalName);
  if (table === undefined) throw new Error(`The sandbox has no table ${logicalName}.`);
  return table;
}

/** Joins the rows behind a navigation property (alias `far`) to the row that it stands on (alias `near`). */
export function navigationCondition(
  schema: Schema,
  navigation: Navigation,
  near: { table: Table; alias: string },
  far: string,
): Sql {
  const target = tableOf(schema, navigation.target);
  switch (navigation.kind) {
    case 'single':
      return raw(
        `${far}.${name(target.key.sql)} = ${near.alias}.${name(navigation.column.sql)}` +
          typeCondition(navigation.column, near.alias, navigation.target),
      );
    case 'collection':
      return raw(
        `${far}.${name(navigation.column.sql)} = ${near.alias}.${name(near.table.key.sql)}` +
          typeCondition(navigation.column, far, near.table.logicalName),
      );
    case 'many-to-many':
      return raw(
        `${far}.${name(target.key.sql)} IN (SELECT ${name(navigation.farSql)} FROM ${name(navigation.intersect)} ` +
          `WHERE ${name(navigation.nearSql)} = ${near.alias}.${name(near.table.key.sql)})`,
      );
    default:
      return never(navigation);
  }
}

/** A lookup of several tables holds which one; a base table stands for all below it. */
function typeCondition(column: Column, alias: string, table: string): string {
  if (column.typeSql === undefined || baseTables.has(table)) return '';
  return ` AND ${alias}.${name(column.typeSql)} = '${table}'`;
}
