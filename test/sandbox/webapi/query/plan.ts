// $select, $expand, $filter, $orderby and $top of one level, checked against the schema: what to read and how to show it.
import type {
  ExpandItem,
  ExpandOption,
  Expression,
  ODataUrl,
  OrderbyItem,
  QueryOption,
  SelectOption,
} from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import type { Column, Navigation, Table } from '../schema/model';
import { compileFilter } from './filter';
import { findColumn, resolvePath } from './operand';
import { castTable } from './casts';
import { columnSql, largestJoins, tableOf } from './scope';
import type { QueryContext, Scope } from './scope';
import type { Sql } from './sql';
import { sourceOf } from './syntax';

export interface Order {
  readonly sql: Sql;
  readonly descending: boolean;
  /** The table's own column: paging can go on after its last value. Undefined where a lookup lies between. */
  readonly column: Column | undefined;
}

export interface Expand {
  readonly navigation: Navigation;
  readonly plan: Plan;
  /** `/$ref`: only where the row is. */
  readonly ref: boolean;
}

export interface Plan {
  readonly table: Table;
  readonly alias: string;
  /** Undefined: every column. */
  readonly select: readonly Column[] | undefined;
  readonly expands: readonly Expand[];
  readonly filter: Sql | undefined;
  /** What the caller may read, where that is not everything. */
  readonly readable: Sql | undefined;
  readonly orders: readonly Order[];
  readonly top: number | undefined;
  readonly count: boolean;
  /** The names in `$select` as they were written, for the context URL. */
  readonly selected: readonly string[];
}

export function planQuery(context: QueryContext, url: ODataUrl, table: Table): Plan {
  const counter = { left: largestJoins };
  return planLevel(context, { url, options: url.options, table, counter, depth: 0 });
}

interface Level {
  readonly url: ODataUrl;
  readonly options: readonly QueryOption[];
  readonly table: Table;
  readonly counter: { left: number };
  /** 0 for the URL's own options, 1 within `$expand`, 2 within an `$expand` in it. */
  readonly depth: number;
}

function planLevel(context: QueryContext, level: Level): Plan {
  const { table, options, url } = level;
  const alias = context.nextAlias();
  const scopeFor = (option: QueryOption): Scope => ({
    table,
    alias,
    variables: new Map(),
    source: sourceOf(url, option),
  });
  const select = options.find((option) => option.kind === 'select');
  const filter = options.find((option) => option.kind === 'filter');
  const orderby = options.find((option) => option.kind === 'orderby');
  const expand = options.find((option) => option.kind === 'expand');
  const top = options.find((option) => option.kind === 'top');
  const count = options.find((option) => option.kind === 'count');
  const selected = selectColumns(table, select);
  return {
    table,
    alias,
    select: selected?.columns,
    selected: selected?.names ?? [],
    expands: expand === undefined ? [] : planExpands(context, level, expand),
    readable: context.readable(table, alias),
    filter: filter === undefined ? undefined : compileFilter(context, scopeFor(filter), filter.expression),
    orders:
      orderby === undefined ? [] : orderby.items.map((item) => planOrder(context, scopeFor(orderby), item)),
    top: top !== undefined && 'number' in top ? top.number : undefined,
    count: count?.count ?? false,
  };
}

function selectColumns(
  table: Table,
  select: SelectOption | undefined,
): { columns: Column[]; names: string[] } | undefined {
  if (select === undefined) return undefined;
  const columns = new Set<Column>();
  const names: string[] = [];
  for (const item of select.items) {
    const path = item.path
      .map((part) => part.name.trim())
      .filter((part) => !part.startsWith('Microsoft.Dynamics.CRM.'));
    const property = path.join('/');
    // "$select=name,&…" stands in Microsoft's own samples.
    if (property === '') continue;
    if (property === '*') return undefined;
    const column = findColumn(table, property);
    if (column === undefined) throw errors.unknownProperty(property, table.logicalName);
    columns.add(column);
    names.push(property);
  }
  return names.length === 0 ? undefined : { columns: [...columns], names };
}

