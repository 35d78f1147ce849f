// POST, PATCH, PUT and DELETE on records, single columns and links.
import type { ODataUrl } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { entity } from '../format/entity';
import { stored } from '../query/conditions';
import { planQuery } from '../query/plan';
import { tableOf } from '../query/scope';
import type { Column, Navigation, Table } from '../schema/model';
import { createDeep } from '../write/deep';
import { lookupOf, tie, untie } from '../write/links';
import { assignLookup, readAssignments, readBody } from '../write/payload';
import type { Assignments } from '../write/payload';
import { readReference } from '../write/reference';
import { currentRow, deleteRow, requireVersion, updateRow } from '../write/rows';
import { storedValue } from '../write/values';
import type { Exchange } from './exchange';
import { formatFor } from './exchange';
import { emptied, holdsBytes } from './files';
import type { KeyValues } from './keys';
import type { Link, RecordPlace, Target } from './target';
import { requireRecord } from './path';
import { json } from './respond';
import type { Answer } from './respond';
import { readOne } from './single';

/** @param from the record behind which the collection lies that the row is made in */
export function create(exchange: Exchange, url: ODataUrl, table: Table, from?: Link): Answer {
  const body = readBody(exchange, table.setName);
  const preset = from === undefined ? new Map() : lookupOf(from.navigation, from.record);
  const record = exchange.store.transaction(() => {
    const made = createDeep(exchange, table, body, preset);
    if (from?.navigation.kind === 'many-to-many') tie(exchange, from.record, from.navigation, made);
    return made;
  });
  return written(exchange, url, record, 201);
}

/** PATCH to an alternate key that no row has: the key's values become the row's. */
export function createKeyed(exchange: Exchange, url: ODataUrl, table: Table, values: KeyValues): Answer {
  if (exchange.request.headers['if-match'] !== undefined) throw errors.keyedRecordMissing(table.logicalName);
  const preset: Assignments = new Map();
  for (const [column, text] of values) {
    const target = column.targets?.[0];
    if (target !== undefined) {
      requireRecord(exchange, { table: tableOf(exchange.schema, target.table), id: text.toLowerCase() });
      if (column.typeSql !== undefined) preset.set(column.typeSql, target.table);
    }
    preset.set(column.sql, isTextual(column) ? text : stored(column, text));
  }
  const record = createDeep(exchange, table, readBody(exchange, table.setName), preset);
  return written(exchange, url, record, 201);
}

const isTextual = (column: Column): boolean => column.edmType === 'Edm.String' || column.kind === 'date';

/** PATCH: an update, or a create where no such row is and none is demanded. */
export function update(exchange: Exchange, url: ODataUrl, record: RecordPlace): Answer {
  const { headers } = exchange.request;
  const row = currentRow(exchange, record);
  if (row === undefined) {
    if (headers['if-match'] !== undefined) throw errors.recordMissing(record.table.logicalName, record.id);
    createDeep(exchange, record.table, readBody(exchange, record.table.setName), new Map(), record.id);
    return written(exchange, url, record, 201);
  }
  if (headers['if-none-match'] === '*') throw errors.recordExists();
  requireVersion(exchange, row);
  updateRow(
    exchange,
    record,
    readAssignments(exchange, record.table, readBody(exchange, record.table.setName)),
    row,
  );
  return written(exchange, url, record, 200);
}

/** 204 with the row's address, or the row itself where the client prefers it. */
function written(exchange: Exchange, url: ODataUrl, record: RecordPlace, status: 200 | 201): Answer {
  const { table, id } = record;
  const address = `${exchange.root}${table.setName}(${id})`;
  const headers = { 'odata-entityid': address, ...(status === 201 ? { location: address } : {}) };
  if (!exchange.preferences.representation) return { status: 204, headers };
  const plan = planQuery(exchange.query, url, table);
  const read = readOne(exchange, plan, record);
  if (read === undefined) throw errors.recordMissing(table.logicalName, id);
  const body = {
    '@odata.context': `${exchange.root}$metadata#${table.setName}/$entity`,
    ...entity(formatFor(exchange, false), plan, read),
  };
  const applied = exchange.preferences.applied(['representation', 'annotations']);
  return json(
    body,
    { ...headers, ...(applied === undefined ? {} : { 'preference-applied': applied }) },
    status,
  );
}

export function remove(exchange: Exchange, record: RecordPlace): Answer {
  const row = currentRow(exchange, record);
  if (row === undefined) throw errors.recordMissing(record.table.logicalName, record.id);
  exchange.access.requireRow('Delete', record.table, row);
  requireVersion(exchange, row);
  // What came with the platform stays: nobody deletes the role that lets them do so.
  if (record.table.logicalName === 'role' && row['ismanaged'] === 1) {
    throw errors.methodRefused('Delete', 'role');
  }
  deleteRow(exchange, record);
  return { status: 204 };
}

/** PUT `{"value":…}` to a column, or DELETE it: empty it. */
export function writeProperty(
  exchange: Exchange,
  record: RecordPlace,
  column: Column,
  empty: boolean,
): Answer {
  const { table } = record;
  const row = currentRow(exchange, record) ?? {};
  requireVersion(exchange, row);
  const body = empty ? { value: null } : readBody(exchange, table.setName);
  if (!('value' in body)) throw errors.unreadableBody(table.setName);
  if (column.kind === 'lookup' && !empty) throw errors.methodRefused('Update', column.property);
  const assignments: Assignments = new Map();
  if (empty && holdsBytes(column)) for (const each of emptied(column)) assignments.set(each, null);
  else if (column.platformOwned !== true) {
    assignments.set(column.sql, column.kind === 'lookup' ? null : storedValue(table, column, body['value']));
    if (column.typeSql !== undefined) assignments.set(column.typeSql, null);
  }
  updateRow(exchange, record, assignments, row);
  return { status: 204 };
}

/** PUT or DELETE `…/primarycontactid/$ref`, DELETE `…/Account_Tasks(id)/$ref`. */
export function writeRef(
  exchange: Exchange,
  target: Extract<Target, { kind: 'ref' }>,
  method: 'PUT' | 'DELETE',
): Answer {
  const { record, navigation, far } = target;
  if (navigation.kind === 'single') {
    const assignments: Assignments = new Map();
    assignLookup(
      exchange,
      assignments,
      navigation,
      method === 'PUT' ? bodyReference(exchange, record.table, navigation) : undefined,
    );
    updateRow(exchange, record, assignments, currentRow(exchange, record) ?? {});
  } else if (far === undefined || method === 'PUT') throw errors.methodNotAllowed(method);
  else untie(exchange, record, navigation, far);
  return { status: 204 };
}

function bodyReference(exchange: Exchange, table: Table, navigation: Navigation): RecordPlace {
  return readReference(exchange, table, navigation, readBody(exchange, table.setName)['@odata.id']);
}

/** POST `{"@odata.id":…}` to `…/Account_Tasks/$ref`. */
export function link(exchange: Exchange, { record, navigation }: Link): Answer {
  tie(exchange, record, navigation, bodyReference(exchange, record.table, navigation));
  return { status: 204 };
}

/** DELETE `…/Account_Tasks/$ref?$id=tasks(id)` */
export function unlink(exchange: Exchange, url: ODataUrl, { record, navigation }: Link): Answer {
  const id = url.options.find((option) => option.kind === 'id')?.value?.text;
  if (id === undefined) throw errors.methodNotAllowed('DELETE');
  untie(exchange, record, navigation, readReference(exchange, record.table, navigation, id).id);
  return { status: 204 };
}
