import type { Argument, ArgumentList, Expression, Identifier, LambdaExpression } from './ast';
import { Code, isBlank } from './characters';
import type { Cursor } from './cursor';

/**
 * A path, a call or a lambda. Its first name has been read, or `base` stands before the slash at the cursor.
 */
export function readPath(
  cursor: Cursor,
  first: Identifier | undefined,
  base: Expression | undefined,
): Expression {
  let result = base;
  let segments = first ? [first] : [];
  for (let calls = 0; ;) {
    const last = segments.at(-1);
    if (last && cursor.peek() === Code.open) {
      if (++calls > maxCalls) return tooLong(cursor, pathOf(result, segments));
      segments.pop();
      result = readCall(cursor, pathOf(result, segments), last);
      segments = [];
      // A key behind a function's parameters: `f(x=1)(2)`.
      if (cursor.peek() === Code.open) {
        result = readCall(cursor, result, cursor.identifier(cursor.pos, cursor.pos));
      }
    }
    // In a key between slashes an encoded slash is data.
    if (cursor.peek() !== Code.slash || (cursor.strict && cursor.isEncoded(cursor.pos))) break;
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
  if (cursor.strict) cursor.pos = keyEnd(cursor);
  else if (cursor.pos === start) {
    cursor.error('expected-name', start, start, 'A name is missing after the slash.');
  }
  return cursor.identifier(start, cursor.pos);
}

/** Index after what OData 4.01 takes as a key between slashes (`$root/Products/A-1`), of which the cursor is past a name. */
function keyEnd(cursor: Cursor): number {
  let at = cursor.pos;
  for (let code = cursor.codeAt(at); code >= 0; code = cursor.codeAt(++at)) {
    const isMark = isBlank(code) || '/(),;:=&[]{}"'.includes(String.fromCharCode(code));
    if (isMark && (code !== Code.slash || !cursor.isEncoded(at))) break;
  }
  return at;
}

function pathOf(base: Expression | undefined, segments: readonly Identifier[]): Expression | undefined {
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last) return base;
  return { kind: 'path', start: base ? base.start : first.start, end: last.end, base, segments };
}

function readCall(cursor: Cursor, target: Expression | undefined, name: Identifier): Expression {
  const start = target?.start ?? name.start;
  const operator = target || cursor.strict ? name.name.toLowerCase() : name.name;
  if (operator === 'any' || operator === 'all') {
    if (!cursor.strict && operator !== name.name) {
      cursor.report('operator-case', name.start, name.end, `It is written in lower case: ${operator}.`);
    }
    return readLambda(cursor, start, target, { ...name, name: operator });
  }
  const open = cursor.pos;
  const isCount = name.name === '$count';
  if (!isCount && !(target && name.name === 'aggregate')) {
    const args = readArguments(cursor, !target && operator === 'case');
    const none = undefined;
    return {
      kind: 'call',
      start,
      end: args.end,
      target,
      name,
      args,
      options: none,
      aggregates: none,
      apply: none,
    };
  }
  cursor.pos++;
  const options = isCount ? cursor.grammar.nestedOptions(cursor) : undefined;
  const aggregates = isCount ? undefined : cursor.grammar.aggregates(cursor);
  cursor.close(open, Code.close);
  const end = cursor.offset(cursor.pos);
  const args: ArgumentList = { kind: 'arguments', start: cursor.offset(open), end, items: [] };
  return { kind: 'call', start, end, target, name, args, options, aggregates, apply: undefined };
}

/** `(…)` of a call or a key, at the cursor; `condition:value` are its items where it is the one of `case`. */
export function readArguments(cursor: Cursor, conditions = false): ArgumentList {
  const open = cursor.pos++;
  const items: Argument[] = [];
  cursor.skipBlanks();
  if (cursor.peek() !== Code.close) {
    do items.push(readArgument(cursor, conditions));
    while (cursor.takeComma());
  }
  cursor.close(open, Code.close);
  return { kind: 'arguments', start: cursor.offset(open), end: cursor.offset(cursor.pos), items };
}

function readArgument(cursor: Cursor, conditions: boolean): Argument {
  cursor.skipBlanks();
  const start = cursor.offset(cursor.pos);
  const name = readArgumentName(cursor);
  let value = cursor.grammar.expression(cursor);
  let condition: Expression | undefined;
  cursor.skipBlanks();
  if (conditions && cursor.take(Code.colon)) {
    condition = value;
    value = cursor.grammar.expression(cursor);
    cursor.skipBlanks();
  }
  const code = cursor.peek();
  const ends = code === Code.comma || code === Code.close || code === -1;
  if (!ends && !cursor.isNextOption()) cursor.unexpected(',');
  return { kind: 'argument', start, end: value.end, name, condition, value };
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
  let variable: Identifier | undefined;
  let predicate: Expression | undefined;
  cursor.skipBlanks();
  const inner = cursor.pos;
  if (!cursor.take(Code.close)) {
    variable = readVariable(cursor);
    predicate = cursor.grammar.expression(cursor);
    cursor.close(open, Code.close);
  } else if (operator.name === 'all') {
    cursor.error('expected-expression', inner, inner, '"all" needs a condition, as in all(x:x/name eq 1).');
  }
  const end = cursor.offset(cursor.pos);
  return { kind: 'lambda', start, end, target: collection, operator, variable, predicate };
}

function readVariable(cursor: Cursor): Identifier | undefined {
  const start = cursor.pos;
  const end = cursor.wordEnd(start);
  cursor.pos = end;
  cursor.skipBlanks();
  if (end > start && cursor.take(Code.colon)) return cursor.identifier(start, end);
  cursor.pos = start;
  const message = 'A variable and a ":" are missing here, as in any(x:x/name eq 1).';
  cursor.error('expected-name', start, start, message);
  return undefined;
}
