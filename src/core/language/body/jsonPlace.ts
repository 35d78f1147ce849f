/** An object or array that is open at the cursor. */
export interface JsonFrame {
  readonly kind: 'object' | 'array';
  /** Of an object: the key whose value is open. */
  key?: string;
  /** Of an object: the keys that stand before the cursor, and those behind it once `keysBehind` has added them. */
  readonly keys: Set<string>;
  /** Of an object: its string members, such as `@odata.type`. */
  readonly texts: Map<string, string>;
}

/** Where in a JSON text the cursor is. Offsets of that text. */
export interface JsonPlace {
  /** Outermost first. Empty: before or behind everything. */
  readonly frames: readonly JsonFrame[];
  readonly expects: 'key' | 'value' | 'nothing';
  /** What a completion takes the place of: the whole string with its quotes, a number or a word. */
  readonly start: number;
  readonly end: number;
  /** A colon follows already. */
  readonly hasValue: boolean;
  /** Another member or item follows, and no comma stands before it. */
  readonly needsComma: boolean;
}

/** Any text gives a place. */
export function jsonPlaceAt(text: string, offset: number): JsonPlace {
  const scanner = new JsonScanner(text, offset);
  return scanner.read();
}

class JsonScanner {
  readonly #text: string;
  readonly #offset: number;
  readonly #frames: JsonFrame[] = [];
  #expects: JsonPlace['expects'] = 'value';

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  read(): JsonPlace {
    let at = 0;
    while (at < this.#offset) {
      const end = this.#step(at);
      // The token that the cursor is in or at the end of is what a completion replaces.
      if (end > this.#offset || (end === this.#offset && this.#isWord(at))) return this.#place(at, end);
      this.#take(at, end);
      at = end;
    }
    // In front of a member another one goes; a value is exchanged.
    if (this.#expects !== 'value') return this.#place(this.#offset, this.#offset);
    const isToken = /["\w.+-]/.test(this.#text.charAt(this.#offset));
    return this.#place(this.#offset, isToken ? this.#step(this.#offset) : this.#offset);
  }

  /** Index after the token at `at`. */
  #step(at: number): number {
    const char = this.#text.charAt(at);
    if (char === '"') return this.#stringEnd(at);
    const word = /[\w.+-]+/y;
    word.lastIndex = at;
    return word.test(this.#text) ? word.lastIndex : at + 1;
  }

  /** A string that nothing closes in its line ends with its first word or address, so that it takes nothing else along. */
  #stringEnd(open: number): number {
    for (let at = open + 1; at < this.#text.length; at++) {
      const char = this.#text.charAt(at);
      if (char === '\\') at++;
      else if (char === '"') return at + 1;
      else if (char === '\n' || char === '\r') break;
    }
    const word = /(?:[\w.@/-]|:(?=\/\/)|\{\{[^{}\r\n]*\}\})*/y;
    word.lastIndex = open + 1;
    word.test(this.#text);
    return Math.max(word.lastIndex, open + 1);
  }

  #isWord(at: number): boolean {
    const char = this.#text.charAt(at);
    if (char !== '"') return /[\w.+-]/.test(char);
    // Behind the closing quote nothing of the string is typed any more.
    const closed = this.#text.charAt(this.#offset - 1) === '"' && this.#offset - at > 1;
    return !closed;
  }

  #take(at: number, end: number): void {
    const frame = this.#frames.at(-1);
    switch (this.#text.charAt(at)) {
      case '{':
        this.#frames.push({ kind: 'object', keys: new Set(), texts: new Map() });
        this.#expects = 'key';
        break;
      case '[':
        this.#frames.push({ kind: 'array', keys: new Set(), texts: new Map() });
        this.#expects = 'value';
        break;
      case '}':
      case ']':
        this.#frames.pop();
        this.#expects = 'nothing';
        break;
      case ',':
        this.#expects = frame?.kind === 'object' ? 'key' : 'value';
        break;
      case ':':
        this.#expects = 'value';
        break;
      default:
        this.#takeToken(at, end, frame);
    }
  }

  #takeToken(at: number, end: number, frame: JsonFrame | undefined): void {
    const token = this.#text.slice(at, end);
    if (/^\s*$/.test(token)) return;
    const content = token.replace(/^"|"$/g, '');
    if (this.#expects === 'key' && frame) {
      frame.key = content;
      frame.keys.add(content);
    } else if (frame?.key !== undefined && token.startsWith('"')) frame.texts.set(frame.key, content);
    this.#expects = 'nothing';
  }

  #place(start: number, end: number): JsonPlace {
    const behind = this.#text.slice(end);
    const frame = this.#frames.at(-1);
    if (frame?.kind === 'object') {
      for (const key of keysBehind(behind)) frame.keys.add(key);
    }
    return {
      frames: this.#frames,
      expects: this.#expects,
      start,
      end,
      hasValue: /^\s*:/.test(behind),
      needsComma: /^\s*["{[\w-]/.test(behind),
    };
  }
}

/** Keys of the object that go on behind the cursor, up to its end. */
function keysBehind(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  const token = /"(?:[^"\\\r\n]|\\.)*"?|[{}[\]]/g;
  for (const match of text.matchAll(token)) {
    const [found] = match;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    else if (
      depth === 0 &&
      /^\s*:/.test(text.slice(match.index + found.length, match.index + found.length + 20))
    ) {
      keys.push(found.slice(1, -1));
    }
    if (depth < 0) break;
  }
  return keys;
}
