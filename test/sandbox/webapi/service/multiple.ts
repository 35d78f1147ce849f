// CreateMultiple and UpdateMultiple: many rows of one table in one request, all or none.
import * as errors from '../errors';
import { isGuid } from '../query/operand';
import type { Table } from '../schema/model';
import { readAssignments, readBody } from '../write/payload';
import { createDeep } from '../write/deep';
import { currentRow, updateRow } from '../write/rows';
import type { Exchange } from './exchange';
import { json } from './respond';
import type { Answer } from './respond';

type Item = Readonly<Record<string, unknown>>;

/** `{"Targets":[{…,"@odata.type":"Microsoft.Dynamics.CRM.account"}]}`; every item must name its type. */
function readTargets(exchange: Exchange, table: Table): Item[] {
  const given = readBody(exchange, table.setName)['Targets'];
  if (!Array.isArray(given) || given.length === 0) throw errors.unreadableBody(table.setName);
  return given.map((one: unknown) => {
    const item: Record<string, unknown> = typeof one === 'object' && one !== null ? { ...one } : {};
    const { '@odata.type': type, ...rest } = item;
    if (type !== `Microsoft.Dynamics.CRM.${table.logicalName}`) {
      throw errors.badPayload(
        table.setName,
        "Microsoft.OData.ODataException: A type named '' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.",
      );
    }
    return rest;
  });
}

export function createMultiple(exchange: Exchange, table: Table): Answer {
  const targets = readTargets(exchange, table);
  const ids = exchange.store.transaction(() => targets.map((item) => createDeep(exchange, table, item).id));
  return json({
    '@odata.context': `${exchange.root}$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse`,
    Ids: ids,
  });
}

export function updateMultiple(exchange: Exchange, table: Table): Answer {
  const targets = readTargets(exchange, table);
  exchange.store.transaction(() => {
    for (const item of targets) {
      const given = item[table.primaryKey];
      if (typeof given !== 'string' || !isGuid(given)) throw errors.requiredField(table.primaryKey);
      const record = { table, id: given.toLowerCase() };
      const row = currentRow(exchange, record);
      if (row === undefined) throw errors.recordMissing(table.logicalName, record.id);
      updateRow(exchange, record, readAssignments(exchange, table, item), row);
    }
  });
  return { status: 204 };
}
