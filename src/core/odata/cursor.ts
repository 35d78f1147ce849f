import type {
  Expression,
  Identifier,
  MissingExpression,
  QueryOption,
  Span,
  SyntaxCode,
  SyntaxProblem,
} from './ast';
import type { Source } from './source';

/** How deep parentheses and the like may nest before the parser says so instead of going on. */
const maxDepth = 100;

/** The two rules that contain themselves, so that the files of the grammar need not import each other. */
export interface Grammar {
  expression(cursor: Cursor): Expression;
  /** Options in the parentheses of an expanded property, up to the closing one. */
  nestedOptions(cursor: Cursor): QueryOption[];
}

/** Reads `source.chars` from `pos` up to `end`, and collects what is wrong. Positions in it are indices of `chars`. */
export class Cursor {
  readonly chars: string;
  readonly errors: SyntaxProblem[] = [];
  readonly grammar: Grammar;
  readonly #offsets: Int32Array | undefined;
  pos = 0;
  end: number;
  depth = 0;
  #saidTooDeep = false;

  constructor(source: Source, grammar: Grammar) {
    this.grammar = grammar;
    this.chars = source.chars;
    this.end = source.chars.length;
    this.#offsets = source.offsets;
    for (const span of source.badEncoding) {
      this.errors.push({ ...span, code: 'bad-encoding', message: 'This percent-encoding is not UTF-8.' });
    }
  }

  /** Offset in the source text of an index of `chars`. */
  offset(index: number): number {
    return this.#offsets === undefined ? index : (this.#offsets[index] ?? 0);
  }

  span(start: number, end: number = this.pos): Span {
    return { start: this.offset(start), end: this.offset(end) };
  }

  error(code: SyntaxCode, start: number, end: number, message: string): void {
    this.errors.push({ start: this.offset(start), end: this.offset(end), code, message });
  }

  get atEnd(): boolean {
    return this.pos >= this.end;
  }

  /** Character code at `pos` plus `ahead`; -1 at the end. */
  peek(ahead = 0): number {
    const at = this.pos + ahead;
    return at < this.end ? this.chars.charCodeAt(at) : -1;
  }

  /** Goes over the character `code` where it stands. */
  take(code: number): boolean {
    if (this.peek() !== code) return false;
    this.pos++;
    return true;
  }

  skipBlanks(): void {
    while (this.pos < this.end && isBlank(this.chars.charCodeAt(this.pos))) this.pos++;
  }

  /** Index after the word (letters, digits, `_`) at `from`; `from` where none stands. */
  wordEnd(from: number): number {
    let at = from;
    while (at < this.end && isWordCode(this.chars, at)) at++;
    return at;
  }

  /** Index after a name with dots, `$` or `@` in front allowed; `from` where none stands. */
  qualifiedEnd(from: number): number {
    let at = from;
    const first = from < this.end ? this.chars.charCodeAt(from) : -1;
    if (first === Code.dollar || first === Code.at) at++;
    if (isDigit(at < this.end ? this.chars.charCodeAt(at) : -1)) return from;
    let end = this.wordEnd(at);
    if (end === at) return from;
    while (end < this.end && this.chars.charCodeAt(end) === Code.dot) {
      const next = this.wordEnd(end + 1);
      if (next === end + 1) break;
      end = next;
    }
    return end;
  }

  identifier(start: number, end: number): Identifier {
    return {
      kind: 'identifier',
      start: this.offset(start),
      end: this.offset(end),
      name: this.chars.slice(start, end),
    };
  }

  missing(): MissingExpression {
    const at = this.offset(this.pos);
    return { kind: 'missing', start: at, end: at };
  }

  /** Runs `read` one level deeper; past the limit says so once, goes over the rest, and gives undefined. */
  nested<T>(read: () => T): T | undefined {
    if (this.depth >= maxDepth) {
      const start = this.pos;
      this.skipTo('');
      if (!this.#saidTooDeep) {
        this.error('too-deep', start, this.pos, `This is nested more than ${maxDepth} deep.`);
      }
      this.#saidTooDeep = true;
      return undefined;
    }
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  /** Goes on to the first of `stops` or an unmatched closing bracket, over literals and brackets. No recursion. */
  skipTo(stops: string): void {
    let open = 0;
    for (; this.pos < this.end; this.pos++) {
      const char = this.chars[this.pos] ?? '';
      if (char === "'" || char === '"') this.pos = this.literalEnd(this.pos) - 1;
      else if (open === 0 && stops.includes(char)) return;
      else if (char === '(' || char === '[' || char === '{') open++;
      else if (char === ')' || char === ']' || char === '}') {
        if (open === 0) return;
        open--;
      }
    }
    this.pos = Math.min(this.pos, this.end);
  }

  /** Index after the literal that opens with a quote at `open`; `end` where nothing closes it. */
  literalEnd(open: number): number {
    const quote = this.chars.charCodeAt(open);
    for (let at = open + 1; at < this.end; at++) {
      const code = this.chars.charCodeAt(at);
      if (code === quote) {
        const doubled = at + 1 < this.end && this.chars.charCodeAt(at + 1) === quote;
        if (quote === Code.double || !doubled) return at + 1;
        at++;
      } else if (code === Code.backslash && quote === Code.double) at++;
    }
    return this.end;
  }

  takeComma(): boolean {
    this.skipBlanks();
    return this.take(Code.comma);
  }

  /** Expects the closing bracket of the opening one at `open`; goes over what stands before it. */
  close(open: number, code: number): void {
    this.skipBlanks();
    if (this.take(code)) return;
    if (!this.atEnd && !isCloser(this.peek())) this.unexpected('');
    if (this.take(code)) return;
    const mark = String.fromCharCode(code);
    this.error('expected-close', open, Math.min(open + 1, this.end), `The closing "${mark}" is missing.`);
  }

  /** Says that the text from `pos` to the next of `stops` does not belong here, and goes over it. */
  unexpected(stops: string): void {
    const start = this.pos;
    this.skipTo(stops);
    if (this.pos === start) this.pos = Math.min(start + 1, this.end);
    // 'O'Bryan': the text was closed by what should have been part of it.
    if (this.chars.charCodeAt(start - 1) === Code.quote && this.wordEnd(start) > start) {
      this.error(
        'unterminated-string',
        start - 1,
        this.pos,
        `A quote inside a text is written twice: 'O''Bryan'.`,
      );
      return;
    }
    const shown = this.chars.slice(start, Math.min(this.pos, start + 40)).trim();
    this.error('unexpected-text', start, this.pos, `"${shown}" does not belong here.`);
  }
}

export const Code = {
  double: 0x22,
  dollar: 0x24,
  quote: 0x27,
  open: 0x28,
  close: 0x29,
  star: 0x2a,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  equals: 0x3d,
  at: 0x40,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

function isCloser(code: number): boolean {
  return code === Code.close || code === Code.closeBracket || code === Code.closeBrace;
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const letters = /[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}\p{Cs}]/u;

/** Characters of an odataIdentifier. Half a surrogate pair passes: letters beyond U+FFFF are letters. */
function isWordCode(chars: string, at: number): boolean {
  const code = chars.charCodeAt(at);
  if (code < 0x80) {
    const lower = code | 0x20;
    return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
  }
  return letters.test(chars.charAt(at));
}
