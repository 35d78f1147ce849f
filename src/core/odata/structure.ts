import type { Dialect } from './ast';
import { Code, isBlank } from './characters';
import { systemOptions, type SystemOptionKind } from './optionNames';
import { isEncoded, type Source } from './source';
import { xmlEnd } from './xml';

/** Where the parts of a request URL lie: indices into `Source.chars`. */
export interface UrlStructure {
  /** End of `https://host/api/data/v9.2/` or `/api/data/v9.2/`; 0 for none. */
  readonly rootEnd: number;
  readonly pathEnd: number;
  /** String literals in the path with their quotes. */
  readonly pathLiterals: readonly LiteralStructure[];
  readonly options: readonly OptionStructure[];
  /** Index of `#`, or the length of the text. */
  readonly end: number;
}

interface LiteralStructure {
  readonly start: number;
  readonly end: number;
}

export interface OptionStructure {
  readonly start: number;
  /** Index of the `=`, or `end` where there is none. */
  readonly equals: number;
  readonly end: number;
}

/**
 * Splits a URL at its `?`, `&`, `=` and `#`, before anything is decoded, as the server does; but knows quotes: what
 * stands inside a string literal, or inside the XML of `fetchXml`, is data, so that people can write it plainly.
 * Parser and encoder share this, so that they agree. Linear in the length of the text.
 */
export function splitUrl(source: Source, dialect: Dialect = 'dataverse'): UrlStructure {
  const splitter = new Splitter(source, dialect);
  const rootEnd = findRootEnd(source.chars, dialect);
  const pathLiterals: LiteralStructure[] = [];
  const pathEnd = splitter.find(rootEnd, Code.question, Code.hash, true, pathLiterals);
  const options: OptionStructure[] = [];
  const end = splitter.options(pathEnd, options);
  return { rootEnd, pathEnd, pathLiterals, options, end };
}

/** The same for options alone, with or without a `?` before them. */
export function splitOptions(
  source: Source,
  dialect: Dialect = 'dataverse',
): Pick<UrlStructure, 'options' | 'end'> {
  const options: OptionStructure[] = [];
  const hasMark = dialect === 'dataverse' && source.chars.startsWith('?');
  const end = new Splitter(source, dialect).options(hasMark ? 0 : -1, options);
  return { options, end };
}

/** `…/api/data/v9.2/` wherever it stands before the query; else `https://host/`; else a leading slash. */
function findRootEnd(chars: string, dialect: Dialect): number {
  const stop = rootStop(chars);
  // Most targets begin with the name of an entity set, and need no further look.
  if (stop < 0) return 0;
  const head = chars.slice(0, stop);
  const api = dialect === 'dataverse' ? /(?:^|\/)api\/data\/v\d+(?:\.\d+)?(?:\/|$)/i.exec(head) : null;
  if (api) return api.index + api[0].length;
  const origin = /^https?:\/\/[^/]*\/?/i.exec(head);
  if (origin) return origin[0].length;
  return head.startsWith('/') ? 1 : 0;
}

/** Index up to which a root may reach; -1 where there is no slash before it. */
function rootStop(chars: string): number {
  let hasSlash = false;
  let at = 0;
  for (; at < chars.length; at++) {
    const code = chars.charCodeAt(at);
    if (code === Code.slash) hasSlash = true;
    else if (code === Code.question || code === Code.hash || code === Code.open || isQuote(code)) break;
  }
  return hasSlash ? at : -1;
}

function isQuote(code: number): boolean {
  return code === Code.quote || code === Code.double;
}

class Splitter {
  readonly #source: Source;
  readonly #chars: string;
  readonly #strict: boolean;
  // Once a closing mark was looked for in vain it is not looked for again: that keeps the time linear.
  #hasSingle = true;
  #hasDouble = true;
  #hasXmlEnd = true;

  constructor(source: Source, dialect: Dialect) {
    this.#source = source;
    this.#chars = source.chars;
    this.#strict = dialect === 'odata-4.01';
  }

  /** Adds the options from the `?` or `&` at `mark` on; gives the index behind them. */
  options(mark: number, found: OptionStructure[]): number {
    let end = mark;
    while (end < this.#chars.length && this.#chars.charCodeAt(end) !== Code.hash) {
      const option = this.#option(end + 1);
      if (this.#skipBlanks(option.start) < option.end) found.push(option);
      end = option.end;
    }
    return end;
  }

  #option(start: number): OptionStructure {
    const chars = this.#chars;
    for (let at = start; at < chars.length; at++) {
      const code = chars.charCodeAt(at);
      if (code !== Code.equals && code !== Code.ampersand && code !== Code.hash) continue;
      if (isEncoded(this.#source, at)) continue;
      const end = code === Code.equals ? this.#valueEnd(start, at) : at;
      return { start, equals: at, end };
    }
    return { start, equals: chars.length, end: chars.length };
  }

  #valueEnd(nameStart: number, equals: number): number {
    const first = this.#skipBlanks(equals + 1);
    if (this.#chars.charCodeAt(first) === Code.less && this.#hasXmlEnd) {
      const end = xmlEnd(this.#chars, first);
      if (end !== undefined) return this.find(end, Code.ampersand, Code.hash, false);
      this.#hasXmlEnd = false;
    }
    // A custom option's value is free text, where an apostrophe means nothing unless the value begins with a quote.
    const quoted =
      this.#isExpression(nameStart, equals) || opening.includes(this.#chars.charAt(first) || ' ');
    return this.find(equals + 1, Code.ampersand, Code.hash, quoted);
  }

  #isExpression(nameStart: number, equals: number): boolean {
    const start = this.#skipBlanks(nameStart);
    const lead = this.#chars.charCodeAt(start);
    if (lead === Code.at || (lead === Code.dollar && !this.#strict)) return true;
    if (!this.#strict) return false;
    const name = this.#chars.slice(lead === Code.dollar ? start + 1 : start, equals).toLowerCase();
    const kind = systemOptions.get(`$${name}`);
    return kind !== undefined ? expressionKinds.has(kind) : lead === Code.dollar;
  }

  /** Index of the first of two codes that is syntax, or the length of the text. */
  find(from: number, stop: number, other: number, quotes: boolean, literals?: LiteralStructure[]): number {
    const chars = this.#chars;
    for (let at = from; at < chars.length; at++) {
      const code = chars.charCodeAt(at);
      if (quotes && isQuote(code)) {
        const start = at;
        at = this.#literalEnd(start, code);
        if (at > start) literals?.push({ start, end: at + 1 });
      } else if ((code === stop || code === other) && !isEncoded(this.#source, at)) return at;
    }
    return chars.length;
  }

  /** Index of the closing quote, or of the opening one where nothing closes it. */
  #literalEnd(open: number, quote: number): number {
    if (quote === Code.quote) {
      const close = this.#hasSingle ? this.#chars.indexOf("'", open + 1) : -1;
      this.#hasSingle = close >= 0;
      return close < 0 ? open : close;
    }
    for (let at = open + 1; this.#hasDouble && at < this.#chars.length; at++) {
      const code = this.#chars.charCodeAt(at);
      if (code === Code.double) return at;
      if (code === Code.backslash) at++;
    }
    this.#hasDouble = false;
    return open;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (at < this.#chars.length && isBlank(this.#chars.charCodeAt(at))) at++;
    return at;
  }
}

/** Options whose value may hold string literals. */
const expressionKinds: ReadonlySet<SystemOptionKind> = new Set<SystemOptionKind>([
  'filter',
  'expand',
  'select',
  'orderby',
  'compute',
  'apply',
]);

/** What a value of which the quotes count begins with. */
const opening = `'"[{`;
