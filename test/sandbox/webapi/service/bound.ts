// Functions and actions that are called on a record or on an entity set.
import type { ArgumentList, Expression } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import type { Table } from '../schema/model';
import { addToQueue } from './actions';
import type { Exchange } from './exchange';
import { parametersOf } from './functions';
import { createMultiple, updateMultiple } from './multiple';
import { requireCallable, requireRecord } from './path';
import { json } from './respond';
import type { Answer } from './respond';
import { changePrivileges, principalAccess, retrieveUserPrivileges } from './roleActions';
import type { RecordPlace } from './target';

export function callOnRecord(
  exchange: Exchange,
  called: string,
  record: RecordPlace,
  args: ArgumentList | undefined,
): Answer {
  requireCallable(exchange, called, record.table);
  requireRecord(exchange, record);
  const parameters = parametersOf(exchange, args);
  switch (called) {
    case 'RetrieveUserPrivileges':
      return retrieveUserPrivileges(exchange, record);
    case 'RetrievePrincipalAccess':
      return principalAccess(exchange, record, parameters.get('Target'));
    case 'CalculateTotalTimeIncident':
      return totalTime(exchange, record, parameters);
    case 'AddToQueue':
      return addToQueue(exchange, record);
    default:
      return changePrivileges(exchange, record, called === 'ReplacePrivilegesRole');
  }
}

export function callOnSet(exchange: Exchange, called: string, table: Table): Answer {
  requireCallable(exchange, called, table);
  return called === 'CreateMultiple' ? createMultiple(exchange, table) : updateMultiple(exchange, table);
}

/** Minutes spent on the activities of a case that are done. */
function totalTime(
  exchange: Exchange,
  { table, id }: RecordPlace,
  parameters: ReadonlyMap<string, Expression>,
): Answer {
  if (parameters.size > 0) throw errors.badSyntax();
  exchange.access.require('Read', table);
  const row = exchange.store.get(
    'SELECT SUM(actualdurationminutes) AS minutes FROM activitypointer WHERE regardingobjectid = ? AND statecode = 1',
    [id],
  );
  return json({
    '@odata.context': `${exchange.root}$metadata#Microsoft.Dynamics.CRM.CalculateTotalTimeIncidentResponse`,
    TotalTime: Number(row?.['minutes'] ?? 0),
  });
}
