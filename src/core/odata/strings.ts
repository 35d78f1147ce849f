import type { Literal, LiteralType, Version3Form } from './ast';
import { Code } from './characters';
import type { Cursor } from './cursor';

/** `'…'` at `cursor.pos`; a doubled quote inside is one. */
export function readString(cursor: Cursor): Literal {
  const start = cursor.pos;
  const content = quoted(cursor);
  return cursor.literal(start, 'string', content);
}

/** `"…"` as JSON has it, at `cursor.pos`. */
export function readJsonString(cursor: Cursor, inJson: boolean): Literal {
  const start = cursor.pos;
  const content = quoted(cursor);
  if (!inJson) {
    const message = `Text is written in single quotes: '${content.slice(0, 40)}'.`;
    cursor.error('bad-literal', start, cursor.pos, message);
  }
  return cursor.literal(start, 'string', content.includes('\\') ? unescapeJson(content) : content);
}

/** Goes over a quoted literal and gives what stands inside. */
function quoted(cursor: Cursor): string {
  const start = cursor.pos;
  const quote = cursor.peek();
  cursor.pos = cursor.literalEnd(start);
  const closed = cursor.pos - start >= 2 && closes(cursor, start, quote);
  if (!closed) {
    const message = 'The text is not closed: a quote is missing at its end.';
    cursor.error('unterminated-string', start, cursor.pos, message);
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

const duration = /^[+-]?P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/i;

/** What OData 2 and 3 wrote before a quote, and how the same is written now. */
const version3: Readonly<Record<string, [form: Version3Form, type: LiteralType, now: string]>> = {
  guid: ['guid', 'guid', 'Write the GUID without quotes and without "guid".'],
  datetime: [
    'datetime',
    'dateTimeOffset',
    'Write the date without quotes: 2026-01-31 or 2026-01-31T08:00:00Z.',
  ],
  datetimeoffset: [
    'datetimeoffset',
    'dateTimeOffset',
    'Write the date without quotes: 2026-01-31T08:00:00Z.',
  ],
  time: ['time', 'duration', "Write a duration: duration'PT8H'."],
  x: ['binary', 'binary', "Write the bytes in base64: binary'T0RhdGE='."],
};

/** `duration'…'`, `binary'…'`, `Ns.Enum'…'`: the name from `start` ends at `cursor.pos`, where a quote stands. */
export function readPrefixed(cursor: Cursor, start: number): Literal {
  const prefix = cursor.chars.slice(start, cursor.pos);
  const content = quoted(cursor);
  const lower = prefix.toLowerCase();
  if (lower === 'duration') {
    // The grammar lets all parts be missing.
    if (!duration.test(content) || (!cursor.strict && /[PT]$/i.test(content))) {
      cursor.error('bad-literal', start, cursor.pos, `A duration looks like duration'P1DT8H30M'.`);
    }
    return cursor.literal(start, 'duration', content);
  }
  if (lower === 'binary') return cursor.literal(start, 'binary', content);
  if (lower === 'geography' || lower === 'geometry') return cursor.literal(start, lower, content);
  const [form, type, now] = (Object.hasOwn(version3, lower) ? version3[lower] : undefined) ?? [];
  if (!form || !type) return cursor.literal(start, 'enum', content, prefix);
  cursor.error('bad-literal', start, cursor.pos, `${prefix}'…' is of OData version 3. ${now}`);
  return cursor.literal(start, type, content, undefined, form);
}
