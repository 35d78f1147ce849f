// Microsoft.Dynamics.CRM.* conditions in $filter: the ones without fiscal years, hierarchies and full text.
import type { CallExpression, Expression } from '../../../../src/core/odata/ast';
import type { SqlValue } from 'node:sqlite';
import { fold } from '../db/fold';
import * as errors from '../errors';
import type { Column } from '../schema/model';
import { calendarRanges, daysOf, relativeRanges } from './periods';
import type { Range } from './periods';
import { findColumn } from './operand';
import { columnSql } from './scope';
import type { QueryContext, Scope } from './scope';
import { join, likeLiteral, raw, sql, value } from './sql';
import type { Sql } from './sql';

export type Parameters = 'none' | 'value' | 'values';

interface Condition {
  readonly parameters: Parameters;
  compile(
    column: Sql,
    argument: { one: string; many: readonly string[] },
    context: QueryContext,
    of: Column,
  ): Sql;
}

const within = (column: Sql, [from, to]: Range): Sql =>
  sql`${column} >= ${value(from)} AND ${column} < ${value(to)}`;

const listed = (column: Sql, values: readonly string[], of: Column): Sql =>
  sql`${comparable(column, of)} IN (${join(
    values.map((one) => value(stored(of, one))),
    ', ',
  )})`;

const between = (column: Sql, values: readonly string[], of: Column): Sql => {
  const [low, high] = values;
  if (low === undefined || high === undefined) throw errors.badSyntax();
  return sql`${comparable(column, of)} BETWEEN ${value(stored(of, low))} AND ${value(stored(of, high))}`;
};

const isText = (of: Column): boolean => of.edmType === 'Edm.String';
const comparable = (column: Sql, of: Column): Sql => (isText(of) ? sql`fold(${column})` : column);
const negated = (condition: Sql): Sql => sql`NOT COALESCE((${condition}), 0)`;

/** A parameter arrives as text whatever the column's type. */
function stored(of: Column, text: string): SqlValue {
  if (isText(of)) return fold(text);
  if (of.kind === 'boolean') return text === 'true' || text === '1' ? 1 : 0;
  if (of.edmType === 'Edm.Guid') return text.replace(/[{}]/g, '').toLowerCase();
  if (of.kind === 'datetime' || of.kind === 'date') return text;
  const number = Number(text);
  if (Number.isNaN(number)) throw errors.incompatibleTypes(of.edmType, 'Edm.String', 'Equal');
  return number;
}

const matching = (pattern: (text: string) => string): Condition => ({
  parameters: 'value',
  compile: (column, { one }, _context, of) =>
    sql`${comparable(column, of)} LIKE ${value(pattern(likeLiteral(fold(one))))} ESCAPE '\\'`,
});

const day = (text: string): Range => {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw errors.incompatibleTypes('Edm.DateTimeOffset', 'Edm.String', 'Equal');
  return daysOf(time, 0, 1);
};

const plain: Readonly<Record<string, Condition>> = {
  In: { parameters: 'values', compile: (column, { many }, _context, of) => listed(column, many, of) },
  NotIn: {
    parameters: 'values',
    compile: (column, { many }, _context, of) => negated(listed(column, many, of)),
  },
  Between: { parameters: 'values', compile: (column, { many }, _context, of) => between(column, many, of) },
  NotBetween: {
    parameters: 'values',
    compile: (column, { many }, _context, of) => negated(between(column, many, of)),
  },
  EqualUserId: {
    parameters: 'none',
    compile: (column, _none, { caller }) => sql`${column} = ${value(caller.userId)}`,
  },
  NotEqualUserId: {
    parameters: 'none',
    compile: (column, _none, { caller }) => sql`${column} IS NOT ${value(caller.userId)}`,
  },
  EqualBusinessId: {
    parameters: 'none',
    compile: (column, _none, { caller }) => sql`${column} = ${value(caller.businessUnitId)}`,
  },
  NotEqualBusinessId: {
    parameters: 'none',
    compile: (column, _none, { caller }) => sql`${column} IS NOT ${value(caller.businessUnitId)}`,
  },
  BeginsWith: matching((text) => `${text}%`),
  EndsWith: matching((text) => `%${text}`),
  On: { parameters: 'value', compile: (column, { one }) => within(column, day(one)) },
  NotOn: { parameters: 'value', compile: (column, { one }) => negated(within(column, day(one))) },
  OnOrAfter: { parameters: 'value', compile: (column, { one }) => sql`${column} >= ${value(day(one)[0])}` },
  OnOrBefore: { parameters: 'value', compile: (column, { one }) => sql`${column} < ${value(day(one)[1])}` },
};

function condition(functionName: string): Condition | undefined {
  const known = plain[functionName];
  if (known !== undefined) return known;
  const calendar = calendarRanges[functionName];
  if (calendar !== undefined) {
    return { parameters: 'none', compile: (column, _none, { now }) => within(column, calendar(now)) };
  }
  const relative = relativeRanges[functionName];
  if (relative === undefined) return undefined;
  return {
    parameters: 'value',
    compile: (column, { one }, { now }) => within(column, relative(now, count(one))),
  };
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw errors.badSyntax();
  return number;
}

/** Name and parameters of every condition that the sandbox knows: `$metadata` lists them. */
export const queryFunctions: ReadonlyMap<string, Parameters> = new Map([
  ...Object.entries(plain).map(([name, { parameters }]) => [name, parameters] as const),
  ...Object.keys(calendarRanges).map((name) => [name, 'none'] as const),
  ...Object.keys(relativeRanges).map((name) => [name, 'value'] as const),
]);

export function compileQueryFunction(context: QueryContext, scope: Scope, call: CallExpression): Sql {
  const functionName = call.name.name.slice('Microsoft.Dynamics.CRM.'.length);
  const known = condition(functionName);
  if (known === undefined) throw errors.unknownFunction(call.name.name);
  const target = targetScope(scope, call);
  const property = texts(context, argument(call, 'PropertyName'))[0] ?? '';
  const column = findColumn(target.table, property);
  if (column === undefined) throw errors.unknownProperty(property, target.table.logicalName);
  const one = known.parameters === 'value' ? (texts(context, argument(call, 'PropertyValue'))[0] ?? '') : '';
  const many = known.parameters === 'values' ? texts(context, argument(call, 'PropertyValues')) : [];
  if (known.parameters === 'values' && many.length === 0) return raw('0');
  return known.compile(columnSql(target, column), { one, many }, context, column);
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
