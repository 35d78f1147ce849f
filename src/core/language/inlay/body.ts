import { bindingOf } from '../binding';
import { bodyShape, shapeInside, type BodyShape } from '../body/shape';
import { readJsonTree, type JsonNode } from '../diagnostics/jsonTree';
import type { LanguageBlock, LanguageDocument } from '../document';
import type { InlayHint, LanguageKnowledge } from '../model';
import type { Schema } from '../../metadata/model';

const guid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i;

/** In a body: choices, and rows that are bound. */
export function bodyHints(
  document: LanguageDocument,
  block: LanguageBlock,
  knowledge: LanguageKnowledge,
): InlayHint[] {
  const { body } = block.query;
  const { schema } = knowledge;
  if (!body || !schema) return [];
  const text = document.text.slice(body.start, body.end);
  // Variables and comments are no JSON: what can be read up to them has hints.
  const { root } = readJsonTree(text);
  const shape = bodyShape(bindingOf(block, schema).result, block.method);
  const hints: InlayHint[] = [];
  collect(root, shape, {
    schema,
    knowledge,
    add: (offset, label) => hints.push({ offset: body.start + offset, label }),
  });
  return hints;
}

interface Context {
  readonly schema: Schema;
  readonly knowledge: LanguageKnowledge;
  readonly add: (offset: number, label: string) => void;
}

function collect(node: JsonNode, shape: BodyShape | undefined, context: Context): void {
  if (node.kind === 'object') {
    for (const { name, value } of node.members) {
      collect(value, shape && shapeInside(shape, name.text, context.schema), context);
    }
  } else if (node.kind === 'array') for (const item of node.items) collect(item, shape, context);
  else if (node.kind === 'number') addChoice(node, shape, context);
  else if (node.kind === 'string') {
    const id = guid.exec(node.value)?.[0].toLowerCase();
    const label = id === undefined ? undefined : context.knowledge.rowNames?.(id);
    if (label !== undefined) context.add(node.end, label);
  }
}

function addChoice(
  { end, value }: Extract<JsonNode, { kind: 'number' }>,
  shape: BodyShape | undefined,
  { knowledge, add }: Context,
): void {
  if (shape?.kind !== 'value' || !shape.column) return;
  const { owner, property } = shape.column;
  const choices = knowledge.labels?.column(owner.name, property.name)?.choices;
  const label = choices?.find((choice) => choice.value === value)?.label;
  if (label !== undefined) add(end, label);
}
