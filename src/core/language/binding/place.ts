import type { EntitySet, NavigationProperty, Property, Schema, TypeReference } from '../../metadata/model';
import type { StructuredType } from './model';

/** Where a path has got to. */
export interface Place {
  /** Absent where it cannot be told. */
  readonly reference?: TypeReference;
  /** Where the rows or the value have columns. */
  readonly type?: StructuredType;
  readonly collection: boolean;
  readonly set?: EntitySet;
  readonly property?: { readonly property: Property; readonly owner: StructuredType };
  readonly navigation?: { readonly navigation: NavigationProperty; readonly owner: StructuredType };
}

/** Nothing is known of what stands here. */
export const nowhere: Place = { collection: false };

/** By qualified, alias-qualified or simple name. */
export function structuredType(schema: Schema, name: string): StructuredType | undefined {
  return name.startsWith('Edm.') ? undefined : (schema.entityType(name) ?? schema.complexType(name));
}

export function placeOf(schema: Schema, reference: TypeReference): Place {
  const type = structuredType(schema, reference.name);
  return { reference, collection: reference.collection, ...(type ? { type } : {}) };
}

/** A value of one of the Edm types: `Int32`. */
export function edm(name: string): Place {
  return { reference: { name: `Edm.${name}`, collection: false }, collection: false };
}

/**
 * A type whose columns the schema does not list: an open one, or one such as `crmbaseentity`, which stands for any
 * table.
 */
export function takesAnyName(type: StructuredType): boolean {
  return type.open || (type.properties.length === 0 && type.navigationProperties.length === 0);
}

/** Whether a type is another one or derives from it. Qualified names. */
export function isKindOf(schema: Schema, type: string, base: string): boolean {
  const seen = new Set<string>();
  let at: string | undefined = type;
  while (at !== undefined && !seen.has(at)) {
    if (at === base) return true;
    seen.add(at);
    at = structuredType(schema, at)?.baseType;
  }
  return false;
}
