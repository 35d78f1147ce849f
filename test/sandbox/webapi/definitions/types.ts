// The types of definitions as the service looks them up: with what they inherit.
import { readMembers } from '../metadata/specs';
import type { Member } from '../metadata/specs';
import { metadataTypeSpecs } from './typeSpecs';

export interface MetadataType {
  readonly name: string;
  readonly base: string;
  readonly abstract: boolean;
  /** Own first, then inherited: the order of an answer. */
  readonly properties: ReadonlyMap<string, Member>;
  readonly navigations: ReadonlyMap<string, Member>;
}

/** What besides the MetadataId names an item of one of these types, or of a type below it. */
export const alternateKeyOf: Readonly<Record<string, string>> = {
  EntityMetadata: 'LogicalName',
  AttributeMetadata: 'LogicalName',
  EntityKeyMetadata: 'LogicalName',
  RelationshipMetadataBase: 'SchemaName',
  OptionSetMetadataBase: 'Name',
};

const types = new Map<string, MetadataType>();

for (const { name, base, abstract = false, properties, navigations = '' } of inheritanceOrder()) {
  const parent = types.get(base);
  types.set(name, {
    name,
    base,
    abstract,
    properties: byName([...readMembers(properties), ...(parent?.properties.values() ?? [])]),
    navigations: byName([...readMembers(navigations), ...(parent?.navigations.values() ?? [])]),
  });
}

function inheritanceOrder(): typeof metadataTypeSpecs {
  const depth = (name: string): number => {
    const base = metadataTypeSpecs.find((spec) => spec.name === name)?.base;
    return base === undefined ? 0 : 1 + depth(base);
  };
  return [...metadataTypeSpecs].sort((one, other) => depth(one.name) - depth(other.name));
}

function byName(members: readonly Member[]): Map<string, Member> {
  return new Map(members.map((member) => [member.name, member]));
}

export function metadataType(name: string): MetadataType {
  const type = types.get(name);
  if (type === undefined) throw new Error(`There is no metadata type ${name}.`);
  return type;
}

/** Whether a type is, or inherits from, another. */
export function derives(name: string, base: string): boolean {
  if (name === base) return true;
  const type = types.get(name);
  return type !== undefined && derives(type.base, base);
}

const namespace = 'Microsoft.Dynamics.CRM.';

/** The type that a segment casts to: `Microsoft.Dynamics.CRM.PicklistAttributeMetadata`. */
export function castType(segment: string, base: string): MetadataType | undefined {
  const type = segment.startsWith(namespace) ? types.get(segment.slice(namespace.length)) : undefined;
  return type !== undefined && derives(type.name, base) ? type : undefined;
}
