import type { Argument, ArgumentList, Expression, Identifier, LambdaExpression } from './ast';
import { Code, type Cursor } from './cursor';

/**
 * A path, a call or a lambda. Its first name has been read, or `base` stands before the slash at the cursor.
 */
export function readPath(cursor: Cursor, first: Identifier | undefined, base?: Expression): Expression {
  let result = base;
  let segments = first ? [first] : [];
  for (let calls = 0; ;) {
    const last = segments.at(-1);
    if (last && cursor.peek() === Code.open) {
      if (++calls > maxCalls) return tooLong(cursor, pathOf(result, segments));
      const target = pathOf(result, segments.slice(0, -1));
      result = readCall(cursor, target, last);
      segments = [];
    }
    if (cursor.peek() !== Code.slash) break;
    cursor.pos++;
    segments.push(readSegment(cursor));
  }
  return pathOf(result, segments) ?? cursor.missing();
}

// Calls behind calls make the tree as deep as they are many.
const maxCalls = 20;

function tooLong(cursor: Cursor, read: Expression | undefined): Expression {
  const start = cursor.pos;
  cursor.skipTo(',;');
  cursor.error('too-deep', start, cursor.pos, `More than ${maxCalls} calls follow each other.`);
  return read ?? cursor.missing();
}

function readSegment(cursor: Cursor): Identifier {
  const start = cursor.pos;
  cursor.pos = cursor.qualifiedEnd(start);
  if (cursor.pos === start) cursor.error('expected-name', start, start, 'A name is missing after the slash.');
  return cursor.identifier(start, cursor.pos);
}

function pathOf(base: Expression | undefined, segments: readonly Identifier[]): Expression | undefined {
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last) return base;
  return base
    ? { kind: 'path', start: base.start, end: last.end, base, segments }
    : { kind: 'path', start: first.start, end: last.end, segments };
}

function readCall(cursor: Cursor, target: Expression | undefined, name: Identifier): Expression {
  const start = target?.start ?? name.start;
  if (name.name === 'any' || name.name === 'all') {
    return readLambda(cursor, start, target, { ...name, name: name.name });
  }
  const args = readArguments(cursor);
  return target
    ? { kind: 'call', start, end: args.end, target, name, args }
    : { kind: 'call', start, end: args.end, name, args };
}

/** `(…)` of a call or a key, at the cursor. */
export function readArguments(cursor: Cursor): ArgumentList {
  const start = cursor.pos++;
  const items: Argument[] = [];
  cursor.skipBlanks();
  if (cursor.peek() !== Code.close) {
    do items.push(readArgument(cursor));
    while (cursor.takeComma());
  }
  cursor.close(start, Code.close);
  return { kind: 'arguments', ...cursor.span(start), items };
}

function readArgument(cursor: Cursor): Argument {
  cursor.skipBlanks();
  const start = cursor.pos;
  const name = readArgumentName(cursor);
  const value = cursor.grammar.expression(cursor);
  cursor.skipBlanks();
  const code = cursor.peek();
  if (code !== Code.comma && code !== Code.close && code !== -1) cursor.unexpected(',');
  const span = { start: cursor.offset(start), end: value.end };
  return name ? { kind: 'argument', ...span, name, value } : { kind: 'argument', ...span, value };
}

/** `name=` before a value; `@odata.id=` stands there too. */
function readArgumentName(cursor: Cursor): Identifier | undefined {
  const start = cursor.pos;
  const end = cursor.qualifiedEnd(start);
  if (end === start) return undefined;
  cursor.pos = end;
  cursor.skipBlanks();
  if (cursor.take(Code.equals)) return cursor.identifier(start, end);
  cursor.pos = start;
  return undefined;
}

function readLambda(
  cursor: Cursor,
  start: number,
  target: Expression | undefined,
  operator: LambdaExpression['operator'],
): Expression {
  const open = cursor.pos++;
  const collection = target ?? { kind: 'missing', start, end: start };
  if (!target) {
    cursor.error('expected-name', open, open, `"${operator.name}" needs a collection and a slash before it.`);
  }
  cursor.skipBlanks();
  if (operator.name === 'any' && cursor.take(Code.close)) {
    return { kind: 'lambda', start, end: cursor.offset(cursor.pos), target: collection, operator };
  }
  const variable = readVariable(cursor);
  const predicate = cursor.grammar.expression(cursor);
  cursor.close(open, Code.close);
  const end = cursor.offset(cursor.pos);
  return {
    kind: 'lambda',
    start,
    end,
    target: collection,
    operator,
    ...(variable ? { variable } : {}),
    predicate,
  };
}

function readVariable(cursor: Cursor): Identifier | undefined {
  const start = cursor.pos;
  const end = cursor.wordEnd(start);
  cursor.pos = end;
  cursor.skipBlanks();
  if (end > start && cursor.take(Code.colon)) return cursor.identifier(start, end);
  cursor.pos = start;
  cursor.error(
    'expected-name',
    start,
    start,
    'A variable and a ":" are missing here, as in any(x:x/name eq 1).',
  );
  return undefined;
}
