import type { BinaryOperator, Expression, LogicalExpression, Span } from './ast';
import { Code, type Cursor } from './cursor';
import { readJson } from './json';
import { readJsonString, readNumeric, readPrefixed, readString, readWordLiteral } from './literals';
import { readPath } from './members';

/** Binding strength, weakest first (OData 4.01 URL Conventions, 5.1.1.17). */
const strengths: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  eq: 3,
  ne: 3,
  gt: 4,
  ge: 4,
  lt: 4,
  le: 4,
  has: 4,
  in: 4,
  add: 5,
  sub: 5,
  mul: 6,
  div: 6,
  divby: 6,
  mod: 6,
};

interface Operator {
  readonly name: string;
  readonly strength: number;
  readonly start: number;
  readonly end: number;
}

/** One expression at the cursor; stops at what cannot go on with it. Never fails: `missing` where nothing stands. */
export function readExpression(cursor: Cursor): Expression {
  return cursor.nested(() => readBinary(cursor, 1)) ?? { kind: 'error', ...cursor.span(cursor.pos) };
}

/** An expression that fills the rest of the cursor's range. */
export function readWholeExpression(cursor: Cursor): Expression {
  const expression = readExpression(cursor);
  cursor.skipBlanks();
  while (!cursor.atEnd) cursor.unexpected('');
  return expression;
}

function readBinary(cursor: Cursor, weakest: number): Expression {
  let left = readUnary(cursor);
  let links = 0;
  for (;;) {
    const operator = peekOperator(cursor);
    if (!operator || operator.strength < weakest) return left;
    if (operator.strength <= 2) {
      left = readLogical(cursor, left, operator);
      continue;
    }
    takeOperator(cursor, operator);
    const right = operator.name === 'in' ? readList(cursor) : readBinary(cursor, operator.strength + 1);
    left = {
      kind: 'binary',
      start: left.start,
      end: right.end,
      operator: operator.name as BinaryOperator,
      operatorSpan: cursor.span(operator.start, operator.end),
      left,
      right,
    };
    // A chain leans to the left and grows as deep as it is long.
    if (++links > maxChain) {
      const start = cursor.pos;
      cursor.skipTo(',;');
      cursor.error('too-deep', start, cursor.pos, 'This chain of operators is too long.');
      return left;
    }
  }
}

const maxChain = 50;

function readLogical(cursor: Cursor, first: Expression, operator: Operator): LogicalExpression {
  const operands = [first];
  const operators: Span[] = [];
  let next: Operator | undefined = operator;
  while (next?.name === operator.name) {
    takeOperator(cursor, next);
    operators.push(cursor.span(next.start, next.end));
    operands.push(readBinary(cursor, operator.strength + 1));
    next = peekOperator(cursor);
  }
  const end = operands.at(-1)?.end ?? first.end;
  const name = operator.name === 'and' ? 'and' : 'or';
  return { kind: 'logical', start: first.start, end, operator: name, operands, operators };
}

/** The operator after blanks, without moving. A word right behind a literal (`1eq`) is none. */
function peekOperator(cursor: Cursor): Operator | undefined {
  const before = cursor.pos;
  cursor.skipBlanks();
  const start = cursor.pos;
  cursor.pos = before;
  const end = cursor.wordEnd(start);
  if (end === start || end - start > 5) return undefined;
  const word = cursor.chars.slice(start, end);
  const exact = Object.hasOwn(strengths, word);
  const name = exact ? word : word.toLowerCase();
  const strength = Object.hasOwn(strengths, name) ? strengths[name] : undefined;
  return strength === undefined ? undefined : { name, strength, start, end };
}

function takeOperator(cursor: Cursor, operator: Operator): void {
  const { start, end, name } = operator;
  if (cursor.chars.charCodeAt(start) < 0x61 || cursor.chars.slice(start, end) !== name) {
    cursor.error('operator-case', start, end, `Operators are written in lower case: ${name}.`);
  }
  cursor.pos = end;
}

