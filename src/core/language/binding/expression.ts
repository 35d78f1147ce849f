import type {
  AliasReference,
  BinaryExpression,
  Expression,
  Identifier,
  JsonObject,
  LambdaExpression,
  PathExpression,
} from '../../odata';
import { recordAlias } from './aliases';
import { emptyScope, type Binder } from './binder';
import { bindCall } from './call';
import { bindLiteral } from './literals';
import { bindMember } from './members';
import type { Expectation, LambdaVariable, Scope, Wanted } from './model';
import { edm, nowhere, placeOf, type Place } from './place';

/** Binds the names of an expression; `expected`: what its value should be. */
export function bindExpression(
  binder: Binder,
  expression: Expression,
  scope: Scope,
  expected?: Expectation,
): Place {
  const place = bindByKind(binder, expression, scope, expected);
  binder.record.type(expression, place.reference);
  if (expected) binder.record.expect(expression, expected);
  return place;
}

function bindByKind(
  binder: Binder,
  expression: Expression,
  scope: Scope,
  expected: Expectation | undefined,
): Place {
  switch (expression.kind) {
    case 'literal':
      return bindLiteral(binder, expression);
    case 'alias-reference':
      return bindAlias(binder, expression, scope, expected);
    case 'path':
      return bindPath(binder, expression, scope, 'operand');
    case 'call':
      return bindCall(binder, expression, scope);
    case 'lambda':
      return bindLambda(binder, expression, scope);
    case 'logical':
      for (const operand of expression.operands) bindExpression(binder, operand, scope);
      return edm('Boolean');
    case 'binary':
      return bindBinary(binder, expression, scope);
    case 'unary':
      return bindExpression(binder, expression.operand, scope);
    case 'parenthesized':
      return bindExpression(binder, expression.expression, scope, expected);
    case 'list':
    case 'json-array':
      for (const item of expression.items) bindExpression(binder, item, scope, expected && itemOf(expected));
      return nowhere;
    case 'json-object':
      return bindObject(binder, expression, scope);
    case 'missing':
    case 'error':
      break;
  }
  return nowhere;
}

function itemOf(expected: Expectation): Expectation {
  return { ...expected, type: { ...expected.type, collection: false } };
}

function bindObject(binder: Binder, { members }: JsonObject, scope: Scope): Place {
  for (const { value } of members) bindExpression(binder, value, scope);
  return nowhere;
}

function bindAlias(
  binder: Binder,
  alias: AliasReference,
  scope: Scope,
  expected: Expectation | undefined,
): Place {
  recordAlias(binder, alias);
  return binder.aliases.place(alias.name, (option) =>
    bindExpression(binder, option.expression, scope, expected),
  );
}

const arithmetic: ReadonlySet<string> = new Set(['add', 'sub', 'mul', 'div', 'divby', 'mod']);

function bindBinary(binder: Binder, expression: BinaryExpression, scope: Scope): Place {
  const { operator, left, right } = expression;
  if (!arithmetic.has(operator)) {
    bindComparison(binder, left, right, scope);
    return edm('Boolean');
  }
  const { reference } = bindExpression(binder, left, scope);
  bindExpression(binder, right, scope);
  return reference ? { reference, collection: false } : nowhere;
}

/** Each side is what the other one may be compared with; the side that is a column says what. */
function bindComparison(binder: Binder, left: Expression, right: Expression, scope: Scope): void {
  if (isValue(left) && !isValue(right)) {
    const place = bindExpression(binder, right, scope);
    bindExpression(binder, left, scope, comparedWith(place));
    return;
  }
  const place = bindExpression(binder, left, scope);
  bindExpression(binder, right, scope, comparedWith(place));
}

function isValue({ kind }: Expression): boolean {
  return kind === 'literal' || kind === 'missing' || kind === 'error';
}

function comparedWith({ reference, property }: Place): Expectation | undefined {
  return reference && { type: reference, role: 'comparison', ...(property ? { property } : {}) };
}

