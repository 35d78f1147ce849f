// Rows are tied together and taken apart: over a lookup, or over the table of a many-to-many relationship.
import { tableOf } from '../query/scope';
import { name } from '../query/sql';
import type { Navigation } from '../schema/model';
import type { Exchange } from '../service/exchange';
import { requireRecord } from '../service/path';
import type { RecordPlace } from '../service/target';
import type { Assignments } from './payload';
import { currentRow, updateRow } from './rows';
import { requireLink } from './security';

export function tie(exchange: Exchange, record: RecordPlace, navigation: Navigation, far: RecordPlace): void {
  requireRecord(exchange, far);
  requireLink(exchange, record.table, navigation);
  if (navigation.kind !== 'many-to-many') {
    setLookup(exchange, navigation, far, record);
    return;
  }
  const columns = [navigation.nearSql, navigation.farSql].map(name).join(', ');
  exchange.store.run(`INSERT OR IGNORE INTO ${name(navigation.intersect)} (${columns}) VALUES (?, ?)`, [
    record.id,
    far.id,
  ]);
}

export function untie(exchange: Exchange, record: RecordPlace, navigation: Navigation, far: string): void {
  requireLink(exchange, record.table, navigation);
  if (navigation.kind !== 'many-to-many') {
    const on = { table: tableOf(exchange.schema, navigation.target), id: far };
    requireRecord(exchange, on);
    setLookup(exchange, navigation, on, undefined);
    return;
  }
  exchange.store.run(
    `DELETE FROM ${name(navigation.intersect)} WHERE ${name(navigation.nearSql)} = ? AND ${name(navigation.farSql)} = ?`,
    [record.id, far],
  );
}

/** What a row of a collection must say to belong to the record. */
export function lookupOf(navigation: Navigation, record: RecordPlace | undefined): Assignments {
  if (navigation.kind === 'many-to-many') return new Map();
  const { sql, typeSql } = navigation.column;
  const assignments: Assignments = new Map([[sql, record?.id ?? null]]);
  if (typeSql !== undefined) assignments.set(typeSql, record?.table.logicalName ?? null);
  return assignments;
}

function setLookup(
  exchange: Exchange,
  navigation: Navigation,
  on: RecordPlace,
  to: RecordPlace | undefined,
): void {
  updateRow(exchange, on, lookupOf(navigation, to), currentRow(exchange, on) ?? {});
}
