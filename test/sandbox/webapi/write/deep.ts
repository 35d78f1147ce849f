// A row with related rows in one payload: all of them are made, or none.
import { randomUUID } from 'node:crypto';
import * as errors from '../errors';
import { isGuid } from '../query/operand';
import { tableOf } from '../query/scope';
import type { Navigation, Table } from '../schema/model';
import type { Exchange } from '../service/exchange';
import type { RecordPlace } from '../service/target';
import { lookupOf, tie } from './links';
import { assignLookup, readPayload } from './payload';
import type { Assignments } from './payload';
import { readReference } from './reference';
import { createRow } from './rows';

type Body = Readonly<Record<string, unknown>>;

/** The id that a payload gives its row, or a new one. */
function idOfBody(table: Table, body: Body): string {
  const given = body[table.primaryKey];
  return typeof given === 'string' && isGuid(given) ? given.toLowerCase() : randomUUID();
}

/** @param preset what the row must hold beside its payload */
export function createDeep(
  exchange: Exchange,
  table: Table,
  body: Body,
  preset: Assignments = new Map(),
  id: string = idOfBody(table, body),
): RecordPlace {
  const record: RecordPlace = { table, id };
  exchange.store.transaction(() => {
    const { assignments, nested } = readPayload(exchange, table, body);
    for (const [column, of] of preset) assignments.set(column, of);
    for (const { navigation, given } of nested) {
      if (navigation.kind !== 'single') continue;
      const child = createDeep(exchange, concrete(exchange, table, navigation), objectOf(table, given));
      assignLookup(exchange, assignments, navigation, child);
    }
    createRow(exchange, table, assignments, id);
    for (const each of nested) {
      if (each.navigation.kind !== 'single') createMany(exchange, record, each.navigation, each);
    }
  });
  return record;
}

/** The rows of a collection: made with the payload, or (`@odata.bind`) there before it. */
function createMany(
  exchange: Exchange,
  record: RecordPlace,
  navigation: Navigation,
  { given, bound }: { given: unknown; bound: boolean },
): void {
  if (!Array.isArray(given)) throw errors.unreadableBody(record.table.setName);
  for (const one of given as readonly unknown[]) {
    if (bound) {
      tie(exchange, record, navigation, readReference(exchange, record.table, navigation, one));
      continue;
    }
    const table = concrete(exchange, record.table, navigation);
    const child = createDeep(exchange, table, objectOf(table, one), lookupOf(navigation, record));
    if (navigation.kind === 'many-to-many') tie(exchange, record, navigation, child);
  }
}

/** Rows are made in tables of their own, not in a type that others inherit from. */
function concrete(exchange: Exchange, table: Table, navigation: Navigation): Table {
  const target = tableOf(exchange.schema, navigation.target);
  if (target.view !== undefined) {
    throw errors.undeclaredProperty(table.setName, navigation.name, table.logicalName);
  }
  return target;
}

function objectOf(table: Table, given: unknown): Body {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw errors.unreadableBody(table.setName);
  }
  return { ...given };
}
