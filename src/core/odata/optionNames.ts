import type { QueryOption } from './ast';

export type SystemOptionKind = Exclude<QueryOption['kind'], 'alias' | 'custom'>;

/** Query options by name. `$levels` stands inside `$expand` only. */
export const systemOptions: ReadonlyMap<string, SystemOptionKind> = new Map([
  ['$select', 'select'],
  ['$expand', 'expand'],
  ['$filter', 'filter'],
  ['$orderby', 'orderby'],
  ['$top', 'top'],
  ['$skip', 'skip'],
  ['$index', 'index'],
  ['$count', 'count'],
  ['$search', 'search'],
  ['$apply', 'apply'],
  ['$compute', 'compute'],
  ['$format', 'format'],
  ['$skiptoken', 'skiptoken'],
  ['$deltatoken', 'deltatoken'],
  ['$schemaversion', 'schemaversion'],
  ['$id', 'id'],
  ['$levels', 'levels'],
]);

/** Those that cannot stand in the parentheses of `$expand` and `$select`. */
export const onlyOnTop: ReadonlySet<SystemOptionKind> = new Set<SystemOptionKind>([
  'format',
  'skiptoken',
  'deltatoken',
  'schemaversion',
  'id',
  'index',
]);
