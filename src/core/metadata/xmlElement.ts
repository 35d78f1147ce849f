import { markupEnd } from './xmlMarkup';
import { attributeOf, TagCursor } from './xmlTag';
import { decodeXmlText, type OneByteText } from './xmlText';

/** An element of a declaration that is looked at: small trees only, never the document. */
export class XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly children: XmlElement[] = [];
  /** Its own character data, trimmed. */
  text = '';
  readonly #attributes: OneByteText;

  /** `attributes`: what stands behind the name in the start tag, as written. */
  constructor(name: string, attributes: OneByteText) {
    this.name = name;
    this.#attributes = attributes;
  }

  attribute(name: string): string | undefined {
    return attributeOf(this.#attributes, name);
  }

  named(name: string): readonly XmlElement[] {
    return this.children.filter((child) => child.name === name);
  }

  first(name: string): XmlElement | undefined {
    return this.children.find((child) => child.name === name);
  }
}

/** Elements that lie deeper are read, and hung on the last one of this depth. No declaration of CSDL comes near. */
const deepest = 32;

/** The elements at the top of a piece of a document. Any text gives a tree: what does not close ends with the text. */
export function readElements(text: OneByteText): readonly XmlElement[] {
  const root = new XmlElement('', '');
  const open: XmlElement[] = [root];
  const tag = new TagCursor(text);
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    addText(open, text.slice(at, next === -1 ? text.length : next));
    if (next === -1) break;
    at = readMarkup(text, next, tag, open);
  }
  return root.children;
}

function readMarkup(text: OneByteText, at: number, tag: TagCursor, open: XmlElement[]): number {
  const second = text[at + 1];
  if (second === '/') return close(text, at, open);
  if (second === '!' || second === '?') {
    const end = markupEnd(text, at);
    if (text.startsWith('<![CDATA[', at)) addCdata(open, text.slice(at + 9, end - 3));
    return end;
  }
  tag.read(at);
  if (tag.rawName === '') return at + 1;
  const element = new XmlElement(tag.name, tag.rawAttributes);
  open.at(-1)?.children.push(element);
  if (!tag.selfClosing && open.length < deepest) open.push(element);
  return tag.end;
}

/** Closes the innermost element of that name; a close tag without one is passed over. */
function close(text: OneByteText, at: number, open: XmlElement[]): number {
  const end = text.indexOf('>', at);
  const raw = text.slice(at + 2, end === -1 ? text.length : end).trimEnd();
  const name = raw.slice(raw.indexOf(':') + 1);
  for (let depth = open.length - 1; depth > 0; depth--) {
    if (open[depth]?.name !== name) continue;
    open.length = depth;
    break;
  }
  return end === -1 ? text.length : end + 1;
}

function addText(open: readonly XmlElement[], raw: OneByteText): void {
  const text = decodeXmlText(raw).trim();
  const element = open.at(-1);
  if (text !== '' && element !== undefined) element.text += text;
}

/** Character references mean nothing in CDATA. */
function addCdata(open: readonly XmlElement[], raw: OneByteText): void {
  const element = open.at(-1);
  if (element !== undefined) element.text += decodeXmlText(raw.replaceAll('&', '&amp;'));
}
