// Where a payload points: `/contacts(id)`, `contacts(id)`, the absolute URL, or an alternate key in place of the id.
import { parseODataUrl } from '../../../../src/core/odata';
import * as errors from '../errors';
import { tableOf } from '../query/scope';
import type { Table } from '../schema/model';
import type { Exchange } from '../service/exchange';
import { readKey } from '../service/keys';
import type { RecordPlace } from '../service/target';

/** @throws Refusal where the text leads nowhere, or to rows of a table that the navigation property does not go to */
export function readReference(
  exchange: Exchange,
  table: Table,
  navigation: { target: string },
  given: unknown,
): RecordPlace {
  if (typeof given !== 'string') throw errors.segmentNotFound('');
  const place = placeOf(exchange, given);
  const wanted = tableOf(exchange.schema, navigation.target);
  if (place.table !== wanted && place.table.base !== wanted.logicalName) {
    throw errors.badPayload(
      table.setName,
      `Microsoft.OData.ODataException: The URI '${given}' does not lead to the type 'Microsoft.Dynamics.CRM.${wanted.logicalName}'.`,
    );
  }
  return place;
}

export function placeOf(exchange: Exchange, reference: string): RecordPlace {
  const url = parseODataUrl(reference.replace(/^.*\/api\/data\/v9\.\d\//, '').replace(/^\//, ''));
  const [segment, ...more] = url.path.segments;
  const table = exchange.schema.sets.get(segment?.name.name ?? '');
  if (segment?.args === undefined || table === undefined || more.length > 0) {
    throw errors.segmentNotFound(reference);
  }
  const { id } = readKey(exchange, url, table, segment.args);
  if (id === undefined) throw errors.keyedRecordMissing(table.logicalName);
  return { table, id };
}
