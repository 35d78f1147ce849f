import type { ProblemError } from '../base/problem';
import { malformedAnswer } from './malformedAnswer';

/**
 * Walks JSON text without building objects: offsets in, offsets out. That keeps a number's digits and a nested
 * value's text as they were sent, and lets a reader stop between two rows.
 * Every function throws a ProblemError of kind `malformed-answer` where the text is not JSON.
 */

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

export function malformed(text: string, at: number): ProblemError {
  return malformedAnswer(at, text.length, 'character');
}

export function skipSpace(text: string, at: number): number {
  let pos = at;
  // U+FEFF: a byte order mark is no JSON, but Dataverse sends one now and then.
  while (pos < text.length) {
    const unit = text.charCodeAt(pos);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09 && unit !== 0xfeff) break;
    pos++;
  }
  return pos;
}

/** Offset behind the closing quote of the string that opens at `at`. */
export function endOfString(text: string, at: number): number {
  if (text.charCodeAt(at) !== quote) throw malformed(text, at);
  let pos = at + 1;
  for (;;) {
    const end = text.indexOf('"', pos);
    if (end < 0) throw malformed(text, text.length);
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash && end - 1 - slashes > at) slashes++;
    if (slashes % 2 === 0) return end + 1;
    pos = end + 1;
  }
}

function endOfNested(text: string, at: number): number {
  const closers: number[] = [];
  let pos = at;
  while (pos < text.length) {
    const unit = text.charCodeAt(pos);
    if (unit === quote) {
      pos = endOfString(text, pos);
      continue;
    }
    if (unit === openBrace) closers.push(closeBrace);
    else if (unit === openBracket) closers.push(closeBracket);
    else if (unit === closeBrace || unit === closeBracket) {
      if (closers.pop() !== unit) throw malformed(text, pos);
      if (closers.length === 0) return pos + 1;
    }
    pos++;
  }
  throw malformed(text, text.length);
}

function endOfPlain(text: string, at: number): number {
  let pos = at;
  while (pos < text.length) {
    const unit = text.charCodeAt(pos);
    // Comma, closing bracket or brace, white space: what can follow a number or a literal.
    if (unit === 0x2c || unit === closeBrace || unit === closeBracket || unit <= 0x20) break;
    pos++;
  }
  if (pos === at) throw malformed(text, at);
  return pos;
}

/** Offset behind the value that begins at `at`. Numbers and literals are not checked. */
export function endOfValue(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit === quote) return endOfString(text, at);
  if (unit === openBrace || unit === openBracket) return endOfNested(text, at);
  return endOfPlain(text, at);
}

/** The string between the offsets, quotes included, without its escapes. Never shares memory with `text`. */
export function readString(text: string, start: number, end: number): string {
  try {
    const value: unknown = JSON.parse(text.slice(start, end));
    if (typeof value === 'string') return value;
  } catch {
    throw malformed(text, start);
  }
  throw malformed(text, start);
}

/** Offset of the value behind the colon that follows a key ending at `at`. */
export function afterColon(text: string, at: number): number {
  const colon = skipSpace(text, at);
  if (text.charCodeAt(colon) !== 0x3a) throw malformed(text, colon);
  return skipSpace(text, colon + 1);
}

/** Offset behind the comma at `at`, or -1 where the container closes with `closer`. */
export function afterComma(text: string, at: number, closer: '}' | ']'): number {
  const pos = skipSpace(text, at);
  const unit = text.charCodeAt(pos);
  if (unit === 0x2c) return skipSpace(text, pos + 1);
  if (unit === closer.charCodeAt(0)) return -1;
  throw malformed(text, pos);
}
