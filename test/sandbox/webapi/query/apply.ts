// $apply as Dataverse takes it: filter(…) in front, then groupby((…),aggregate(…)) or aggregate(…).
import type {
  AggregateItem,
  ApplyExpression,
  Expression,
  ODataUrl,
  PathExpression,
  Transformation,
} from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import type { Column, Table } from '../schema/model';
import { compileFilter } from './filter';
import { resolvePath } from './operand';
import { columnSql } from './scope';
import type { QueryContext, Scope } from './scope';
import { lookupName } from './read';
import { all, join, name, raw, sql, value } from './sql';
import type { Sql } from './sql';
import { sourceOf } from './syntax';

/** One column of the answer. */
interface ApplyColumn {
  /** Name in the answer: the alias, the column, or `contact_fullname` for one behind a lookup. */
  readonly name: string;
  /** What the value is shown as; undefined for a count. */
  readonly column: Column | undefined;
  readonly sql: Sql;
  readonly key: boolean;
  /** Of a lookup: name of the row behind it, and which table it leads to where there are several. */
  readonly label?: Sql;
  readonly type?: Sql;
}

export interface ApplyPlan {
  readonly columns: readonly ApplyColumn[];
  readonly query: Sql;
  /** Rows that are aggregated, counted up to one more than Dataverse aggregates. */
  readonly size: Sql;
}

export const largestAggregate = 50_000;

const methods: Readonly<Record<string, (of: Sql) => Sql>> = {
  sum: (of) => sql`SUM(${of})`,
  average: (of) => sql`AVG(${of})`,
  min: (of) => sql`MIN(${of})`,
  max: (of) => sql`MAX(${of})`,
  countdistinct: (of) => sql`COUNT(DISTINCT ${of})`,
};

export function planApply(
  context: QueryContext,
  url: ODataUrl,
  table: Table,
  restrict: (alias: string) => Sql[],
): ApplyPlan | undefined {
  const option = url.options.find((candidate) => candidate.kind === 'apply');
  if (option === undefined) return undefined;
  const scope: Scope = {
    table,
    alias: context.nextAlias(),
    variables: new Map(),
    source: sourceOf(url, option),
  };
  const readable = context.readable(table, scope.alias);
  const conditions = [
    ...restrict(scope.alias),
    ...ownFilter(context, url, scope),
    ...(readable === undefined ? [] : [readable]),
  ];
  let columns: ApplyColumn[] | undefined;
  for (const step of option.apply.transformations) {
    if (columns !== undefined) throw errors.nodeNotSupported('Apply');
    if (step.kind === 'filter-transformation') {
      conditions.push(compileFilter(context, scope, step.expression));
    } else columns = columnsOf(context, scope, step);
  }
  if (columns === undefined) throw errors.nodeNotSupported('Apply');
  const from = sql`FROM ${name(table.logicalName)} ${scope.alias} WHERE ${all(conditions)}`;
  return {
    columns,
    query: sql`${aggregateQuery(columns, from, orderOf(url, columns))}${limitOf(url)}`,
    size: sql`SELECT COUNT(*) AS n FROM (SELECT 1 ${from} LIMIT ${String(largestAggregate + 1)})`,
  };
}

function ownFilter(context: QueryContext, url: ODataUrl, scope: Scope): Sql[] {
  const filter = url.options.find((option) => option.kind === 'filter');
  return filter === undefined
    ? []
    : [compileFilter(context, { ...scope, source: sourceOf(url, filter) }, filter.expression)];
}

function columnsOf(context: QueryContext, scope: Scope, step: Transformation): ApplyColumn[] {
  if (step.kind === 'aggregate') return step.items.map((item) => aggregateColumn(context, scope, item));
  if (step.kind !== 'groupby') throw errors.nodeNotSupported('Apply');
  const keys = step.keys.map((key) => keyColumn(context, scope, key));
  return [...keys, ...nestedAggregates(context, scope, step.apply)];
}

