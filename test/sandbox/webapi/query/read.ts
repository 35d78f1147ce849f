// A plan becomes rows: one SELECT a level, expanded rows fetched for the whole page at once.
import type { Row, Store } from '../db/store';
import { formattedValue, largestPage } from '../prefer';
import type { Preferences } from '../prefer';
import { baseTables } from '../schema/model';
import type { Column, Navigation, Schema, Table } from '../schema/model';
import type { Expand, Order, Plan } from './plan';
import { tableOf } from './scope';
import { all, join, name, raw, sql, value } from './sql';
import type { Sql } from './sql';
import { never } from '../never';

/** A row with what hangs on it. */
export interface ReadRow {
  readonly row: Row;
  readonly expanded: ReadonlyMap<string, Expanded>;
}

export interface Expanded {
  readonly expand: Expand;
  readonly rows: readonly ReadRow[];
  /** Of a collection: more rows than fit on a page. */
  readonly more: boolean;
}

export interface Reader {
  readonly store: Store;
  readonly schema: Schema;
  readonly preferences: Preferences;
}

/** Column that holds the name of a row looked up, beside the lookup. */
export const nameOf = (column: Column): string => `${column.sql}$name`;
const parentColumn = '$parent';

export const orderSql = (order: Order): Sql =>
  order.column === undefined || order.column.edmType === 'Edm.String' ? sql`fold(${order.sql})` : order.sql;

const direction = (order: Order): string => (order.descending ? ' DESC' : '');

function ordering(plan: Plan): Sql {
  const key = raw(`${plan.alias}.${name(plan.table.key.sql)}`);
  return join([...plan.orders.map((order) => sql`${orderSql(order)}${direction(order)}`), key], ', ');
}

/** All columns but pictures: those are sent to who asks for them by name. */
export const shownByDefault = (table: Table): Column[] =>
  [...table.columns.values()].filter((column) => column.kind !== 'image');

/** The columns of an answer in their order: what was selected, the currency of selected amounts, and the key in any case. */
export function shownColumns(plan: Plan): Column[] {
  if (plan.select === undefined) return shownByDefault(plan.table);
  const columns = [...plan.select];
  const add = (column: Column | undefined): void => {
    if (column !== undefined && !columns.includes(column)) columns.push(column);
  };
  if (columns.some((column) => column.kind === 'money')) {
    add(plan.table.byLogicalName.get('transactioncurrencyid'));
  }
  for (const { navigation, ref } of plan.expands) {
    if (ref && navigation.kind === 'single') add(navigation.column);
  }
  add(plan.table.key);
  // Users and teams inherit their key from principals, and show it too.
  add(plan.table.byLogicalName.get(plan.table.edmKey ?? plan.table.primaryKey));
  return columns;
}

function columnList(reader: Reader, plan: Plan): Sql {
  const { table, alias } = plan;
  const names = new Set<string>([table.key.sql]);
  const add = (column: Column | undefined): void => {
    if (column === undefined) return;
    names.add(column.sql);
    if (column.typeSql !== undefined) names.add(column.typeSql);
  };
  for (const column of shownColumns(plan)) add(column);
  for (const order of plan.orders) add(order.column);
  add(table.byLogicalName.get('versionnumber'));
  add(table.byLogicalName.get('transactioncurrencyid'));
  for (const { navigation } of plan.expands) if (navigation.kind === 'single') add(navigation.column);
  const parts = [...names].map((column) => raw(`${alias}.${name(column)}`));
  if (reader.preferences.wants(formattedValue)) {
    for (const column of shownColumns(plan)) {
      if (column.kind === 'lookup') {
        parts.push(sql`${lookupName(reader.schema, column, alias)} AS ${name(nameOf(column))}`);
      }
    }
  }
  return join(parts, ', ');
}

/** Name of the row that a lookup of the table under the alias leads to. */
export function lookupName(schema: Schema, column: Column, alias: string): Sql {
  const targets = [...new Set((column.targets ?? []).map((target) => target.table))].map((target) => {
    const table = tableOf(schema, target);
    return `(SELECT ${name(table.nameColumn.sql)} FROM ${name(target)} WHERE ${name(table.key.sql)} = ${alias}.${name(column.sql)})`;
  });
  const [only = 'NULL', ...others] = targets;
  return raw(others.length === 0 ? only : `COALESCE(${targets.join(', ')})`);
}

export interface Page {
  readonly conditions: readonly Sql[];
  readonly limit: number;
  readonly offset?: number;
}

const ownConditions = ({ filter, readable }: Plan): Sql[] =>
  [filter, readable].filter((condition) => condition !== undefined);

