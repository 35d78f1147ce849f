// Users and roles come with rules of their own.
import { randomUUID } from 'node:crypto';
import * as errors from '../errors';
import type { Table } from '../schema/model';
import { assignRole, disableUser } from '../security/privileges';
import { applicationUserColumns } from '../security/rows';
import { tableOf } from '../query/scope';
import type { Navigation } from '../schema/model';
import type { Exchange } from '../service/exchange';
import type { Assignments } from './payload';

/** Fills in what the platform knows of a new user or role. */
export function completeSecurity(
  exchange: Exchange,
  table: Table,
  assignments: Assignments,
  id: string,
): void {
  if (table.logicalName !== 'systemuser' && table.logicalName !== 'role') return;
  if (typeof assignments.get('businessunitid') !== 'string') throw errors.requiredField('businessunitid');
  if (table.logicalName === 'role') completeRole(assignments, id);
  else completeUser(exchange, assignments);
}

function completeRole(assignments: Assignments, id: string): void {
  if (typeof assignments.get('name') !== 'string') throw errors.requiredField('name');
  assignments.set('parentrootroleid', id);
  assignments.set('roleidunique', randomUUID());
  assignments.set('componentstate', 0);
}

function completeUser(exchange: Exchange, assignments: Assignments): void {
  const applicationId = assignments.get('applicationid');
  assignments.set('caltype', assignments.get('caltype') ?? 0);
  if (typeof applicationId !== 'string') {
    assignments.set('accessmode', assignments.get('accessmode') ?? 0);
    return;
  }
  const known = exchange.store.get('SELECT 1 AS found FROM systemuser WHERE applicationid = ?', [
    applicationId,
  ]);
  if (known !== undefined) throw errors.duplicateKey('systemuser');
  const application = exchange.findApplication(applicationId);
  const columns = applicationUserColumns(applicationId, application?.displayName ?? applicationId);
  for (const [column, of] of Object.entries(columns)) assignments.set(column, of);
  assignments.set('azureactivedirectoryobjectid', application?.objectId ?? null);
}

/** What an update of a user needs beyond the right to write: enabling and disabling is a privilege of its own. */
export function requireSecurity(exchange: Exchange, table: Table, assignments: Assignments): void {
  if (table.logicalName !== 'systemuser' || !assignments.has('isdisabled')) return;
  exchange.access.requirePrivilege(disableUser, table);
}

/** @throws Refusal where the caller may not tie these two tables together. */
export function requireLink(exchange: Exchange, near: Table, navigation: Navigation): void {
  const far = tableOf(exchange.schema, navigation.target);
  if (navigation.kind === 'many-to-many') {
    if (navigation.intersect === 'roleprivileges') throw errors.methodRefused('Associate', 'roleprivileges');
    if (near.logicalName === 'role' || far.logicalName === 'role') {
      exchange.access.requirePrivilege(assignRole, tableOf(exchange.schema, 'role'));
      return;
    }
  }
  exchange.access.require('Append', near);
  exchange.access.require('AppendTo', far);
}
