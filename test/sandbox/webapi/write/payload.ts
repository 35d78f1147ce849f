// The body of a create or update: columns to set, lookups to bind.
import type { SqlValue } from 'node:sqlite';
import * as errors from '../errors';
import type { Navigation, SingleNavigation, Table } from '../schema/model';
import type { Exchange } from '../service/exchange';
import { requireRecord } from '../service/path';
import type { RecordPlace } from '../service/target';
import { readReference } from './reference';
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

/** Rows behind a navigation property that the payload holds (or, bound, names). */
interface Nested {
  readonly navigation: Navigation;
  readonly given: unknown;
  readonly bound: boolean;
}

export interface Payload {
  readonly assignments: Assignments;
  readonly nested: readonly Nested[];
}

/** The payload of an update: Dataverse makes no related rows there. */
export function readAssignments(
  exchange: Exchange,
  table: Table,
  body: Readonly<Record<string, unknown>>,
): Assignments {
  const { assignments, nested } = readPayload(exchange, table, body);
  if (nested.length > 0) throw errors.deepUpdate(table.setName);
  return assignments;
}

export function readPayload(
  exchange: Exchange,
  table: Table,
  body: Readonly<Record<string, unknown>>,
): Payload {
  const assignments: Assignments = new Map();
  const nested: Nested[] = [];
  for (const [property, given] of Object.entries(body)) {
    const bound = property.endsWith(bindSuffix);
    const name = bound ? property.slice(0, -bindSuffix.length) : property;
    const navigation = table.navigations.get(name);
    if (navigation !== undefined && (navigation.kind !== 'single' || (!bound && given !== null))) {
      nested.push({ navigation, given, bound });
    } else if (bound || navigation?.kind === 'single') bind(exchange, table, assignments, name, given);
    else if (property.includes('@')) requireValueBeside(table, body, property);
    else assign(table, assignments, property, given);
  }
  return { assignments, nested };
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
