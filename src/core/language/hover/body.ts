import { bindingOf } from '../binding';
import { bodyShape, shapeInside, shapeOf, type BodyShape } from '../body/shape';
import { jsonPlaceAt } from '../body/jsonPlace';
import type { LanguageBlock, LanguageDocument } from '../document';
import type { Hover, LanguageKnowledge } from '../model';
import { codeMarkdown as code, plainMarkdown as plain } from '../reference/markdown';
import { columnMarkdown, navigationMarkdown, parameterMarkdown, type HoverSource } from './names';

/** Of members and choices in a body. */
export function bodyMarkdown(
  document: LanguageDocument,
  block: LanguageBlock,
  offset: number,
  knowledge: LanguageKnowledge,
): Hover | undefined {
  const { body } = block.query;
  const { schema, labels } = knowledge;
  if (!body || !schema || offset < body.start || offset >= body.end) return undefined;
  const text = document.text.slice(body.start, body.end);
  // One further on: the first character of a word belongs to it.
  const place = jsonPlaceAt(text, offset - body.start + 1);
  const root = bodyShape(bindingOf(block, schema).result, block.method);
  const shape = root && shapeOf(root, place.frames, schema);
  const frame = place.frames.at(-1);
  if (!shape || frame?.kind !== 'object') return undefined;
  const word = text.slice(place.start, place.end).replaceAll('"', '');
  const source = { schema, labels };
  const markdown =
    place.expects === 'key'
      ? memberMarkdown(source, shape, word)
      : place.expects === 'value' && frame.key !== undefined
        ? choiceMarkdown(source, shapeInside(shape, frame.key, schema), word)
        : undefined;
  if (markdown === undefined) return undefined;
  return { start: body.start + place.start, end: body.start + place.end, markdown };
}

function memberMarkdown(source: HoverSource, shape: BodyShape, key: string): string | undefined {
  if (shape.kind === 'parameters') {
    const parameter = shape.operation.parameters.find(({ name }) => name === key);
    return parameter && parameterMarkdown(parameter);
  }
  if (shape.kind !== 'row') return undefined;
  const [name = ''] = key.split('@', 1);
  const property = shape.type.property(name);
  if (property) return columnMarkdown(source, property, shape.type);
  const navigation = shape.type.navigationProperty(name);
  return navigation && navigationMarkdown(source, navigation, shape.type);
}

function choiceMarkdown(
  { labels }: HoverSource,
  shape: BodyShape | undefined,
  word: string,
): string | undefined {
  if (shape?.kind !== 'value' || !shape.column) return undefined;
  const { owner, property } = shape.column;
  const number = word === 'true' ? 1 : word === 'false' ? 0 : Number(word);
  const choice = labels?.column(owner.name, property.name)?.choices?.find(({ value }) => value === number);
  return choice && `${code(word)} ${plain(choice.label)}`;
}
