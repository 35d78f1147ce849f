// `$filter` over definitions: comparisons of simple values and enumerations, nothing else.
import type { BinaryExpression, Expression, Literal, PathExpression } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { qualified } from '../metadata/specs';
import type { Member } from '../metadata/specs';
import { never } from '../never';
import type { QueryContext } from '../query/scope';
import { functionRefused } from './refusals';
import type { MetadataType } from './types';
import type { MetadataItem } from './values';

export type Predicate = (item: MetadataItem) => boolean;

export interface FilterContext {
  readonly type: MetadataType;
  readonly aliases: QueryContext['aliases'];
}

export function compileFilter(context: FilterContext, expression: Expression): Predicate {
  switch (expression.kind) {
    case 'logical': {
      const operands = expression.operands.map((operand) => compileFilter(context, operand));
      return expression.operator === 'and'
        ? (item) => operands.every((operand) => operand(item))
        : (item) => operands.some((operand) => operand(item));
    }
    case 'parenthesized':
      return compileFilter(context, expression.expression);
    case 'unary': {
      const operand = compileFilter(context, expression.operand);
      return (item) => !operand(item);
    }
    case 'binary':
      return comparison(context, expression);
    case 'call':
      throw functionRefused(expression.name.name);
    case 'path': {
      const { read, type } = operandOf(context, expression);
      if (type !== 'Edm.Boolean') throw errors.notBoolean();
      return (item) => read(item) === true;
    }
    case 'alias-reference':
    case 'literal':
      throw errors.notBoolean();
    case 'lambda':
    case 'list':
    case 'json-array':
    case 'json-object':
    case 'missing':
    case 'error':
      throw errors.badSyntax();
    default:
      return never(expression);
  }
}

const comparisons = {
  eq: { kind: 'Equal', holds: (order: number) => order === 0 },
  ne: { kind: 'NotEqual', holds: (order: number) => order !== 0 },
  gt: { kind: 'GreaterThan', holds: (order: number) => order > 0 },
  ge: { kind: 'GreaterThanOrEqual', holds: (order: number) => order >= 0 },
  lt: { kind: 'LessThan', holds: (order: number) => order < 0 },
  le: { kind: 'LessThanOrEqual', holds: (order: number) => order <= 0 },
} as const;

function comparison(context: FilterContext, expression: BinaryExpression): Predicate {
  const operator = Object.entries(comparisons).find(([name]) => name === expression.operator)?.[1];
  if (operator === undefined) throw errors.nodeNotSupported('BinaryOperator');
  const left = operandOf(context, expression.left);
  const right = operandOf(context, expression.right);
  if (!comparable(left.type, right.type)) {
    throw errors.incompatibleTypes(left.type, right.type, operator.kind);
  }
  return (item) => operator.holds(compare(left.read(item), right.read(item)));
}

interface Operand {
  readonly type: string;
  read(item: MetadataItem): unknown;
}

function operandOf(context: FilterContext, expression: Expression): Operand {
  switch (expression.kind) {
    case 'literal':
      return literal(expression);
    case 'path':
      return property(context, expression);
    case 'parenthesized':
      return operandOf(context, expression.expression);
    case 'alias-reference': {
      const target = context.aliases.get(expression.name);
      return target === undefined ? { type: 'null', read: () => null } : operandOf(context, target);
    }
    case 'call':
      throw functionRefused(expression.name.name);
    case 'logical':
    case 'unary':
    case 'binary':
    case 'lambda':
    case 'list':
    case 'json-array':
    case 'json-object':
    case 'missing':
    case 'error':
      throw errors.badSyntax();
    default:
      return never(expression);
  }
}

const literalTypes: Readonly<Partial<Record<Literal['type'], string>>> = {
  boolean: 'Edm.Boolean',
  integer: 'Edm.Int32',
  decimal: 'Edm.Decimal',
  double: 'Edm.Double',
  string: 'Edm.String',
  guid: 'Edm.Guid',
  null: 'null',
};

function literal({ type, value, typeName }: Literal): Operand {
  const edm = type === 'enum' ? (typeName ?? '') : literalTypes[type];
  if (edm === undefined) throw errors.badSyntax();
  const of = literalValue(type, value);
  return { type: edm, read: () => of };
}

function literalValue(type: Literal['type'], value: string): unknown {
  if (type === 'null') return null;
  if (type === 'boolean') return value === 'true';
  if (type === 'guid') return value.toLowerCase();
  return type === 'integer' || type === 'decimal' || type === 'double' ? Number(value) : value;
}

const namespace = 'Microsoft.Dynamics.CRM';

/** `LogicalName`, or `IsCustomizable/Value` of a managed property. */
function property({ type }: FilterContext, { segments }: PathExpression): Operand {
  const [first, ...rest] = segments.map(({ name }) => name);
  const member = type.properties.get(first ?? '');
  if (member === undefined) throw errors.unknownProperty(first ?? '', type.name);
  if (member.collection) throw errors.nodeNotSupported('CollectionPropertyAccess');
  const of = rest.length === 0 ? typeName(member) : managedValues[member.type];
  if (rest.length > 0 && (rest.length > 1 || rest[0] !== 'Value' || of === undefined)) {
    throw errors.unknownProperty(rest.join('/'), member.type);
  }
  return {
    type: of ?? '',
    read: (item) => {
      const value: unknown = item.values[member.name] ?? null;
      return rest.length === 0 ? value : valueIn(value);
    },
  };
}

/** Types of `Value`. */
const managedValues: Readonly<Record<string, string>> = {
  BooleanManagedProperty: 'Edm.Boolean',
  AttributeRequiredLevelManagedProperty: `${namespace}.AttributeRequiredLevel`,
  AttributeTypeDisplayName: 'Edm.String',
  StringFormatName: 'Edm.String',
  DateTimeBehavior: 'Edm.String',
};

const valueIn = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'Value' in value ? value.Value : null;

const typeName = (member: Member): string => qualified(member).replace(/^mscrm\./, `${namespace}.`);

const numeric = new Set(['Edm.Int16', 'Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double']);

const comparable = (left: string, right: string): boolean =>
  left === right || left === 'null' || right === 'null' || (numeric.has(left) && numeric.has(right));

function compare(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1;
  return 1;
}
