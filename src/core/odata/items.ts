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
import { Code } from './characters';
import type { Cursor } from './cursor';

export interface SelectItems {
  readonly items: readonly SelectItem[];
  readonly trailingComma: Span | undefined;
}

export function readSelectItems(cursor: Cursor): SelectItems {
  const items: SelectItem[] = [];
  for (;;) {
    cursor.skipLenientBlanks();
    // At the end only behind a comma, which Dataverse takes.
    if (items.length > 0 && atEndOfOption(cursor)) {
      const comma = cursor.chars.lastIndexOf(',', cursor.pos - 1);
      const trailingComma = cursor.span(comma, comma + 1);
      if (cursor.strict) {
        cursor.error('expected-name', cursor.pos, cursor.pos, 'A name is missing behind the comma.');
      }
      return { items, trailingComma };
    }
    items.push(readSelectItem(cursor));
    skipBlanksBefore(cursor, Code.comma);
    if (!nextItem(cursor)) return { items, trailingComma: undefined };
  }
}

function atEndOfOption(cursor: Cursor): boolean {
  const code = cursor.peek();
  return code === -1 || code === Code.close || code === Code.semicolon;
}

function readSelectItem(cursor: Cursor): SelectItem {
  const start = cursor.offset(cursor.pos);
  const path = readItemPath(cursor);
  const parameters = readParameterNames(cursor);
  const options = parameters ? noOptions : readItemOptions(cursor);
  return { kind: 'select-item', start, end: cursor.offset(cursor.pos), path, parameters, options };
}

/** `(p1,p2)` behind the name of a function; undefined where options stand in the parentheses, or none. */
function readParameterNames(cursor: Cursor): Identifier[] | undefined {
  const open = cursor.pos;
  if (cursor.peek() !== Code.open) return undefined;
  let end = cursor.wordEnd(open + 1);
  while (cursor.isBlankAt(end)) end++;
  const next = cursor.codeAt(end);
  if (end === open + 1 || (next !== Code.comma && next !== Code.close)) return undefined;
  cursor.pos++;
  const names: Identifier[] = [];
  do names.push(readName(cursor));
  while (cursor.takeComma());
  cursor.close(open, Code.close);
  return names;
}

export function readExpandItems(cursor: Cursor): ExpandItem[] {
  const items: ExpandItem[] = [];
  do {
    items.push(readExpandItem(cursor));
    skipBlanksBefore(cursor, Code.comma);
  } while (nextItem(cursor));
  return items;
}

function readExpandItem(cursor: Cursor): ExpandItem {
  cursor.skipLenientBlanks();
  const start = cursor.offset(cursor.pos);
  const path = readItemPath(cursor);
  const last = path.at(-1);
  const suffix = last && asSuffix(last);
  if (suffix) path.pop();
  const options = readItemOptions(cursor);
  return { kind: 'expand-item', start, end: cursor.offset(cursor.pos), path, suffix, options };
}

function asSuffix(identifier: Identifier): ExpandSuffix | undefined {
  const { name } = identifier;
  return name === '$ref' || name === '$count' || name === '$value' ? { ...identifier, name } : undefined;
}

function readItemPath(cursor: Cursor): Identifier[] {
  const path: Identifier[] = [];
  do {
    cursor.skipLenientBlanks();
    const start = cursor.pos;
    cursor.pos = cursor.qualifiedEnd(start);
    if (cursor.pos > start && cursor.peek() === Code.dot && cursor.peek(1) === Code.star) cursor.pos += 2;
    else if (cursor.pos === start && !cursor.take(Code.star)) {
      cursor.error('expected-name', start, start, 'The name of a column or relationship is missing here.');
    }
    path.push(cursor.identifier(start, cursor.pos));
    skipBlanksBefore(cursor, Code.slash);
  } while (cursor.take(Code.slash));
  return path;
}

/** Goes over blanks where `code` follows them, as Dataverse takes them. */
function skipBlanksBefore(cursor: Cursor, code: number): void {
  const start = cursor.pos;
  if (!cursor.isBlankAt(cursor.pos)) return;
  cursor.skipBlanks();
  const follows = cursor.peek() === code;
  cursor.pos = start;
  if (follows) cursor.skipLenientBlanks();
}

const noOptions: readonly QueryOption[] = [];

function readItemOptions(cursor: Cursor): readonly QueryOption[] {
  skipBlanksBefore(cursor, Code.open);
  if (cursor.peek() !== Code.open) return noOptions;
  const open = cursor.pos++;
  let options = noOptions;
  if (cursor.enter()) {
    options = cursor.grammar.nestedOptions(cursor);
    cursor.leave();
  }
  cursor.close(open, Code.close);
  return options;
}

/** Goes over what does not belong to the item, and over the comma behind it. */
function nextItem(cursor: Cursor): boolean {
  cursor.skipBlanks();
  const code = cursor.peek();
  if (code === Code.comma) {
    cursor.pos++;
    return true;
  }
  if (atEndOfOption(cursor)) return false;
  cursor.unexpected(',;');
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
  const start = cursor.offset(cursor.pos);
  const expression = cursor.grammar.expression(cursor);
  const end = cursor.pos;
  cursor.skipBlanks();
  const direction = readDirection(cursor);
  if (!direction) cursor.pos = end;
  return { kind: 'orderby-item', start, end: cursor.offset(cursor.pos), expression, direction };
}

function readDirection(cursor: Cursor): OrderbyItem['direction'] {
  const start = cursor.pos;
  const end = cursor.wordEnd(start);
  if (end - start !== 3 && end - start !== 4) return undefined;
  const name = cursor.chars.slice(start, end).toLowerCase();
  if (name !== 'asc' && name !== 'desc') return undefined;
  cursor.pos = end;
  if (!cursor.strict && !cursor.chars.startsWith(name, start)) {
    cursor.error('operator-case', start, end, `The direction is written in lower case: ${name}.`);
  }
  return { kind: 'identifier', start: cursor.offset(start), end: cursor.offset(end), name };
}

export function readComputeItems(cursor: Cursor): ComputeItem[] {
  const items: ComputeItem[] = [];
  do {
    cursor.skipBlanks();
    const start = cursor.offset(cursor.pos);
    const expression = cursor.grammar.expression(cursor);
    const alias = readAs(cursor);
    if (!alias) cursor.error('expected-name', cursor.pos, cursor.pos, 'A name is missing here: … as name.');
    items.push({ kind: 'compute-item', start, end: cursor.offset(cursor.pos), expression, alias });
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
  if (end - cursor.pos === word.length) {
    const found = cursor.chars.slice(cursor.pos, end);
    if (found === word || (cursor.strict && found.toLowerCase() === word)) {
      cursor.pos = end;
      return true;
    }
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
