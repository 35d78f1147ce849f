import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SchemaKey } from '../../core/metadata/schemaPorts';
import { prefixOf } from './fileNames';

/**
 * Removes the schema and the labels that are kept of an environment, unless one of `others` lives on the same ones.
 * What cannot be removed is left.
 */
export async function removeKept(
  folder: string,
  key: SchemaKey,
  others: readonly SchemaKey[],
): Promise<void> {
  const prefix = prefixOf(key);
  if (others.some((other) => prefixOf(other) === prefix)) return;
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => name.startsWith(prefix));
  await Promise.allSettled(own.map((name) => rm(path.join(folder, name), { recursive: true, force: true })));
}
