// Microsoft.Dynamics.CRM.* functions in $filter: what they are given, and which condition they stand for.
import type { CallExpression, Expression } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { conditions } from './conditions';
import type { Parameters } from './conditions';
import { findColumn } from './operand';
import { columnSql } from './scope';
import type { QueryContext, Scope } from './scope';
import { raw, sql } from './sql';
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
  if (given.length !== expected.length || expected.some(([name]) => !given.includes(name))) {
    throw errors.unknownFunction(call.name.name);
  }
  const target = targetScope(scope, call);
  const property = texts(context, argument(call, 'PropertyName'))[0] ?? '';
  const column = findColumn(target.table, property);
  if (column === undefined) throw errors.unknownProperty(property, target.table.logicalName);
  const asked = values[condition.parameters].flatMap(([name]) => texts(context, argument(call, name)));
  if (condition.parameters === 'texts' && asked.length === 0) return raw('0');
  const { table } = target;
  return sql`(${condition.compile({ sql: columnSql(target, column), column, table, values: asked, context })})`;
}

/** `x/Microsoft.Dynamics.CRM.f(…)` inside a lambda asks about the variable's row. */
function targetScope(scope: Scope, call: CallExpression): Scope {
  if (call.target === undefined) return scope;
  const variable =
    call.target.kind === 'path' && call.target.segments.length === 1
      ? scope.variables.get(call.target.segments[0]?.name ?? '')
      : undefined;
  if (variable === undefined) throw errors.nodeNotSupported('SingleNavigationNode');
  return variable;
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
