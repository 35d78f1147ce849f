// As much XML as FetchXML needs: elements, attributes, text; declarations and comments are passed over.

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** What stands directly in it, trimmed. */
  readonly text: string;
  /** The element as it was written. */
  readonly source: string;
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  readonly start: number;
  text: string;
}

const markup =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decode = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return entities[named] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );

const attributesOf = (text: string): Map<string, string> =>
  new Map(
    [...text.matchAll(attribute)].map(([, name = '', one, other]) => [name, decode(one ?? other ?? '')]),
  );

/** The root element, or undefined where the text is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  const open: Open[] = [{ name: '', attributes: new Map(), children: [], start: 0, text: '' }];
  let at = 0;
  for (const match of text.matchAll(markup)) {
    const parent = open[open.length - 1];
    const between = text.slice(at, match.index);
    if (parent === undefined || between.includes('<')) return undefined;
    parent.text += decode(between);
    at = match.index + match[0].length;
    const [, closed, opened, attributes = '', empty] = match;
    if (opened !== undefined) {
      open.push({
        name: opened,
        attributes: attributesOf(attributes),
        children: [],
        start: match.index,
        text: '',
      });
    }
    if ((closed !== undefined || empty === '/') && !close(open, closed ?? opened, text, at)) return undefined;
  }
  const [document, ...unclosed] = open;
  const [root, ...more] = document?.children ?? [];
  const trailing = `${document?.text ?? ''}${text.slice(at)}`.trim();
  return unclosed.length > 0 || more.length > 0 || trailing !== '' ? undefined : root;
}

/** Takes the innermost element off the stack; false where it has another name. */
function close(open: Open[], name: string | undefined, source: string, end: number): boolean {
  const element = open.pop();
  const parent = open[open.length - 1];
  if (element === undefined || parent === undefined || element.name !== name) return false;
  parent.children.push({
    name: element.name,
    attributes: element.attributes,
    children: element.children,
    text: element.text.trim(),
    source: source.slice(element.start, end),
  });
  return true;
}
