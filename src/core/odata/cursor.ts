import type {
  AggregateItem,
  ApplyExpression,
  Dialect,
  Expression,
  Identifier,
  Literal,
  LiteralType,
  MissingExpression,
  QueryOption,
  Span,
  SyntaxCode,
  SyntaxProblem,
  Version3Form,
} from './ast';
import { Code, isBlank, isCloser, isDigit, isWordCode } from './characters';
import { isEncoded, type Source } from './source';

/** How deep parentheses and the like may nest before the parser says so instead of going on. */
const maxDepth = 100;

const maxErrors = 1000;

/** The rules that contain each other, so that the files of the grammar need not import each other. */
export interface Grammar {
  expression(cursor: Cursor): Expression;
  /** Options in the parentheses of an expanded property, up to the closing one. */
  nestedOptions(cursor: Cursor): QueryOption[];
  aggregates(cursor: Cursor): AggregateItem[];
  apply(cursor: Cursor): ApplyExpression;
}

/** Reads `source.chars` from `pos` up to `end`, and collects what is wrong. Positions in it are indices of `chars`. */
export class Cursor {
  readonly chars: string;
  /** Whether the text is read as OData 4.01 has it, to the letter. */
  readonly strict: boolean;
  readonly errors: SyntaxProblem[] = [];
  readonly grammar: Grammar;
  readonly #source: Source;
  readonly #offsets: Int32Array | undefined;
  pos = 0;
  end: number;
  #depth = 0;
  /** The last text that did not belong where it stands. */
  #skipped: Span = { start: -1, end: -1 };
  #saidTooDeep = false;

