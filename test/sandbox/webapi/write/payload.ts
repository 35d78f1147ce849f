// The body of a create or update: columns to set, lookups to bind.
import type { SqlValue } from 'node:sqlite';
import * as errors from '../errors';
import { tableOf } from '../query/scope';
import type { SingleNavigation, Table } from '../schema/model';
import type { Exchange } from '../service/exchange';
import { requireRecord } from '../service/path';
import type { RecordPlace } from '../service/target';
import { storedValue } from './values';

/** By SQL column name. */
export type Assignments = Map<string, SqlValue>;

const bindSuffix = '@odata.bind';

export function readBody(exchange: Exchange, set: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(exchange.request.body.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    throw errors.unreadableBody(set);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw errors.unreadableBody(set);
  }
  return Object.fromEntries(Object.entries(parsed));
}

export function readAssignments(
  exchange: Exchange,
  table: Table,
  body: Readonly<Record<string, unknown>>,
): Assignments {
  const assignments: Assignments = new Map();
  for (const [property, given] of Object.entries(body)) {
    if (property.endsWith(bindSuffix)) {
      bind(exchange, table, assignments, property.slice(0, -bindSuffix.length), given);
    } else if (property.includes('@')) requireValueBeside(table, body, property);
    else assign(table, assignments, property, given);
  }
  return assignments;
}

/** Annotations are for reading: beside a value they are ignored, alone they are a mistake. */
function requireValueBeside(table: Table, body: Readonly<Record<string, unknown>>, property: string): void {
  const [annotated = ''] = property.split('@');
  if (annotated !== '' && !(annotated in body) && !table.columns.has(annotated)) {
    throw errors.undeclaredAnnotation(table.setName, annotated);
  }
}

function assign(table: Table, assignments: Assignments, property: string, given: unknown): void {
  const column = table.columns.get(property);
  if (column === undefined) {
    if (table.navigations.has(property)) throw errors.nodeNotSupported('DeepInsert');
    throw errors.undeclaredProperty(table.setName, property, table.logicalName);
  }
  if (column.kind === 'lookup') {
    throw errors.badPayload(
      table.setName,
      'Microsoft.Crm.CrmException: CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.',
    );
  }
  const stored = storedValue(table, column, given);
  if (column.platformOwned !== true) assignments.set(column.sql, stored);
}

function bind(
  exchange: Exchange,
  table: Table,
  assignments: Assignments,
  property: string,
  given: unknown,
): void {
  const navigation = table.navigations.get(property);
  if (navigation === undefined || navigation.kind !== 'single') {
    throw errors.undeclaredAnnotation(table.setName, property);
  }
  exchange.access.require('Append', table);
  assignLookup(
    exchange,
    assignments,
    navigation,
    given === null ? undefined : readReference(exchange, table, navigation, given),
  );
}

/** Sets or (without a record) empties a lookup. */
export function assignLookup(
  exchange: Exchange,
  assignments: Assignments,
  { column }: SingleNavigation,
  record: RecordPlace | undefined,
): void {
  if (record !== undefined) {
    requireRecord(exchange, record);
    exchange.access.require('AppendTo', record.table);
  }
  assignments.set(column.sql, record?.id ?? null);
  if (column.typeSql !== undefined) assignments.set(column.typeSql, record?.table.logicalName ?? null);
}

/** `/contacts(id)`, `contacts(id)` or the absolute URL. */
export function readReference(
  exchange: Exchange,
  table: Table,
  navigation: { target: string },
  given: unknown,
): RecordPlace {
  const found =
    typeof given === 'string'
      ? /([A-Za-z_0-9]+)\((?:[a-z_]+=)?\{?([0-9a-fA-F-]{36})\}?\)$/.exec(given)
      : null;
  const target = exchange.schema.sets.get(found?.[1] ?? '');
  if (found === null || target === undefined) {
    throw errors.segmentNotFound(typeof given === 'string' ? given : '');
  }
  const wanted = tableOf(exchange.schema, navigation.target);
  const fits = target === wanted || target.base === wanted.logicalName;
  if (!fits) {
    throw errors.badPayload(
      table.setName,
      `Microsoft.OData.ODataException: The URI '${String(given)}' does not lead to the type 'Microsoft.Dynamics.CRM.${wanted.logicalName}'.`,
    );
  }
  return { table: target, id: (found[2] ?? '').toLowerCase() };
}
