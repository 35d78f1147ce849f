// Which resource a path means: walked segment by segment, since every record on the way must exist.
import type { ODataUrl, ResourceSegment } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { setOf } from '../format/context';
import { castTable, namespace } from '../query/casts';
import { navigationCondition, tableOf } from '../query/scope';
import { name, raw, sql, value } from '../query/sql';
import type { Navigation, Table } from '../schema/model';
import type { Exchange } from './exchange';
import { readKey } from './keys';
import { boundOperations, unboundOperations } from './operations';
import type { Collection, Link, RecordPlace, Target } from './target';

export function resolveTarget(exchange: Exchange, url: ODataUrl): Target {
  const [first, ...rest] = url.path.segments;
  if (first === undefined) return { kind: 'service' };
  const { name: segment } = first.name;
  if (segment === '$metadata' && rest.length === 0) return { kind: 'metadata' };
  if (Object.hasOwn(unboundOperations, segment) && rest.length === 0) {
    return { kind: 'function', name: segment, args: first.args };
  }
  const table = exchange.schema.sets.get(segment);
  if (table === undefined) throw errors.segmentNotFound(segment);
  const collection: Collection = { table, restrict: () => [] };
  return afterCollection(exchange, url, { collection, segment: first, rest });
}

interface CollectionStep {
  readonly collection: Collection;
  /** Its key, if there is one, belongs to the collection. */
  readonly segment: ResourceSegment;
  readonly rest: readonly ResourceSegment[];
  readonly from?: Link;
}

function afterCollection(exchange: Exchange, url: ODataUrl, step: CollectionStep): Target {
  const { collection, segment, rest, from } = step;
  const { table } = collection;
  if (segment.args !== undefined) return afterKey(exchange, url, step);
  const [next, ...more] = rest;
  const origin = from === undefined ? {} : { from };
  if (next === undefined) return { kind: 'collection', collection, ending: '', ...origin };
  const following = next.name.name;
  const cast = castTable(exchange.schema, table, following);
  if (cast !== undefined) {
    const via = `${collection.via ?? setOf(table)}/${following}`;
    const castTo = { ...collection, table: cast, ...(cast === table ? {} : { via }) };
    return afterCollection(exchange, url, { ...step, collection: castTo, segment: next, rest: more });
  }
  if (more.length > 0) throw errors.segmentNotFound(more[0]?.name.name ?? '');
  if (following === '$count' || following === '$ref') {
    return { kind: 'collection', collection, ending: following, ...origin };
  }
  const called = operationName(next, 'set');
  if (called === undefined) throw errors.segmentNotFound(following);
  if (called === 'RetrieveUnpublishedMultiple') {
    requireCallable(exchange, called, table);
    return { kind: 'collection', collection, ending: '' };
  }
  return { kind: 'set-operation', name: called, args: next.args, table };
}

function afterKey(exchange: Exchange, url: ODataUrl, step: CollectionStep): Target {
  const { collection, segment, rest, from } = step;
  const { table, via } = collection;
  if (segment.args === undefined) throw errors.badSyntax();
  const key = readKey(exchange, url, table, segment.args);
  if (key.id === undefined) {
    if (rest.length > 0) throw errors.keyedRecordMissing(table.logicalName);
    return { kind: 'keyed', table, values: key.alternate };
  }
  const record: RecordPlace = { table, id: key.id, ...(via === undefined ? {} : { via }) };
  if (from !== undefined && rest.length === 1 && rest[0]?.name.name === '$ref') {
    return { kind: 'ref', ...from, far: record.id };
  }
  if (from !== undefined) requireMember(exchange, collection, record);
  return afterRecord(exchange, url, record, rest);
}

