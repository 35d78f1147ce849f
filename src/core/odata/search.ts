import type { SearchExpression, SearchTerm, Span } from './ast';
import { Code, isBlank } from './characters';
import type { Cursor } from './cursor';

/**
 * The value of `$search`: words, phrases in double quotes, `NOT`, `AND` (which blanks stand for, too), `OR` and
 * parentheses. `AND` binds stronger than `OR` (OData 4.01 URL Conventions, 5.1.7). These three are operators only
 * where an operand may follow them: `$search=AND` looks for that word.
 */
export function readSearch(cursor: Cursor): SearchExpression {
  const start = cursor.pos;
  if (!cursor.enter()) return { ...cursor.missing(), start: cursor.offset(start) };
  const search = readChain(cursor, 'OR');
  cursor.leave();
  return search;
}

function readChain(cursor: Cursor, operator: 'AND' | 'OR'): SearchExpression {
  const first = readOperand(cursor, operator);
  const operands = [first];
  const operators: Span[] = [];
  let last = first;
  for (let at = takeOperator(cursor, operator); at; at = takeOperator(cursor, operator)) {
    operators.push(at);
    last = readOperand(cursor, operator);
    operands.push(last);
  }
  if (operands.length === 1) return first;
  return { kind: 'search-logical', start: first.start, end: last.end, operator, operands, operators };
}

function readOperand(cursor: Cursor, operator: 'AND' | 'OR'): SearchExpression {
  return operator === 'OR' ? readChain(cursor, 'AND') : readTerm(cursor);
}

/** Goes over the operator behind blanks; an `AND` that is not written has an empty span. */
function takeOperator(cursor: Cursor, operator: 'AND' | 'OR'): Span | undefined {
  const before = cursor.pos;
  cursor.skipBlanks();
  const start = cursor.pos;
  if (isWord(cursor, operator)) {
    cursor.pos += operator.length;
    return cursor.span(start);
  }
  if (operator === 'AND' && start > before && startsTerm(cursor) && !isWord(cursor, 'OR')) {
    return cursor.span(start);
  }
  cursor.pos = before;
  return undefined;
}

/** Whether `word` stands here as an operator: blanks and an operand follow. */
function isWord(cursor: Cursor, word: string): boolean {
  const end = cursor.pos + word.length;
  if (!cursor.chars.startsWith(word, cursor.pos) || !isBlank(cursor.codeAt(end))) return false;
  let at = end;
  while (isBlank(cursor.codeAt(at))) at++;
  return !isStop(cursor, at);
}

/** The end of the expression; a semicolon that is encoded is part of a word. */
function isStop(cursor: Cursor, index: number): boolean {
  const code = cursor.codeAt(index);
  return code === -1 || code === Code.close || (code === Code.semicolon && !cursor.isEncoded(index));
}

function startsTerm(cursor: Cursor): boolean {
  return !isStop(cursor, cursor.pos);
}

function readTerm(cursor: Cursor): SearchExpression {
  cursor.skipBlanks();
  const start = cursor.pos;
  const code = cursor.peek();
  if (code === Code.open) return readParenthesized(cursor);
  if (code === Code.double) return readQuoted(cursor, 'phrase');
  if (code === Code.quote && isQuoted(cursor)) return readQuoted(cursor, 'incomplete');
  if (isWord(cursor, 'NOT')) return readNot(cursor);
  let end = start;
  while (!isStop(cursor, end) && !endsWord(cursor.codeAt(end))) end++;
  if (end === start) {
    cursor.error('expected-expression', start, start, 'A word to search for is missing here.');
    return cursor.missing();
  }
  cursor.pos = end;
  return term(cursor, start, 'word', cursor.chars.slice(start, end));
}

/** An encoded quote that nothing closes is part of a word. */
function isQuoted(cursor: Cursor): boolean {
  if (!cursor.isEncoded(cursor.pos)) return true;
  const end = quotedEnd(cursor, cursor.pos);
  return end - cursor.pos >= 2 && cursor.codeAt(end - 1) === Code.quote;
}

/** Index after the closing quote. Between quotes that are not encoded, one that is encoded is text. */
function quotedEnd(cursor: Cursor, open: number): number {
  if (cursor.codeAt(open) === Code.double || cursor.isEncoded(open)) return cursor.literalEnd(open);
  for (let at = open + 1; at < cursor.end; at++) {
    if (cursor.codeAt(at) !== Code.quote || cursor.isEncoded(at)) continue;
    if (cursor.codeAt(at + 1) !== Code.quote) return at + 1;
    at++;
  }
  return cursor.end;
}

function endsWord(code: number): boolean {
  return isBlank(code) || code === Code.open || code === Code.double;
}

function term(cursor: Cursor, start: number, form: SearchTerm['form'], value: string): SearchTerm {
  return { kind: 'search-term', start: cursor.offset(start), end: cursor.offset(cursor.pos), form, value };
}

function readNot(cursor: Cursor): SearchExpression {
  const start = cursor.pos;
  cursor.pos += 'NOT'.length;
  if (!cursor.enter()) return { ...cursor.missing(), start: cursor.offset(start) };
  const operand = readTerm(cursor);
  cursor.leave();
  return { kind: 'search-not', start: cursor.offset(start), end: cursor.offset(cursor.pos), operand };
}

function readQuoted(cursor: Cursor, form: 'phrase' | 'incomplete'): SearchTerm {
  const start = cursor.pos;
  const end = quotedEnd(cursor, start);
  const closed = end - start >= 2 && cursor.chars.charCodeAt(end - 1) === cursor.chars.charCodeAt(start);
  cursor.pos = end;
  if (!closed) {
    const message = 'The text is not closed: a quote is missing at its end.';
    cursor.error('unterminated-string', start, end, message);
  }
  const value = cursor.chars.slice(start + 1, closed ? end - 1 : end);
  return term(cursor, start, form, form === 'incomplete' ? value.replaceAll("''", "'") : value);
}

function readParenthesized(cursor: Cursor): SearchExpression {
  const open = cursor.pos++;
  const search = readSearch(cursor);
  cursor.close(open, Code.close);
  const end = cursor.offset(cursor.pos);
  return { kind: 'search-parenthesized', start: cursor.offset(open), end, search };
}
