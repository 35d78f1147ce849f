// Actions that do in one step what takes several writes: deals are closed, cases resolved, work is queued.
import * as errors from '../errors';
import { tableOf } from '../query/scope';
import { createDeep } from '../write/deep';
import { assignLookup, readBody } from '../write/payload';
import type { Assignments } from '../write/payload';
import { currentRow, updateRow } from '../write/rows';
import type { Exchange } from './exchange';
import { requireRecord } from './path';
import { json } from './respond';
import type { Answer } from './respond';
import type { RecordPlace } from './target';

interface Closing {
  /** Parameter that holds the activity which says how it ended. */
  readonly parameter: string;
  readonly activity: string;
  /** Lookup of the activity that leads to what is closed. */
  readonly lookup: string;
  readonly state: number;
}

const closings: Readonly<Record<string, Closing>> = {
  WinOpportunity: {
    parameter: 'OpportunityClose',
    activity: 'opportunityclose',
    lookup: 'opportunityid',
    state: 1,
  },
  LoseOpportunity: {
    parameter: 'OpportunityClose',
    activity: 'opportunityclose',
    lookup: 'opportunityid',
    state: 2,
  },
  CloseIncident: {
    parameter: 'IncidentResolution',
    activity: 'incidentresolution',
    lookup: 'incidentid',
    state: 1,
  },
};

export function callAction(exchange: Exchange, called: string): Answer {
  const closing = closings[called];
  if (closing === undefined) throw errors.segmentNotFound(called);
  return close(exchange, closing);
}

/** `{"Status":3,"OpportunityClose":{"subject":"Won","opportunityid@odata.bind":"/opportunities(…)"}}` */
function close(exchange: Exchange, { parameter, activity, lookup, state }: Closing): Answer {
  const table = tableOf(exchange.schema, activity);
  const body = readBody(exchange, table.setName);
  const how = objectOf(body[parameter], table.setName);
  const status = body['Status'];
  if (typeof status !== 'number') throw errors.requiredField('Status');
  exchange.store.transaction(() => {
    const made = createDeep(exchange, table, how, new Map([['statecode', 1]]));
    const closed = currentRow(exchange, made)?.[lookup];
    const target = tableOf(exchange.schema, table.byLogicalName.get(lookup)?.targets?.[0]?.table ?? '');
    if (typeof closed !== 'string') throw errors.requiredField(lookup);
    const record: RecordPlace = { table: target, id: closed };
    const row = currentRow(exchange, record) ?? {};
    // -1 asks for the state's own first status.
    const settled: Assignments = new Map([['statecode', state]]);
    if (status !== -1) settled.set('statuscode', status);
    updateRow(exchange, record, settled, row);
  });
  return { status: 204 };
}

/** `{"Target":{"activityid":"…","@odata.type":"Microsoft.Dynamics.CRM.letter"}}` */
export function addToQueue(exchange: Exchange, queue: RecordPlace): Answer {
  const table = tableOf(exchange.schema, 'queueitem');
  const target = objectOf(readBody(exchange, table.setName)['Target'], table.setName);
  const place = placeOf(exchange, target);
  requireRecord(exchange, place);
  const assignments: Assignments = new Map();
  for (const [navigation, record] of [
    [`objectid_${place.table.logicalName}`, place],
    ['queueid', queue],
  ] as const) {
    const found = table.navigations.get(navigation);
    if (found?.kind !== 'single') throw errors.methodRefused('AddToQueue', place.table.logicalName);
    assignLookup(exchange, assignments, found, record);
  }
  const title = currentRow(exchange, place)?.[place.table.nameColumn.sql] ?? null;
  assignments.set('title', title);
  assignments.set('enteredon', `${new Date(exchange.query.now).toISOString().slice(0, 19)}Z`);
  const item = createDeep(exchange, table, {}, assignments);
  return json({
    '@odata.context': `${exchange.root}$metadata#Microsoft.Dynamics.CRM.AddToQueueResponse`,
    QueueItemId: item.id,
  });
}

/** The row that an object with its type and key stands for. */
function placeOf(exchange: Exchange, { '@odata.type': type, ...keys }: Record<string, unknown>): RecordPlace {
  const name = typeof type === 'string' ? type.replace(/^#?Microsoft\.Dynamics\.CRM\./, '') : '';
  const table = exchange.schema.tables.get(name);
  const id = keys[table?.primaryKey ?? ''];
  if (table === undefined || typeof id !== 'string') throw errors.unreadableBody('queues');
  return { table, id: id.toLowerCase() };
}

function objectOf(given: unknown, set: string): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw errors.unreadableBody(set);
  return { ...given };
}
