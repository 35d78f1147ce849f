import { existsSync } from 'node:fs';
import path from 'node:path';
import { readSchemaFile } from '../../src/adapters/metadata/schemaFile';
import type { Schema } from '../../src/core/metadata/model';
import { findRoot } from './projectRoot';

/** Real `$metadata` documents that are kept beside the project; see data/README.md there. */
const documents = {
  'bcgov-2020-04': 'bcgov-lcrb-carla-dynamics-metadata-2020-04-22.xml',
  'bcgov-2020-11': 'bcgov-lcrb-carla-dynamics-metadata-2020-11-16.xml',
  /** `$metadata?annotations=true`. */
  annotated: 'simple-odata-client-DynamicsCRM-annotated.xml',
} as const;

export type RealDocument = keyof typeof documents;

/** Path of a real document; `undefined`, and a word about it, where the folder is absent. */
export function realDocument(name: RealDocument): string | undefined {
  const file = path.resolve(findRoot(), '..', 'shared', 'data', 'metadata', documents[name]);
  if (existsSync(file)) return file;
  console.warn(`Tests on the real schema "${name}" are passed over: there is no ${path.basename(file)}.`);
  return undefined;
}

const read = new Map<RealDocument, Schema>();

/** The schema of a real document, read once a process. */
export function realSchema(name: RealDocument): Schema | undefined {
  const known = read.get(name);
  if (known !== undefined) return known;
  const file = realDocument(name);
  if (file === undefined) return undefined;
  const schema = readSchemaFile(file);
  read.set(name, schema);
  return schema;
}
