import type { Argument, Expression, Span } from '../../src/core/odata';
import type { Judge } from './judge';
import { isKeyValue, isPrimitiveLiteral } from './literals';
import type { State, Take } from './machine';
import { gaps, texts } from './patterns';
import type { PathToken } from './tokens';

// What a path's machine can go over: names, keys, parameters, segments in `$`.

function taken(fits: boolean, behind: number): number {
  return fits ? behind : -1;
}

/** A name that `test` likes. */
function nameWhere(test: (judge: Judge, text: string) => boolean): Take {
  return (judge, tokens, at) => {
    const token = tokens[at];
    return taken(token?.kind === 'name' && test(judge, judge.raw(token)), at + 1);
  };
}

export function name(rule: string): Take {
  return nameWhere((judge, text) => judge.names.is(rule, text));
}

export function annotation(rule: string): Take {
  return nameWhere((judge, text) => judge.names.isAnnotation(rule, text));
}

/** `optionallyQualified…Name` rules: `Ns.Type` or `Type`. */
export function qualified(wrapper: string, ...rules: string[]): Take {
  return nameWhere((judge, text) => judge.names.isQualified(wrapper, rules, text));
}

export const entityType = qualified('optionallyQualifiedEntityTypeName', 'entityTypeName');
export const complexType = qualified('optionallyQualifiedComplexTypeName', 'complexTypeName');

/** A segment that stands for itself, in its case: `$count`. */
export function word(text: string): Take {
  return nameWhere((_, raw) => raw === text);
}

export function matching(pattern: RegExp): Take {
  return nameWhere((_, text) => pattern.test(text));
}

/** `(1)`, `(@p)`, `(a=1,b='x')` */
export const key: Take = (judge, tokens, at) => {
  const token = tokens[at];
  return taken(token?.kind === 'arguments' && isKey(judge, token, token.items), at + 1);
};

export function isKey(judge: Judge, within: Span, items: readonly Argument[]): boolean {
  return judge.list(within, items, (item) => isKeyItem(judge, item, items.length), true);
}

function isKeyItem(judge: Judge, item: Argument, count: number): boolean {
  if (item.name || count > 1) return isKeyValuePair(judge, item);
  return item.condition === undefined && isAliasOr(judge, item.value, isKeyValue);
}

function isKeyValuePair(judge: Judge, { name, value }: Argument): boolean {
  if (!name) return false;
  const known = judge.isName('primitiveKeyProperty', name) || judge.isName('keyPropertyAlias', name);
  return known && judge.gap(name.end, value.start, gaps.equals) && isAliasOr(judge, value, isKeyValue);
}

type LiteralTest = (judge: Judge, span: Span) => boolean;

function isAliasOr(judge: Judge, value: Expression, isLiteral: LiteralTest): boolean {
  if (value.kind === 'alias-reference') return isParameterAlias(judge, value);
  return value.kind === 'literal' && isLiteral(judge, value) && judge.reach(value.end);
}

export function isParameterAlias(judge: Judge, span: Span): boolean {
  const text = judge.raw(span);
  const name = /^(?:@|%40)(.*)$/.exec(text)?.[1];
  return name !== undefined && judge.names.isIdentifier(name) && judge.names.allows('parameterAlias', text);
}

/** Anything between two slashes; parentheses behind a name belong to it. */
export const keyLiteral: Take = (judge, tokens, at) => {
  const first = tokens[at];
  if (first?.kind !== 'name') return -1;
  let behind = at + 1;
  while (tokens[behind]?.kind === 'arguments') behind++;
  const text = judge.text.slice(first.start, tokens[behind - 1]?.end);
  return taken(texts.key.test(text) && judge.names.allows('keyPathLiteral', text), behind);
};

/** `$filter(…)` with a slash before it. */
export const filterSegment: Take = (judge, tokens, at) => {
  const token = tokens[at];
  const within = tokens[at + 1];
  if (token?.kind !== 'name' || judge.raw(token) !== '$filter' || within?.kind !== 'arguments') return -1;
  judge.reach(token.end);
  const [only] = within.items;
  if (!only || only.name || only.condition || within.items.length > 1) return -1;
  const fits =
    judge.lead(within.start, only.value, gaps.open) &&
    judge.expression(only.value) &&
    judge.gap(only.value.end, within.end, gaps.close);
  return taken(fits, at + 2);
};

/** `(p=1,q=@a)` of a function in a resource path. */
export function areParameters(judge: Judge, token: PathToken | undefined): boolean {
  return (
    token?.kind === 'arguments' && judge.list(token, token.items, (item) => isFunctionParameter(judge, item))
  );
}

function isFunctionParameter(judge: Judge, { name, value }: Argument): boolean {
  return (
    name !== undefined &&
    judge.isName('parameterName', name) &&
    judge.gap(name.end, value.start, gaps.equals) &&
    isAliasOr(judge, value, isPrimitiveLiteral)
  );
}

/** `(p=Name,q=[1,2])` of a function in an expression. */
export function areExpressionParameters(judge: Judge, token: PathToken | undefined): boolean {
  if (token?.kind !== 'arguments') return false;
  return judge.list(
    token,
    token.items,
    ({ name, value }) =>
      name !== undefined &&
      judge.isName('parameterName', name) &&
      judge.lead(name.end, value, gaps.equals) &&
      judge.expression(value),
  );
}

type Parameters = (judge: Judge, token: PathToken | undefined) => boolean;

/** A function with its parameters: `rule` names it, `Ns.` may stand before where `placed`. */
export function call(rule: string, placed: boolean, areRight: Parameters): Take {
  const isFunction = placed ? qualified('', rule) : name(rule);
  return (judge, tokens, at) => {
    const behind = isFunction(judge, tokens, at);
    if (behind < 0) return -1;
    judge.reach(tokens[at]?.end ?? 0);
    return taken(areRight(judge, tokens[behind]), behind + 1);
  };
}

/** The six kinds of functions, `suffix` being `Function` or `FunctionImport`, and the state behind each. */
export function calls(
  suffix: string,
  placed: boolean,
  areRight: Parameters,
  behind: readonly [
    entityCol: string,
    entity: string,
    complexCol: string,
    complex: string,
    col: string,
    one: string,
  ],
): State['steps'] {
  return kinds.map((kind, i) => [call(`${kind}${suffix}`, placed, areRight), behind[i] ?? ''] as const);
}

const kinds = ['entityCol', 'entity', 'complexCol', 'complex', 'primitiveCol', 'primitive'];

/** The same without parentheses. */
export function bareCalls(suffix: string, placed: boolean, behind: string): State['steps'] {
  return kinds.map((kind) => {
    const rule = `${kind}${suffix}`;
    return [placed ? qualified('', rule) : name(rule), behind] as const;
  });
}
