import { commentStart, place, type Line } from './lines';
import type { Named } from './model';
import { MappedTextBuilder, type MappedText } from './sourceMap';

/** Joins the lines of a request's URL. Nothing comes between them before `?`, `&` and `/`, else one space. */
export class TargetJoiner {
  readonly #builder = new MappedTextBuilder();
  #depth = 0;
  #hasQuery = false;
  // The text itself is not looked at while it grows: that would take time for each line again.
  #last = '';

  /** Inside parentheses a line that looks like a header (`t:t/statecode eq 1`) is none. */
  get insideParentheses(): boolean {
    return this.#depth > 0;
  }

  get awaitsOption(): boolean {
    return this.#last === '?' || this.#last === '&';
  }

  /** No value of an option or parameter is missing at its end. */
  get isComplete(): boolean {
    return !this.insideParentheses && !/^[?&=,]?$/.test(this.#last);
  }

  get isEmpty(): boolean {
    return this.#last === '';
  }

  /** Adds what stands in a line from `from` on, without the comment behind it. */
  add(line: Line, from = 0): void {
    const part = withoutVersion(place(line, from, Math.max(from, commentStart(line.text))));
    if (part.name === '') return;
    this.#addGap(part);
    const first = part.name.charAt(0);
    const mark = this.#markFor(first);
    if (mark === first) this.#builder.add(part.name, part.start);
    else {
      this.#builder.addFor(mark, part.start, part.start + 1);
      this.#builder.add(part.name.slice(1), part.start + 1);
    }
    this.#last = part.name.length > 1 ? part.name.slice(-1) : mark;
    this.#follow(part.name);
  }

  build(): MappedText {
    return this.#builder.build();
  }

  #addGap(part: Named): void {
    if (this.isEmpty || this.awaitsOption || /^[?&/]/.test(part.name)) return;
    if (this.#last === '/' && !this.#hasQuery) return;
    this.#builder.addFor(' ', part.start, part.start);
  }

  /** A first `&` begins the query, and a second `?` goes on with it: people move lines about. */
  #markFor(first: string): string {
    if (first === '&' && !this.#hasQuery && this.#depth === 0 && !this.isEmpty) return '?';
    if (first === '?' && this.#hasQuery && this.#depth === 0) return '&';
    return first;
  }

  #follow(text: string): void {
    // Most lines need no closer look.
    if (!/['"()]/.test(text) && (this.#hasQuery || !/[?&]/.test(text))) return;
    for (let at = 0; at < text.length; at++) {
      const char = text.charAt(at);
      if (char === "'" || char === '"') {
        const close = text.indexOf(char, at + 1);
        if (close > 0) at = close;
      } else if (char === '(') this.#depth++;
      else if (char === ')') this.#depth = Math.max(0, this.#depth - 1);
      else if (char === '?' || (char === '&' && this.#depth === 0)) this.#hasQuery = true;
    }
  }
}

/** Without ` HTTP/1.1` at the end, as REST Client and XrmTools allow it. */
function withoutVersion(part: Named): Named {
  const mark = part.name.charAt(part.name.length - 2);
  if (mark !== '.' && mark !== '/') return part;
  const version = /HTTP\/\d(?:\.\d)?$/i.exec(part.name.slice(-'HTTP/1.1'.length));
  if (!version) return part;
  const before = part.name.slice(0, -version[0].length);
  const name = before.trimEnd();
  // Behind a blank, or alone on its line.
  if (name.length === before.length && name !== '') return part;
  return { name, start: part.start, end: part.start + name.length };
}

const methods = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'MERGE']);

export interface MethodWord {
  readonly word: Named;
  readonly known: boolean;
  /** Where the rest of the line begins. */
  readonly rest: number;
}

/** The method at the beginning of a line. In any case of letters; an unknown one is a word of capitals before a blank. */
export function methodOf(line: Line): MethodWord | undefined {
  const match = /^\s*([A-Za-z]{3,})(?=\s|$)/.exec(line.text);
  if (!match) return undefined;
  const [head, name = ''] = match;
  const known = methods.has(name.toUpperCase());
  const capitals = name === name.toUpperCase() && head.length < line.text.trimEnd().length;
  if (!known && !capitals) return undefined;
  return { word: place(line, 0, head.length), known, rest: head.length };
}
