// What only requests for definitions are refused with.
import { Refusal } from '../errors';

/** Attested with 501 and with 400, always with this code. */
export const functionRefused = (name: string): Refusal =>
  new Refusal(501, '0x8006088a', `The "${name}" function isn't supported for Metadata Entities.`);

export const optionRefused = (option: string): Refusal =>
  new Refusal(400, '0x80060888', `The query parameter ${option} is not supported`);

const nouns: Readonly<Record<string, string>> = {
  EntityMetadata: 'entity',
  AttributeMetadata: 'attribute',
  RelationshipMetadataBase: 'relationship',
  OptionSetMetadataBase: 'option set',
};

export const definitionMissing = (type: string, key: string): Refusal => {
  const noun = nouns[type] ?? (type.endsWith('AttributeMetadata') ? 'attribute' : 'definition');
  return new Refusal(404, '0x80040217', `Could not find an ${noun} with specified name: ${key}`);
};
