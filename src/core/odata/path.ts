import type { ArgumentList, ResourcePath, ResourceSegment } from './ast';
import { Code } from './characters';
import type { Cursor } from './cursor';
import { readArguments } from './members';

/** The resource path from the cursor to its end. Slashes before it belong to the root. */
export function readResourcePath(cursor: Cursor): ResourcePath {
  const start = cursor.offset(cursor.pos);
  const segments: ResourceSegment[] = [];
  while (!cursor.atEnd) {
    cursor.skipLenientBlanks();
    if (cursor.atEnd) break;
    segments.push(readSegment(cursor));
    if (!atSegmentEnd(cursor)) skipRest(cursor);
    cursor.take(Code.slash);
  }
  return { kind: 'resource-path', start, end: cursor.offset(cursor.pos), segments };
}

/** Whether a slash or nothing follows the blanks behind a segment. A slash that is encoded is part of a name or key. */
function atSegmentEnd(cursor: Cursor): boolean {
  cursor.skipLenientBlanks();
  return cursor.atEnd || isSlash(cursor, cursor.pos);
}

function isSlash(cursor: Cursor, index: number): boolean {
  return cursor.codeAt(index) === Code.slash && !cursor.isEncoded(index);
}

function readSegment(cursor: Cursor): ResourceSegment {
  const from = cursor.pos;
  cursor.pos = cursor.qualifiedEnd(from);
  const isLiteral = cursor.peek() !== Code.open && readLiteral(cursor, from);
  const name = cursor.identifier(from, cursor.pos);
  const args = isLiteral ? undefined : readOptionalArguments(cursor);
  const key = args && readOptionalArguments(cursor);
  const end = cursor.offset(cursor.pos);
  return { kind: 'segment', start: name.start, end, name, literal: isLiteral || undefined, args, key };
}

/** Goes over a key between slashes, where the text from `from` is no name; says so where Dataverse has none. */
function readLiteral(cursor: Cursor, from: number): true | undefined {
  const nameEnd = cursor.pos;
  let at = nameEnd;
  while (isKeyCode(cursor, at, nameEnd === from) && !isSlash(cursor, at)) at++;
  if (cursor.strict) {
    cursor.pos = at;
    return at > nameEnd || undefined;
  }
  if (nameEnd > from) return undefined;
  const message =
    at > from
      ? `"${cursor.chars.slice(from, Math.min(at, from + 40))}" is no name. A key stands in parentheses: accounts(…).`
      : 'The name of a table (entity set), column or function is missing here.';
  cursor.error('expected-name', from, at, message);
  cursor.pos = at;
  return at > from || undefined;
}

/** What a key between slashes may hold; behind a name a parenthesis opens arguments. */
function isKeyCode(cursor: Cursor, index: number, isBare: boolean): boolean {
  const code = cursor.codeAt(index);
  if (cursor.strict && (cursor.isEncoded(index) || (isBare && code === Code.close))) return code >= 0;
  return code > 0x20 && code !== Code.open && code !== Code.close && code !== Code.double;
}

function readOptionalArguments(cursor: Cursor): ArgumentList | undefined {
  const before = cursor.pos;
  cursor.skipBlanks();
  if (cursor.peek() === Code.open) return readArguments(cursor);
  cursor.pos = before;
  return undefined;
}

/** Goes over what does not belong to a segment, up to the next slash. */
function skipRest(cursor: Cursor): void {
  const start = cursor.pos;
  do {
    cursor.skipTo('/');
    // A closing bracket that nothing opened, or a slash that is encoded.
    if (!cursor.atEnd && !isSlash(cursor, cursor.pos)) cursor.pos++;
  } while (!cursor.atEnd && !isSlash(cursor, cursor.pos));
  const shown = cursor.chars.slice(start, Math.min(cursor.pos, start + 40)).trim();
  cursor.error('unexpected-text', start, cursor.pos, `"${shown}" does not belong here.`);
}
