// Operands of comparisons: columns, navigation paths and literals, each with its EDM type.
import type { Expression, Literal, PathExpression } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import type { Column, Table } from '../schema/model';
import { castTable } from './casts';
import { columnSql, largestJoins, navigationCondition, tableOf } from './scope';
import type { QueryContext, Scope } from './scope';
import { name, sql, value } from './sql';
import type { Sql } from './sql';
import { never } from '../never';

export interface Operand {
  readonly sql: Sql;
  /** `null` for the literal null. */
  readonly edmType: string | null;
  readonly column?: Column;
  /** Of a literal: its text. */
  readonly literal?: string;
}

const numeric = new Set(['Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double']);
const v3Prefix = /^(guid|datetime|datetimeoffset|time|binary|X)'/;
const guidText = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

export const isGuid = (text: string): boolean => guidText.test(text);
export const isNumeric = (edmType: string | null): boolean => edmType !== null && numeric.has(edmType);

/** Where a path leads: the column, in the scope of its table. `wrap` puts the column's SQL where the path stands. */
export interface ResolvedPath {
  readonly column: Column;
  readonly scope: Scope;
  wrap(inner: Sql): Sql;
}

/** The column that a name in a query means; a lookup may be named by its navigation property too. */
export function findColumn(table: Table, property: string): Column | undefined {
  const direct = table.columns.get(property);
  if (direct !== undefined) return direct;
  const byName = table.byLogicalName.get(property);
  return byName?.kind === 'lookup' ? byName : undefined;
}

export function resolvePath(context: QueryContext, scope: Scope, path: PathExpression): ResolvedPath {
  const segments = path.segments.map((segment) => segment.name);
  if (segments.length > largestJoins) throw errors.tooManyJoins();
  const variable = scope.variables.get(segments[0] ?? '');
  if (variable !== undefined) return walk(context, variable, segments.slice(1));
  return walk(context, scope, segments[0] === '$it' ? segments.slice(1) : segments);
}

function walk(context: QueryContext, scope: Scope, segments: readonly string[]): ResolvedPath {
  const [first, ...rest] = segments;
  if (first === undefined) throw errors.badSyntax();
  const cast = castTable(context.schema, scope.table, first);
  if (cast !== undefined) return walkCast(context, scope, cast, rest);
  if (rest.length === 0) {
    const column = findColumn(scope.table, first);
    if (column === undefined) throw errors.unknownProperty(first, scope.table.logicalName);
    return { column, scope, wrap: (inner) => inner };
  }
  const navigation = scope.table.navigations.get(first);
  if (navigation === undefined) throw errors.unknownProperty(first, scope.table.logicalName);
  if (navigation.kind !== 'single') throw errors.badSyntax();
  const target = tableOf(context.schema, navigation.target);
  const far: Scope = { ...scope, table: target, alias: context.nextAlias() };
  const inner = walk(context, far, rest);
  return {
    ...inner,
    wrap: (of) =>
      sql`(SELECT ${inner.wrap(of)} FROM ${name(target.logicalName)} ${far.alias} WHERE ${navigationCondition(context.schema, navigation, scope, far.alias)})`,
  };
}

/** `Microsoft.Dynamics.CRM.task/percentcomplete`: a column that only some of the rows have. */
function walkCast(context: QueryContext, scope: Scope, cast: Table, rest: readonly string[]): ResolvedPath {
  if (cast === scope.table) return walk(context, scope, rest);
  const as: Scope = { ...scope, table: cast, alias: context.nextAlias() };
  const inner = walk(context, as, rest);
  const same = sql`${as.alias}.${name(cast.key.sql)} = ${scope.alias}.${name(scope.table.key.sql)}`;
  return {
    ...inner,
    wrap: (of) => sql`(SELECT ${inner.wrap(of)} FROM ${name(cast.logicalName)} ${as.alias} WHERE ${same})`,
  };
}

