import type { Expression, JsonMember } from './ast';
import { Code, type Cursor } from './cursor';
import { readJsonString, readString } from './literals';

/** A JSON array or object at the cursor. Dataverse takes single quotes too, so strings may have either. */
export function readJson(cursor: Cursor): Expression {
  return cursor.nested(() => readValue(cursor)) ?? { kind: 'error', ...cursor.span(cursor.pos) };
}

function readValue(cursor: Cursor): Expression {
  cursor.skipBlanks();
  switch (cursor.peek()) {
    case Code.openBracket:
      return readArray(cursor);
    case Code.openBrace:
      return readObject(cursor);
    case Code.double:
      return readJsonString(cursor, true);
    default:
      return cursor.grammar.expression(cursor);
  }
}

function readItem(cursor: Cursor): Expression {
  return cursor.nested(() => readValue(cursor)) ?? { kind: 'error', ...cursor.span(cursor.pos) };
}

function readArray(cursor: Cursor): Expression {
  const start = cursor.pos++;
  const items: Expression[] = [];
  cursor.skipBlanks();
  if (cursor.peek() !== Code.closeBracket) {
    do items.push(readItem(cursor));
    while (cursor.takeComma());
  }
  cursor.close(start, Code.closeBracket);
  return { kind: 'json-array', ...cursor.span(start), items };
}

function readObject(cursor: Cursor): Expression {
  const start = cursor.pos++;
  const members: JsonMember[] = [];
  cursor.skipBlanks();
  if (cursor.peek() !== Code.closeBrace) {
    do members.push(readMember(cursor));
    while (cursor.takeComma());
  }
  cursor.close(start, Code.closeBrace);
  return { kind: 'json-object', ...cursor.span(start), members };
}

function readMember(cursor: Cursor): JsonMember {
  cursor.skipBlanks();
  const start = cursor.pos;
  const name = readMemberName(cursor);
  cursor.skipBlanks();
  if (!cursor.take(Code.colon)) {
    cursor.error('expected-value', cursor.pos, cursor.pos, 'A ":" and a value are missing here.');
    cursor.skipTo(',');
    return { kind: 'json-member', ...cursor.span(start), name, value: cursor.missing() };
  }
  const value = readItem(cursor);
  return { kind: 'json-member', ...cursor.span(start), name, value };
}

function readMemberName(cursor: Cursor): JsonMember['name'] {
  const start = cursor.pos;
  const code = cursor.peek();
  if (code === Code.quote || code === Code.double) {
    const literal = code === Code.quote ? readString(cursor) : readJsonString(cursor, true);
    return { kind: 'identifier', start: literal.start, end: literal.end, name: literal.value };
  }
  cursor.pos = cursor.qualifiedEnd(start);
  if (cursor.pos === start) {
    cursor.error('expected-name', start, start, 'The name of a member is missing here.');
  }
  return cursor.identifier(start, cursor.pos);
}
