import type { Identifier, OptionValue, QueryOption, SyntaxCode } from './ast';
import { readApply } from './apply';
import { Code, isBlank } from './characters';
import type { Cursor } from './cursor';
import { readWholeExpression } from './expression';
import { readComputeItems, readExpandItems, readOrderbyItems, readSelectItems } from './items';
import { onlyOnTop, systemOptions, type SystemOptionKind } from './optionNames';
import { readSearch } from './search';
import type { OptionStructure } from './structure';

/** Where an option stands: its ends are known at the URL's top; inside parentheses the reading finds them. */
type Place = 'top' | 'nested';

interface OptionHead {
  readonly place: Place;
  readonly start: number;
  readonly name: Identifier;
  /** Index after the `=`; -1 where there is none. */
  readonly valueStart: number;
}

/** One option of the query string, whose place `splitUrl` found. Leaves the cursor's range as it was. */
export function readOption(cursor: Cursor, at: OptionStructure): QueryOption {
  const outerEnd = cursor.end;
  cursor.end = at.end;
  cursor.pos = at.start;
  cursor.skipLenientBlanks();
  const nameEnd = trimEnd(cursor, cursor.pos, at.equals);
  const name = cursor.identifier(cursor.pos, nameEnd);
  cursor.pos = nameEnd;
  cursor.skipLenientBlanks();
  cursor.pos = Math.min(at.equals + 1, at.end);
  const valueStart = at.equals < at.end ? cursor.pos : -1;
  const option = readByName(cursor, { place: 'top', start: cursor.offset(at.start), name, valueStart });
  cursor.end = outerEnd;
  return option;
}

/** Options in the parentheses of an expanded property, the opening one before the cursor; up to the closing one. */
export function readNestedOptions(cursor: Cursor): QueryOption[] {
  const options: QueryOption[] = [];
  for (;;) {
    cursor.skipLenientBlanks();
    if (cursor.atEnd || cursor.peek() === Code.close) break;
    if (cursor.take(Code.semicolon)) continue;
    options.push(readNestedOption(cursor));
    const code = cursor.peek();
    if (code !== Code.semicolon && code !== Code.close && code !== -1) cursor.unexpected(';');
  }
  reportDuplicates(cursor, options);
  return options;
}

function readNestedOption(cursor: Cursor): QueryOption {
  const start = cursor.pos;
  let nameEnd = cursor.qualifiedEnd(start);
  cursor.pos = nameEnd;
  cursor.skipLenientBlanks();
  const hasValue = nameEnd > start && cursor.take(Code.equals);
  const valueStart = hasValue ? cursor.pos : -1;
  if (nameEnd === start) {
    cursor.skipTo(';');
    nameEnd = trimEnd(cursor, start, cursor.pos);
  }
  const name = cursor.identifier(start, nameEnd);
  return readByName(cursor, { place: 'nested', start: cursor.offset(start), name, valueStart });
}

function readByName(cursor: Cursor, head: OptionHead): QueryOption {
  const { name } = head.name;
  if (name.charCodeAt(0) === Code.at && name.length > 1) {
    const expression = readWholeValue(cursor, head);
    return { kind: 'alias', ...rest(cursor, head), expression };
  }
  // OData 4.01 has no `filter` without a value: it is a name of the service's own.
  const kind = kindOf(name, cursor.strict && head.valueStart >= 0);
  if (!kind) return readCustom(cursor, head);
  if (head.place === 'top' ? kind === 'levels' : onlyOnTop.has(kind)) {
    const place = head.place === 'top' ? 'into the parentheses of $expand' : 'to the whole query';
    problemAtName(cursor, head, 'misplaced-option', `${name} cannot stand here. It belongs ${place}.`);
  }
  if (head.valueStart < 0) {
    problemAtName(cursor, head, 'expected-value', `${name} needs a "=" and a value.`);
  }
  return isPlain(kind) ? readPlain(cursor, head, kind) : readKnown(cursor, head, kind);
}

/** OData 4.01 takes the names in any case and without the `$`; Dataverse takes them as they are written. */
function kindOf(name: string, strict: boolean): SystemOptionKind | undefined {
  const kind = systemOptions.get(name);
  if (kind || !strict) return kind;
  const lower = name.toLowerCase();
  return systemOptions.get(lower.startsWith('$') ? lower : `$${lower}`);
}

const structured = ['select', 'expand', 'filter', 'orderby', 'apply', 'compute', 'search'] as const;
type StructuredKind = (typeof structured)[number];
type PlainKind = Exclude<SystemOptionKind, StructuredKind>;
const structuredKinds: ReadonlySet<SystemOptionKind> = new Set(structured);

function isPlain(kind: SystemOptionKind): kind is PlainKind {
  return !structuredKinds.has(kind);
}

