import type { ArgumentList, Identifier, ResourcePath, ResourceSegment } from './ast';
import { Code, type Cursor } from './cursor';
import { readArguments } from './members';

/** The resource path from the cursor to its end. Slashes before it belong to the root. */
export function readResourcePath(cursor: Cursor): ResourcePath {
  const start = cursor.pos;
  const segments: ResourceSegment[] = [];
  while (!cursor.atEnd) {
    cursor.skipBlanks();
    if (cursor.atEnd) break;
    segments.push(readSegment(cursor));
    cursor.skipBlanks();
    if (!cursor.atEnd && cursor.peek() !== Code.slash) skipRest(cursor);
    cursor.take(Code.slash);
  }
  return { kind: 'resource-path', ...cursor.span(start), segments };
}

function readSegment(cursor: Cursor): ResourceSegment {
  const start = cursor.pos;
  const name = readSegmentName(cursor);
  const args = readOptionalArguments(cursor);
  const key = args && readOptionalArguments(cursor);
  return { kind: 'segment', ...cursor.span(start), name, ...(args ? { args } : {}), ...(key ? { key } : {}) };
}

function readSegmentName(cursor: Cursor): Identifier {
  const start = cursor.pos;
  cursor.pos = cursor.qualifiedEnd(start);
  if (cursor.pos === start) {
    cursor.error(
      'expected-name',
      start,
      start,
      'The name of a table (entity set), column or function is missing here.',
    );
  }
  return cursor.identifier(start, cursor.pos);
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
    // A closing bracket that nothing opened.
    if (!cursor.atEnd && cursor.peek() !== Code.slash) cursor.pos++;
  } while (!cursor.atEnd && cursor.peek() !== Code.slash);
  const shown = cursor.chars.slice(start, Math.min(cursor.pos, start + 40)).trim();
  cursor.error('unexpected-text', start, cursor.pos, `"${shown}" does not belong here.`);
}
