import { isEncoded, type Source } from './source';

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
export function splitUrl(source: Source): UrlStructure {
  const splitter = new Splitter(source);
  const rootEnd = findRootEnd(source.chars);
  const pathLiterals: LiteralStructure[] = [];
  const pathEnd = splitter.find(rootEnd, '?#', true, pathLiterals);
  return { rootEnd, pathEnd, pathLiterals, ...splitter.options(pathEnd) };
}

/** The same for options alone, with or without a `?` before them. */
export function splitOptions(source: Source): Pick<UrlStructure, 'options' | 'end'> {
  return new Splitter(source).options(source.chars.startsWith('?') ? 0 : -1);
}

/** `…/api/data/v9.2/` wherever it stands before the query; else `https://host/`; else a leading slash. */
function findRootEnd(chars: string): number {
  const stop = chars.search(/[?#('"]/);
  const head = stop < 0 ? chars : chars.slice(0, stop);
  const api = /(?:^|\/)api\/data\/v\d+(?:\.\d+)?(?:\/|$)/i.exec(head);
  if (api) return api.index + api[0].length;
  const origin = /^https?:\/\/[^/]*\/?/i.exec(head);
  if (origin) return origin[0].length;
  return head.startsWith('/') ? 1 : 0;
}

class Splitter {
  readonly #source: Source;
  readonly #chars: string;
  // Once a closing mark was looked for in vain it is not looked for again: that keeps the time linear.
  #hasSingle = true;
  #hasDouble = true;
  #hasXmlEnd = true;

  constructor(source: Source) {
    this.#source = source;
    this.#chars = source.chars;
  }

  /** Options from the `?` or `&` at `mark` on. */
  options(mark: number): Pick<UrlStructure, 'options' | 'end'> {
    const options: OptionStructure[] = [];
    let end = mark;
    while (end < this.#chars.length && this.#chars[end] !== '#') {
      const option = this.#option(end + 1);
      if (!this.#isBlank(option)) options.push(option);
      end = option.end;
    }
    return { options, end };
  }

  #option(start: number): OptionStructure {
    const equals = this.find(start, '=&#', false);
    if (this.#chars[equals] !== '=') return { start, equals, end: equals };
    return { start, equals, end: this.#valueEnd(start, equals + 1) };
  }

  #valueEnd(nameStart: number, valueStart: number): number {
    const first = this.#skipBlanks(valueStart);
    if (this.#chars[first] === '<') {
      const xmlEnd = this.#xmlEnd(first);
      if (xmlEnd !== undefined) return this.find(xmlEnd, '&#', false);
    }
    const lead = this.#chars[this.#skipBlanks(nameStart)];
    // A custom option's value is free text, where an apostrophe means nothing unless the value begins with a quote.
    const quoted = lead === '$' || lead === '@' || `'"[{`.includes(this.#chars[first] ?? '-');
    return this.find(valueStart, '&#', quoted);
  }

  /** Index of the first of `stops` that is syntax, or the length of the text. */
  find(from: number, stops: string, quotes: boolean, literals?: LiteralStructure[]): number {
    const chars = this.#chars;
    for (let at = from; at < chars.length; at++) {
      const char = chars[at] ?? '';
      if (quotes && (char === "'" || char === '"')) {
        const start = at;
        at = this.#literalEnd(start, char);
        if (at > start) literals?.push({ start, end: at + 1 });
      } else if (stops.includes(char) && !isEncoded(this.#source, at)) return at;
    }
    return chars.length;
  }

  /** Index of the closing quote, or of the opening one where nothing closes it. */
  #literalEnd(open: number, quote: string): number {
    if (quote === "'") {
      const close = this.#hasSingle ? this.#chars.indexOf("'", open + 1) : -1;
      this.#hasSingle = close >= 0;
      return close < 0 ? open : close;
    }
    for (let at = open + 1; this.#hasDouble && at < this.#chars.length; at++) {
      const char = this.#chars[at];
      if (char === '"') return at;
      if (char === '\\') at++;
    }
    this.#hasDouble = false;
    return open;
  }

  #isBlank(option: OptionStructure): boolean {
    return this.#skipBlanks(option.start) >= option.end;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (' \t\r\n'.includes(this.#chars[at] ?? '-')) at++;
    return at;
  }

  /** Index after the root element's end tag; undefined where it is not closed. */
  #xmlEnd(open: number): number | undefined {
    let depth = 0;
    let at = open;
    while (this.#hasXmlEnd && at < this.#chars.length) {
      const tag = this.#tagEnd(at);
      if (tag === undefined) break;
      depth += tag.depth;
      if (depth <= 0 && !tag.prolog) return tag.end;
      at = this.#chars.indexOf('<', tag.end);
      if (at < 0) break;
    }
    this.#hasXmlEnd = false;
    return undefined;
  }

  /** The tag, comment or declaration at a `<`: where it ends and how it changes the depth. */
  #tagEnd(open: number): { end: number; depth: number; prolog: boolean } | undefined {
    const chars = this.#chars;
    for (const [start, stop] of opaque) {
      if (!chars.startsWith(start, open)) continue;
      const end = chars.indexOf(stop, open + start.length);
      return end < 0 ? undefined : { end: end + stop.length, depth: 0, prolog: true };
    }
    for (let at = open + 1; at < chars.length; at++) {
      const char = chars[at];
      if (char === '"' || char === "'") {
        at = chars.indexOf(char, at + 1);
        if (at < 0) return undefined;
      } else if (char === '>') {
        const depth = chars[open + 1] === '/' ? -1 : chars[at - 1] === '/' ? 0 : 1;
        return { end: at + 1, depth, prolog: false };
      }
    }
    return undefined;
  }
}

const opaque: readonly (readonly [start: string, stop: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];
