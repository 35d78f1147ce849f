// Reading one: a record, one of its columns, where a lookup leads.
import type { ODataUrl } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { contextOf } from '../format/context';
import { entity, etagOf, idOf } from '../format/entity';
import { jsonValue } from '../format/values';
import type { Plan } from '../query/plan';
import { planQuery } from '../query/plan';
import { readPage } from '../query/read';
import type { ReadRow } from '../query/read';
import { tableOf } from '../query/scope';
import { name, sql, value } from '../query/sql';
import type { Column, Navigation } from '../schema/model';
import { currentRow } from '../write/rows';
import { applied } from './collection';
import type { Exchange } from './exchange';
import { formatFor } from './exchange';
import { bytesAnswer, holdsBytes } from './files';
import type { RecordPlace } from './target';
import { json } from './respond';
import type { Answer } from './respond';

export function readOne(exchange: Exchange, plan: Plan, { id }: RecordPlace): ReadRow | undefined {
  const key = sql`${plan.alias}.${name(plan.table.key.sql)} = ${value(id)}`;
  return readPage(exchange, plan, { conditions: [key], limit: 1 })[0];
}

export function readRecord(exchange: Exchange, url: ODataUrl, record: RecordPlace): Answer {
  const plan = planQuery(exchange.query, url, record.table);
  const read = readOne(exchange, { ...plan, filter: undefined }, record);
  if (read === undefined) throw missing(exchange, record);
  const etag = etagOf(read.row);
  if (exchange.request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  const body = {
    '@odata.context': `${exchange.root}$metadata#${contextOf(plan, record.via)}/$entity`,
    ...entity(formatFor(exchange, false), plan, read),
  };
  return json(body, { etag, ...applied(exchange) });
}

/** A row that is there but not for the caller is refused, not missing. */
function missing(exchange: Exchange, record: RecordPlace): errors.Refusal {
  const { table, id } = record;
  const row = currentRow(exchange, record);
  return row === undefined
    ? errors.recordMissing(table.logicalName, id)
    : errors.accessDenied({ verb: 'Read', table, row, userId: exchange.caller.userId });
}

export function readProperty(
  exchange: Exchange,
  { table, id }: RecordPlace,
  column: Column,
  rawValue: boolean,
): Answer {
  const row = exchange.store.get(
    `SELECT * FROM ${name(table.logicalName)} WHERE ${name(table.key.sql)} = ?`,
    [id],
  );
  exchange.access.requireRow('Read', table, row ?? {});
  const of = row?.[column.sql] ?? null;
  if (of === null) return { status: 204 };
  if (rawValue && holdsBytes(column)) return bytesAnswer(column, row ?? {}) ?? { status: 204 };
  if (rawValue) {
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(jsonText(column, of)) };
  }
  return json({
    '@odata.context': `${exchange.root}$metadata#${table.setName}(${id})/${column.property}`,
    value: jsonValue(column, of),
  });
}

const jsonText = (column: Column, of: NonNullable<ReadRow['row'][string]>): unknown =>
  column.kind === 'boolean' ? of === 1 : of;

/** `accounts(…)/primarycontactid/$ref` */
export function readRef(exchange: Exchange, { table, id }: RecordPlace, navigation: Navigation): Answer {
  if (navigation.kind !== 'single') throw errors.badSyntax();
  const row = exchange.store.get(
    `SELECT * FROM ${name(table.logicalName)} WHERE ${name(table.key.sql)} = ?`,
    [id],
  );
  exchange.access.requireRow('Read', table, row ?? {});
  const target = row?.[navigation.column.sql];
  const far = tableOf(exchange.schema, navigation.target);
  const fits =
    navigation.column.typeSql === undefined || row?.[navigation.column.typeSql] === far.logicalName;
  if (typeof target !== 'string' || !fits) return { status: 204 };
  return json({
    '@odata.context': `${exchange.root}$metadata#$ref`,
    '@odata.id': idOf(exchange.root, far, { [far.key.sql]: target }),
  });
}
