import { encodeRequestTarget, parseODataUrl, type Dialect, type Span } from '../../src/core/odata';

/** What is wrong with the tree of a text; undefined where nothing is. Throws what the parser throws. */
export function wrongTree(text: string, dialect: Dialect): string | undefined {
  const tree = parseODataUrl(text, dialect);
  const isWhole = tree.text === text && tree.start === 0 && tree.end === text.length;
  if (!isWhole) return 'The tree is not of the text.';
  let last = 0;
  for (const { start, end, message } of tree.errors) {
    const isPlaced = start >= last && start <= end && end <= text.length;
    if (!isPlaced || message === '') return `An error at [${start},${end}).`;
    last = start;
  }
  return misplaced(tree)[0];
}

/** What is wrong with the encoding of a text: characters that no request line can carry, or no fixed point. */
export function wrongEncoding(text: string): string | undefined {
  const encoded = encodeRequestTarget(text);
  if (!/^[\x21-\x7e]*$/.test(encoded)) return `It is encoded as ${encoded}.`;
  const again = encodeRequestTarget(encoded);
  return again === encoded ? undefined : `It is encoded as ${encoded}, and then as ${again}.`;
}

/**
 * What is wrong with the places of a tree: a span that is no span, a child outside its parent, siblings that
 * overlap. Empty for a tree from which the text can be put together again. No recursion, since trees may be deep.
 */
export function misplaced(tree: object & Span): string[] {
  const wrong: string[] = [];
  const open: [node: object, start: number, end: number][] = [[tree, tree.start, tree.end]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, from, to] = next;
    let start = from;
    let end = to;
    if (isSpan(node)) {
      ({ start, end } = node);
      if (start > end || start < from || end > to) wrong.push(`[${start},${end}) in [${from},${to})`);
    }
    let last = -1;
    for (const key in node) {
      // Errors point anywhere.
      if (key === 'errors') continue;
      const value = (node as Readonly<Record<string, unknown>>)[key];
      if (typeof value !== 'object' || value === null) continue;
      open.push([value, start, end]);
      if (!Array.isArray(node) || !isSpan(value)) continue;
      if (value.start < last) wrong.push(`${value.start} before ${last}`);
      last = value.end;
    }
  }
  return wrong;
}

function isSpan(value: object): value is Span {
  return 'start' in value && typeof value.start === 'number';
}
