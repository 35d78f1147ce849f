import type {
  BinaryExpression,
  BinaryOperator,
  CallExpression,
  Expression,
  LambdaExpression,
} from '../../../../src/core/odata/ast';
import { fold } from '../db/fold';
import * as errors from '../errors';
import { castTable } from './casts';
import { callRefused, compileOperand, isGuid, isNumeric } from './operand';
import type { Operand } from './operand';
import { compileQueryFunction } from './queryFunctions';
import { largestJoins, navigationCondition, tableOf } from './scope';
import type { QueryContext, Scope } from './scope';
import { balanced, likeLiteral, name, raw, sql, value } from './sql';
import type { Sql } from './sql';
import { never } from '../never';

const comparisons: Partial<Record<BinaryOperator, { sql: string; kind: string }>> = {
  eq: { sql: '=', kind: 'Equal' },
  ne: { sql: '<>', kind: 'NotEqual' },
  gt: { sql: '>', kind: 'GreaterThan' },
  ge: { sql: '>=', kind: 'GreaterThanOrEqual' },
  lt: { sql: '<', kind: 'LessThan' },
  le: { sql: '<=', kind: 'LessThanOrEqual' },
};

const crmPrefix = 'Microsoft.Dynamics.CRM.';

/** A `$filter` expression as a condition on the rows of the scope's table. */
export function compileFilter(context: QueryContext, scope: Scope, expression: Expression): Sql {
  switch (expression.kind) {
    case 'logical':
      return balanced(
        expression.operands.map((operand) => compileFilter(context, scope, operand)),
        expression.operator === 'and' ? 'AND' : 'OR',
      );
    case 'parenthesized':
      return sql`(${compileFilter(context, scope, expression.expression)})`;
    case 'unary':
      return compileNot(context, scope, expression.operator, expression.operand);
    case 'binary':
      return compileComparison(context, scope, expression);
    case 'call':
      return compileCall(context, scope, expression);
    case 'lambda':
      return compileLambda(context, scope, expression);
    case 'alias-reference': {
      const target = context.aliases.get(expression.name);
      if (target === undefined) throw errors.notBoolean();
      return compileFilter(context, scope, target);
    }
    case 'error':
    case 'missing':
      throw errors.expressionExpected(scope.source.position(expression.start), scope.source.text);
    case 'path':
    case 'literal': {
      const operand = compileOperand(context, scope, expression);
      if (operand.edmType !== 'Edm.Boolean') throw errors.notBoolean();
      return sql`${operand.sql} = 1`;
    }
    case 'list':
    case 'json-array':
    case 'json-object':
      throw errors.notBoolean();
    default:
      return never(expression);
  }
}

function compileNot(context: QueryContext, scope: Scope, operator: 'not' | '-', operand: Expression): Sql {
  if (operator === '-') throw errors.notBoolean();
  const inner = operand.kind === 'parenthesized' ? operand.expression : operand;
  if (inner.kind === 'call' && inner.name.name.startsWith(crmPrefix)) throw errors.negatedCondition();
  return sql`NOT COALESCE((${compileFilter(context, scope, operand)}), 0)`;
}

function compileComparison(context: QueryContext, scope: Scope, expression: BinaryExpression): Sql {
  const operator = comparisons[expression.operator];
  if (operator === undefined) {
    throw errors.nodeNotSupported(expression.operator === 'in' ? 'In' : 'BinaryOperator');
  }
  const left = compileOperand(context, scope, expression.left);
  const right = compileOperand(context, scope, expression.right);
  requireCompatible(left, right, operator.kind);
  if (left.edmType === null || right.edmType === null) {
    return compareWithNull(left, right, expression.operator);
  }
  const text = left.edmType === 'Edm.String' && right.edmType === 'Edm.String';
  const dates =
    left.edmType !== right.edmType && (left.edmType === 'Edm.Date' || right.edmType === 'Edm.Date');
  const side = (operand: Operand): Sql => {
    if (text) return foldedOperand(operand);
    if (dates && operand.edmType === 'Edm.Date') return sql`${operand.sql} || 'T00:00:00Z'`;
    return isStringGuid(operand) ? value(guidOf(operand.literal ?? '')) : operand.sql;
  };
  const compared = sql`${side(left)} ${operator.sql} ${side(right)}`;
  // Dataverse's "not equal" holds for empty columns too.
  if (expression.operator === 'ne') {
    return sql`COALESCE(${compared}, NOT (${left.sql} IS NULL AND ${right.sql} IS NULL))`;
  }
  return compared;
}

