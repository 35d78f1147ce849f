import { bindingOf, type Expectation, type UrlBinding } from './binding';
import { bodyMarkdown } from './hover/body';
import { fileHover, isComment } from './hover/file';
import { literalAt, wordSpanAt } from './hover/place';
import { referenceMarkdown } from './hover/meanings';
import { optionMarkdown, wordMarkdown } from './hover/words';
import type { LanguageBlock, LanguageDocument } from './document';
import { batchPartsAt } from './document/batch';
import { movedRange } from './document/moved';
import type { Hover, LanguageKnowledge } from './model';
import type { ODataUrl, Span } from '../odata';
import { codeMarkdown as code, paragraphs, plainMarkdown as plain } from './reference/markdown';

/** What stands at an offset, for a person. Undefined where there is nothing to say. */
export function hover(
  document: LanguageDocument,
  offset: number,
  knowledge: LanguageKnowledge,
): Hover | undefined {
  const parts = batchPartsAt(document, offset);
  if (parts) {
    const found = hover(parts.document, offset - parts.start, knowledge);
    return found && movedRange(found, parts.start);
  }
  if (isComment(document, offset)) return undefined;
  const inFile = fileHover(document, offset);
  if (inFile) return inFile;
  const block = document.blockAt(offset);
  if (!block) return undefined;
  return bodyMarkdown(document, block, offset, knowledge) ?? targetHover(block, offset, knowledge);
}

function targetHover(block: LanguageBlock, offset: number, knowledge: LanguageKnowledge): Hover | undefined {
  const at = block.target.map.fromDocument(offset);
  if (at === undefined) return undefined;
  const { url } = block;
  const found = optionHover(url, at) ?? nameHover(block, at, knowledge) ?? wordHover(url, at);
  if (!found) return undefined;
  return { ...block.target.map.rangeToDocument(found.start, found.end), markdown: found.markdown };
}

type Found = Span & { readonly markdown: string };

function optionHover(url: ODataUrl, at: number): Found | undefined {
  const name = optionNameAt(url, at);
  const markdown = name && optionMarkdown(name.name);
  return name && markdown !== undefined ? { start: name.start, end: name.end, markdown } : undefined;
}

function optionNameAt({ options }: ODataUrl, at: number): ODataUrl['options'][number]['name'] | undefined {
  let level = options;
  for (;;) {
    const option = level.find(({ start, end }) => start <= at && at <= end);
    if (!option) return undefined;
    if (at <= option.name.end) return at < option.name.start ? undefined : option.name;
    if (option.kind !== 'expand' && option.kind !== 'select') return undefined;
    const item = option.items.find(({ start, end }) => start <= at && at <= end);
    if (!item) return undefined;
    level = item.options;
  }
}

function nameHover(block: LanguageBlock, at: number, knowledge: LanguageKnowledge): Found | undefined {
  const { schema, labels } = knowledge;
  if (!schema) return undefined;
  const { url } = block;
  const binding = bindingOf(block, schema);
  const reference = binding.referenceAt(at);
  if (reference) {
    const markdown = referenceMarkdown({ schema, labels }, reference, url);
    if (markdown !== undefined) return { start: reference.start, end: reference.end, markdown };
  }
  return valueHover(binding, url, at, knowledge);
}

/** The label of a choice, the name of a row. */
function valueHover(
  binding: UrlBinding,
  url: ODataUrl,
  at: number,
  knowledge: LanguageKnowledge,
): Found | undefined {
  const literal = literalAt(url, at);
  if (!literal) return undefined;
  const { start, end, value } = literal;
  const expected = binding.expectationOf(literal);
  const label = expected && choiceLabel(expected, value, knowledge);
  if (label !== undefined) {
    return { start, end, markdown: paragraphs(`${code(value)} ${plain(label)}`) };
  }
  const name = literal.type === 'guid' ? knowledge.rowNames?.(value.toLowerCase()) : undefined;
  return name === undefined ? undefined : { start, end, markdown: plain(name) };
}

function choiceLabel(
  { property }: Expectation,
  value: string,
  { labels }: LanguageKnowledge,
): string | undefined {
  if (!property) return undefined;
  const column = labels?.column(property.owner.name, property.property.name);
  const number = value === 'true' ? 1 : value === 'false' ? 0 : Number(value);
  return column?.choices?.find((choice) => choice.value === number)?.label;
}

/** An operator, a direction, a function: words of the language, with or without a schema. */
function wordHover(url: ODataUrl, at: number): Found | undefined {
  const span = wordSpanAt(url.text, at);
  if (!span || literalAt(url, at)) return undefined;
  const markdown = wordMarkdown(url.text.slice(span.start, span.end));
  return markdown === undefined ? undefined : { ...span, markdown };
}
