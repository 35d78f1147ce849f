import type { Expression, Literal, LiteralType } from './ast';
import { Code, isDigit, type Cursor } from './cursor';
import { hexDigit } from './source';

const dateTime = /(-?\d{4,}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)?)?/iy;
const timeOfDay = /\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?/y;
const number = /[+-]?\d+(\.\d+)?(e[+-]?\d+)?/iy;
const duration = /^[+-]?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/i;
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What OData V3 wrote before a quote, and how the same is written now. */
const version3: Readonly<Record<string, string>> = {
  guid: 'Write the GUID without quotes and without "guid".',
  datetime: 'Write the date without quotes: 2026-01-31 or 2026-01-31T08:00:00Z.',
  datetimeoffset: 'Write the date without quotes: 2026-01-31T08:00:00Z.',
  time: "Write a duration: duration'PT8H'.",
};

function literal(
  cursor: Cursor,
  start: number,
  type: LiteralType,
  value: string,
  typeName?: string,
): Literal {
  const span = cursor.span(start);
  return typeName === undefined
    ? { kind: 'literal', start: span.start, end: span.end, type, value }
    : { kind: 'literal', start: span.start, end: span.end, type, value, typeName };
}

/** A literal that begins with a digit, a sign or a hexadecimal letter, where one stands at `cursor.pos`. */
export function readNumeric(cursor: Cursor): Expression | undefined {
  const start = cursor.pos;
  const code = cursor.peek();
  if (hexDigit(code) >= 0) {
    const isGuid = cursor.peek(8) === Code.minus && endsWord(cursor, 36) && guid.test(slice(cursor, 36));
    if (isGuid) {
      cursor.pos += 36;
      return literal(cursor, start, 'guid', cursor.chars.slice(start, cursor.pos));
    }
  }
  const digitAt = code === Code.minus || code === Code.plus ? 1 : 0;
  if (!isDigit(cursor.peek(digitAt))) return undefined;
  return readDate(cursor) ?? readTime(cursor) ?? readNumber(cursor);
}

function readDate(cursor: Cursor): Expression | undefined {
  const minus = cursor.peek() === Code.minus ? 1 : 0;
  let dash = minus + 4;
  while (isDigit(cursor.peek(dash))) dash++;
  if (cursor.peek(dash) !== Code.minus) return undefined;
  const start = cursor.pos;
  const match = sticky(dateTime, cursor);
  if (!match) return undefined;
  cursor.pos += match[0].length;
  if (match[2] === undefined) return literal(cursor, start, 'date', match[0]);
  return literal(cursor, start, 'dateTimeOffset', match[0]);
}

function readTime(cursor: Cursor): Expression | undefined {
  if (cursor.peek(2) !== Code.colon) return undefined;
  const start = cursor.pos;
  const match = sticky(timeOfDay, cursor);
  if (!match) return undefined;
  cursor.pos += match[0].length;
  return literal(cursor, start, 'timeOfDay', match[0]);
}

function readNumber(cursor: Cursor): Expression {
  const start = cursor.pos;
  const match = sticky(number, cursor);
  cursor.pos += match ? match[0].length : 1;
  const type = match?.[2] !== undefined ? 'double' : match?.[1] !== undefined ? 'decimal' : 'integer';
  const value = cursor.chars.slice(start, cursor.pos);
  const wordEnd = cursor.wordEnd(cursor.pos);
  if (wordEnd > cursor.pos) {
    cursor.pos = wordEnd;
    while (cursor.peek() === Code.minus && cursor.wordEnd(cursor.pos + 1) > cursor.pos + 1) {
      cursor.pos = cursor.wordEnd(cursor.pos + 1);
    }
    const shown = cursor.chars.slice(start, Math.min(cursor.pos, start + 60));
    cursor.error('bad-literal', start, cursor.pos, `"${shown}" is neither a number, a date nor a GUID.`);
  }
  return literal(cursor, start, type, value);
}

/** `'…'` at `cursor.pos`; a doubled quote inside is one. */
export function readString(cursor: Cursor): Literal {
  const start = cursor.pos;
  const content = quoted(cursor);
  return literal(cursor, start, 'string', content);
}