function readUnary(cursor: Cursor): Expression {
  cursor.skipBlanks();
  const start = cursor.pos;
  if (cursor.peek() === Code.minus) {
    const value = readNumeric(cursor) ?? readNegativeInfinity(cursor);
    if (value) return value;
    cursor.pos = start + 1;
    return readOperand(cursor, start, '-');
  }
  if (isNot(cursor)) {
    cursor.pos = start + 3;
    return readOperand(cursor, start, 'not');
  }
  return readPrimary(cursor);
}

function readOperand(cursor: Cursor, start: number, operator: 'not' | '-'): Expression {
  const operand = cursor.nested(() => readUnary(cursor)) ?? { kind: 'error', ...cursor.span(cursor.pos) };
  return { kind: 'unary', start: cursor.offset(start), end: operand.end, operator, operand };
}

/** `not` as an operator: a word of its own that does not go on as a path or a call of that name. */
function isNot(cursor: Cursor): boolean {
  if (cursor.peek() !== 0x6e || !cursor.chars.startsWith('not', cursor.pos)) return false;
  const after = cursor.peek(3);
  return cursor.wordEnd(cursor.pos) === cursor.pos + 3 && after !== Code.slash && after !== Code.dot;
}

function readNegativeInfinity(cursor: Cursor): Expression | undefined {
  const start = cursor.pos;
  cursor.pos = cursor.wordEnd(start + 1);
  const value = readWordLiteral(cursor, start);
  if (!value) cursor.pos = start;
  return value;
}

function readPrimary(cursor: Cursor): Expression {
  const code = cursor.peek();
  switch (code) {
    case Code.open:
      return readParenthesized(cursor, false);
    case Code.quote:
      return readString(cursor);
    case Code.double:
      return readJsonString(cursor, false);
    case Code.openBracket:
    case Code.openBrace:
      return readJson(cursor);
    case Code.at:
      return readAlias(cursor);
    default:
      return readNumeric(cursor) ?? readNamed(cursor);
  }
}

function readNamed(cursor: Cursor): Expression {
  const start = cursor.pos;
  const end = cursor.qualifiedEnd(start);
  if (end === start) {
    cursor.error('expected-expression', start, start, 'A value, a column or a function is missing here.');
    return cursor.missing();
  }
  cursor.pos = end;
  if (cursor.peek() === Code.quote) return readPrefixed(cursor, start);
  const next = cursor.peek();
  if (next !== Code.open && next !== Code.slash) {
    const word = readWordLiteral(cursor, start);
    if (word) return word;
  }
  return readPath(cursor, cursor.identifier(start, end));
}

function readAlias(cursor: Cursor): Expression {
  const start = cursor.pos;
  cursor.pos = cursor.qualifiedEnd(start);
  if (cursor.pos === start) {
    cursor.pos++;
    cursor.error('expected-name', start, cursor.pos, 'The name of the parameter alias is missing after "@".');
  }
  const name = cursor.chars.slice(start, cursor.pos);
  const alias: Expression = { kind: 'alias-reference', ...cursor.span(start), name };
  return cursor.peek() === Code.slash ? readPath(cursor, undefined, alias) : alias;
}

/** `('a','b')` after `in`; an alias, a JSON array or a collection's path may stand there too. */
function readList(cursor: Cursor): Expression {
  cursor.skipBlanks();
  return cursor.peek() === Code.open ? readParenthesized(cursor, true) : readBinary(cursor, 5);
}

function readParenthesized(cursor: Cursor, list: boolean): Expression {
  const start = cursor.pos++;
  const items: Expression[] = [];
  cursor.skipBlanks();
  if (!(list && cursor.peek() === Code.close)) {
    do items.push(readExpression(cursor));
    while (cursor.takeComma());
  }
  cursor.close(start, Code.close);
  const [expression] = items;
  if (expression && !list && items.length === 1) {
    return { kind: 'parenthesized', ...cursor.span(start), expression };
  }
  return { kind: 'list', ...cursor.span(start), items };
}
