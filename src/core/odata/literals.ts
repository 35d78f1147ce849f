import type { Literal, LiteralType, Version3Form } from './ast';
import { Code, isDigit, isHexDigit } from './characters';
import type { Cursor } from './cursor';
import { readDateOrTime } from './dates';

/** A literal that begins with a digit, a sign or a hexadecimal letter, where one stands at `cursor.pos`. */
export function readNumeric(cursor: Cursor): Literal | undefined {
  const start = cursor.pos;
  const code = cursor.peek();
  if (isHexDigit(code) && cursor.peek(8) === Code.minus && isGuid(cursor, start)) {
    cursor.pos = start + 36;
    return cursor.literal(start, 'guid', cursor.chars.slice(start, cursor.pos));
  }
  const digits = code === Code.minus || code === Code.plus ? start + 1 : start;
  if (!isDigit(cursor.codeAt(digits))) return undefined;
  const end = cursor.digitsEnd(digits);
  return readDateOrTime(cursor, start, end) ?? readNumber(cursor, start, end);
}

/** 8-4-4-4-12 hexadecimal digits with nothing behind them that would make them part of something longer. */
function isGuid(cursor: Cursor, start: number): boolean {
  for (let i = 0; i < 36; i++) {
    const code = cursor.codeAt(start + i);
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (code !== Code.minus) return false;
    } else if (!isHexDigit(code)) return false;
  }
  const end = start + 36;
  return cursor.wordEnd(end) === end && cursor.codeAt(end) !== Code.minus;
}

/** Digits from `start` (a sign before them counts) to `end` have been read. */
function readNumber(cursor: Cursor, start: number, end: number): Literal {
  let type: LiteralType = 'integer';
  let at = end;
  if (cursor.codeAt(at) === Code.dot && isDigit(cursor.codeAt(at + 1))) {
    type = 'decimal';
    at = cursor.digitsEnd(at + 1);
  }
  const exponent = exponentEnd(cursor, at);
  if (exponent > at) {
    type = 'double';
    at = exponent;
  }
  cursor.pos = at;
  const value = cursor.chars.slice(start, at);
  const suffix = cursor.wordEnd(at);
  return suffix === at ? cursor.literal(start, type, value) : readSuffixed(cursor, start, type, suffix);
}

/** Index after `e+5`; `at` where none stands. */
function exponentEnd(cursor: Cursor, at: number): number {
  if ((cursor.codeAt(at) | 0x20) !== 0x65) return at;
  const sign = cursor.codeAt(at + 1);
  const digits = sign === Code.plus || sign === Code.minus ? at + 2 : at + 1;
  return isDigit(cursor.codeAt(digits)) ? cursor.digitsEnd(digits) : at;
}

const suffixes: Readonly<Record<string, [form: Version3Form, type: LiteralType]>> = {
  l: ['long', 'integer'],
  m: ['decimal', 'decimal'],
  f: ['single', 'double'],
  d: ['double', 'double'],
};

/** A number with letters behind it up to `suffixEnd`: `5L` of version 3, or what is none. */
function readSuffixed(cursor: Cursor, start: number, type: LiteralType, suffixEnd: number): Literal {
  const value = cursor.chars.slice(start, cursor.pos);
  const suffix = cursor.chars.slice(cursor.pos, suffixEnd);
  cursor.pos = suffixEnd;
  const known = Object.hasOwn(suffixes, suffix.toLowerCase()) ? suffixes[suffix.toLowerCase()] : undefined;
  const [form, oldType] = known ?? [];
  if (form && oldType && cursor.peek() !== Code.minus) {
    const message = `"${suffix}" behind a number is of OData version 3. Write the number alone: ${value}.`;
    cursor.error('bad-literal', start, cursor.pos, message);
    return cursor.literal(start, oldType, value, undefined, form);
  }
  while (cursor.peek() === Code.minus && cursor.wordEnd(cursor.pos + 1) > cursor.pos + 1) {
    cursor.pos = cursor.wordEnd(cursor.pos + 1);
  }
  const shown = cursor.chars.slice(start, Math.min(cursor.pos, start + 60));
  cursor.error('bad-literal', start, cursor.pos, `"${shown}" is neither a number, a date nor a GUID.`);
  return cursor.literal(start, type, value);
}

/** `null`, `true`, `INF` and the like: the word from `start` to `cursor.pos`, where it is one. */
export function readWordLiteral(cursor: Cursor, start: number): Literal | undefined {
  // The shortest is NaN, the longest false: most names are told from them by their length or first letter.
  const length = cursor.pos - start;
  if (length < 3 || length > 5 || !'ntfINTF-'.includes(cursor.chars.charAt(start))) return undefined;
  const word = cursor.chars.slice(start, cursor.pos);
  const type = words.get(word) ?? (cursor.strict ? booleans.get(word.toLowerCase()) : undefined);
  return type && cursor.literal(start, type, type === 'boolean' ? word.toLowerCase() : word);
}

const words = new Map<string, LiteralType>([
  ['null', 'null'],
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['INF', 'double'],
  ['-INF', 'double'],
  ['NaN', 'double'],
]);

// The grammar of OData takes these in any case.
const booleans = new Map<string, LiteralType>([
  ['true', 'boolean'],
  ['false', 'boolean'],
]);
