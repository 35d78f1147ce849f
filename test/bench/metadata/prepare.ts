import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { runIndexJob } from '../../../src/adapters/metadata/indexJob';
import { readSchemaFile } from '../../../src/adapters/metadata/schemaFile';
import type { Schema } from '../../../src/core/metadata/model';
import { bigSchemaFile } from '../../support/schemas/bigSchema';
import { benchFiles, benchKey } from './files';

/** Writes what the cases read. */
export function prepareFiles(): { readonly bytes: number; readonly entityTypes: number } {
  mkdirSync(benchFiles.folder, { recursive: true });
  const file = benchFiles.document;
  copyFileSync(bigSchemaFile(), file);
  const job = {
    document: readFileSync(file),
    file: benchFiles.cache,
    key: benchKey,
    stamp: { fetchedAt: 1 },
  };
  const { kind } = runIndexJob(job);
  if (kind !== 'kept') throw new Error('The cache file of the measurement cannot be written.');
  const schema = readSchemaFile(file);
  writeFileSync(benchFiles.model, JSON.stringify(modelOf(schema)));
  return { bytes: statSync(file).size, entityTypes: schema.names('entityType').length };
}

/** The same model as objects: what somebody would keep who parses once. Own members only, types as texts. */
function modelOf(schema: Schema): object {
  return {
    entityTypes: schema.names('entityType').map((name) => {
      const type = schema.entityType(name);
      const base = type?.baseType === undefined ? undefined : schema.entityType(type.baseType);
      const own = <T extends { readonly name: string }>(
        all: readonly T[] = [],
        inherited: readonly T[] = [],
      ): T[] => {
        const names = new Set(inherited.map((one) => one.name));
        return all.filter((one) => !names.has(one.name));
      };
      return {
        name,
        baseType: type?.baseType,
        key: type?.key,
        alternateKeys: type?.alternateKeys,
        properties: own(type?.properties, base?.properties).map((one) => ({ ...one, type: one.type.name })),
        navigationProperties: own(type?.navigationProperties, base?.navigationProperties),
      };
    }),
    complexTypes: schema.names('complexType').map((name) => {
      const type = schema.complexType(name);
      return { name, properties: type?.properties, baseType: type?.baseType };
    }),
    enumTypes: schema.names('enumType').map((name) => schema.enumType(name)),
    entitySets: schema.names('entitySet').map((name) => {
      const set = schema.entitySet(name);
      const navigation = schema.entityType(set?.entityType ?? '')?.navigationProperties ?? [];
      const bindings = navigation.map((one) => [one.name, set?.bindingOf(one.name)]);
      return { name, entityType: set?.entityType, bindings };
    }),
    operations: [...schema.names('function'), ...schema.names('action')].map((name) =>
      schema.operations(name),
    ),
  };
}
