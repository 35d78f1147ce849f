import type { Identifier, Literal, LiteralType } from '../../odata';
import type { Binder } from './binder';
import { edm, nowhere, type Place } from './place';

const types: Readonly<Partial<Record<LiteralType, string>>> = {
  boolean: 'Boolean',
  integer: 'Int32',
  decimal: 'Decimal',
  double: 'Double',
  string: 'String',
  guid: 'Guid',
  date: 'Date',
  dateTimeOffset: 'DateTimeOffset',
  timeOfDay: 'TimeOfDay',
  duration: 'Duration',
  binary: 'Binary',
  geography: 'Geography',
  geometry: 'Geometry',
};

export function bindLiteral(binder: Binder, literal: Literal): Place {
  if (literal.type === 'enum') return bindEnum(binder, literal);
  const name = types[literal.type];
  if (name === undefined) return nowhere;
  const large = name === 'Int32' && Math.abs(Number(literal.value)) > 2_147_483_647;
  return edm(large ? 'Int64' : name);
}

/** `Microsoft.Dynamics.CRM.AccessType'Default'` */
function bindEnum(binder: Binder, literal: Literal): Place {
  const { record, schema, text } = binder;
  const typeName = literal.typeName ?? '';
  const quote = literal.start + typeName.length;
  const identifier = identifierAt(typeName, literal.start);
  const enumType = schema.enumType(typeName);
  if (!enumType) {
    record.notFound(identifier, 'enumType');
    return nowhere;
  }
  record.name(identifier, 'enumType', { kind: 'enumType', enumType });
  let at = quote + quoteLength(text, quote);
  for (const part of literal.value.split(',')) {
    const name = part.trim();
    const member = identifierAt(name, at + part.length - part.trimStart().length);
    at += part.length + 1;
    const known = enumType.members.some((one) => one.name === name || one.value === name);
    if (known) record.name(member, 'enumMember', { kind: 'enumMember', enumType, value: name }, { enumType });
    else record.notFound(member, 'enumMember', { enumType });
  }
  return { reference: { name: enumType.qualifiedName, collection: false }, collection: false };
}

function identifierAt(name: string, start: number): Identifier {
  return { kind: 'identifier', name, start, end: start + name.length };
}

/** A quote takes three units where it is percent-encoded. */
export function quoteLength(text: string, at: number): number {
  return text.charAt(at) === '%' ? 3 : 1;
}