/** `"…"` as JSON has it, at `cursor.pos`. */
export function readJsonString(cursor: Cursor, inJson: boolean): Literal {
  const start = cursor.pos;
  const content = quoted(cursor);
  if (!inJson) {
    cursor.error(
      'bad-literal',
      start,
      cursor.pos,
      `Text is written in single quotes: '${content.slice(0, 40)}'.`,
    );
  }
  return literal(cursor, start, 'string', content.includes('\\') ? unescapeJson(content) : content);
}

/** Goes over a quoted literal and gives what stands inside. */
function quoted(cursor: Cursor): string {
  const start = cursor.pos;
  const quote = cursor.peek();
  cursor.pos = cursor.literalEnd(start);
  const closed = cursor.pos - start >= 2 && closes(cursor, start, quote);
  if (!closed) {
    cursor.error(
      'unterminated-string',
      start,
      cursor.pos,
      'The text is not closed: a quote is missing at its end.',
    );
  }
  const content = cursor.chars.slice(start + 1, closed ? cursor.pos - 1 : cursor.pos);
  return quote === Code.quote && content.includes("''") ? content.replaceAll("''", "'") : content;
}

/** Whether the literal from `start` to `pos` really ends with its quote: `'a''` at the end of the text does not. */
function closes(cursor: Cursor, start: number, quote: number): boolean {
  if (cursor.chars.charCodeAt(cursor.pos - 1) !== quote) return false;
  if (cursor.pos < cursor.end) return true;
  const mark = quote === Code.quote ? Code.quote : Code.backslash;
  let run = 0;
  let at = cursor.pos - (quote === Code.quote ? 1 : 2);
  while (at > start && cursor.chars.charCodeAt(at) === mark) {
    run++;
    at--;
  }
  return run % 2 === (quote === Code.quote ? 1 : 0);
}

/** JSON's escapes undone (RFC 8259, 7); an unknown one stays as it is. */
function unescapeJson(text: string): string {
  return text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (all: string, hex?: string, char?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return (char === undefined ? undefined : escapes[char]) ?? all;
  });
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** `duration'…'`, `binary'…'`, `Ns.Enum'…'`: the name from `start` ends at `cursor.pos`, where a quote stands. */
export function readPrefixed(cursor: Cursor, start: number): Literal {
  const prefix = cursor.chars.slice(start, cursor.pos);
  const content = quoted(cursor);
  const lower = prefix.toLowerCase();
  if (lower === 'duration') {
    if (!duration.test(content) || /[PT]$/i.test(content)) {
      cursor.error('bad-literal', start, cursor.pos, `A duration looks like duration'P1DT8H30M'.`);
    }
    return literal(cursor, start, 'duration', content);
  }
  if (lower === 'binary') return literal(cursor, start, 'binary', content);
  if (lower === 'geography' || lower === 'geometry') return literal(cursor, start, lower, content);
  const now = Object.hasOwn(version3, lower) ? version3[lower] : undefined;
  if (now === undefined) return literal(cursor, start, 'enum', content, prefix);
  cursor.error('bad-literal', start, cursor.pos, `${prefix}'…' is of OData version 3. ${now}`);
  const type = lower === 'guid' ? 'guid' : lower === 'time' ? 'duration' : 'dateTimeOffset';
  return literal(cursor, start, type, content);
}

/** `null`, `true`, `INF` and the like: the word from `start` to `cursor.pos`, where it is one. */
export function readWordLiteral(cursor: Cursor, start: number): Literal | undefined {
  const word = cursor.chars.slice(start, cursor.pos);
  const type = Object.hasOwn(words, word) ? words[word] : undefined;
  return type && literal(cursor, start, type, word);
}

const words: Readonly<Record<string, LiteralType>> = {
  null: 'null',
  true: 'boolean',
  false: 'boolean',
  INF: 'double',
  '-INF': 'double',
  NaN: 'double',
};

function slice(cursor: Cursor, length: number): string {
  return cursor.chars.slice(cursor.pos, cursor.pos + length);
}

function endsWord(cursor: Cursor, length: number): boolean {
  const at = cursor.pos + length;
  return at <= cursor.end && cursor.wordEnd(at) === at && cursor.chars.charCodeAt(at) !== Code.minus;
}

/** Matches at the cursor, not past its end. */
function sticky(pattern: RegExp, cursor: Cursor): RegExpExecArray | null {
  pattern.lastIndex = cursor.pos;
  const match = pattern.exec(cursor.chars);
  return match && cursor.pos + match[0].length <= cursor.end ? match : null;
}
