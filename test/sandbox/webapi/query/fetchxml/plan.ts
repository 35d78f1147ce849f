// A fetch as one SELECT, with what each of its columns is called in the answer.
import * as errors from '../../errors';
import type { Column, Table } from '../../schema/model';
import type { QueryContext } from '../scope';
import { all, join, name, raw, sql } from '../sql';
import type { Sql } from '../sql';
import { shownByDefault } from '../read';
import { aggregateOutput } from './aggregate';
import { compileFetchFilter, compileLinks, named, readable } from './joins';
import type { FetchContext } from './joins';
import { openSource, sourceSql } from './source';
import type { Source } from './source';
import type { Fetch, FetchEntity, FetchOrder } from './tree';

/** One column of the answer. */
export interface Output {
  readonly property: string;
  /** What the value is shown as; undefined for a count or a part of a date. */
  readonly column: Column | undefined;
  readonly sql: Sql;
  readonly source: Source;
  /** In an aggregate: grouped by it. */
  readonly key: boolean;
}

export interface FetchPlan {
  readonly table: Table;
  readonly fetch: Fetch;
  readonly root: Source;
  readonly outputs: readonly Output[];
  /** ` FROM … WHERE …` */
  readonly from: Sql;
  readonly orders: readonly Sql[];
  /** The root's own columns that rows are sorted by: a paging cookie tells them. */
  readonly orderColumns: readonly Column[];
}

export interface FetchExtras {
  /** Conditions on the rows of the root from elsewhere: a collection behind a record, `$filter`. */
  restrict(alias: string): Sql[];
}

export function planFetch(query: QueryContext, table: Table, fetch: Fetch, extras: FetchExtras): FetchPlan {
  const { entity } = fetch;
  const root = openSource(query.schema, entity.name, query.nextAlias(), entity.name);
  if (root.table !== table) throw errors.fetchEntityElsewhere(entity.name, table.setName);
  const outputs: Output[] = [];
  const inLinks: { source: Source; order: FetchOrder }[] = [];
  const context: FetchContext = {
    query,
    sources: new Map(),
    onSource: (source, link) => {
      outputs.push(...outputsOf(fetch, link, source));
      inLinks.push(...link.orders.map((order) => ({ source, order })));
    },
  };
  outputs.push(...rootOutputs(fetch, root, table));
  const { joins, conditions } = compileLinks(context, root, entity.links);
  const every = [
    ...extras.restrict(root.alias),
    ...entity.filters.map((filter) => compileFetchFilter(context, root, filter)),
    ...conditions,
    ...readable(context, root),
  ];
  const orders = [...entity.orders.map((order) => ({ source: root, order })), ...inLinks];
  return {
    table,
    fetch,
    root,
    outputs,
    from: sql`FROM ${name(root.from)} ${root.alias} ${join(joins, ' ')} WHERE ${all(every)}`,
    orders: orders.map(({ source, order }) => orderOf(context, outputs, source, order)),
    orderColumns: fetch.aggregate ? [] : rootOrderColumns(root, entity.orders),
  };
}

/** Without any attribute, all columns; else those listed, the currency of amounts, and the key in any case. */
function rootOutputs(fetch: Fetch, root: Source, table: Table): Output[] {
  const { entity, aggregate, distinct } = fetch;
  if (aggregate) return outputsOf(fetch, entity, root);
  const everything = entity.which === 'all' || (entity.which === 'listed' && entity.attributes.length === 0);
  const outputs = everything
    ? shownByDefault(table).map((column) => rootOutput(root, column))
    : outputsOf(fetch, entity, root);
  const add = (column: Column | undefined): void => {
    if (column === undefined || outputs.some((output) => output.column === column)) return;
    outputs.push(rootOutput(root, column));
  };
  if (outputs.some(({ column }) => column?.kind === 'money')) {
    add(table.byLogicalName.get('transactioncurrencyid'));
  }
  if (!distinct) add(table.key);
  return outputs;
}

const rootOutput = (source: Source, column: Column): Output => ({
  property: column.property,
  column,
  sql: sourceSql(source, column),
  source,
  key: false,
});

/** Columns of a joined table are named `alias.column`; an alias of their own goes before all that. */
function outputsOf(fetch: Fetch, entity: FetchEntity, source: Source): Output[] {
  if (entity.which === 'all' && source.table !== undefined) {
    return shownByDefault(source.table).map((column) => ({
      ...rootOutput(source, column),
      property: `${source.label}.${column.logicalName}`,
    }));
  }
  return entity.attributes.map((attribute) => {
    const column = source.column(attribute.name);
    if (fetch.aggregate) return aggregateOutput(source, column, attribute);
    const isRoot = entity === fetch.entity;
    const property = isRoot ? column.property : `${source.label}.${column.logicalName}`;
    return { ...rootOutput(source, column), property: attribute.alias ?? property };
  });
}

function orderOf(context: FetchContext, outputs: readonly Output[], source: Source, order: FetchOrder): Sql {
  const direction = order.descending ? ' DESC' : '';
  if (order.alias !== undefined) {
    const output = outputs.find(({ property }) => property === order.alias);
    if (output === undefined) throw errors.invalidFetchValue('order', order.alias);
    return sql`${output.sql}${direction}`;
  }
  const at = order.entityName === undefined ? source : named(context, order.entityName);
  const column = at.column(order.attribute ?? '');
  const of = sourceSql(at, column);
  return column.edmType === 'Edm.String' ? sql`fold(${of})${direction}` : sql`${of}${direction}`;
}

const rootOrderColumns = (root: Source, orders: readonly FetchOrder[]): Column[] =>
  orders
    .filter((order) => order.entityName === undefined && order.attribute !== undefined)
    .map((order) => root.column(order.attribute ?? ''));

/** The rows of a page; `extra` are further SQL columns of the root that the answer does not show. */
export function fetchSql(plan: FetchPlan, extra: readonly Sql[], limit: number, offset: number): Sql {
  const { fetch, root, outputs, from } = plan;
  const list = join(
    [...outputs.map((output, index) => sql`${output.sql} AS c${String(index)}`), ...extra],
    ', ',
  );
  const keys = outputs.filter((output) => output.key).map((output) => output.sql);
  const grouped = keys.length === 0 ? raw('') : sql` GROUP BY ${join(keys, ', ')}`;
  const unique = !fetch.aggregate && !fetch.distinct;
  const last = unique && root.table !== undefined ? [raw(`${root.alias}.${name(root.table.key.sql)}`)] : keys;
  const sorted = [...plan.orders, ...last];
  const ordered = sorted.length === 0 ? raw('') : sql` ORDER BY ${join(sorted, ', ')}`;
  return sql`SELECT ${fetch.distinct ? 'DISTINCT ' : ''}${list} ${from}${grouped}${ordered} LIMIT ${String(limit)} OFFSET ${String(offset)}`;
}

/** How many rows there are, counted up to `most`. */
export function fetchCountSql(plan: FetchPlan, most: number): Sql {
  const list = join(
    plan.outputs.map((output, index) => sql`${output.sql} AS c${String(index)}`),
    ', ',
  );
  const distinct = plan.fetch.distinct && !plan.fetch.aggregate;
  return sql`SELECT COUNT(*) AS n FROM (SELECT ${distinct ? sql`DISTINCT ${list}` : raw('1')} ${plan.from} LIMIT ${String(most)})`;
}
