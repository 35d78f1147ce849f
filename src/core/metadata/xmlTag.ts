import { decodeXmlText, type OneByteText } from './xmlText';

const space = 32;
const quote = 34;
const apostrophe = 39;
const slash = 47;
const lessThan = 60;
const equals = 61;
const greaterThan = 62;

/**
 * Reads one start tag after the other, without making an object for each. Quotes of either kind, `>` inside of them,
 * and blanks anywhere are taken; a tag that is cut off or broken ends at the next `<` or with the text.
 */
export class TagCursor {
  readonly #text: OneByteText;
  /** The name as it stands, with its prefix. */
  rawName = '';
  /** Behind the `>`. */
  end = 0;
  selfClosing = false;
  /** Name start, name end, value start, value end of each attribute. */
  readonly #spans: number[] = [];

  constructor(text: OneByteText) {
    this.#text = text;
  }

  /** The name without its prefix. */
  get name(): string {
    return this.rawName.slice(this.rawName.indexOf(':') + 1);
  }

  /** `at` is the offset of `<`, before a name. */
  read(at: number): void {
    const nameEnd = this.#nameEnd(at + 1);
    this.rawName = this.#text.slice(at + 1, nameEnd);
    this.selfClosing = false;
    this.#spans.length = 0;
    let next = nameEnd;
    for (;;) {
      const code = this.#text.charCodeAt(next);
      if (code === greaterThan) return this.#finish(next + 1);
      if (Number.isNaN(code) || code === lessThan) return this.#finish(next);
      if (code === slash) this.selfClosing = this.#text.charCodeAt(next + 1) === greaterThan;
      next = code <= space || code === slash ? next + 1 : this.#attribute(next);
    }
  }

  #finish(end: number): void {
    this.end = Math.min(end, this.#text.length);
  }

  /** Reads one attribute; answers where to go on, always further than `start`. */
  #attribute(start: number): number {
    const nameEnd = Math.max(this.#nameEnd(start), start + 1);
    let at = this.#skipBlanks(nameEnd);
    if (this.#text.charCodeAt(at) !== equals) return at;
    at = this.#skipBlanks(at + 1);
    const code = this.#text.charCodeAt(at);
    if (code !== quote && code !== apostrophe) return at;
    const close = this.#text.indexOf(code === quote ? '"' : "'", at + 1);
    if (close === -1) return this.#text.length;
    this.#spans.push(start, nameEnd, at + 1, close);
    return close + 1;
  }

  #nameEnd(start: number): number {
    let at = start;
    for (;;) {
      const code = this.#text.charCodeAt(at);
      if (Number.isNaN(code) || code <= space) return at;
      if (code === equals || code === greaterThan || code === slash || code === lessThan) return at;
      at += 1;
    }
  }

  #skipBlanks(start: number): number {
    let at = start;
    while (this.#text.charCodeAt(at) <= space) at += 1;
    return at;
  }

  get attributeCount(): number {
    return this.#spans.length / 4;
  }

  attributeName(index: number): string {
    return this.#text.slice(this.#spans[index * 4], this.#spans[index * 4 + 1]);
  }

  attributeValue(index: number): string {
    return decodeXmlText(this.#text.slice(this.#spans[index * 4 + 2], this.#spans[index * 4 + 3]));
  }

  attribute(name: string): string | undefined {
    for (let index = 0; index < this.attributeCount; index++) {
      if (this.attributeName(index) === name) return this.attributeValue(index);
    }
    return undefined;
  }
}
