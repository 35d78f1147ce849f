import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCacheFile } from '../../../src/adapters/metadata/cacheFile';
import { runIndexJob, type DocumentIndexer } from '../../../src/adapters/metadata/indexJob';
import { SchemaFiles } from '../../../src/adapters/metadata/schemaFiles';
import { problemOf } from '../../../src/core/base/problem';
import { readSchema } from '../../../src/core/metadata/readSchema';
import type { OpenSchema } from '../../../src/core/metadata/schemaPorts';
import { askEverything } from './support/askEverything';
import { sampleCsdl } from './support/sampleCsdl';

const key = { origin: 'https://contoso.crm4.dynamics.com', apiVersion: 'v9.2' };
const stamp = { fetchedAt: 1_795_000_000_000, timestamp: '812345!11/21/2026 07:30:00' };
const document = (): Uint8Array => Buffer.from(sampleCsdl, 'latin1');
const expected = askEverything(readSchema(sampleCsdl));

let folder: string;
const opened: OpenSchema[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'schema-cache-'));
});

afterEach(() => {
  for (const one of opened.splice(0)) one.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Disposed after the test. */
function kept(schema: OpenSchema | undefined): OpenSchema | undefined {
  if (schema !== undefined) opened.push(schema);
  return schema;
}

const indexHere: DocumentIndexer = (job) => Promise.resolve(runIndexJob(job));

describe('a cache file', () => {
  const file = (): string => path.join(folder, 'one.schema');
  const open = (onDamage: () => void = () => undefined): OpenSchema | undefined =>
    kept(openCacheFile(file(), key, onDamage));

  beforeEach(() => {
    expect(runIndexJob({ document: document(), file: file(), key, stamp })).toEqual({ kind: 'kept' });
  });

  it('answers everything as the document does', () => {
    const found = open()!;
    expect(found.stamp).toEqual(stamp);
    expect(askEverything(found.schema)).toEqual(expected);
  });

  it('leaves nothing unfinished behind', () => {
    expect(readdirSync(folder)).toEqual(['one.schema']);
  });

  it('is refused wherever it was cut off', () => {
    const whole = readFileSync(file());
    for (let length = 0; length < whole.length; length += 37) {
      writeFileSync(file(), whole.subarray(0, length));
      expect(open(), `${length} bytes`).toBeUndefined();
    }
  });

  it('is refused or noticed wherever a byte changed', () => {
    const whole = readFileSync(file());
    let refused = 0;
    let noticed = 0;
    for (let at = 0; at < whole.length; at += 11) {
      const changed = Buffer.from(whole);
      changed[at] = (whole[at] ?? 0) ^ 0x15;
      writeFileSync(file(), changed);
      let damaged = false;
      const found = open(() => (damaged = true));
      if (found === undefined) refused += 1;
      else if (!isSame(askEverything(found.schema))) {
        expect(damaged, `byte ${at}`).toBe(true);
        noticed += 1;
      }
    }
    expect(refused).toBeGreaterThan(100);
    expect(noticed).toBeGreaterThan(100);
  });

  it('is refused for another environment, another version of the Web API, and as another kind of file', () => {
    expect(
      openCacheFile(file(), { ...key, origin: 'https://other.example' }, () => undefined),
    ).toBeUndefined();
    expect(openCacheFile(file(), { ...key, apiVersion: 'v9.1' }, () => undefined)).toBeUndefined();
    expect(openCacheFile(path.join(folder, 'none'), key, () => undefined)).toBeUndefined();
    expect(openCacheFile(folder, key, () => undefined)).toBeUndefined();
    writeFileSync(file(), document());
    expect(open()).toBeUndefined();
  });

  it('answers without members once it is closed, and throws nothing', () => {
    const found = open()!;
    found.dispose();
    expect(found.schema.entityType('party')?.properties).toEqual([]);
    expect(found.schema.names('entityType')).toContain('party');
  });
});

function isSame(answers: unknown): boolean {
  return JSON.stringify(answers) === JSON.stringify(expected);
}

describe('schemas in a folder', () => {
  const files = (index: DocumentIndexer = indexHere): SchemaFiles =>
    new SchemaFiles(path.join(folder, 'schemas'), index);
  const names = (): string[] => readdirSync(path.join(folder, 'schemas'));

  it('are kept and opened again', async () => {
    const fresh = kept(await files().keep(key, document(), stamp))!;
    expect(askEverything(fresh.schema)).toEqual(expected);
    const again = kept(await files().open(key))!;
    expect(again.stamp).toEqual(stamp);
    expect(again.schema.entityType('party')?.property('note')?.maxLength).toBe(100);
  });

  it('are one for each environment and version', async () => {
    kept(await files().keep(key, document(), stamp));
    expect(await files().open({ ...key, origin: 'https://fabrikam.crm.dynamics.com' })).toBeUndefined();
    expect(await files().open({ ...key, apiVersion: 'v9.1' })).toBeUndefined();
    expect(names()[0]).not.toContain('contoso');
  });

  it('give way to younger ones, and to older ones where the youngest is torn', async () => {
    const older = kept(await files().keep(key, document(), stamp))!;
    const [first = ''] = names();
    kept(await files().keep(key, document(), { fetchedAt: stamp.fetchedAt + 1, timestamp: 'newer' }));
    await expect.poll(names).not.toContain(first);
    expect(older.schema.entityType('party')?.properties).toHaveLength(6);
    expect(kept(await files().open(key))?.stamp.timestamp).toBe('newer');

    const [second = ''] = names();
    const torn = path.join(folder, 'schemas', second.replace(/-[^-]*$/, '-zzzzzzzz.schema'));
    writeFileSync(torn, 'torn');
    expect(kept(await files().open(key))?.stamp.timestamp).toBe('newer');
  });

  it('stay in memory where they cannot be written', async () => {
    writeFileSync(path.join(folder, 'schemas'), 'a file where the folder should be');
    const fresh = kept(await files().keep(key, document(), stamp))!;
    expect(askEverything(fresh.schema)).toEqual(expected);
    expect(fresh.stamp).toEqual(stamp);
    expect(await files().open(key)).toBeUndefined();
  });

  it('are removed when a part of them is damaged, and say so', async () => {
    kept(await files().keep(key, document(), stamp));
    const file = path.join(folder, 'schemas', names()[0] ?? '');
    const bytes = readFileSync(file);
    const user = bytes.indexOf('<EntityType Name="user"');
    bytes.fill(0, user, bytes.indexOf('</EntityType>', user));
    writeFileSync(file, bytes);
    const found = kept(await files().open(key))!;
    let broke = 0;
    found.onDidBreak?.(() => (broke += 1));
    expect(found.schema.entityType('party')?.properties).toHaveLength(6);
    expect(broke).toBe(0);
    expect(found.schema.entityType('user')?.properties).toEqual([]);
    expect(found.schema.entityType('team')?.description).toBe('A team.');
    expect(broke).toBe(1);
    await expect.poll(names).toEqual([]);
  });

  it.each([sampleCsdl.slice(0, -20), sampleCsdl.slice(0, 5000)])(
    'are refused in words where a document was cut off on its way',
    async (text) => {
      const problem = await files()
        .keep(key, Buffer.from(text, 'latin1'), stamp)
        .then(() => undefined, problemOf);
      expect(problem).toMatchObject({ kind: 'malformed-answer', action: 'retry' });
      expect(await files().open(key)).toBeUndefined();
    },
  );

  it('are kept whatever stands behind the document', async () => {
    const text = `${sampleCsdl}\n<!-- made by a proxy -->\n`;
    const opened = kept(await files().keep(key, Buffer.from(text, 'latin1'), stamp))!;
    expect(opened.schema.names('singleton')).toEqual(['Me']);
  });

  it('are refused in words where a document is none', async () => {
    const page = Buffer.from('<!DOCTYPE html><html>');
    const problem = await files()
      .keep(key, page, stamp)
      .then(() => undefined, problemOf);
    expect(problem).toMatchObject({
      kind: 'not-dataverse',
      cause: expect.stringContaining('web page') as unknown,
    });
    expect(await files().open(key)).toBeUndefined();
  });
});
