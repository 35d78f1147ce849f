// Rows come, change and go.
import type { Row } from '../db/store';
import * as errors from '../errors';
import { etagOf } from '../format/entity';
import { name } from '../query/sql';
import type { Table } from '../schema/model';
import type { Exchange } from '../service/exchange';
import type { RecordPlace } from '../service/target';
import type { Assignments } from './payload';
import { completeSecurity, requireSecurity } from './security';
import { completeCreate, completeWrite } from './rules';
import type { Writing } from './rules';

const fixedTables = new Set(['organization', 'principal', 'activitypointer', 'privilege', 'roleprivileges']);
const unchangeable = new Set(['privilege', 'roleprivileges']);

const writing = (exchange: Exchange): Writing => ({
  store: exchange.store,
  caller: exchange.caller,
  now: exchange.query.now,
  nextVersion: () => exchange.nextVersion(),
});

export function currentRow(exchange: Exchange, { table, id }: RecordPlace): Row | undefined {
  return exchange.store.get(`SELECT * FROM ${name(table.logicalName)} WHERE ${name(table.key.sql)} = ?`, [
    id,
  ]);
}

/** `If-Match: W/"…"`: the row must still be as the client saw it. */
export function requireVersion(exchange: Exchange, row: Row): void {
  const expected = exchange.request.headers['if-match'];
  if (expected !== undefined && expected !== '*' && expected !== etagOf(row)) throw errors.versionMismatch();
}

export function createRow(exchange: Exchange, table: Table, assignments: Assignments, id: string): void {
  if (fixedTables.has(table.logicalName)) throw errors.methodRefused('Create', table.logicalName);
  exchange.access.require('Create', table);
  completeSecurity(exchange, table, assignments, id);
  assignments.set(table.key.sql, id);
  if (currentRow(exchange, { table, id }) !== undefined) throw errors.duplicateKey(table.logicalName);
  requireUniqueKeys(exchange, { table, id }, assignments, {});
  exchange.store.transaction(() => {
    completeCreate(writing(exchange), table, assignments);
    completeWrite(writing(exchange), table, assignments, {});
    exchange.store.insertAll(table.logicalName, [...assignments.keys()], [[...assignments.values()]]);
  });
}

export function updateRow(
  exchange: Exchange,
  { table, id }: RecordPlace,
  assignments: Assignments,
  before: Row,
): void {
  if (table.view !== undefined || unchangeable.has(table.logicalName)) {
    throw errors.methodRefused('Update', table.logicalName);
  }
  exchange.access.requireRow('Write', table, before);
  requireSecurity(exchange, table, assignments);
  assignments.delete(table.key.sql);
  requireUniqueKeys(exchange, { table, id }, assignments, before);
  exchange.store.transaction(() => {
    completeWrite(writing(exchange), table, assignments, before);
    if (assignments.size === 0) return;
    const changes = [...assignments.keys()].map((column) => `${name(column)} = ?`).join(', ');
    exchange.store.run(`UPDATE ${name(table.logicalName)} SET ${changes} WHERE ${name(table.key.sql)} = ?`, [
      ...assignments.values(),
      id,
    ]);
  });
}

/** No two rows have the same values in all columns of an alternate key; empty ones do not count. */
function requireUniqueKeys(
  exchange: Exchange,
  { table, id }: RecordPlace,
  assignments: Assignments,
  before: Row,
): void {
  for (const { name: key, columns } of table.alternateKeys) {
    if (!columns.some((column) => assignments.has(column.sql))) continue;
    const values = columns.map((column) => assignments.get(column.sql) ?? before[column.sql] ?? null);
    if (values.some((of) => of === null)) continue;
    const conditions = columns.map((column) => `fold(${name(column.sql)}) = fold(?)`).join(' AND ');
    const other = exchange.store.get(
      `SELECT 1 AS found FROM ${name(table.logicalName)} WHERE ${conditions} AND ${name(table.key.sql)} <> ?`,
      [...values, id],
    );
    if (other === undefined) continue;
    throw errors.alternateKeyTaken(key, columns.map((column) => column.logicalName).join(', '));
  }
}

/** Lookups of other rows that pointed here are emptied, as relationships with "Remove link" do. */
export function deleteRow(exchange: Exchange, { table, id }: RecordPlace): void {
  if (table.view !== undefined || fixedTables.has(table.logicalName)) {
    throw errors.methodRefused('Delete', table.logicalName);
  }
  exchange.store.transaction(() => {
    for (const navigation of table.navigations.values()) {
      if (navigation.kind === 'single') continue;
      if (navigation.kind === 'collection' && navigation.inherited) continue;
      if (navigation.kind === 'many-to-many') {
        exchange.store.run(
          `DELETE FROM ${name(navigation.intersect)} WHERE ${name(navigation.nearSql)} = ?`,
          [id],
        );
        continue;
      }
      const far = exchange.schema.tables.get(navigation.target);
      if (far === undefined || far.view !== undefined || navigation.column.platformOwned === true) continue;
      const { sql, typeSql } = navigation.column;
      const emptied = [sql, ...(typeSql === undefined ? [] : [typeSql])].map(
        (column) => `${name(column)} = NULL`,
      );
      exchange.store.run(`UPDATE ${name(far.logicalName)} SET ${emptied.join(', ')} WHERE ${name(sql)} = ?`, [
        id,
      ]);
    }
    exchange.store.run(`DELETE FROM ${name(table.logicalName)} WHERE ${name(table.key.sql)} = ?`, [id]);
    exchange.store.addDeleted(table.logicalName, id, exchange.nextVersion());
  });
}
