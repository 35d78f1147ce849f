// What is wrong with a FetchXML query.
import { Refusal, badRequest } from './refusal';

export const invalidXml = (): Refusal => new Refusal(400, '0x80040201', 'Invalid XML.');

export const fetchWithoutEntity = (): Refusal =>
  new Refusal(400, '0x80041102', 'Entity Name was not specified in FetchXml String.');

export const fetchEntityUnknown = (name: string): Refusal =>
  new Refusal(
    400,
    '0x80041102',
    `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
  );

export const fetchEntityElsewhere = (name: string, set: string): Refusal =>
  badRequest(`The entity '${name}' of the FetchXml query does not match the entity set '${set}'.`);

export const fetchAttributeUnknown = (table: string, attribute: string): Refusal =>
  new Refusal(
    400,
    '0x80041103',
    `'${table}' entity doesn't contain attribute with Name = '${attribute}' and NameMapping = 'Logical'.`,
  );

export const invalidChild = (valid: string, node: { name: string; source: string }): Refusal =>
  new Refusal(
    400,
    '0x8004111c',
    `Invalid Child Node, valid nodes are ${valid}. NodeName = ${node.name} NodeXml = ${node.source}`,
  );

export const invalidFetchValue = (name: string, value: string): Refusal =>
  new Refusal(400, '0x80040203', `Invalid value '${value}' for ${name} in the FetchXml query.`);

export const conditionWithoutValue = (operator: string): Refusal =>
  new Refusal(400, '0x80040203', `The condition operator '${operator}' needs a value.`);

export const topWithPaging = (): Refusal =>
  new Refusal(400, '0x80040203', 'The top attribute cannot be specified together with paging attribute(s).');

export const countBesideView = (): Refusal =>
  new Refusal(
    400,
    '',
    'Count Segment is not supported when SavedQuery or UserQuery or FetchXml option is provided',
  );