export function readPage(reader: Reader, plan: Plan, page: Page): ReadRow[] {
  const conditions = [...page.conditions, ...ownConditions(plan)];
  const query = sql`SELECT ${columnList(reader, plan)} FROM ${name(plan.table.logicalName)} ${plan.alias} WHERE ${all(conditions)} ORDER BY ${ordering(plan)} LIMIT ${value(page.limit)} OFFSET ${value(page.offset ?? 0)}`;
  return withExpanded(reader, plan, reader.store.all(query.text, query.values));
}

/** Rows that match, counted up to one more than Dataverse counts. */
export function countRows(store: Store, plan: Plan, conditions: readonly Sql[]): number {
  const every = [...conditions, ...ownConditions(plan)];
  const query = sql`SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${name(plan.table.logicalName)} ${plan.alias} WHERE ${all(every)} LIMIT ${value(largestPage + 1)})`;
  return Number(store.get(query.text, query.values)?.['n'] ?? 0);
}

function withExpanded(reader: Reader, plan: Plan, rows: readonly Row[]): ReadRow[] {
  const found = plan.expands.map((expand) => ({
    expand,
    byParent: readExpanded(reader, plan, expand, rows),
  }));
  return rows.map((row) => ({
    row,
    expanded: new Map(
      found.map(({ expand, byParent }) => {
        const parent = String(parentKey(plan, expand.navigation, row));
        const size = reader.preferences.maxPageSize ?? largestPage;
        const theirs = byParent.get(parent) ?? [];
        return [expand.navigation.name, { expand, rows: theirs.slice(0, size), more: theirs.length > size }];
      }),
    ),
  }));
}

/** What connects a row with the rows behind a navigation property. */
function parentKey(plan: Plan, navigation: Navigation, row: Row): Row[string] {
  if (navigation.kind !== 'single') return row[plan.table.key.sql] ?? null;
  const { column, target } = navigation;
  const type = column.typeSql === undefined ? target : row[column.typeSql];
  return type === target || baseTables.has(target) ? (row[column.sql] ?? null) : null;
}

function readExpanded(
  reader: Reader,
  parent: Plan,
  expand: Expand,
  rows: readonly Row[],
): Map<string, ReadRow[]> {
  const { navigation, plan } = expand;
  const keys = [
    ...new Set(rows.map((row) => parentKey(parent, navigation, row)).filter((key) => key !== null)),
  ];
  const grouped = new Map<string, ReadRow[]>();
  if (keys.length === 0) return grouped;
  const query = expandQuery(reader, parent, expand, value(JSON.stringify(keys)));
  const children = reader.store.all(query.text, query.values);
  for (const child of withExpanded(reader, plan, children)) {
    const key = String(child.row[parentColumn]);
    const list = grouped.get(key);
    if (list === undefined) grouped.set(key, [child]);
    else list.push(child);
  }
  return grouped;
}

function expandQuery(reader: Reader, parent: Plan, { navigation, plan }: Expand, keys: Sql): Sql {
  const { alias, table } = plan;
  const link = linkColumn(parent, navigation, plan);
  const conditions = [
    sql`${link.column} IN (SELECT value FROM json_each(${keys}))`,
    ...link.conditions,
    ...ownConditions(plan),
  ];
  const limit = Math.min(plan.top ?? largestPage, (reader.preferences.maxPageSize ?? largestPage) + 1);
  const order = ordering(plan);
  return sql`SELECT * FROM (SELECT ${columnList(reader, plan)}, ${link.column} AS "${parentColumn}", ROW_NUMBER() OVER (PARTITION BY ${link.column} ORDER BY ${order}) AS "$rank" FROM ${name(table.logicalName)} ${alias}${link.join} WHERE ${all(conditions)}) WHERE "$rank" <= ${value(limit)} ORDER BY "${parentColumn}", "$rank"`;
}

interface Link {
  readonly column: Sql;
  readonly conditions: readonly Sql[];
  readonly join: string;
}

function linkColumn(parent: Plan, navigation: Navigation, { alias, table }: Plan): Link {
  switch (navigation.kind) {
    case 'single':
      return { column: raw(`${alias}.${name(table.key.sql)}`), conditions: [], join: '' };
    case 'collection': {
      const { column } = navigation;
      const conditions =
        column.typeSql === undefined || baseTables.has(parent.table.logicalName)
          ? []
          : [sql`${alias}.${name(column.typeSql)} = ${value(parent.table.logicalName)}`];
      return { column: raw(`${alias}.${name(column.sql)}`), conditions, join: '' };
    }
    case 'many-to-many':
      return {
        column: raw(`${alias}x.${name(navigation.nearSql)}`),
        conditions: [],
        join: ` JOIN ${name(navigation.intersect)} ${alias}x ON ${alias}x.${name(navigation.farSql)} = ${alias}.${name(table.key.sql)}`,
      };
    default:
      return never(navigation);
  }
}
