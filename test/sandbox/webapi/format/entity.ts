// A row as an entity of an answer: annotations stand before the value that they are about.
import type { SqlValue } from 'node:sqlite';
import type { Row } from '../db/store';
import { associatedNavigation, formattedValue, lookupLogicalName } from '../prefer';
import type { Preferences } from '../prefer';
import type { Plan } from '../query/plan';
import { nameOf, shownColumns } from '../query/read';
import type { Expanded, ReadRow } from '../query/read';
import { baseTables } from '../schema/model';
import type { Column, Table } from '../schema/model';
import { formatted, jsonValue } from './values';

export interface Format {
  /** `https://host/api/data/v9.2/` */
  readonly root: string;
  readonly preferences: Preferences;
  /** Symbol of a currency by its id. */
  symbolOf(currency: unknown): string;
  /** Page link of an expanded collection. */
  nestedLink(parent: Table, id: string, expanded: Expanded): string;
  /** Whether the rows are those of a list: a list leaves the etag out of expanded lookups. */
  readonly list: boolean;
}

type Entity = Record<string, unknown>;

export const etagOf = (row: Row): string => `W/"${String(row['versionnumber'] ?? 0)}"`;

export function entity(format: Format, plan: Plan, read: ReadRow, withEtag = true): Entity {
  const { table } = plan;
  const result: Entity = {};
  if (withEtag) result['@odata.etag'] = etagOf(read.row);
  for (const column of shownColumns(plan)) writeColumn(format, result, column, read.row);
  for (const expanded of read.expanded.values()) writeExpanded(format, result, { table, read, expanded });
  return result;
}

/** A value with what its annotations need to know. */
export interface Shown {
  /** Name in the answer. */
  readonly property: string;
  readonly column: Column;
  readonly of: SqlValue;
  /** Of a lookup of several tables: the one that it leads to. */
  readonly type: SqlValue;
  /** Of a lookup: name of the row that it leads to. */
  readonly label: SqlValue;
  readonly currency: SqlValue;
}

function writeColumn(format: Format, result: Entity, column: Column, row: Row): void {
  writeValue(format, result, {
    property: column.property,
    column,
    of: row[column.sql] ?? null,
    type: column.typeSql === undefined ? null : (row[column.typeSql] ?? null),
    label: row[nameOf(column)] ?? null,
    currency: row['transactioncurrencyid'] ?? null,
  });
}

export function writeValue(format: Format, result: Entity, shown: Shown): void {
  const { property, column, of } = shown;
  const { wants } = format.preferences;
  if (of !== null && wants(formattedValue)) {
    const text =
      column.kind === 'lookup' ? shown.label : formatted(column, of, format.symbolOf(shown.currency));
    if (text !== undefined && text !== null) result[`${property}@${formattedValue}`] = text;
  }
  if (of !== null && column.kind === 'lookup') {
    const table = column.typeSql === undefined ? column.targets?.[0]?.table : shown.type;
    const navigation = navigationFor(column, String(table));
    if (wants(associatedNavigation)) result[`${property}@${associatedNavigation}`] = navigation;
    if (wants(lookupLogicalName)) result[`${property}@${lookupLogicalName}`] = table;
  }
  result[property] = jsonValue(column, of);
}

/** An activity's own navigation property goes before the one that it inherits. */
function navigationFor(column: Column, table: string): string | undefined {
  const fitting = (column.targets ?? []).filter(
    (target) => target.table === table || baseTables.has(target.table),
  );
  return (fitting.find((target) => target.inherited !== true) ?? fitting[0])?.navigation;
}

interface Nested {
  readonly table: Table;
  readonly read: ReadRow;
  readonly expanded: Expanded;
}

function writeExpanded(format: Format, result: Entity, { table, read, expanded }: Nested): void {
  const { expand, rows, more } = expanded;
  const { navigation, plan } = expand;
  if (navigation.kind === 'single') {
    const [only] = rows;
    if (only === undefined) result[navigation.name] = null;
    else if (expand.ref) result[navigation.name] = { '@odata.id': idOf(format.root, plan.table, only.row) };
    else result[navigation.name] = entity(format, plan, only, !format.list);
    return;
  }
  result[navigation.name] = rows.map((row) => entity(format, plan, row));
  if (more) {
    const id = String(read.row[table.key.sql]);
    result[`${navigation.name}@odata.nextLink`] = format.nestedLink(table, id, expanded);
  }
}

export const idOf = (root: string, table: Table, row: Row): string =>
  `${root}${table.setName}(${String(row[table.key.sql])})`;
