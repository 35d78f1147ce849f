import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runIndexJob } from '../../../src/adapters/metadata/indexJob';
import { LabelFiles } from '../../../src/adapters/metadata/labelFiles';
import { removeKept } from '../../../src/adapters/metadata/removeKept';
import { SchemaFiles } from '../../../src/adapters/metadata/schemaFiles';
import { sampleCsdl } from './support/sampleCsdl';

const key = { origin: 'https://contoso.crm4.dynamics.com', apiVersion: 'v9.2' };
const other = { origin: 'https://fabrikam.crm4.dynamics.com', apiVersion: 'v9.2' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function keep(of: typeof key): Promise<SchemaFiles> {
  const files = new SchemaFiles(folder, (job) => Promise.resolve(runIndexJob(job)));
  const schema = await files.keep(of, Buffer.from(sampleCsdl, 'latin1'), { fetchedAt: 1_795_000_000_000 });
  schema.dispose();
  await new LabelFiles(folder, of).write('account', '{}');
  return files;
}

async function isKept(files: SchemaFiles, of: typeof key): Promise<boolean[]> {
  const schema = await files.open(of);
  schema?.dispose();
  const labels = await new LabelFiles(folder, of).read('account');
  return [schema !== undefined, labels !== undefined];
}

describe('what is kept of an environment', () => {
  it('goes with it, and nothing else does', async () => {
    const files = await keep(key);
    await keep(other);
    await removeKept(folder, key, [other]);
    expect(await isKept(files, key)).toEqual([false, false]);
    expect(await isKept(files, other)).toEqual([true, true]);
    await removeKept(folder, other, []);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stays where another environment is at the same address', async () => {
    const files = await keep(key);
    await removeKept(folder, key, [other, { ...key }]);
    expect(await isKept(files, key)).toEqual([true, true]);
    await removeKept(folder, key, [{ ...key, apiVersion: 'v9.1' }]);
    expect(await isKept(files, key)).toEqual([false, false]);
  });

  it('need not be there', async () => {
    await expect(removeKept(path.join(folder, 'none'), key, [])).resolves.toBeUndefined();
  });
});

describe('labels that are written twice at once', () => {
  it('are whole, and leave nothing unfinished', async () => {
    const files = [new LabelFiles(folder, key), new LabelFiles(folder, key)];
    const texts = Array.from({ length: 24 }, (_, at) => JSON.stringify({ at, long: 'x'.repeat(50_000) }));
    await Promise.all(texts.map(async (text, at) => files[at % 2]?.write('account', text)));
    expect(texts).toContain(await files[0]?.read('account'));
    const [labels = ''] = readdirSync(folder);
    expect(readdirSync(path.join(folder, labels))).toEqual(['account.json']);
  });
});