const guidOf = (text: string): string => text.replace(/[{}]/g, '').toLowerCase();

function isStringGuid(operand: Operand): boolean {
  return operand.edmType === 'Edm.String' && operand.literal !== undefined && isGuid(operand.literal);
}

function foldedOperand(operand: Operand): Sql {
  return operand.literal === undefined ? sql`fold(${operand.sql})` : value(fold(operand.literal));
}

function compareWithNull(left: Operand, right: Operand, operator: BinaryOperator): Sql {
  const operand = left.edmType === null ? right : left;
  if (operator === 'eq') return sql`${operand.sql} IS NULL`;
  if (operator === 'ne') return sql`${operand.sql} IS NOT NULL`;
  return raw('0');
}

function requireCompatible(left: Operand, right: Operand, kind: string): void {
  if (left.edmType === null || right.edmType === null || left.edmType === right.edmType) return;
  if (isNumeric(left.edmType) && isNumeric(right.edmType)) return;
  const types = new Set([left.edmType, right.edmType]);
  if (types.has('Edm.Date') && types.has('Edm.DateTimeOffset')) return;
  if (types.has('Edm.Guid') && (isStringGuid(left) || isStringGuid(right))) return;
  throw errors.incompatibleTypes(left.edmType, right.edmType, kind);
}

function compileCall(context: QueryContext, scope: Scope, call: CallExpression): Sql {
  const called = call.name.name;
  if (called.startsWith(crmPrefix)) return compileQueryFunction(context, scope, call);
  if (called !== 'contains' && called !== 'startswith' && called !== 'endswith') throw callRefused(called);
  const [first, second, ...more] = call.args.items.map((item) => item.value);
  const signature = `${called}(Edm.String Nullable=true, Edm.String Nullable=true)`;
  if (first === undefined || second === undefined || more.length > 0) {
    throw errors.wrongArguments(called, signature);
  }
  const subject = compileOperand(context, scope, first);
  const part = compileOperand(context, scope, second);
  const acceptable = (type: string | null): boolean => type === null || type === 'Edm.String';
  if (!acceptable(subject.edmType) || !acceptable(part.edmType)) {
    throw errors.wrongArguments(called, signature);
  }
  if (part.literal === undefined) return sql`instr(${foldedOperand(subject)}, ${foldedOperand(part)}) > 0`;
  const text = likeLiteral(fold(part.literal));
  const pattern = called === 'contains' ? `%${text}%` : called === 'startswith' ? `${text}%` : `%${text}`;
  return sql`${foldedOperand(subject)} LIKE ${value(pattern)} ESCAPE '\\'`;
}

function compileLambda(context: QueryContext, scope: Scope, lambda: LambdaExpression): Sql {
  if (lambda.target.kind !== 'path') throw errors.badSyntax();
  if (scope.variables.size >= largestJoins) throw errors.tooManyJoins();
  const segments = lambda.target.segments.map((segment) => segment.name);
  const variable = scope.variables.get(segments[0] ?? '');
  const near = variable ?? scope;
  const path = variable === undefined ? segments : segments.slice(1);
  const [property, ...following] = path;
  const navigation = near.table.navigations.get(property ?? '');
  if (navigation === undefined) throw errors.unknownProperty(property ?? '', near.table.logicalName);
  const cast = castTable(context.schema, tableOf(context.schema, navigation.target), following[0] ?? '');
  const deeper = cast === undefined ? following : following.slice(1);
  // A lambda on a collection behind a lookup is what Dataverse cannot translate.
  if (deeper.length > 0) throw errors.nestedLambda();
  if (navigation.kind === 'single') throw errors.badSyntax();
  const target = cast ?? tableOf(context.schema, navigation.target);
  const inner: Scope = { ...scope, table: target, alias: context.nextAlias() };
  const variables = new Map(scope.variables);
  if (lambda.variable !== undefined) variables.set(lambda.variable.name, inner);
  const joined = navigationCondition(context.schema, navigation, near, inner.alias);
  const from = sql`SELECT 1 FROM ${name(target.logicalName)} ${inner.alias} WHERE ${joined}`;
  if (lambda.predicate === undefined) return sql`EXISTS (${from})`;
  const predicate = compileFilter(context, { ...scope, variables }, lambda.predicate);
  if (lambda.operator.name === 'any') return sql`EXISTS (${from} AND (${predicate}))`;
  return sql`NOT EXISTS (${from} AND NOT COALESCE((${predicate}), 0))`;
}
