import type { ColumnLabels } from '../../metadata/labels';
import type { Property, TypeReference } from '../../metadata/model';

/** Types of CSDL in the words of the maker portal. */
const edmWords: Readonly<Record<string, string>> = {
  'Edm.String': 'Text',
  'Edm.Boolean': 'Yes/no',
  'Edm.Int16': 'Whole number',
  'Edm.Int32': 'Whole number',
  'Edm.Int64': 'Big whole number',
  'Edm.Byte': 'Whole number',
  'Edm.Decimal': 'Decimal',
  'Edm.Double': 'Float',
  'Edm.Single': 'Float',
  'Edm.DateTimeOffset': 'Date and time',
  'Edm.Date': 'Date only',
  'Edm.TimeOfDay': 'Time',
  'Edm.Duration': 'Duration',
  'Edm.Guid': 'Unique identifier',
  'Edm.Binary': 'Binary',
  'Edm.Stream': 'File',
};

/** Types of columns (`AttributeTypeName` without `Type`) in the words of the maker portal. */
const columnWords: Readonly<Record<string, string>> = {
  Picklist: 'Choice',
  MultiSelectPicklist: 'Choices',
  State: 'Status',
  Status: 'Status reason',
  Boolean: 'Yes/no',
  Lookup: 'Lookup',
  Customer: 'Customer',
  Owner: 'Owner',
  PartyList: 'Parties',
  Money: 'Currency',
  Memo: 'Multiline text',
  String: 'Text',
  Integer: 'Whole number',
  BigInt: 'Big whole number',
  Decimal: 'Decimal',
  Double: 'Float',
  DateTime: 'Date and time',
  Uniqueidentifier: 'Unique identifier',
  EntityName: 'Table name',
  Image: 'Image',
  File: 'File',
};

/** `Text`, `Choice`, `AttributeTypeCode`, `Text[]`. */
export function typeWord({ name, collection }: TypeReference): string {
  const word = edmWords[name] ?? name.slice(name.lastIndexOf('.') + 1);
  return collection ? `${word}[]` : word;
}

export function columnTypeWord(property: Property, labels: ColumnLabels | undefined): string {
  const known = labels?.type === undefined ? undefined : columnWords[labels.type];
  if (known !== undefined) return known;
  if (property.lookup) return 'Lookup';
  return labels?.choices ? 'Choice' : typeWord(property.type);
}
