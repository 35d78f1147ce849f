import { decodeXmlText, type OneByteText } from './xmlText';

/** A start tag: its name, and what stands between the name and `>`. Quotes of either kind hide a `>`. */
const startTag = /<([^\s=/>"'<]+)([^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*)>/y;
const brokenTag = /<([^\s=/>"'<]*)([^<]*)/y;
const attributes = /([^\s=/>"'<]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * Reads one start tag after the other. By patterns, which run as machine code from the start, where a loop over
 * characters is interpreted until it is warm: the first answer is what a person waits for.
 */
export class TagCursor {
  readonly #text: OneByteText;
  /** The name as it stands, with its prefix; empty where none stands at the `<`. */
  rawName = '';
  /** What stands behind the name, as written. */
  rawAttributes = '';
  /** Behind the `>`; of a tag that is cut off or broken, before the next `<` or behind the text. */
  end = 0;

  constructor(text: OneByteText) {
    this.#text = text;
  }

  /** The name without its prefix. */
  get name(): string {
    return this.rawName.slice(this.rawName.indexOf(':') + 1);
  }

  get selfClosing(): boolean {
    return this.rawAttributes.endsWith('/');
  }

  /** `at` is the offset of `<`. */
  read(at: number): void {
    startTag.lastIndex = at;
    let pattern = startTag;
    let found = startTag.exec(this.#text);
    if (found === null) {
      brokenTag.lastIndex = at;
      pattern = brokenTag;
      found = brokenTag.exec(this.#text);
    }
    this.rawName = found?.[1] ?? '';
    this.rawAttributes = found?.[2] ?? '';
    this.end = Math.max(pattern.lastIndex, at + 1);
  }

  attribute(name: string): string | undefined {
    return attributeOf(this.rawAttributes, name);
  }
}

/** The value of an attribute, out of what stands behind a tag's name. */
export function attributeOf(rawAttributes: OneByteText, name: string): string | undefined {
  if (!rawAttributes.includes(name)) return undefined;
  // Most documents are written just so. Nothing in double quotes holds one, so that it is no part of another value.
  if (!rawAttributes.includes("'")) {
    const needle = needleOf(name);
    const at = rawAttributes.indexOf(needle);
    const start = at + needle.length;
    const end = rawAttributes.indexOf('"', start);
    if (at !== -1 && end !== -1) return decodeXmlText(rawAttributes.slice(start, end));
  }
  attributes.lastIndex = 0;
  for (let found = attributes.exec(rawAttributes); found !== null; found = attributes.exec(rawAttributes)) {
    if (found[1] === name) return decodeXmlText(found[2] ?? found[3] ?? '');
  }
  return undefined;
}

/** The handful of names that are asked for, as they are searched: made once, where making them costs a collection. */
const needles = new Map<string, string>();

function needleOf(name: string): string {
  const known = needles.get(name);
  if (known !== undefined) return known;
  const needle = ` ${name}="`;
  needles.set(name, needle);
  return needle;
}
