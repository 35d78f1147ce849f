// What stands in the parentheses behind an entity set: the primary key or an alternate one.
import type { Argument, ArgumentList, Expression, ODataUrl } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { isGuid } from '../query/operand';
import { all, name, sql, value } from '../query/sql';
import type { Sql } from '../query/sql';
import { stored } from '../query/conditions';
import type { AlternateKey, Column, Table } from '../schema/model';
import type { Exchange } from './exchange';

/** Values of an alternate key, for the row that an upsert makes. */
export type KeyValues = ReadonlyMap<Column, string>;

export interface FoundKey {
  /** Undefined where no row has these values. */
  readonly id: string | undefined;
  /** Empty for the primary key. */
  readonly alternate: KeyValues;
}

export function readKey(exchange: Exchange, url: ODataUrl, table: Table, args: ArgumentList): FoundKey {
  const [only, ...more] = args.items;
  if (only === undefined) throw errors.badSyntax();
  const named = args.items.map((item) => item.name?.name);
  if (more.length === 0 && (named[0] === undefined || named[0] === table.primaryKey)) {
    return { id: primaryKey(exchange, url, only), alternate: new Map() };
  }
  if (named.some((key) => key === undefined)) throw errors.badSyntax();
  return alternateKey(exchange, table, args.items);
}

function primaryKey(exchange: Exchange, url: ODataUrl, item: Argument): string {
  const key = dereference(exchange, item.value);
  const written = url.text.slice(item.value.start, item.value.end);
  if (key.kind !== 'literal' || key.type !== 'guid' || (key === item.value && !isGuid(written))) {
    throw errors.badSyntax();
  }
  return key.value.toLowerCase();
}

function alternateKey(exchange: Exchange, table: Table, items: readonly Argument[]): FoundKey {
  const given = new Map(items.map((item) => [item.name?.name ?? '', dereference(exchange, item.value)]));
  const key = table.alternateKeys.find((candidate) => fits(candidate, given));
  if (key === undefined) throw errors.keyNotDefined(table.logicalName);
  const values = new Map(key.columns.map((column) => [column, literalText(given.get(column.property))]));
  const conditions = [...values].map(([column, text]) => keyCondition(column, text));
  const query = sql`SELECT ${name(table.key.sql)} AS id FROM ${name(table.logicalName)} WHERE ${all(conditions)} LIMIT 1`;
  const id = exchange.store.get(query.text, query.values)?.['id'];
  return { id: typeof id === 'string' ? id : undefined, alternate: values };
}

const fits = (key: AlternateKey, given: ReadonlyMap<string, unknown>): boolean =>
  key.columns.length === given.size && key.columns.every((column) => given.has(column.property));

function literalText(expression: Expression | undefined): string {
  if (expression?.kind !== 'literal') throw errors.badSyntax();
  return expression.value;
}

function keyCondition(column: Column, text: string): Sql {
  const of = column.edmType === 'Edm.String' ? `fold(${name(column.sql)})` : name(column.sql);
  return sql`${of} = ${value(stored(column, text))}`;
}

export function dereference(exchange: Exchange, expression: Expression): Expression {
  if (expression.kind !== 'alias-reference') return expression;
  return exchange.query.aliases.get(expression.name) ?? expression;
}
