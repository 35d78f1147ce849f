import type { Argument, ArgumentList, Expression, Identifier, QueryOption, Span } from '../../src/core/odata';
import type { CallExpression, LambdaExpression, ResourcePath } from '../../src/core/odata/ast';
import type { Judge } from './judge';

/** The parts of a path in a row, whatever tree they hang in: what a machine walks over. */
export type PathToken =
  | (Span & { readonly kind: 'name' })
  | (Span & { readonly kind: 'arguments'; readonly items: readonly Argument[] })
  | (Span & { readonly kind: 'lambda'; readonly lambda: LambdaExpression })
  /** The parentheses of `$count(…)` and `aggregate(…)`. */
  | (Span & { readonly kind: 'inner'; readonly call: CallExpression })
  | (Span & { readonly kind: 'options'; readonly options: readonly QueryOption[] })
  | (Span & { readonly kind: 'parameters'; readonly names: readonly Identifier[] });

function nameToken({ start, end }: Span): PathToken {
  return { kind: 'name', start, end };
}

function argumentsToken({ start, end, items }: ArgumentList): PathToken {
  return { kind: 'arguments', start, end, items };
}

/** The parts of an expression that is a path, a call, a lambda or an alias; undefined where it is none. */
export function expressionTokens(node: Expression): PathToken[] | undefined {
  switch (node.kind) {
    case 'alias-reference':
      return [nameToken(node)];
    case 'path': {
      const before = node.base ? expressionTokens(node.base) : [];
      return before && [...before, ...node.segments.map(nameToken)];
    }
    case 'call': {
      const before = node.target ? expressionTokens(node.target) : [];
      if (!before) return undefined;
      // A key behind a function's parameters has no name.
      if (node.name.end > node.name.start) before.push(nameToken(node.name));
      const { start, end } = node.args;
      const isInner = node.options !== undefined || node.aggregates !== undefined;
      before.push(isInner ? { kind: 'inner', start, end, call: node } : argumentsToken(node.args));
      return before;
    }
    case 'lambda': {
      const before = expressionTokens(node.target);
      return (
        before && [...before, { kind: 'lambda', start: node.operator.start, end: node.end, lambda: node }]
      );
    }
    case 'literal':
    case 'logical':
    case 'binary':
    case 'unary':
    case 'parenthesized':
    case 'list':
    case 'json-array':
    case 'json-object':
    case 'missing':
    case 'error':
      break;
  }
  return undefined;
}

/** The parts of a resource path; a slash at its end is followed by an empty one. */
export function resourceTokens(path: ResourcePath, text: string): PathToken[] {
  const tokens: PathToken[] = [];
  for (const { name, args, key } of path.segments) {
    tokens.push(nameToken(name));
    if (args) tokens.push(argumentsToken(args));
    if (key) tokens.push(argumentsToken(key));
  }
  if (tokens.length > 0 && text.charAt(path.end - 1) === '/') {
    tokens.push(nameToken({ start: path.end, end: path.end }));
  }
  return tokens;
}

/** Whether names and lambdas follow a slash, and everything else follows directly. */
export function areJoined(judge: Judge, tokens: readonly PathToken[]): boolean {
  return tokens.every((token, i) => {
    const previous = tokens[i - 1];
    if (!previous) return true;
    if (token.kind !== 'name' && token.kind !== 'lambda') return token.start === previous.end;
    return token.start === previous.end + 1 && judge.text.charAt(previous.end) === '/';
  });
}