function nestedAggregates(
  context: QueryContext,
  scope: Scope,
  apply: ApplyExpression | undefined,
): ApplyColumn[] {
  const [only, ...more] = apply?.transformations ?? [];
  if (only === undefined) return [];
  if (only.kind !== 'aggregate' || more.length > 0) throw errors.nodeNotSupported('Apply');
  return only.items.map((item) => aggregateColumn(context, scope, item));
}

function pathOf(expression: Expression): PathExpression {
  if (expression.kind !== 'path') throw errors.nodeNotSupported('Apply');
  return expression;
}

function keyColumn(context: QueryContext, scope: Scope, expression: Expression): ApplyColumn {
  const { column, scope: at, wrap } = resolvePath(context, scope, pathOf(expression));
  if (column.kind === 'datetime' || column.kind === 'date') throw errors.groupByDate();
  const own = at.table === scope.table && at.alias === scope.alias;
  return {
    name: own ? column.property : `${at.table.logicalName}_${column.logicalName}`,
    column,
    sql: wrap(columnSql(at, column)),
    key: true,
    ...(column.kind === 'lookup' ? { label: wrap(lookupName(context.schema, column, at.alias)) } : {}),
    ...(column.typeSql === undefined ? {} : { type: wrap(raw(`${at.alias}.${name(column.typeSql)}`)) }),
  };
}

function aggregateColumn(context: QueryContext, scope: Scope, item: AggregateItem): ApplyColumn {
  const alias = item.alias?.name;
  if (alias === undefined) throw errors.badSyntax();
  const path = pathOf(item.expression);
  if (path.segments.length === 1 && path.segments[0]?.name === '$count') {
    return { name: alias, column: undefined, sql: raw('COUNT(*)'), key: false };
  }
  const method = methods[item.method?.name ?? ''];
  if (method === undefined) throw errors.nodeNotSupported('Apply');
  const { column, scope: at, wrap } = resolvePath(context, scope, path);
  const counted = item.method?.name === 'countdistinct';
  return {
    name: alias,
    column: counted ? undefined : column,
    sql: method(wrap(columnSql(at, column))),
    key: false,
  };
}

function limitOf(url: ODataUrl): Sql {
  const top = url.options.find((option) => option.kind === 'top');
  return top !== undefined && 'number' in top
    ? sql` LIMIT ${value(Math.min(top.number ?? 0, largestAggregate))}`
    : raw('');
}

/** Keys may be sorted by; an alias of an aggregate may not. */
function orderOf(url: ODataUrl, columns: readonly ApplyColumn[]): { index: number; descending: boolean }[] {
  const orderby = url.options.find((option) => option.kind === 'orderby');
  return (orderby?.items ?? []).map(({ expression, direction }) => {
    const property =
      expression.kind === 'path' ? expression.segments.map((segment) => segment.name).join('/') : '';
    const index = columns.findIndex((column) => column.key && column.name === property);
    if (index < 0) throw errors.openProperty();
    return { index, descending: direction?.name === 'desc' };
  });
}

function aggregateQuery(
  columns: readonly ApplyColumn[],
  from: Sql,
  orders: readonly { index: number; descending: boolean }[],
): Sql {
  const list = join(
    columns.flatMap(({ sql: of, label, type }, index) => [
      sql`${of} AS c${String(index)}`,
      ...(label === undefined ? [] : [sql`${label} AS n${String(index)}`]),
      ...(type === undefined ? [] : [sql`${type} AS t${String(index)}`]),
    ]),
    ', ',
  );
  const keys = columns.map((column, index) => (column.key ? `c${index}` : '')).filter((key) => key !== '');
  if (keys.length === 0) return sql`SELECT ${list} ${from}`;
  const sorted = [...orders.map(({ index, descending }) => `c${index}${descending ? ' DESC' : ''}`), ...keys];
  return sql`SELECT ${list} ${from} GROUP BY ${keys.join(', ')} ORDER BY ${sorted.join(', ')}`;
}
