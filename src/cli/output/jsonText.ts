/** [start, end) of a value in a JSON text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One member of an object: its name, and where its value stands. */
export interface MemberSpan extends Span {
  readonly name: string;
}

/**
 * Readers of a JSON text that leave values as they are written: numbers keep every digit, which parsing into
 * JavaScript numbers would not. The text must be valid JSON; where it is not, they throw a SyntaxError.
 */
export function membersOf(text: string, from = 0): readonly MemberSpan[] {
  const members: MemberSpan[] = [];
  let at = skipSpace(text, expect(text, skipSpace(text, from), '{'));
  if (text[at] === '}') return members;
  for (;;) {
    const nameEnd = stringEnd(text, at);
    const name = stringValue(text, at, nameEnd);
    const start = skipSpace(text, expect(text, skipSpace(text, nameEnd), ':'));
    const end = valueEnd(text, start);
    members.push({ name, start, end });
    at = skipSpace(text, end);
    if (text[at] === '}') return members;
    at = skipSpace(text, expect(text, at, ','));
  }
}

/** Elements of the array that starts at `from`. */
export function elementsOf(text: string, from: number): readonly Span[] {
  const elements: Span[] = [];
  let at = skipSpace(text, expect(text, from, '['));
  if (text[at] === ']') return elements;
  for (;;) {
    const end = valueEnd(text, at);
    elements.push({ start: at, end });
    at = skipSpace(text, end);
    if (text[at] === ']') return elements;
    at = skipSpace(text, expect(text, at, ','));
  }
}

/** The string value of a JSON string literal. */
export function stringValue(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes('\\')) return inner;
  const value: unknown = JSON.parse(text.slice(start, end));
  return typeof value === 'string' ? value : '';
}

/** A value on one line: white space outside strings goes. */
export function onOneLine(text: string): string {
  if (!/[\n\r]/.test(text)) return text;
  const parts: string[] = [];
  let at = 0;
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', at)) {
    const end = stringEnd(text, open);
    parts.push(text.slice(at, open).replace(/\s+/g, ''), text.slice(open, end));
    at = end;
  }
  return parts.join('') + text.slice(at).replace(/\s+/g, '');
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return at;
    at++;
  }
}

const quote = 0x22;
const backslash = 0x5c;

/** Behind the value that starts at `from`. */
export function valueEnd(text: string, from: number): number {
  const unit = text.charCodeAt(from);
  if (unit === quote) return stringEnd(text, from);
  if (unit === 0x7b || unit === 0x5b) return containerEnd(text, from);
  let at = from;
  while (at < text.length && !isEndOfScalar(text.charCodeAt(at))) at++;
  if (at === from) throw unexpected(from);
  return at;
}

function isEndOfScalar(unit: number): boolean {
  return unit === 0x2c || unit === 0x7d || unit === 0x5d || unit <= 0x20;
}

function stringEnd(text: string, start: number): number {
  if (text.charCodeAt(start) !== quote) throw unexpected(start);
  for (let close = text.indexOf('"', start + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return close + 1;
  }
  throw unexpected(text.length);
}

function containerEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === quote) at = stringEnd(text, at) - 1;
    else if (unit === 0x7b || unit === 0x5b) depth++;
    else if ((unit === 0x7d || unit === 0x5d) && --depth === 0) return at + 1;
  }
  throw unexpected(text.length);
}

function expect(text: string, at: number, char: string): number {
  if (text[at] !== char) throw unexpected(at);
  return at + 1;
}

function unexpected(at: number): SyntaxError {
  return new SyntaxError(`The JSON breaks off or is not valid at character ${at}.`);
}
