import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csdl } from '../../sandbox/webapi/metadata/csdl';
import { schema } from '../../sandbox/webapi/schema';
import { findRoot } from '../projectRoot';
import { realDocument } from '../schema';
import { enlarge } from './enlarge';

const size = { bytes: 12_000_000, entityTypes: 1200 };

/**
 * A schema as large as those of large organisations: made from a real one where that is at hand, else from
 * the sandbox's. Made once and kept under out/. `npm run bench -- --metadata FILE` puts a file in
 * its place.
 */
export function bigSchemaFile(): string {
  const given = process.env['BENCH_METADATA'];
  if (given !== undefined) return given;
  const real = realDocument('bcgov-2020-11');
  const source = real === undefined ? csdl(schema) : readFileSync(real, 'utf8');
  const file = path.join(findRoot(), 'out', 'schemas', `big-${source.length}.xml`);
  if (existsSync(file)) return file;
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, enlarge(source, size));
  renameSync(unfinished, file);
  return file;
}