/** `name`, `nav/name`, `e/subject`, `$it/name`, …; `wanted` of its last name. */
export function bindPath(binder: Binder, path: PathExpression, scope: Scope, wanted: Wanted): Place {
  const [first, ...rest] = path.segments;
  if (!first) return nowhere;
  const last = rest.at(-1) ?? first;
  const want = (name: Identifier): Wanted => (name === last ? wanted : 'operand');
  let place: Place;
  if (path.base) {
    place = bindNext(binder, first, bindExpression(binder, path.base, scope), want(first));
  } else place = bindFirst(binder, path, scope, want(first));
  for (const name of rest) place = bindNext(binder, name, place, want(name));
  return place;
}

function bindNext(binder: Binder, name: Identifier, from: Place, wanted: Wanted): Place {
  if (!name.name.startsWith('$')) return bindMember(binder, name, from, wanted);
  binder.record.name(name, wanted, { kind: 'builtin' }, { place: from });
  return name.name === '$count' ? edm('Int64') : nowhere;
}

function bindFirst(binder: Binder, { segments }: PathExpression, scope: Scope, wanted: Wanted): Place {
  const [first] = segments;
  if (!first) return nowhere;
  const { record, schema } = binder;
  const { name } = first;
  const rows: Place = scope.type ? rowsOf(scope.type) : nowhere;
  const variable = scope.variables.get(name);
  if (variable) {
    record.name(first, wanted, { kind: 'variable', ...variable }, { place: rows });
    return variable.type ? rowsOf(variable.type) : nowhere;
  }
  if (scope.computed.has(name)) {
    const type = scope.computed.get(name);
    record.name(first, wanted, { kind: 'computed', ...(type ? { type } : {}) }, { place: rows });
    return type ? placeOf(schema, type) : nowhere;
  }
  if (name.startsWith('$')) return bindWord(binder, first, rows, wanted);
  if (
    scope.paths &&
    !isLeft(
      scope.paths,
      segments.map((segment) => segment.name),
    )
  ) {
    record.notFound(first, wanted, { place: rows });
    return nowhere;
  }
  return bindMember(binder, first, rows, wanted);
}

function bindWord(binder: Binder, word: Identifier, rows: Place, wanted: Wanted): Place {
  binder.record.name(word, wanted, { kind: 'builtin' }, { place: rows });
  if (word.name === '$it') return { ...binder.row, collection: false };
  if (word.name === '$this') return rows;
  return word.name === '$count' ? edm('Int64') : nowhere;
}

function rowsOf(type: NonNullable<Scope['type']>): Place {
  return { type, reference: { name: type.qualifiedName, collection: false }, collection: false };
}

/** Whether a path, or one that it begins with, is among those that `groupby` left. */
function isLeft(paths: ReadonlySet<string>, names: readonly string[]): boolean {
  return names.some((_, at) => paths.has(names.slice(0, at + 1).join('/')));
}

function bindLambda(binder: Binder, lambda: LambdaExpression, scope: Scope): Place {
  const { target, operator, variable, predicate } = lambda;
  const rows =
    target.kind === 'path'
      ? bindPath(binder, target, scope, 'collection')
      : bindExpression(binder, target, scope);
  binder.record.type(target, rows.reference);
  binder.record.name(operator, 'operand', { kind: 'builtin' }, { place: rows });
  if (!predicate) return edm('Boolean');
  // Where a part of the file's variables stands for it, or none is written, every name inside may be its.
  const outer = !variable || binder.record.isHole(variable) ? emptyScope : scope;
  const inner = variable
    ? withVariable(outer, variable.name, { declaration: variable, ...typed(rows) })
    : outer;
  if (variable) {
    binder.record.name(variable, 'operand', { kind: 'variable', declaration: variable, ...typed(rows) });
  }
  const end = Math.max(predicate.end, lambda.end - 1);
  binder.record.scope({ start: variable?.end ?? predicate.start, end }, 'operand', variable ? inner : scope);
  bindExpression(binder, predicate, inner);
  return edm('Boolean');
}

function typed({ type }: Place): Pick<LambdaVariable, 'type'> {
  return type ? { type } : {};
}

function withVariable(scope: Scope, name: string, variable: LambdaVariable): Scope {
  return { ...scope, variables: new Map([...scope.variables, [name, variable]]) };
}