function afterRecord(
  exchange: Exchange,
  url: ODataUrl,
  record: RecordPlace,
  segments: readonly ResourceSegment[],
): Target {
  const [next, ...rest] = segments;
  if (next === undefined) return { kind: 'record', record };
  const following = next.name.name;
  const called = rest.length === 0 ? operationName(next, 'record') : undefined;
  if (called !== undefined) return { kind: 'operation', name: called, args: next.args, record };
  const cast = castTable(exchange.schema, record.table, following);
  if (cast !== undefined) {
    const via = `${record.via ?? setOf(record.table)}/${following}`;
    const as = cast === record.table ? record : { ...record, table: cast, via };
    if (cast !== record.table) requireRecord(exchange, as);
    return afterRecord(exchange, url, as, rest);
  }
  requireRecord(exchange, record);
  const column = record.table.columns.get(following);
  if (column !== undefined) {
    const ending = rest[0]?.name.name;
    if (rest.length > 1 || (ending !== undefined && ending !== '$value')) {
      throw errors.segmentNotFound(ending ?? '');
    }
    return { kind: 'property', record, column, raw: ending === '$value' };
  }
  const navigation = record.table.navigations.get(following);
  if (navigation === undefined) throw errors.segmentNotFound(following);
  return afterNavigation(exchange, url, { record, navigation, segment: next, rest });
}

/** `Microsoft.Dynamics.CRM.f` where f is an operation on a record, or on an entity set. */
function operationName(segment: ResourceSegment, on: 'record' | 'set'): string | undefined {
  const qualified = segment.name.name;
  if (!qualified.startsWith(namespace)) return undefined;
  const called = qualified.slice(namespace.length);
  return boundOperations.get(called)?.on === on ? called : undefined;
}

/** @throws Refusal where the operation does not go with the table or the method */
export function requireCallable(exchange: Exchange, called: string, table: Table): void {
  const known = boundOperations.get(called);
  if (known === undefined || known.tables?.includes(table.logicalName) === false) {
    throw errors.segmentNotFound(called);
  }
  if (exchange.request.method !== known.method) {
    throw errors.noResource(`${exchange.root}${exchange.target}`);
  }
}

interface NavigationStep extends Link {
  readonly segment: ResourceSegment;
  readonly rest: readonly ResourceSegment[];
}

function afterNavigation(exchange: Exchange, url: ODataUrl, step: NavigationStep): Target {
  const { record, navigation, segment, rest } = step;
  const table = tableOf(exchange.schema, navigation.target);
  if (navigation.kind === 'single') {
    if (rest.length === 1 && rest[0]?.name.name === '$ref') return { kind: 'ref', record, navigation };
    const id = lookedUp(exchange, record, navigation);
    return id === undefined ? { kind: 'nothing' } : afterRecord(exchange, url, { table, id }, rest);
  }
  const near = { table: record.table, alias: 'near' };
  const collection: Collection = {
    table,
    restrict: (alias) => [
      sql`EXISTS (SELECT 1 FROM ${name(record.table.logicalName)} near WHERE near.${name(record.table.key.sql)} = ${value(record.id)} AND ${navigationCondition(exchange.schema, navigation, near, alias)})`,
    ],
  };
  return afterCollection(exchange, url, { collection, segment, rest, from: { record, navigation } });
}

/** Id of the row behind a single-valued navigation property. */
function lookedUp(exchange: Exchange, record: RecordPlace, navigation: Navigation): string | undefined {
  const target = tableOf(exchange.schema, navigation.target);
  const condition = navigationCondition(
    exchange.schema,
    navigation,
    { table: record.table, alias: 'near' },
    'far',
  );
  const query = sql`SELECT far.${name(target.key.sql)} AS id FROM ${name(record.table.logicalName)} near JOIN ${name(target.logicalName)} far ON ${condition} WHERE near.${name(record.table.key.sql)} = ${value(record.id)}`;
  const id = exchange.store.get(query.text, query.values)?.['id'];
  return typeof id === 'string' ? id : undefined;
}

export function requireRecord(exchange: Exchange, { table, id }: RecordPlace): void {
  if (!recordExists(exchange, table, id)) throw errors.recordMissing(table.logicalName, id);
}

function recordExists(exchange: Exchange, table: Table, id: string): boolean {
  return (
    exchange.store.get(`SELECT 1 AS found FROM ${name(table.logicalName)} WHERE ${name(table.key.sql)} = ?`, [
      id,
    ]) !== undefined
  );
}

function requireMember(exchange: Exchange, { table, restrict }: Collection, record: RecordPlace): void {
  const [condition = raw('1')] = restrict('far');
  const query = sql`SELECT 1 AS found FROM ${name(table.logicalName)} far WHERE far.${name(table.key.sql)} = ${value(record.id)} AND ${condition}`;
  if (exchange.store.get(query.text, query.values) === undefined) {
    throw errors.recordMissing(table.logicalName, record.id);
  }
}
