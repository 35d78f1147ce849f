import type { Literal } from '../odata';
import type { Range } from '../queryfile';
import { bindingOf, type UrlBinding } from './binding';
import { literalsOf } from './hover/place';
import { bodyHints } from './inlay/body';
import type { LanguageBlock, LanguageDocument } from './document';
import type { InlayHint, LanguageKnowledge } from './model';

/** Labels beside the numbers of choices, and names beside the GUIDs of rows that a result has shown, in a part of a document. */
export function inlayHints(
  document: LanguageDocument,
  range: Range,
  knowledge: LanguageKnowledge,
): readonly InlayHint[] {
  if (!knowledge.labels && !knowledge.rowNames) return [];
  const blocks = document.blocks.filter(
    ({ query }) => query.range.start <= range.end && query.range.end >= range.start,
  );
  return blocks
    .flatMap((block) => [...targetHints(block, knowledge), ...bodyHints(document, block, knowledge)])
    .filter(({ offset }) => offset >= range.start && offset <= range.end);
}

function targetHints(block: LanguageBlock, knowledge: LanguageKnowledge): InlayHint[] {
  const { url, target } = block;
  const { schema } = knowledge;
  const binding = schema && bindingOf(block, schema);
  return literalsOf(url).flatMap((literal) => {
    const label = hintFor(literal, binding, knowledge);
    if (label === undefined) return [];
    const { end } = target.map.rangeToDocument(literal.start, literal.end);
    return [{ offset: end, label }];
  });
}

function hintFor(
  literal: Literal,
  binding: UrlBinding | undefined,
  { labels, rowNames }: LanguageKnowledge,
): string | undefined {
  const { type, value } = literal;
  if (type === 'guid') return rowNames?.(value.toLowerCase());
  if (!labels) return undefined;
  const column = binding?.expectationOf(literal)?.property;
  // `true` says enough by itself; numbers in texts are those of conditions such as In(…).
  const isNumber = type === 'integer' || (type === 'string' && /^\d+$/.test(value));
  if (!column || !isNumber) return undefined;
  const choices = labels.column(column.owner.name, column.property.name)?.choices;
  return choices?.find((choice) => choice.value === Number(value))?.label;
}
