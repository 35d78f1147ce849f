import type {
  ComputeItem,
  ExpandItem,
  ExpandSuffix,
  Identifier,
  OrderbyItem,
  QueryOption,
  SelectItem,
  Span,
} from './ast';
import { Code, type Cursor } from './cursor';

export function readSelectItems(cursor: Cursor): { items: SelectItem[]; trailingComma?: Span } {
  const items: SelectItem[] = [];
  for (;;) {
    cursor.skipBlanks();
    if (cursor.atEnd && items.length > 0) {
      // Reached only behind a comma.
      return { items, trailingComma: lastComma(cursor) };
    }
    items.push(readSelectItem(cursor));
    if (!nextItem(cursor)) return { items };
  }
}

function lastComma(cursor: Cursor): Span {
  const at = cursor.chars.lastIndexOf(',', cursor.pos - 1);
  return cursor.span(at, at + 1);
}

function readSelectItem(cursor: Cursor): SelectItem {
  const start = cursor.pos;
  const path = readItemPath(cursor);
  const options = readItemOptions(cursor);
  return { kind: 'select-item', ...cursor.span(start), path, options };
}

export function readExpandItems(cursor: Cursor): ExpandItem[] {
  const items: ExpandItem[] = [];
  do items.push(readExpandItem(cursor));
  while (nextItem(cursor));
  return items;
}

function readExpandItem(cursor: Cursor): ExpandItem {
  cursor.skipBlanks();
  const start = cursor.pos;
  const names = readItemPath(cursor);
  const last = names.at(-1);
  const suffix = last && asSuffix(last);
  const path = suffix ? names.slice(0, -1) : names;
  const options = readItemOptions(cursor);
  return { kind: 'expand-item', ...cursor.span(start), path, ...(suffix ? { suffix } : {}), options };
}

function asSuffix(identifier: Identifier): ExpandSuffix | undefined {
  const { name } = identifier;
  return name === '$ref' || name === '$count' || name === '$value' ? { ...identifier, name } : undefined;
}

function readItemPath(cursor: Cursor): Identifier[] {
  const path: Identifier[] = [];
  do {
    cursor.skipBlanks();
    const start = cursor.pos;
    cursor.pos = cursor.qualifiedEnd(start);
    if (cursor.pos > start && cursor.peek() === Code.dot && cursor.peek(1) === Code.star) cursor.pos += 2;
    else if (cursor.pos === start && !cursor.take(Code.star)) {
      cursor.error('expected-name', start, start, 'The name of a column or relationship is missing here.');
    }
    path.push(cursor.identifier(start, cursor.pos));
    cursor.skipBlanks();
  } while (cursor.take(Code.slash));
  return path;
}

function readItemOptions(cursor: Cursor): QueryOption[] {
  cursor.skipBlanks();
  if (cursor.peek() !== Code.open) return [];
  const open = cursor.pos++;
  const options = cursor.nested(() => cursor.grammar.nestedOptions(cursor)) ?? [];
  cursor.close(open, Code.close);
  return options;
}

/** Goes over what does not belong to the item, and over the comma behind it. */
function nextItem(cursor: Cursor): boolean {
  cursor.skipBlanks();
  const code = cursor.peek();
  if (code !== Code.comma && code !== Code.close && code !== -1) cursor.unexpected(',');
  return cursor.take(Code.comma);
}

export function readOrderbyItems(cursor: Cursor): OrderbyItem[] {
  const items: OrderbyItem[] = [];
  do items.push(readOrderbyItem(cursor));
  while (nextItem(cursor));
  return items;
}

function readOrderbyItem(cursor: Cursor): OrderbyItem {
  cursor.skipBlanks();
  const start = cursor.pos;
  const expression = cursor.grammar.expression(cursor);
  const end = cursor.pos;
  cursor.skipBlanks();
  const wordStart = cursor.pos;
  const wordEnd = cursor.wordEnd(wordStart);
  const name = cursor.chars.slice(wordStart, wordEnd).toLowerCase();
  if (name !== 'asc' && name !== 'desc') {
    return { kind: 'orderby-item', ...cursor.span(start, end), expression };
  }
  cursor.pos = wordEnd;
  const direction = { ...cursor.identifier(wordStart, wordEnd), name } as const;
  if (cursor.chars.slice(wordStart, wordEnd) !== name) {
    cursor.error('operator-case', wordStart, wordEnd, `The direction is written in lower case: ${name}.`);
  }
  return { kind: 'orderby-item', ...cursor.span(start), expression, direction };
}

export function readComputeItems(cursor: Cursor): ComputeItem[] {
  const items: ComputeItem[] = [];
  do {
    cursor.skipBlanks();
    const start = cursor.pos;
    const expression = cursor.grammar.expression(cursor);
    const alias = readAs(cursor);
    if (!alias) cursor.error('expected-name', cursor.pos, cursor.pos, 'A name is missing here: … as name.');
    items.push({ kind: 'compute-item', ...cursor.span(start), expression, ...(alias ? { alias } : {}) });
  } while (cursor.takeComma());
  return items;
}

/** `as name`, where it stands. */
export function readAs(cursor: Cursor): Identifier | undefined {
  return readKeyword(cursor, 'as') ? readName(cursor) : undefined;
}

/** Goes over blanks and `word`, where it stands as a word of its own. */
export function readKeyword(cursor: Cursor, word: string): boolean {
  const before = cursor.pos;
  cursor.skipBlanks();
  const end = cursor.wordEnd(cursor.pos);
  if (cursor.chars.slice(cursor.pos, end) === word) {
    cursor.pos = end;
    return true;
  }
  cursor.pos = before;
  return false;
}

/** A name, qualified or not; an empty one with an error where none stands. */
export function readName(cursor: Cursor): Identifier {
  cursor.skipBlanks();
  const start = cursor.pos;
  cursor.pos = cursor.qualifiedEnd(start);
  if (cursor.pos === start) cursor.error('expected-name', start, start, 'A name is missing here.');
  return cursor.identifier(start, cursor.pos);
}
