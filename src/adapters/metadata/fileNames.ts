import { createHash } from 'node:crypto';
import type { SchemaKey } from '../../core/metadata/schemaPorts';

/** What the files of an environment begin with. The address is no secret, but names of files travel far. */
export function prefixOf({ origin, apiVersion }: SchemaKey): string {
  const hash = createHash('sha256').update(`${origin}\n${apiVersion}`).digest('hex');
  return `${hash.slice(0, 24)}-`;
}
