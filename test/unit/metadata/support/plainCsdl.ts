/**
 * A second reader of CSDL, for comparing: reads everything at once from decoded text, shares nothing with the product,
 * and knows the shape of well-formed documents only.
 */
export interface PlainElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: PlainElement[];
  text: string;
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function unescape(value: string): string {
  return value
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity);
}

export function plainTree(xml: string): PlainElement {
  const root: PlainElement = { name: '#', attributes: {}, children: [], text: '' };
  const stack = [root];
  const token = /<\?[^]*?\?>|<!--[^]*?-->|<(\/?)([\w:.]+)([^<>]*?)(\/?)>|([^<]+)/g;
  for (const [, close, name = '', attributes = '', selfClosed, text] of xml.matchAll(token)) {
    const top = stack.at(-1)!;
    if (text !== undefined) top.text += unescape(text).trim();
    else if (close === '/') stack.pop();
    else if (name !== '') {
      const element: PlainElement = { name: local(name), attributes: {}, children: [], text: '' };
      for (const [, key = '', value = ''] of attributes.matchAll(/([\w:.]+)="([^"]*)"/g)) {
        Object.assign(element.attributes, { [key]: unescape(value) });
      }
      top.children.push(element);
      if (selfClosed !== '/') stack.push(element);
    }
  }
  return root;
}

function local(name: string): string {
  return name.split(':').at(-1) ?? name;
}

/** Every element of a name, at any depth, in the order of the document. */
export function everyElement(root: PlainElement, name: string): PlainElement[] {
  return root.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...everyElement(child, name),
  ]);
}

export function childrenNamed(element: PlainElement, name: string): PlainElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Value of an annotation with a term of Org.OData.Core.V1; `undefined` where there is none. */
export function annotation(element: PlainElement, term: string): string | undefined {
  const found = element.children.find(
    (child) => child.name === 'Annotation' && child.attributes['Term'] === `Org.OData.Core.V1.${term}`,
  );
  if (found === undefined) return undefined;
  return found.attributes['String'] ?? found.attributes['Bool'] ?? found.children[0]?.text ?? '';
}
