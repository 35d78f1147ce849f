import type { OptionValue, QueryOption, Span } from './ast';
import { readApply } from './apply';
import { Code, isBlank, type Cursor } from './cursor';
import { readWholeExpression } from './expression';
import { readComputeItems, readExpandItems, readOrderbyItems, readSelectItems } from './items';
import type { OptionStructure } from './structure';

/** Where an option may stand: at the URL's top, or inside the parentheses of `$expand` and `$select`. */
type Place = 'top' | 'nested';

const kinds: Readonly<Record<string, Exclude<QueryOption['kind'], 'alias' | 'custom'>>> = {
  $select: 'select',
  $expand: 'expand',
  $filter: 'filter',
  $orderby: 'orderby',
  $top: 'top',
  $skip: 'skip',
  $index: 'index',
  $count: 'count',
  $search: 'search',
  $apply: 'apply',
  $compute: 'compute',
  $format: 'format',
  $skiptoken: 'skiptoken',
  $deltatoken: 'deltatoken',
  $schemaversion: 'schemaversion',
  $id: 'id',
  $levels: 'levels',
};

const onlyOnTop = new Set(['$format', '$skiptoken', '$deltatoken', '$schemaversion', '$id', '$index']);

type OptionHead = Pick<QueryOption, 'name' | 'value'> & Span;

/** One option of the query string, whose place `splitUrl` found. Leaves the cursor's range as it was. */
export function readOption(cursor: Cursor, at: OptionStructure): QueryOption {
  const outerEnd = cursor.end;
  const nameStart = skipBlanks(cursor, at.start, at.equals);
  const nameEnd = trimEnd(cursor, nameStart, at.equals);
  const head: OptionHead = {
    ...cursor.span(at.start, at.end),
    name: cursor.identifier(nameStart, nameEnd),
    ...valueOf(cursor, at),
  };
  cursor.pos = Math.min(at.equals + 1, at.end);
  cursor.end = at.end;
  const option = readByName(cursor, head, 'top');
  cursor.skipBlanks();
  // Each kind reads its whole value but for what no kind can go on with.
  while (!cursor.atEnd) cursor.unexpected('');
  cursor.end = outerEnd;
  return option;
}

function valueOf(cursor: Cursor, at: OptionStructure): { value: OptionValue } | undefined {
  if (at.equals >= at.end) return undefined;
  const start = at.equals + 1;
  return { value: { ...cursor.span(start, at.end), text: cursor.chars.slice(start, at.end) } };
}

/** Options in the parentheses of an expanded property, the opening one before the cursor; up to the closing one. */
export function readNestedOptions(cursor: Cursor): QueryOption[] {
  const options: QueryOption[] = [];
  for (;;) {
    cursor.skipBlanks();
    if (cursor.atEnd || cursor.peek() === Code.close) break;
    if (cursor.take(Code.semicolon)) continue;
    options.push(readNestedOption(cursor));
    cursor.skipBlanks();
    const code = cursor.peek();
    if (code !== Code.semicolon && code !== Code.close && code !== -1) cursor.unexpected(';');
  }
  reportDuplicates(cursor, options);
  return options;
}

function readNestedOption(cursor: Cursor): QueryOption {
  const outerEnd = cursor.end;
  const start = cursor.pos;
  const nameEnd = cursor.qualifiedEnd(start);
  cursor.pos = nameEnd;
  cursor.skipBlanks();
  const equals = cursor.pos;
  const hasEquals = nameEnd > start && cursor.peek() === Code.equals;
  cursor.skipTo(';');
  const at = { start, equals: hasEquals ? equals : cursor.pos, end: cursor.pos };
  const identifier = cursor.identifier(start, nameEnd > start ? nameEnd : trimEnd(cursor, start, at.end));
  const head: OptionHead = { ...cursor.span(start, at.end), name: identifier, ...valueOf(cursor, at) };
  cursor.end = at.end;
  cursor.pos = Math.min(at.equals + 1, at.end);
  const option = readByName(cursor, head, 'nested');
  cursor.skipBlanks();
  while (!cursor.atEnd) cursor.unexpected('');
  cursor.end = outerEnd;
  return option;
}

