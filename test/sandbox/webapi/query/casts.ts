// `…/Microsoft.Dynamics.CRM.task`: a type that rows are looked at as.
import * as errors from '../errors';
import type { Schema, Table } from '../schema/model';

export const namespace = 'Microsoft.Dynamics.CRM.';

/** Types that no table has: every row is one. */
const roots = new Set(['crmbaseentity', 'crmmodelbaseentity', 'expando']);

/**
 * The table whose rows a cast leaves: the same for the table's own type and what it inherits from.
 * @returns undefined where the name is no type
 * @throws Refusal where the types have nothing to do with each other
 */
export function castTable(schema: Schema, table: Table, qualified: string): Table | undefined {
  if (!qualified.startsWith(namespace)) return undefined;
  const typeName = qualified.slice(namespace.length);
  if (typeName === table.logicalName || typeName === table.base || roots.has(typeName)) return table;
  const derived = schema.tables.get(typeName);
  if (derived === undefined) return undefined;
  if (derived.base !== table.logicalName) throw errors.unrelatedType(typeName, table.logicalName);
  return derived;
}
