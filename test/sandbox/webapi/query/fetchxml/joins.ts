// link-entity and filter of a fetch as SQL.
import * as errors from '../../errors';
import { largestJoins } from '../scope';
import type { QueryContext } from '../scope';
import { all, balanced, join, name, sql } from '../sql';
import type { Sql } from '../sql';
import { compileOperator } from './operators';
import { openSource, sourceSql } from './source';
import type { Source } from './source';
import type { FetchCondition, FetchFilter, FetchLink } from './tree';

/** What the parts of one fetch share. */
export interface FetchContext {
  readonly query: QueryContext;
  /** Joined tables by their labels: conditions and orders may name them. */
  readonly sources: Map<string, Source>;
  /** Called for every table that contributes columns, outside in. */
  readonly onSource: (source: Source, link: FetchLink) => void;
}

/** Links whose rows are asked for but not returned. */
const tests: Readonly<Record<string, (exists: Sql, others: Sql) => Sql>> = {
  exists: (exists) => exists,
  in: (exists) => exists,
  any: (exists) => exists,
  'not any': (exists) => sql`NOT ${exists}`,
  // "all" and "not all" ask whether related rows fail the filter: Dataverse's own reading of the words.
  all: (exists, others) => sql`${others} AND NOT ${exists}`,
  'not all': (exists) => exists,
};

function openLink(context: FetchContext, link: FetchLink): Source {
  if (context.sources.size >= largestJoins) throw errors.tooManyJoins();
  const label = link.alias ?? `${link.name}${context.sources.size}`;
  const source = openSource(context.query.schema, link.name, context.query.nextAlias(), label);
  context.sources.set(label, source);
  return source;
}

/** `JOIN … ON …` for links that add columns; conditions for those that only test. */
export function compileLinks(
  context: FetchContext,
  parent: Source,
  links: readonly FetchLink[],
): { joins: Sql[]; conditions: Sql[] } {
  const joins: Sql[] = [];
  const conditions: Sql[] = [];
  for (const link of links) {
    if (link.type in tests) conditions.push(compileTest(context, parent, link));
    else joins.push(compileJoin(context, parent, link));
  }
  return { joins, conditions };
}

function compileJoin(context: FetchContext, parent: Source, link: FetchLink): Sql {
  if (!['inner', 'outer', 'matchfirstrowusingcrossapply', 'natural'].includes(link.type)) {
    throw errors.invalidFetchValue('link-type', link.type);
  }
  const source = openLink(context, link);
  context.onSource(source, link);
  const nested = compileLinks(context, source, link.links);
  const on = all([...tie(context, parent, source, link), ...nested.conditions]);
  const table = sql`${name(source.from)} ${source.alias}`;
  const joined = nested.joins.length === 0 ? table : sql`(${table} ${join(nested.joins, ' ')})`;
  return sql`${link.type === 'outer' ? 'LEFT JOIN' : 'JOIN'} ${joined} ON ${on}`;
}

function compileTest(outer: FetchContext, parent: Source, link: FetchLink): Sql {
  // What is joined in here is seen in here only, and adds no columns.
  const context: FetchContext = { ...outer, sources: new Map(outer.sources), onSource: () => undefined };
  const source = openLink(context, link);
  const nested = compileLinks(context, source, link.links);
  const from = sql`SELECT 1 FROM ${name(source.from)} ${source.alias} ${join(nested.joins, ' ')}`;
  const exists = sql`EXISTS (${from} WHERE ${all([...tie(context, parent, source, link), ...nested.conditions])})`;
  const related = sql`EXISTS (${from} WHERE ${relation(parent, source, link)})`;
  const test = tests[link.type];
  if (test === undefined) throw errors.invalidFetchValue('link-type', link.type);
  return test(exists, related);
}

const relation = (parent: Source, source: Source, link: FetchLink): Sql =>
  sql`${sourceSql(source, source.column(link.from))} = ${sourceSql(parent, parent.column(link.to))}`;

function tie(context: FetchContext, parent: Source, source: Source, link: FetchLink): Sql[] {
  return [
    relation(parent, source, link),
    ...link.filters.map((filter) => compileFetchFilter(context, source, filter)),
    ...readable(context, source),
  ];
}

export function readable({ query }: FetchContext, { table, alias }: Source): Sql[] {
  const condition = table === undefined ? undefined : query.readable(table, alias);
  return condition === undefined ? [] : [condition];
}

export function compileFetchFilter(context: FetchContext, source: Source, filter: FetchFilter): Sql {
  const parts = [
    ...filter.conditions.map((condition) => compileCondition(context, source, condition)),
    ...filter.filters.map((inner) => compileFetchFilter(context, source, inner)),
    ...filter.links.map((link) => compileTest(context, source, link)),
  ];
  return balanced(parts, filter.type === 'or' ? 'OR' : 'AND');
}

function compileCondition(context: FetchContext, source: Source, condition: FetchCondition): Sql {
  const { entityName, attribute, operator, values, valueOf } = condition;
  const at = entityName === undefined ? source : named(context, entityName);
  const column = at.column(attribute);
  if (at.table === undefined && operator !== 'eq') throw errors.invalidFetchValue('operator', operator);
  const table = at.table ?? source.table;
  if (table === undefined) throw errors.fetchEntityUnknown(at.from);
  const asked = { sql: sourceSql(at, column), column, table, values, context: context.query };
  return compileOperator(
    operator,
    asked,
    valueOf === undefined ? undefined : compared(context, source, valueOf),
  );
}

/** `valueof="column"` or `valueof="alias.column"` */
function compared(context: FetchContext, source: Source, valueOf: string): Sql {
  const [first = '', second] = valueOf.split('.');
  const at = second === undefined ? source : named(context, first);
  const column = at.column(second ?? first);
  const of = sourceSql(at, column);
  return column.edmType === 'Edm.String' ? sql`fold(${of})` : of;
}

export function named({ sources }: FetchContext, label: string): Source {
  const source = sources.get(label);
  if (source === undefined) throw errors.fetchEntityUnknown(label);
  return source;
}
