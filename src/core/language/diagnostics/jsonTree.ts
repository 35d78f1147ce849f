import type { Range } from '../../queryfile';

/** A JSON text as a tree with places, as far as it can be read. */
export type JsonNode =
  | (Range & { readonly kind: 'object'; readonly members: readonly JsonProperty[] })
  | (Range & { readonly kind: 'array'; readonly items: readonly JsonNode[] })
  | (Range & { readonly kind: 'string'; readonly value: string })
  | (Range & { readonly kind: 'number'; readonly value: number })
  | (Range & { readonly kind: 'boolean'; readonly value: boolean })
  | (Range & { readonly kind: 'null' })
  | (Range & { readonly kind: 'broken' });

export interface JsonProperty {
  /** `start` and `end` without the quotes, where it has some. */
  readonly name: Range & { readonly text: string };
  readonly value: JsonNode;
}

export interface JsonProblem extends Range {
  readonly message: string;
  /** JSON does not have it, but Dataverse's reader (that of the OData libraries) takes it. */
  readonly taken?: true;
}

export interface JsonRead {
  readonly root: JsonNode;
  /** The first thing that is wrong; what follows from it is of no use to anybody. What is taken counts least. */
  readonly problem?: JsonProblem;
}

const deepest = 200;
/** Names that Dataverse's reader takes without quotes: `JsonReader.ParseName` of the OData libraries. */
const bareName = /^[\w$@.]+/;
const longestBare = 400;

/** Reads JSON (RFC 8259). Never throws. */
export function readJsonTree(text: string): JsonRead {
  const reader = new Reader(text);
  const root = reader.value(0);
  reader.finish();
  const problem = reader.problem ?? reader.taken;
  return { root, ...(problem ? { problem } : {}) };
}