export function compileOperand(context: QueryContext, scope: Scope, expression: Expression): Operand {
  switch (expression.kind) {
    case 'path': {
      const { column, scope: at, wrap } = resolvePath(context, scope, expression);
      return { sql: wrap(columnSql(at, column)), edmType: column.edmType, column };
    }
    case 'literal':
      return compileLiteral(scope, expression);
    case 'parenthesized':
      return compileOperand(context, scope, expression.expression);
    case 'alias-reference': {
      const target = context.aliases.get(expression.name);
      // An alias that nobody assigned is null.
      return target === undefined
        ? { sql: value(null), edmType: null }
        : compileOperand(context, scope, target);
    }
    case 'binary':
      throw errors.nodeNotSupported('BinaryOperator');
    case 'unary':
      return negative(context, scope, expression.operand);
    case 'call':
      throw callRefused(expression.name.name);
    case 'error':
    case 'missing':
      throw errors.syntaxAt(scope.source.position(expression.start), scope.source.text);
    case 'lambda':
    case 'logical':
      throw errors.notBoolean();
    case 'list':
    case 'json-array':
    case 'json-object':
      throw errors.nodeNotSupported('CollectionConstant');
    default:
      return never(expression);
  }
}

function negative(context: QueryContext, scope: Scope, of: Expression): Operand {
  const operand = compileOperand(context, scope, of);
  if (!isNumeric(operand.edmType)) throw errors.nodeNotSupported('UnaryOperator');
  return { ...operand, sql: sql`-${operand.sql}` };
}

const knownFunctions = new Set(
  'length indexof substring tolower toupper trim concat year month day hour minute second date time now round floor ceiling cast isof totaloffsetminutes maxdatetime mindatetime fractionalseconds totalseconds matchesPattern hassubset hassubsequence case geo.distance geo.length geo.intersects'.split(
    ' ',
  ),
);

/** OData's own functions are known to the parser but not translated; any other name is unknown to both. */
export function callRefused(functionName: string): errors.Refusal {
  return knownFunctions.has(functionName)
    ? errors.functionNotSupported(functionName)
    : errors.unknownFunction(functionName);
}

function compileLiteral(scope: Scope, literal: Literal): Operand {
  const text = literal.value;
  if (literal.type !== 'string' && v3Prefix.test(scope.source.slice(literal.start, literal.end))) {
    throw oddLiteral(scope, literal);
  }
  switch (literal.type) {
    case 'null':
      return { sql: value(null), edmType: null };
    case 'boolean':
      return { sql: value(text === 'true' ? 1 : 0), edmType: 'Edm.Boolean', literal: text };
    case 'integer':
      return { sql: value(Number(text)), edmType: 'Edm.Int32', literal: text };
    case 'decimal':
    case 'double':
      return {
        sql: value(Number(text)),
        edmType: literal.type === 'double' ? 'Edm.Double' : 'Edm.Decimal',
        literal: text,
      };
    case 'string':
      return { sql: value(text), edmType: 'Edm.String', literal: text };
    case 'guid':
      return { sql: value(text.toLowerCase()), edmType: 'Edm.Guid', literal: text };
    case 'date':
      return { sql: value(text), edmType: 'Edm.Date', literal: text };
    case 'dateTimeOffset':
      return { sql: value(storedTime(text)), edmType: 'Edm.DateTimeOffset', literal: text };
    case 'timeOfDay':
    case 'duration':
    case 'binary':
    case 'geography':
    case 'geometry':
    case 'enum':
      throw oddLiteral(scope, literal);
    default:
      return never(literal.type);
  }
}

function oddLiteral(scope: Scope, literal: Literal): errors.Refusal {
  const written = scope.source.slice(literal.start, literal.end);
  if (v3Prefix.test(written)) {
    return errors.unrecognizedLiteral(written, scope.source.position(literal.start), scope.source.text);
  }
  return errors.nodeNotSupported('Constant');
}

/** As rows hold times: UTC, whole seconds. */
export function storedTime(text: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
