// Which resource a path means: walked segment by segment, since every record on the way must exist.
import type { ArgumentList, Expression, ODataUrl, ResourceSegment } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { isGuid } from '../query/operand';
import { navigationCondition, tableOf } from '../query/scope';
import { name, raw, sql, value } from '../query/sql';
import type { Column, Navigation, Table } from '../schema/model';
import type { Collection } from './collection';
import type { Exchange } from './exchange';
import { boundOperations } from './operations';

export interface RecordPlace {
  readonly table: Table;
  readonly id: string;
}

export type Target =
  | { readonly kind: 'service' }
  | { readonly kind: 'metadata' }
  | { readonly kind: 'function'; readonly name: string; readonly args: ArgumentList | undefined }
  | {
      readonly kind: 'collection';
      readonly collection: Collection;
      readonly ending: '' | '$count' | '$ref';
      readonly from?: { readonly record: RecordPlace; readonly navigation: Navigation };
    }
  | { readonly kind: 'record'; readonly record: RecordPlace }
  | {
      readonly kind: 'operation';
      readonly name: string;
      readonly args: ArgumentList | undefined;
      readonly record: RecordPlace;
    }
  /** A lookup that is empty. */
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'ref';
      readonly record: RecordPlace;
      readonly navigation: Navigation;
      readonly far?: string;
    }
  | {
      readonly kind: 'property';
      readonly record: RecordPlace;
      readonly column: Column;
      readonly raw: boolean;
    };

const functionNames: readonly string[] = [
  'WhoAmI',
  'RetrieveTimestamp',
  'RetrieveCurrentOrganization',
  'RetrieveTotalRecordCount',
  'RetrieveRolePrivilegesRole',
];

export function resolveTarget(exchange: Exchange, url: ODataUrl): Target {
  const [first, ...rest] = url.path.segments;
  if (first === undefined) return { kind: 'service' };
  const { name: segment } = first.name;
  if (segment === '$metadata' && rest.length === 0) return { kind: 'metadata' };
  if (functionNames.includes(segment) && rest.length === 0) {
    return { kind: 'function', name: segment, args: first.args };
  }
  const table = exchange.schema.sets.get(segment);
  if (table === undefined) throw errors.segmentNotFound(segment);
  const collection: Collection = { table, restrict: () => [] };
  return afterCollection(exchange, url, { collection, segment: first, rest });
}

interface CollectionStep {
  readonly collection: Collection;
  readonly segment: ResourceSegment;
  readonly rest: readonly ResourceSegment[];
  readonly from?: { readonly record: RecordPlace; readonly navigation: Navigation };
}

function afterCollection(exchange: Exchange, url: ODataUrl, step: CollectionStep): Target {
  const { collection, segment, rest, from } = step;
  const { table } = collection;
  if (segment.args !== undefined) {
    const record = { table, id: readKey(exchange, url, table, segment.args) };
    if (from !== undefined && rest.length === 1 && rest[0]?.name.name === '$ref') {
      return { kind: 'ref', ...from, far: record.id };
    }
    if (from !== undefined) requireMember(exchange, collection, record);
    return afterRecord(exchange, url, record, rest);
  }
  const [next, ...more] = withoutCasts(rest);
  const origin = from === undefined ? {} : { from };
  if (next === undefined) return { kind: 'collection', collection, ending: '', ...origin };
  const ending = next.name.name;
  if ((ending !== '$count' && ending !== '$ref') || more.length > 0) throw errors.segmentNotFound(ending);
  return { kind: 'collection', collection, ending, ...origin };
}

const withoutCasts = (segments: readonly ResourceSegment[]): readonly ResourceSegment[] =>
  segments.filter((segment) => segment.args !== undefined || !segment.name.name.startsWith(namespace));

function afterRecord(
  exchange: Exchange,
  url: ODataUrl,
  record: RecordPlace,
  segments: readonly ResourceSegment[],
): Target {
  const operation = operationOf(segments, record);
  if (operation !== undefined) return operation;
  const [next, ...rest] = withoutCasts(segments);
  if (next === undefined) return { kind: 'record', record };
  requireRecord(exchange, record);
  const property = next.name.name;
  const column = record.table.columns.get(property);
  if (column !== undefined) {
    const ending = rest[0]?.name.name;
    if (rest.length > 1 || (ending !== undefined && ending !== '$value')) {
      throw errors.segmentNotFound(ending ?? '');
    }
    return { kind: 'property', record, column, raw: ending === '$value' };
  }
  const navigation = record.table.navigations.get(property);
  if (navigation === undefined) throw errors.segmentNotFound(property);
  return afterNavigation(exchange, url, { record, navigation, segment: next, rest });
}

const namespace = 'Microsoft.Dynamics.CRM.';

function operationOf(segments: readonly ResourceSegment[], record: RecordPlace): Target | undefined {
  const [only, ...more] = segments;
  if (only === undefined || more.length > 0 || !only.name.name.startsWith(namespace)) return undefined;
  const called = only.name.name.slice(namespace.length);
  // A cast to a table's type is none.
  return Object.hasOwn(boundOperations, called)
    ? { kind: 'operation', name: called, args: only.args, record }
    : undefined;
}

interface NavigationStep {
  readonly record: RecordPlace;
  readonly navigation: Navigation;
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
  if (!recordExists(exchange, { table, id })) throw errors.recordMissing(table.logicalName, id);
}

function recordExists(exchange: Exchange, { table, id }: RecordPlace): boolean {
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

function readKey(exchange: Exchange, url: ODataUrl, table: Table, args: ArgumentList): string {
  const [only, ...more] = args.items;
  if (only === undefined) throw errors.badSyntax();
  const named = args.items.map((item) => item.name?.name);
  if (more.length > 0 || (named[0] !== undefined && named[0] !== table.primaryKey)) {
    if (named.every((key) => key !== undefined)) throw errors.keyNotDefined(table.logicalName);
    throw errors.badSyntax();
  }
  const key = dereference(exchange, only.value);
  const written = url.text.slice(only.value.start, only.value.end);
  if (key.kind !== 'literal' || key.type !== 'guid' || (key === only.value && !isGuid(written))) {
    throw errors.badSyntax();
  }
  return key.value.toLowerCase();
}

export function dereference(exchange: Exchange, expression: Expression): Expression {
  if (expression.kind !== 'alias-reference') return expression;
  return exchange.query.aliases.get(expression.name) ?? expression;
}
