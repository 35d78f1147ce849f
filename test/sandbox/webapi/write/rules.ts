// What the platform fills in itself when a row is written.
import type { Row, Store } from '../db/store';
import * as errors from '../errors';
import type { Caller } from '../query/scope';
import type { Table } from '../schema/model';
import type { Assignments } from './payload';

export interface Writing {
  readonly store: Store;
  readonly caller: Caller;
  readonly now: number;
  nextVersion(): number;
}

const second = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** Columns that follow from others; `before` is the row as it was, empty for a new one. */
export function completeWrite(writing: Writing, table: Table, assignments: Assignments, before: Row): void {
  const has = (logicalName: string): boolean => table.byLogicalName.has(logicalName);
  const now = second(writing.now);
  if (has('versionnumber')) assignments.set('versionnumber', writing.nextVersion());
  if (has('modifiedon')) assignments.set('modifiedon', now);
  if (has('modifiedby')) assignments.set('modifiedby', writing.caller.userId);
  if (has('statecode')) settleStatus(table, assignments, before);
  if (has('ownerid') && assignments.has('ownerid') && has('owningbusinessunit')) {
    settleOwner(writing.store, table, assignments);
  }
  if (has('fullname') && has('lastname')) settleFullName(assignments, before);
  settleMoney(writing.store, table, assignments, before);
}

export function completeCreate(writing: Writing, table: Table, assignments: Assignments): void {
  const has = (logicalName: string): boolean => table.byLogicalName.has(logicalName);
  const set = (logicalName: string, of: string | number): void => {
    if (has(logicalName) && !assignments.has(logicalName)) assignments.set(logicalName, of);
  };
  set('createdon', second(writing.now));
  set('createdby', writing.caller.userId);
  set('timezoneruleversionnumber', 0);
  if (table.base === 'activitypointer') assignments.set('activitytypecode', table.logicalName);
  if (table.base === 'principal') assignments.set('ownerid', assignments.get(table.key.sql) ?? null);
  else if (has('ownerid') && !assignments.has('ownerid')) {
    assignments.set('ownerid', writing.caller.userId);
    assignments.set('owneridtype', 'systemuser');
  }
  if (has('transactioncurrencyid') && !assignments.has('transactioncurrencyid')) {
    const base = writing.store.get('SELECT basecurrencyid FROM organization')?.['basecurrencyid'] ?? null;
    assignments.set('transactioncurrencyid', base);
  }
  for (const column of table.columns.values()) {
    if (column.kind === 'boolean' && !assignments.has(column.sql)) assignments.set(column.sql, 0);
  }
}

/** A state brings its first status along and a status its state; together they must fit. */
function settleStatus(table: Table, assignments: Assignments, before: Row): void {
  const statuses = table.byLogicalName.get('statuscode')?.choices ?? [];
  const status = assignments.get('statuscode');
  const state = assignments.get('statecode');
  if (typeof status === 'number') {
    const belongs = statuses.find((choice) => choice.value === status)?.state ?? 0;
    if (typeof state === 'number' && state !== belongs) {
      throw errors.invalidStatus(status, state, table.logicalName);
    }
    assignments.set('statecode', belongs);
    return;
  }
  const wanted = typeof state === 'number' ? state : before['statecode'];
  if (typeof state !== 'number' && typeof wanted === 'number') return;
  const settled = typeof wanted === 'number' ? wanted : 0;
  assignments.set('statecode', settled);
  assignments.set('statuscode', statuses.find((choice) => choice.state === settled)?.value ?? 1);
}

function settleOwner(store: Store, table: Table, assignments: Assignments): void {
  const owner = assignments.get('ownerid') ?? null;
  const type = assignments.get('owneridtype');
  const holder = type === 'team' ? 'team' : 'systemuser';
  const unit = store.get(`SELECT businessunitid FROM ${holder} WHERE ${holder}id = ?`, [owner])?.[
    'businessunitid'
  ];
  const owners = {
    owninguser: holder === 'systemuser' ? owner : null,
    owningteam: holder === 'team' ? owner : null,
  };
  for (const [column, of] of Object.entries({ ...owners, owningbusinessunit: unit ?? null })) {
    if (table.byLogicalName.has(column)) assignments.set(column, of);
  }
}

function settleFullName(assignments: Assignments, before: Row): void {
  const part = (column: string): string => String(assignments.get(column) ?? before[column] ?? '');
  if (!assignments.has('firstname') && !assignments.has('lastname')) return;
  assignments.set('fullname', [part('firstname'), part('lastname')].filter((text) => text !== '').join(' '));
}

function settleMoney(store: Store, table: Table, assignments: Assignments, before: Row): void {
  if (!table.byLogicalName.has('exchangerate') || table.logicalName === 'transactioncurrency') return;
  const currency = assignments.get('transactioncurrencyid') ?? before['transactioncurrencyid'] ?? null;
  const rate = store.get('SELECT exchangerate FROM transactioncurrency WHERE transactioncurrencyid = ?', [
    currency,
  ])?.['exchangerate'];
  if (typeof rate !== 'number') return;
  assignments.set('exchangerate', rate);
  for (const column of table.columns.values()) {
    if (column.kind !== 'money' || column.logicalName.endsWith('_base') || !assignments.has(column.sql)) {
      continue;
    }
    const amount = assignments.get(column.sql);
    assignments.set(
      `${column.sql}_base`,
      typeof amount === 'number' ? Number((amount / rate).toFixed(4)) : null,
    );
  }
}