function readKnown(cursor: Cursor, head: OptionHead, kind: StructuredKind): QueryOption {
  switch (kind) {
    case 'select': {
      const { items, trailingComma } = readSelectItems(cursor);
      return { kind, ...rest(cursor, head), items, trailingComma };
    }
    case 'expand': {
      const items = readExpandItems(cursor);
      return { kind, ...rest(cursor, head), items };
    }
    case 'filter': {
      const expression = readWholeValue(cursor, head);
      return { kind, ...rest(cursor, head), expression };
    }
    case 'orderby': {
      const items = readOrderbyItems(cursor);
      return { kind, ...rest(cursor, head), items };
    }
    case 'apply': {
      const apply = readApply(cursor);
      return { kind, ...rest(cursor, head), apply };
    }
    case 'compute': {
      const items = readComputeItems(cursor);
      return { kind, ...rest(cursor, head), items };
    }
    case 'search':
      break;
  }
  const search = head.valueStart < 0 ? undefined : readSearch(cursor);
  return { kind, ...rest(cursor, head), search };
}

/** An option whose value is a number, a word, or text to the grammar. */
function readPlain(cursor: Cursor, head: OptionHead, kind: PlainKind): QueryOption {
  skipValue(cursor, head);
  const common = rest(cursor, head);
  switch (kind) {
    case 'top':
    case 'skip':
    case 'index':
      return { kind, ...common, number: numberOf(cursor, head, common.value, kind) };
    case 'count':
      return { kind, ...common, count: booleanOf(cursor, common.value) };
    case 'format':
    case 'skiptoken':
    case 'deltatoken':
    case 'schemaversion':
    case 'id':
    case 'levels':
      break;
  }
  return { kind, ...common };
}

function skipValue(cursor: Cursor, { place }: OptionHead): void {
  if (place === 'top') cursor.pos = cursor.end;
  else cursor.skipTo(';');
}

function readWholeValue(cursor: Cursor, { place }: OptionHead): ReturnType<typeof readWholeExpression> {
  return place === 'top' ? readWholeExpression(cursor) : cursor.grammar.expression(cursor);
}

/** What every option has, once its value is read: goes over what is left of the value that could not be read. */
function rest(
  cursor: Cursor,
  { place, start, name, valueStart }: OptionHead,
): { start: number; end: number; name: Identifier; value: OptionValue | undefined } {
  cursor.skipBlanks();
  while (!cursor.atEnd) {
    const code = cursor.peek();
    if (place === 'nested' && (code === Code.semicolon || code === Code.close)) break;
    cursor.unexpected(place === 'nested' ? ';' : '');
  }
  const end = cursor.offset(cursor.pos);
  if (valueStart < 0) return { start, end, name, value: undefined };
  const text = cursor.chars.slice(valueStart, cursor.pos);
  return { start, end, name, value: { start: cursor.offset(valueStart), end, text } };
}

function readCustom(cursor: Cursor, head: OptionHead): QueryOption {
  const { name } = head.name;
  skipValue(cursor, head);
  const common = rest(cursor, head);
  // Extensions of OData 4.01 have options of their own.
  if (cursor.strict) return { kind: 'custom', ...common };
  if (name.startsWith('$')) {
    const lower = name.toLowerCase();
    const hint = systemOptions.has(lower)
      ? `Write it in lower case: ${lower}.`
      : 'Query options are $select, $filter, …';
    problemAtName(cursor, head, 'unknown-option', `There is no query option "${name}". ${hint}`);
  } else if (head.place === 'nested' || name.startsWith('@')) {
    const { start, end } = common;
    const message = `"${name.slice(0, 40)}" is no query option. Options in parentheses begin with "$" and are separated by ";".`;
    cursor.report('unknown-option', start, end, message);
  }
  return { kind: 'custom', ...common };
}

function problemAtName(cursor: Cursor, { name }: OptionHead, code: SyntaxCode, message: string): void {
  cursor.report(code, name.start, name.end, message);
}

/** Of an Edm.Int32. */
const largest = 2_147_483_647;

function numberOf(
  cursor: Cursor,
  { name }: OptionHead,
  value: OptionValue | undefined,
  kind: PlainKind,
): number | undefined {
  const text = value?.text.trim() ?? '';
  const isWhole = /^\d+$/.test(text) || (kind === 'index' && /^-\d+$/.test(text));
  if (isWhole && (cursor.strict || Number(text) <= largest)) return Number(text);
  if (value && !text.startsWith('@')) {
    const { start, end } = value;
    cursor.report('bad-number', start, end, `${name.name} needs a whole number, at most ${largest}.`);
  }
  return undefined;
}

function booleanOf(cursor: Cursor, value: OptionValue | undefined): boolean | undefined {
  const text = cursor.strict ? value?.text.toLowerCase() : value?.text.trim();
  if (text === 'true' || text === 'false') return text === 'true';
  if (value) {
    const { start, end } = value;
    cursor.report('bad-boolean', start, end, '$count is either true or false.');
  }
  return undefined;
}

/** A system option or an alias may stand once. The grammar of OData leaves that to the service. */
export function reportDuplicates(cursor: Cursor, options: readonly QueryOption[]): void {
  if (cursor.strict || options.length < 2) return;
  const seen = new Set<string>();
  for (const { kind, name } of options) {
    if (kind === 'custom') continue;
    if (seen.has(name.name)) {
      const { start, end } = name;
      const message = `${name.name} stands twice. Only one is allowed.`;
      cursor.report('duplicate-option', start, end, message);
    }
    seen.add(name.name);
  }
}

function trimEnd(cursor: Cursor, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(cursor.chars.charCodeAt(at - 1))) at--;
  return at;
}