function readByName(cursor: Cursor, head: OptionHead, place: Place): QueryOption {
  const { name } = head.name;
  if (name.startsWith('@') && name.length > 1) {
    return { kind: 'alias', ...head, expression: readWholeExpression(cursor) };
  }
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (!kind) return readCustom(cursor, head, place);
  const misplaced = place === 'top' ? name === '$levels' : onlyOnTop.has(name);
  if (misplaced) {
    const where =
      place === 'top' ? 'It belongs into the parentheses of $expand.' : 'It belongs to the whole query.';
    problemAtName(cursor, head, 'misplaced-option', `${name} cannot stand here. ${where}`);
  }
  if (!head.value) {
    problemAtName(cursor, head, 'expected-value', `${name} needs a "=" and a value.`);
  }
  return readKnown(cursor, head, kind);
}

function readKnown(
  cursor: Cursor,
  head: OptionHead,
  kind: Exclude<QueryOption['kind'], 'alias' | 'custom'>,
): QueryOption {
  switch (kind) {
    case 'select':
      return { kind, ...head, ...readSelectItems(cursor) };
    case 'expand':
      return { kind, ...head, items: readExpandItems(cursor) };
    case 'filter':
      return { kind, ...head, expression: readWholeExpression(cursor) };
    case 'orderby':
      return { kind, ...head, items: readOrderbyItems(cursor) };
    case 'apply':
      return { kind, ...head, apply: readApply(cursor) };
    case 'compute':
      return { kind, ...head, items: readComputeItems(cursor) };
    case 'top':
    case 'skip':
    case 'index':
      return { kind, ...head, ...readNumber(cursor, head) };
    case 'count':
      return { kind, ...head, ...readBoolean(cursor, head) };
    case 'search':
    case 'format':
    case 'skiptoken':
    case 'deltatoken':
    case 'schemaversion':
    case 'id':
    case 'levels':
      break;
  }
  cursor.pos = cursor.end;
  return { kind, ...head };
}

function readCustom(cursor: Cursor, head: OptionHead, place: Place): QueryOption {
  const { name } = head.name;
  cursor.pos = cursor.end;
  if (name.startsWith('$')) {
    const lower = name.toLowerCase();
    const hint = Object.hasOwn(kinds, lower)
      ? `Write it in lower case: ${lower}.`
      : 'Query options are $select, $filter, …';
    problemAtName(cursor, head, 'unknown-option', `There is no query option "${name}". ${hint}`);
  } else if (place === 'nested' || name.startsWith('@')) {
    const { start, end } = head;
    const message = `"${name.slice(0, 40)}" is no query option. Options in parentheses begin with "$" and are separated by ";".`;
    cursor.errors.push({ start, end, code: 'unknown-option', message });
  }
  return { kind: 'custom', ...head };
}

function problemAtName(
  cursor: Cursor,
  head: OptionHead,
  code: 'misplaced-option' | 'expected-value' | 'unknown-option',
  message: string,
): void {
  cursor.errors.push({ start: head.name.start, end: head.name.end, code, message });
}

function readNumber(cursor: Cursor, head: OptionHead): { number?: number } {
  const text = head.value?.text.trim() ?? '';
  cursor.pos = cursor.end;
  if (/^\d{1,15}$/.test(text) || (head.name.name === '$index' && /^-\d{1,15}$/.test(text))) {
    return { number: Number(text) };
  }
  if (head.value && !text.startsWith('@')) {
    cursor.errors.push({
      ...range(head.value),
      code: 'bad-number',
      message: `${head.name.name} needs a whole number.`,
    });
  }
  return {};
}

function readBoolean(cursor: Cursor, head: OptionHead): { count?: boolean } {
  const text = head.value?.text.trim() ?? '';
  cursor.pos = cursor.end;
  if (text === 'true' || text === 'false') return { count: text === 'true' };
  if (head.value) {
    cursor.errors.push({
      ...range(head.value),
      code: 'bad-boolean',
      message: '$count is either true or false.',
    });
  }
  return {};
}

/** A system option or an alias may stand once. */
export function reportDuplicates(cursor: Cursor, options: readonly QueryOption[]): void {
  const seen = new Set<string>();
  for (const { kind, name } of options) {
    if (kind === 'custom') continue;
    if (seen.has(name.name)) {
      const message = `${name.name} stands twice. Only one is allowed.`;
      cursor.errors.push({ ...range(name), code: 'duplicate-option', message });
    }
    seen.add(name.name);
  }
}

function range(span: Span): Span {
  return { start: span.start, end: span.end };
}

function skipBlanks(cursor: Cursor, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(cursor.chars.charCodeAt(at))) at++;
  return at;
}

function trimEnd(cursor: Cursor, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(cursor.chars.charCodeAt(at - 1))) at--;
  return at;
}
