import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findRoot } from '../projectRoot';
import { realDocument } from '../schema';
import { enlarge } from './enlarge';

const size = { bytes: 12_000_000, entityTypes: 1200 };

/**
 * A schema as large as those of large organisations: made from a real one where that is at hand, else from
 * `fallback`, such as the sandbox's. Made once and kept under out/. `npm run bench -- --metadata FILE` puts a file in
 * its place.
 */
export function bigSchemaFile(fallback?: () => string): string {
  const given = process.env['BENCH_METADATA'];
  if (given !== undefined) return given;
  const real = realDocument('bcgov-2020-11');
  const file = path.join(findRoot(), 'out', 'schemas', real === undefined ? 'big-made.xml' : 'big-real.xml');
  if (existsSync(file)) return file;
  const source = real === undefined ? fallback?.() : readFileSync(real, 'utf8');
  if (source === undefined)
    throw new Error('There is no schema to make a large one from: pass --metadata FILE.');
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, enlarge(source, size));
  renameSync(unfinished, file);
  return file;
}
