import type { BinaryOperator, Expression, LogicalExpression, Span } from './ast';
import { Code, isBlank } from './characters';
import type { Cursor } from './cursor';
import { readJson } from './json';
import { readNumeric, readWordLiteral } from './literals';
import { readJsonString, readPrefixed, readString } from './strings';
import { operatorAfter, type Operator } from './operators';
import { readPath } from './members';

/** One expression at the cursor; stops at what cannot go on with it. Never fails: `missing` where nothing stands. */
export function readExpression(cursor: Cursor): Expression {
  const start = cursor.pos;
  if (!cursor.enter()) return cursor.unread(start);
  const expression = readBinary(cursor, 1);
  cursor.leave();
  return expression;
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
  for (let links = 0; ;) {
    const operator = operatorAfter(cursor);
    if (!operator || operator.strength < weakest) return left;
    if (operator.strength <= 2) {
      left = readLogical(cursor, left, operator);
      continue;
    }
    const operatorSpan = takeOperator(cursor, operator);
    const right = operator.name === 'in' ? readList(cursor) : readBinary(cursor, operator.strength + 1);
    left = {
      kind: 'binary',
      start: left.start,
      end: right.end,
      operator: operator.name as BinaryOperator,
      operatorSpan,
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
  let last = first;
  for (let next: Operator | undefined = operator; next === operator; next = operatorAfter(cursor)) {
    operators.push(takeOperator(cursor, next));
    last = readBinary(cursor, operator.strength + 1);
    operands.push(last);
  }
  const name = operator.name === 'and' ? 'and' : 'or';
  return { kind: 'logical', start: first.start, end: last.end, operator: name, operands, operators };
}

/** Goes over blanks and the operator that stands behind them. */
function takeOperator(cursor: Cursor, operator: Operator): Span {
  cursor.skipBlanks();
  const start = cursor.pos;
  cursor.pos = start + operator.name.length;
  checkCase(cursor, start, operator.name);
  return { start: cursor.offset(start), end: cursor.offset(cursor.pos) };
}

function checkCase(cursor: Cursor, start: number, operator: string): void {
  if (cursor.strict || cursor.chars.startsWith(operator, start)) return;
  cursor.error('operator-case', start, cursor.pos, `Operators are written in lower case: ${operator}.`);
}

function readUnary(cursor: Cursor): Expression {
  cursor.skipBlanks();
  const start = cursor.pos;
  const code = cursor.peek();
  if (code === Code.minus) {
    const value = readNumeric(cursor) ?? readNegativeInfinity(cursor);
    if (value) return value;
    cursor.pos = start + 1;
    return readOperand(cursor, start, '-');
  }
  if ((code | 0x20) === 0x6e && isNot(cursor)) {
    cursor.pos = start + 3;
    checkCase(cursor, start, 'not');
    return readOperand(cursor, start, 'not');
  }
  return readPrimary(cursor, code);
}

function readOperand(cursor: Cursor, start: number, operator: 'not' | '-'): Expression {
  const at = cursor.pos;
  let operand: Expression;
  if (cursor.enter()) {
    operand = readUnary(cursor);
    cursor.leave();
  } else operand = cursor.unread(at);
  return { kind: 'unary', start: cursor.offset(start), end: operand.end, operator, operand };
}

/** `not` as an operator: a word of its own that does not go on as a path or a call of that name. */
function isNot(cursor: Cursor): boolean {
  const { chars, pos } = cursor;
  if (cursor.wordEnd(pos) !== pos + 3) return false;
  const word = chars.slice(pos, pos + 3);
  if (word.toLowerCase() !== 'not') return false;
  const after = cursor.peek(3);
  // Dataverse reads `NOT` as the name of a column: it was meant as one where an operator follows it.
  if (word !== 'not' && !cursor.strict) return isBlank(after) && !operatorAfter(cursor, pos + 3);
  return after !== Code.slash && after !== Code.dot;
}

function readNegativeInfinity(cursor: Cursor): Expression | undefined {
  const start = cursor.pos;
  cursor.pos = cursor.wordEnd(start + 1);
  const value = readWordLiteral(cursor, start);
  if (!value) cursor.pos = start;
  return value;
}

function readPrimary(cursor: Cursor, code: number): Expression {
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
  if (end === start || isOperatorAlone(cursor, end)) {
    cursor.error('expected-expression', start, start, 'A value, a column or a function is missing here.');
    return cursor.missing();
  }
  cursor.pos = end;
  const next = cursor.peek();
  if (next === Code.quote) return readPrefixed(cursor, start);
  if (next !== Code.open && next !== Code.slash) {
    const word = readWordLiteral(cursor, start);
    if (word) return word;
  }
  return readPath(cursor, cursor.identifier(start, end), undefined);
}

/** `a eq 1 or or b eq 2`: no column of Dataverse is named like an operator, so what it joins is missing. */
function isOperatorAlone(cursor: Cursor, end: number): boolean {
  if (cursor.strict || end - cursor.pos > 3 || !cursor.isBlankAt(end)) return false;
  const operator = operatorAfter(cursor);
  return operator !== undefined && operator.strength <= 4;
}

function readAlias(cursor: Cursor): Expression {
  const start = cursor.pos;
  cursor.pos = cursor.qualifiedEnd(start);
  if (cursor.pos === start) {
    cursor.pos++;
    cursor.error('expected-name', start, cursor.pos, 'The name of the parameter alias is missing after "@".');
  }
  const name = cursor.chars.slice(start, cursor.pos);
  const end = cursor.offset(cursor.pos);
  const alias: Expression = { kind: 'alias-reference', start: cursor.offset(start), end, name };
  return cursor.peek() === Code.slash ? readPath(cursor, undefined, alias) : alias;
}

/** `('a','b')` after `in`; an alias, a JSON array or a collection's path may stand there too. */
function readList(cursor: Cursor): Expression {
  cursor.skipBlanks();
  return cursor.peek() === Code.open ? readParenthesized(cursor, true) : readBinary(cursor, 5);
}

function readParenthesized(cursor: Cursor, list: boolean): Expression {
  const open = cursor.pos++;
  const items: Expression[] = [];
  cursor.skipBlanks();
  if (!(list && cursor.peek() === Code.close)) {
    do items.push(readExpression(cursor));
    while (cursor.takeComma());
  }
  cursor.close(open, Code.close);
  const start = cursor.offset(open);
  const end = cursor.offset(cursor.pos);
  const [expression] = items;
  if (expression && !list && items.length === 1) return { kind: 'parenthesized', start, end, expression };
  return { kind: 'list', start, end, items };
}
