import type { DeclarationKind, Schema } from '../../../../src/core/metadata/model';

const kinds: readonly DeclarationKind[] = [
  'entitySet',
  'singleton',
  'entityType',
  'complexType',
  'enumType',
  'function',
  'action',
  'functionImport',
  'actionImport',
];

/** Every answer of a schema, as plain data. */
export function askEverything(schema: Schema): unknown {
  const names = Object.fromEntries(kinds.map((kind) => [kind, schema.names(kind)]));
  const all = (kind: DeclarationKind): readonly string[] => names[kind] ?? [];
  return {
    names,
    namespace: schema.namespace,
    entityTypes: all('entityType').map((name) => entityType(schema, name)),
    complexTypes: all('complexType').map((name) => {
      const type = schema.complexType(name);
      return [type?.qualifiedName, type?.baseType, type?.open, type?.properties, type?.navigationProperties];
    }),
    enumTypes: all('enumType').map((name) => schema.enumType(name)),
    sets: all('entitySet').map((name) => {
      const set = schema.entitySet(name);
      const navigation = schema.entityType(set?.entityType ?? '')?.navigationProperties ?? [];
      return [set?.name, set?.entityType, navigation.map((one) => set?.bindingOf(one.name))];
    }),
    singletons: all('singleton').map((name) => schema.singleton(name)),
    operations: [...all('function'), ...all('action')].map((name) => schema.operations(name)),
    imports: [...all('functionImport'), ...all('actionImport')].map((name) => schema.operationImport(name)),
  };
}

function entityType(schema: Schema, name: string): unknown {
  const type = schema.entityType(name);
  return [
    ...[type?.name, type?.qualifiedName, type?.baseType, type?.abstract, type?.open, type?.description],
    ...[type?.key, type?.alternateKeys, type?.properties, type?.navigationProperties],
    type?.properties.map((property) => type.lookupTargets(property.name).map((one) => one.name)),
    schema.subtypes(name),
    schema.entitySetsOf(name).map((set) => set.name),
    schema.boundOperations({ name, collection: false }).map((one) => one.name),
    schema.boundOperations({ name, collection: true }).map((one) => one.name),
  ];
}
