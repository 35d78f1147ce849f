/** What is wrong with a text as XML. Indices of the text. */
export interface XmlFault {
  readonly start: number;
  readonly end: number;
  /** One sentence for a person. */
  readonly message: string;
}

interface OpenTag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const opaque: readonly (readonly [start: string, stop: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/**
 * The first reason why a text is no well-formed XML document; undefined where there is none. A `+` counts as a blank
 * between attributes, as form encoding writes it. Linear in time.
 */
export function xmlFault(text: string): XmlFault | undefined {
  const open: OpenTag[] = [];
  let hasRoot = false;
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const end = next < 0 ? text.length : next;
    const loose = contentFault(text, at, end, open.length > 0);
    if (loose) return loose;
    if (next < 0) break;
    const skipped = opaqueEnd(text, next);
    if (skipped === undefined) {
      const tag = readTag(text, next);
      const fault = tag.fault ?? placeFault(tag, open, hasRoot);
      if (fault) return fault;
      if (tag.kind === 'close') open.pop();
      else {
        hasRoot = true;
        if (tag.kind === 'open') open.push(tag);
      }
      at = tag.end;
    } else {
      if (skipped < 0) return { start: next, end: text.length, message: 'This part of the XML has no end.' };
      at = skipped;
    }
  }
  const last = open.at(-1);
  return last && unclosed(last);
}

function unclosed({ name, start, end }: OpenTag): XmlFault {
  return { start, end, message: `<${name}> is not closed: </${name}> is missing.` };
}

/** Index after a comment or declaration at a `<`; -1 where it has no end, undefined where a tag begins. */
function opaqueEnd(text: string, start: number): number | undefined {
  for (const [begin, stop] of opaque) {
    if (!text.startsWith(begin, start)) continue;
    const end = text.indexOf(stop, start + begin.length);
    return end < 0 ? -1 : end + stop.length;
  }
  return undefined;
}

function contentFault(text: string, from: number, to: number, inside: boolean): XmlFault | undefined {
  const content = text.slice(from, to);
  if (!inside) {
    const loose = /[^\s+]/.exec(content);
    return loose
      ? { start: from + loose.index, end: to, message: 'This text stands outside of the XML.' }
      : undefined;
  }
  return ampersandFault(content, from);
}

function ampersandFault(content: string, from: number): XmlFault | undefined {
  const bare = /&(?!(?:[a-z]\w*|#\d+|#x[\da-f]+);)/i.exec(content);
  if (!bare) return undefined;
  const start = from + bare.index;
  return { start, end: start + 1, message: 'In XML, "&" is written &amp;.' };
}

interface Tag extends OpenTag {
  readonly kind: 'open' | 'close' | 'empty';
  readonly fault?: XmlFault;
}

// Sticky, so that nothing is looked at twice.
const nameForm = /<(\/?)([\w:][\w:.-]*)/y;
const attributeForm = /[\s+]+([\w:][\w:.-]*)[\s+]*=[\s+]*(?:"([^"<]*)"|'([^'<]*)')/y;
const endForm = /[\s+]*(\/?)>/y;

function readTag(text: string, start: number): Tag {
  nameForm.lastIndex = start;
  const head = nameForm.exec(text);
  const name = head?.[2] ?? '';
  if (!head) {
    const fault = { start, end: start + 1, message: 'In XML, "<" is written &lt; where no tag begins.' };
    return { name, start, end: start + 1, kind: 'open', fault };
  }
  let at = nameForm.lastIndex;
  const names = new Set<string>();
  for (;;) {
    attributeForm.lastIndex = at;
    const attribute = attributeForm.exec(text);
    if (!attribute) break;
    at = attributeForm.lastIndex;
    const fault = valueFault(attribute, at, names);
    if (fault) return { name, start, end: at, kind: 'open', fault };
    names.add(attribute[1] ?? '');
  }
  endForm.lastIndex = at;
  const end = endForm.exec(text);
  if (!end) return { name, start, end: at, kind: 'open', fault: attributeFault(text, name, at) };
  const kind = head[1] === '/' ? 'close' : end[1] === '/' ? 'empty' : 'open';
  return { name, start, end: endForm.lastIndex, kind };
}

/** `end`: of the attribute. `names`: of those before it in its tag. */
function valueFault(
  [whole, name = '', double, single]: RegExpExecArray,
  end: number,
  names: ReadonlySet<string>,
): XmlFault | undefined {
  const value = double ?? single ?? '';
  if (!names.has(name)) return ampersandFault(value, end - 1 - value.length);
  const start = end - whole.trimStart().length;
  return { start, end, message: `The attribute "${name}" stands twice in one tag.` };
}

/** What stands in a tag where an attribute or its end is wanted. */
function attributeFault(text: string, tag: string, at: number): XmlFault {
  const rest = /^[\s+]*([^\s=>]*)/.exec(text.slice(at, at + 80));
  const word = rest?.[1] ?? '';
  const end = at + (rest?.[0].length ?? 0);
  const start = end - word.length;
  const message =
    word === ''
      ? `The tag <${tag}> is not finished: its ">" is missing.`
      : `<${tag}> cannot be read here. An attribute is written name="value", and a tag ends with ">" or "/>".`;
  return { start, end: Math.max(end, start), message };
}

function placeFault(tag: Tag, open: readonly OpenTag[], hasRoot: boolean): XmlFault | undefined {
  const { name, start, end, kind } = tag;
  const last = open.at(-1);
  if (kind !== 'close') {
    return last || !hasRoot ? undefined : { start, end, message: 'XML has one outermost element only.' };
  }
  if (!last) return { start, end, message: `</${name}> closes nothing.` };
  if (last.name === name) return undefined;
  // The one that was forgotten, not the one that it is noticed at.
  if (open.some((one) => one.name === name)) return unclosed(last);
  return { start, end, message: `</${name}> closes nothing: <${last.name}> is open here.` };
}
