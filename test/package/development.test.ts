import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { artifact } from './artifacts';

const run = promisify(execFile);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'development-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the build for those who debug', () => {
  // It once took minutes, by patterns that read a source map again from each of its letters.
  it('is there soon, runs, and leads back to the sources', { timeout: 90_000 }, async () => {
    await run(process.execPath, [artifact('esbuild.mjs'), `--outdir=${folder}`], { timeout: 60_000 });
    const { stdout } = await run(process.execPath, [path.join(folder, 'cli.js'), '--version']);
    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    expect(await sourcesOf('extension.js')).toContain('src/extension.ts');
    expect(await sourcesOf('results-worker.js')).toContain('src/adapters/results/resultsWorker.ts');
  });
});

/** Paths from the root of the project, as the source map of a bundle names them. */
async function sourcesOf(bundle: string): Promise<readonly string[]> {
  const text = await readFile(path.join(folder, bundle), 'utf8');
  const map = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(text)?.[1] ?? '';
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString('utf8')) as { sources: string[] };
  return sources.map((source) => source.replace(/^(?:\.\.\/)+/, '').replace(/^.*?(?=src\/)/, ''));
}
