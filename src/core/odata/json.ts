import type { Expression, JsonMember } from './ast';
import { Code } from './characters';
import type { Cursor } from './cursor';
import { readJsonString, readString } from './strings';

/** A JSON array or object at the cursor. Dataverse takes single quotes too, so strings may have either. */
export function readJson(cursor: Cursor): Expression {
  return cursor.peek() === Code.openBracket ? readArray(cursor) : readObject(cursor);
}

/** `"text"`, or an expression: in OData 4.01 an array may hold any. */
function readValue(cursor: Cursor): Expression {
  cursor.skipBlanks();
  return cursor.peek() === Code.double ? readJsonString(cursor, true) : cursor.grammar.expression(cursor);
}

function readArray(cursor: Cursor): Expression {
  const open = cursor.pos++;
  const items: Expression[] = [];
  cursor.skipBlanks();
  if (cursor.peek() !== Code.closeBracket) {
    do items.push(readValue(cursor));
    while (cursor.takeComma());
  }
  cursor.close(open, Code.closeBracket);
  return { kind: 'json-array', start: cursor.offset(open), end: cursor.offset(cursor.pos), items };
}

function readObject(cursor: Cursor): Expression {
  const open = cursor.pos++;
  const members: JsonMember[] = [];
  cursor.skipBlanks();
  if (cursor.peek() !== Code.closeBrace) {
    do members.push(readMember(cursor));
    while (cursor.takeComma());
  }
  cursor.close(open, Code.closeBrace);
  return { kind: 'json-object', start: cursor.offset(open), end: cursor.offset(cursor.pos), members };
}

function readMember(cursor: Cursor): JsonMember {
  cursor.skipBlanks();
  const start = cursor.offset(cursor.pos);
  const name = readMemberName(cursor);
  cursor.skipBlanks();
  if (cursor.take(Code.colon)) {
    const value = readValue(cursor);
    return { kind: 'json-member', start, end: cursor.offset(cursor.pos), name, value };
  }
  cursor.error('expected-value', cursor.pos, cursor.pos, 'A ":" and a value are missing here.');
  const value = cursor.missing();
  cursor.skipTo(',');
  return { kind: 'json-member', start, end: cursor.offset(cursor.pos), name, value };
}

function readMemberName(cursor: Cursor): JsonMember['name'] {
  const start = cursor.pos;
  const code = cursor.peek();
  if (cursor.strict && code !== Code.double) {
    cursor.error('expected-name', start, start, 'The name of a member stands in double quotes.');
  }
  if (code === Code.quote || code === Code.double) {
    const {
      start: from,
      end,
      value,
    } = code === Code.quote ? readString(cursor) : readJsonString(cursor, true);
    return { kind: 'identifier', start: from, end, name: value };
  }
  cursor.pos = cursor.qualifiedEnd(start);
  if (cursor.pos === start) {
    cursor.error('expected-name', start, start, 'The name of a member is missing here.');
  }
  return cursor.identifier(start, cursor.pos);
}