  constructor(source: Source, grammar: Grammar, dialect: Dialect) {
    this.grammar = grammar;
    this.chars = source.chars;
    this.strict = dialect === 'odata-4.01';
    this.end = source.chars.length;
    this.#source = source;
    this.#offsets = source.offsets;
    // The grammar of OData takes any bytes.
    if (this.strict) return;
    for (const { start, end } of source.badEncoding) {
      this.report('bad-encoding', start, end, 'This percent-encoding is not UTF-8.');
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
    this.report(code, this.offset(start), this.offset(end), message);
  }

  /** The same with offsets in the source text. A text full of errors needs no more than the first of them. */
  report(
    code: SyntaxCode,
    start: number,
    end: number,
    message: string,
    more?: Pick<SyntaxProblem, 'missing'>,
  ): void {
    if (this.errors.length < maxErrors) this.errors.push({ start, end, code, message, ...more });
  }

  get atEnd(): boolean {
    return this.pos >= this.end;
  }

  /** Character code at `pos` plus `ahead`; -1 at the end. */
  peek(ahead = 0): number {
    return this.codeAt(this.pos + ahead);
  }

  /** Character code at an index; -1 from `end` on. */
  codeAt(index: number): number {
    return index < this.end ? this.chars.charCodeAt(index) : -1;
  }

  /** Whether the character at an index stands percent-encoded in the text. */
  isEncoded(index: number): boolean {
    return this.#offsets !== undefined && isEncoded(this.#source, index);
  }

  /** Goes over the character `code` where it stands. */
  take(code: number): boolean {
    if (this.codeAt(this.pos) !== code) return false;
    this.pos++;
    return true;
  }

  /** Form encoding writes a blank as `+`, which the server undoes: outside of texts and numbers it can be nothing else. */
  isBlankAt(index: number): boolean {
    const code = this.codeAt(index);
    return isBlank(code) || (code === Code.plus && !this.strict && !this.isEncoded(index));
  }

  skipBlanks(): void {
    while (this.pos < this.end && this.isBlankAt(this.pos)) this.pos++;
  }

  /** Goes over blanks where the grammar of OData has none, and Dataverse takes them. */
  skipLenientBlanks(): void {
    const start = this.pos;
    this.skipBlanks();
    if (this.strict && this.pos > start) {
      this.error('unexpected-text', start, this.pos, 'No blank may stand here.');
    }
  }

  /** Index after the word (letters, digits, `_`) at `from`; `from` where none stands. */
  wordEnd(from: number): number {
    let at = from;
    while (at < this.end && isWordCode(this.chars.charCodeAt(at))) at++;
    return at;
  }

  digitsEnd(from: number): number {
    let at = from;
    while (at < this.end && isDigit(this.chars.charCodeAt(at))) at++;
    return at;
  }

  /** Index after a name with dots, `$` or `@` in front allowed; `from` where none stands. */
  qualifiedEnd(from: number): number {
    const first = this.codeAt(from);
    const at = first === Code.dollar || first === Code.at ? from + 1 : from;
    if (isDigit(this.codeAt(at))) return from;
    let end = this.wordEnd(at);
    if (end === at) return from;
    while (this.codeAt(end) === Code.dot) {
      const next = this.wordEnd(end + 1);
      if (next === end + 1) break;
      end = next;
    }
    // The qualifier of an annotation: `@Ns.Term#qualifier`, whose `#` no query can carry unencoded.
    if (first === Code.at && this.codeAt(end) === Code.hash) end = this.wordEnd(end + 1);
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

  /** From `start` to `pos`. */
  literal(
    start: number,
    type: LiteralType,
    value: string,
    typeName?: string,
    version3?: Version3Form,
  ): Literal {
    const end = this.offset(this.pos);
    return { kind: 'literal', start: this.offset(start), end, type, value, typeName, version3 };
  }

  missing(): MissingExpression {
    const at = this.offset(this.pos);
    return { kind: 'missing', start: at, end: at };
  }

  /** An `error` node where the text is too deep to be read: see `enter`. */
  unread(start: number): Expression {
    return { kind: 'error', start: this.offset(start), end: this.offset(this.pos) };
  }

  /** Goes one level deeper, to be followed by `leave`; past the limit says so once, goes over the rest: false. */
  enter(): boolean {
    if (this.#depth < maxDepth) {
      this.#depth++;
      return true;
    }
    const start = this.pos;
    this.skipTo('');
    if (!this.#saidTooDeep) {
      this.error('too-deep', start, this.pos, `This is nested more than ${maxDepth} deep.`);
    }
    this.#saidTooDeep = true;
    return false;
  }

  leave(): void {
    this.#depth--;
  }

  /** Goes on to the first of `stops` or an unmatched closing bracket, over literals and brackets. No recursion. */
  skipTo(stops: string): void {
    let open = 0;
    for (; this.pos < this.end; this.pos++) {
      const char = this.chars.charAt(this.pos);
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
        const doubled = this.codeAt(at + 1) === quote;
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
    if (!this.atEnd && !isCloser(this.peek()) && !this.isNextOption()) this.unexpected('');
    if (this.take(code)) return;
    const text = String.fromCharCode(code);
    const { start, end } = this.span(open, Math.min(open + 1, this.end));
    // `accounts(1/name`: before what was gone over as not belonging there.
    let at = this.#skipped.end === this.pos ? Math.max(this.#skipped.start, open + 1) : this.pos;
    while (at > open + 1 && this.isBlankAt(at - 1)) at--;
    const missing = { at: this.offset(at), text };
    this.report('expected-close', start, end, `The closing "${text}" is missing.`, { missing });
  }

  /** `$expand=a($filter=(b eq 1;$top=5)`: the option ends although its parentheses do not. */
  isNextOption(): boolean {
    if (this.strict || this.peek() !== Code.semicolon) return false;
    let ahead = 1;
    while (this.isBlankAt(this.pos + ahead)) ahead++;
    return this.peek(ahead) === Code.dollar;
  }

  /** Says that the text from `pos` to the next of `stops` does not belong here, and goes over it. */
  unexpected(stops: string): void {
    const start = this.pos;
    this.skipTo(stops);
    if (this.pos === start) this.pos = Math.min(start + 1, this.end);
    // 'O'Bryan': the text was closed by what should have been part of it.
    if (this.chars.charCodeAt(start - 1) === Code.quote && this.wordEnd(start) > start) {
      const message = `A quote inside a text is written twice: 'O''Bryan'.`;
      this.error('unterminated-string', start - 1, this.pos, message);
      return;
    }
    this.#skipped = { start, end: this.pos };
    const shown = this.chars.slice(start, Math.min(this.pos, start + 40)).trim();
    this.error('unexpected-text', start, this.pos, `"${shown}" does not belong here.`);
  }
}
