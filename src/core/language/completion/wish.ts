import type { Expression } from '../../odata';
import type { Site } from './site';
import type { Wish } from './values';

/** What value the schema expects in the place of an expression. */
export function wishAt({ binding, word }: Site, expression: Expression): Wish | undefined {
  const expected = binding?.expectationOf(expression);
  if (!expected) return undefined;
  const { property, parameter, role, type } = expected;
  const column = property && { property: property.property, owner: property.owner };
  // The values of a query function are texts in the form of the column: PropertyValue='2026-01-31'.
  const isText = role === 'condition' && column !== undefined && type.name === 'Edm.String';
  return {
    type: isText ? { name: column.property.type.name, collection: type.collection } : type,
    ...(column ? { column } : {}),
    nullable: role === 'comparison' || parameter?.parameter.nullable === true,
    form: isText ? 'text' : 'literal',
    inQuotes: word.quote !== undefined,
  };
}
