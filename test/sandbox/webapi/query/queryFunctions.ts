// Microsoft.Dynamics.CRM.* functions in $filter: what they are given, and which condition they stand for.
import type { CallExpression, Expression } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { conditions } from './conditions';
import type { Parameters } from './conditions';
import { findColumn } from './operand';
import { columnSql, largestJoins, navigationCondition, tableOf } from './scope';
import type { QueryContext, Scope } from './scope';
import { name, raw, sql } from './sql';
import type { Sql } from './sql';

type Parameter = readonly [name: string, edmType: string];

const values: Readonly<Record<Parameters, readonly Parameter[]>> = {
  none: [],
  text: [['PropertyValue', 'Edm.String']],
  number: [['PropertyValue', 'Edm.Int64']],
  numbers: [
    ['PropertyValue1', 'Edm.Int64'],
    ['PropertyValue2', 'Edm.Int64'],
  ],
  texts: [['PropertyValues', 'Collection(Edm.String)']],
};

/** Parameters of every query function by its name, as `$metadata` lists them. */
export const queryFunctions: ReadonlyMap<string, readonly Parameter[]> = new Map(
  [...conditions].map(([name, { parameters }]) => [
    name,
    [['PropertyName', 'Edm.String'], ...values[parameters]],
  ]),
);

export function compileQueryFunction(context: QueryContext, scope: Scope, call: CallExpression): Sql {
  const functionName = call.name.name.slice('Microsoft.Dynamics.CRM.'.length);
  const condition = conditions.get(functionName);
  if (condition === undefined) throw errors.unknownFunction(call.name.name);
  const expected = queryFunctions.get(functionName) ?? [];
  const given = call.args.items.map((item) => item.name?.name ?? '');
  if (given.length !== expected.length || expected.some(([parameter]) => !given.includes(parameter))) {
    throw errors.unknownFunction(call.name.name);
  }
  const { scope: target, wrap } = targetScope(context, scope, call);
  const property = texts(context, argument(call, 'PropertyName'))[0] ?? '';
  const column = findColumn(target.table, property);
  if (column === undefined) throw errors.unknownProperty(property, target.table.logicalName);
  const asked = values[condition.parameters].flatMap(([parameter]) =>
    texts(context, argument(call, parameter)),
  );
  if (condition.parameters === 'texts' && asked.length === 0) return raw('0');
  const { table } = target;
  const compiled = condition.compile({
    sql: columnSql(target, column),
    column,
    table,
    values: asked,
    context,
  });
  return wrap(sql`(${compiled})`);
}

/** Whose column a function asks about: `x/Microsoft.Dynamics.CRM.f(…)` the lambda variable's, `nav/…` the row's behind the lookup. */
function targetScope(
  context: QueryContext,
  scope: Scope,
  call: CallExpression,
): { scope: Scope; wrap(condition: Sql): Sql } {
  if (call.target === undefined) return { scope, wrap: (condition) => condition };
  if (call.target.kind !== 'path') throw errors.nodeNotSupported('SingleNavigationNode');
  const [first = '', ...rest] = call.target.segments.map((segment) => segment.name);
  if (rest.length >= largestJoins) throw errors.tooManyJoins();
  const variable = scope.variables.get(first);
  const path = variable === undefined ? [first, ...rest] : rest;
  return behind(context, variable ?? scope, path);
}

function behind(
  context: QueryContext,
  near: Scope,
  [first, ...rest]: readonly string[],
): { scope: Scope; wrap(condition: Sql): Sql } {
  if (first === undefined) return { scope: near, wrap: (condition) => condition };
  const navigation = near.table.navigations.get(first);
  if (navigation === undefined) throw errors.unknownProperty(first, near.table.logicalName);
  if (navigation.kind !== 'single') throw errors.nodeNotSupported('CollectionNavigationNode');
  const far: Scope = {
    ...near,
    table: tableOf(context.schema, navigation.target),
    alias: context.nextAlias(),
  };
  const inner = behind(context, far, rest);
  const tied = navigationCondition(context.schema, navigation, near, far.alias);
  return {
    scope: inner.scope,
    wrap: (condition) =>
      sql`EXISTS (SELECT 1 FROM ${name(far.table.logicalName)} ${far.alias} WHERE ${tied} AND ${inner.wrap(condition)})`,
  };
}

function argument(call: CallExpression, parameter: string): Expression | undefined {
  return call.args.items.find((item) => item.name?.name === parameter)?.value;
}

function texts(context: QueryContext, expression: Expression | undefined): string[] {
  if (expression === undefined) throw errors.badSyntax();
  if (expression.kind === 'alias-reference') return texts(context, context.aliases.get(expression.name));
  if (expression.kind === 'literal') return [expression.value];
  if (expression.kind === 'path') return [expression.segments.map((segment) => segment.name).join('/')];
  if (expression.kind === 'json-array' || expression.kind === 'list') {
    return expression.items.flatMap((item) => texts(context, item));
  }
  if (expression.kind === 'parenthesized') return texts(context, expression.expression);
  throw errors.invalidJson();
}