function planOrder(context: QueryContext, scope: Scope, item: OrderbyItem): Order {
  const descending = item.direction?.name === 'desc';
  const expression = dereference(context, item.expression);
  if (expression.kind !== 'path') {
    throw expression.kind === 'call'
      ? errors.functionNotSupported(expression.name.name)
      : errors.nodeNotSupported('Constant');
  }
  const { column, scope: at, wrap } = resolvePath(context, scope, expression);
  const own = at === scope;
  return { sql: wrap(columnSql(at, column)), descending, column: own ? column : undefined };
}

function dereference(context: QueryContext, expression: Expression): Expression {
  if (expression.kind !== 'alias-reference') return expression;
  return context.aliases.get(expression.name) ?? expression;
}

function planExpands(context: QueryContext, level: Level, expand: ExpandOption): Expand[] {
  return expand.items.map((item) => {
    level.counter.left -= 1;
    if (level.counter.left < 0) throw errors.tooManyJoins();
    return planExpand(context, level, item);
  });
}

function planExpand(context: QueryContext, level: Level, item: ExpandItem): Expand {
  const [property = '', qualified, ...deeper] = item.path.map((part) => part.name.trim());
  if (deeper.length > 0) throw errors.badSyntax();
  const navigation = level.table.navigations.get(property);
  if (navigation === undefined) {
    throw level.table.columns.has(property)
      ? errors.notANavigation(property)
      : errors.unknownProperty(property, level.table.logicalName);
  }
  refuseExpandOptions(navigation, item, level.depth);
  const ref = item.suffix?.name === '$ref';
  if (ref && navigation.kind !== 'single') throw errors.refOnCollection();
  if (item.suffix !== undefined && !ref) throw errors.nodeNotSupported('Count');
  const table = expandedTable(context, navigation, qualified);
  const inner = { ...context, aliases: new RefusedAliases() };
  const plan = planLevel(inner, { ...level, options: item.options, table, depth: level.depth + 1 });
  return { navigation: { ...navigation, target: table.logicalName }, plan: withLink(navigation, plan), ref };
}

/** Behind a cast, only the rows of that type. */
function expandedTable(context: QueryContext, navigation: Navigation, qualified: string | undefined): Table {
  const table = tableOf(context.schema, navigation.target);
  if (qualified === undefined) return table;
  const cast = castTable(context.schema, table, qualified);
  if (cast === undefined) throw errors.unknownProperty(qualified, table.logicalName);
  return cast;
}

/** Parameter aliases reach into `$filter` and `$orderby`, but not into `$expand`. */
class RefusedAliases extends Map<string, Expression> {
  override get(alias: string): never {
    throw errors.aliasInExpand(alias);
  }
}

/** Rows of an expanded collection tell the lookup that ties them to their parent. */
function withLink(navigation: Navigation, plan: Plan): Plan {
  if (navigation.kind !== 'collection' || plan.select === undefined) return plan;
  return plan.select.includes(navigation.column)
    ? plan
    : { ...plan, select: [...plan.select, navigation.column] };
}

function refuseExpandOptions(navigation: Navigation, item: ExpandItem, depth: number): void {
  for (const option of item.options) {
    const optionName = option.name.name.trim();
    if (option.kind === 'skip') throw errors.skipRefused();
    if (!['select', 'filter', 'orderby', 'top', 'expand'].includes(option.kind)) {
      throw errors.unsupportedOption(optionName);
    }
  }
  const kinds = new Set(item.options.map((option) => option.kind));
  const sorted = kinds.has('top') || kinds.has('orderby');
  const nested = kinds.has('expand');
  if (sorted && (navigation.kind !== 'collection' || nested || depth > 0)) throw errors.expandOptions();
  if (navigation.kind === 'many-to-many' && (nested || depth > 0)) throw errors.expandOptions();
}