class Reader {
  problem: JsonProblem | undefined;
  taken: JsonProblem | undefined;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonNode {
    this.#skipBlanks();
    const start = this.#at;
    const char = this.#text.charAt(start);
    if (depth > deepest) return this.#broken(start, 'The JSON is nested too deeply.');
    if (char === '{') return this.#object(depth);
    if (char === '[') return this.#array(depth);
    if (isQuote(char)) {
      const value = this.#string();
      return { kind: 'string', start, end: this.#at, value };
    }
    return this.#word(start);
  }

  finish(): void {
    this.#skipBlanks();
    if (this.#at < this.#text.length) {
      this.#report(this.#at, this.#text.length, 'The JSON ends before this.');
    }
  }

  #object(depth: number): JsonNode {
    const start = this.#at++;
    const members: JsonProperty[] = [];
    this.#skipBlanks();
    if (this.#take('}')) return { kind: 'object', start, end: this.#at, members };
    while (!this.problem) {
      this.#skipBlanks();
      const name = this.#name();
      if (!name) break;
      this.#skipBlanks();
      if (!this.#take(':')) {
        this.#report(this.#at, this.#at + 1, 'A ":" and a value are missing here.');
        members.push({ name, value: { kind: 'broken', start: this.#at, end: this.#at } });
        break;
      }
      members.push({ name, value: this.value(depth + 1) });
      if (!this.#goesOn('}')) break;
    }
    return { kind: 'object', start, end: this.#at, members };
  }

  #name(): JsonProperty['name'] | undefined {
    const start = this.#at;
    if (isQuote(this.#text.charAt(start))) {
      const text = this.#string();
      // Where no quote closes it, it goes to the end.
      const end = this.problem ? this.#at : this.#at - 1;
      return { text, start: start + 1, end };
    }
    const text = bareName.exec(this.#text.slice(start, start + longestBare))?.[0];
    if (text === undefined) {
      this.#report(start, start + 1, 'The name of a property in double quotes is missing here.');
      return undefined;
    }
    this.#at += text.length;
    this.#noteTaken(start, 'JSON has names in double quotes only');
    return { text, start, end: this.#at };
  }

  #array(depth: number): JsonNode {
    const start = this.#at++;
    const items: JsonNode[] = [];
    this.#skipBlanks();
    if (this.#take(']')) return { kind: 'array', start, end: this.#at, items };
    while (!this.problem) {
      items.push(this.value(depth + 1));
      if (!this.#goesOn(']')) break;
    }
    return { kind: 'array', start, end: this.#at, items };
  }

  /** Over the comma behind an item; false behind the last one. */
  #goesOn(close: '}' | ']'): boolean {
    if (this.problem) return false;
    this.#skipBlanks();
    if (this.#take(close)) return false;
    const comma = this.#at;
    if (!this.#take(',')) {
      this.#report(comma, comma + 1, `A "," or "${close}" is missing here.`);
      return false;
    }
    this.#skipBlanks();
    if (this.#text.charAt(this.#at) === close) {
      this.#report(comma, comma + 1, `JSON has no comma before "${close}". Take it out.`);
      this.#at++;
      return false;
    }
    return true;
  }

  #string(): string {
    const start = this.#at;
    const end = stringEnd(this.#text, start);
    if (end > 0) {
      this.#at = end;
      const quoted = this.#text.slice(start, end);
      const odd = quoted.startsWith("'")
        ? 'JSON has double quotes only'
        : /[\r\n]/.test(quoted) && String.raw`In JSON, a line break in a text is written \n`;
      if (odd !== false) this.#noteTaken(start, odd);
      return textOf(quoted);
    }
    this.#at = -end;
    this.#report(start, this.#at, 'This text is not closed, or holds a character that JSON has to escape.');
    return this.#text.slice(start + 1, this.#at);
  }

  #word(start: number): JsonNode {
    const word = /^[^\s,:[\]{}"]*/.exec(this.#text.slice(start, start + 400))?.[0] ?? '';
    this.#at += word.length;
    const range = { start, end: this.#at };
    if (word === 'true' || word === 'false') return { kind: 'boolean', ...range, value: word === 'true' };
    if (word === 'null') return { kind: 'null', ...range };
    if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) {
      return { kind: 'number', ...range, value: Number(word) };
    }
    return this.#broken(start, word === '' ? 'A value is missing here.' : wordMessage(word));
  }

  #broken(start: number, message: string): JsonNode {
    const end = Math.max(this.#at, start);
    this.#report(start, Math.min(Math.max(end, start + 1), this.#text.length), message);
    return { kind: 'broken', start, end };
  }

  #take(char: string): boolean {
    if (this.#text.charAt(this.#at) !== char) return false;
    this.#at++;
    return true;
  }

  #skipBlanks(): void {
    while (' \t\r\n'.includes(this.#text.charAt(this.#at) || '-')) this.#at++;
  }

  #noteTaken(start: number, odd: string): void {
    const message = `${odd}. Dataverse takes this, other services do not.`;
    this.taken ??= { start, end: this.#at, message, taken: true };
  }

  #report(start: number, end: number, message: string): void {
    this.problem ??= { start, end: Math.min(end, this.#text.length), message };
  }
}

function isQuote(char: string): boolean {
  return char === '"' || char === "'";
}

/**
 * Behind the closing quote; where none closes the text, minus the place where its first line ends. A quote on a later
 * line closes it where something may follow that goes on behind a text. By hand: a text may be long.
 */
function stringEnd(text: string, open: number): number {
  const quote = text.charCodeAt(open);
  let lineEnd = 0;
  for (let at = open + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      return lineEnd === 0 || /^\s*[,:}\]]/.test(text.slice(at + 1, at + 100)) ? at + 1 : -lineEnd;
    }
    if (code === 0x5c) at++;
    else if (code === 0x0a || code === 0x0d) lineEnd ||= at;
  }
  return -(lineEnd || text.length);
}

/** Escapes undone where they are right. */
function textOf(quoted: string): string {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : '';
  } catch {
    return quoted.slice(1, -1);
  }
}

function wordMessage(word: string): string {
  return `${word.slice(0, 40)} is no value of JSON: text stands in double quotes.`;
}
