// The whole way, against the local Web API: schema and labels asked for, indexed in a thread, kept, opened again.
import { build } from 'esbuild';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { openConnection, secretBindingOf, sharingOf } from '../../../src/adapters/connection';
import { readJsonBody } from '../../../src/adapters/metadata/jsonBody';
import { LabelFiles } from '../../../src/adapters/metadata/labelFiles';
import { SchemaFiles } from '../../../src/adapters/metadata/schemaFiles';
import { indexInThread, readTablesInThread } from '../../../src/adapters/metadata/thread';
import { systemClock } from '../../../src/adapters/node/systemClock';
import { secretKey } from '../../../src/core/auth/secretKeys';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { Environment } from '../../../src/core/base/environment';
import { problemOf } from '../../../src/core/base/problem';
import { LabelStore } from '../../../src/core/metadata/labelStore';
import { WebApiLabelService } from '../../../src/core/metadata/labelService';
import { SchemaRefresh } from '../../../src/core/metadata/refresh';
import { WebApiSchemaService } from '../../../src/core/metadata/schemaService';
import { startSandbox, type Sandbox } from '../../support/sandbox';

let sandbox: Sandbox;
let connection: ReturnType<typeof openConnection>;
const folder = mkdtempSync(path.join(tmpdir(), 'schema-sandbox-'));
const worker = path.join(folder, 'worker.cjs');
const schemas = path.join(folder, 'schemas');

beforeAll(async () => {
  const [started] = await Promise.all([
    startSandbox(),
    build({
      entryPoints: ['src/adapters/metadata/schemaWorker.ts'],
      outfile: worker,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    }),
  ]);
  sandbox = started;
  const environment: Environment = {
    name: 'sandbox',
    url: sandbox.environmentUrl,
    method: 'client-secret',
    clientId: sandbox.clientId,
    tenantId: sandbox.tenantId,
    protected: false,
    apiVersion: 'v9.2',
    authority: sandbox.authority,
    caFile: sandbox.caFile,
  };
  const secrets = new MemorySecrets();
  await secrets.store(secretKey('client-secret', secretBindingOf(environment)), sandbox.clientSecret);
  connection = openConnection({
    environment,
    secrets,
    sharing: sharingOf(environment, secrets, folder),
    openBrowser: () => Promise.reject(new Error('No browser is needed.')),
  });
  await connection.keeper.signIn(neverCancelled);
});

afterAll(async () => {
  connection.dispose();
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const key = (): { origin: string; apiVersion: string } => ({
  origin: sandbox.environmentUrl,
  apiVersion: 'v9.2',
});

function open(): SchemaRefresh {
  return new SchemaRefresh({
    key: key(),
    service: new WebApiSchemaService(connection.api),
    cache: new SchemaFiles(schemas, indexInThread(worker)),
    clock: systemClock,
  });
}

async function metadataRequests(): Promise<readonly string[]> {
  const requests = await sandbox.control.webApiRequests();
  return requests
    .map(({ path: asked }) => asked)
    .filter((asked) => /\$metadata|RetrieveTimestamp/.test(asked));
}

describe('the schema of the sandbox', () => {
  it('is fetched, indexed in a thread of its own, and current afterwards', async () => {
    const first = open();
    await first.check();
    expect(first.state.kind).toBe('ready');
    expect(first.schema?.entityType('account')?.key).toEqual(['accountid']);
    expect(first.schema?.entitySet('accounts')?.bindingOf('primarycontactid')).toBe('contacts');
    first.dispose();
    const before = await metadataRequests();

    const again = open();
    await again.open();
    expect(again.state.kind).toBe('cached');
    expect(again.schema?.entityType('contact')?.property('fullname')?.type.name).toBe('Edm.String');
    await again.check();
    expect(again.state.kind).toBe('ready');
    const after = await metadataRequests();
    expect(after.slice(before.length)).toHaveLength(1);
    again.dispose();
  });

  it('leaves no token in the file', async () => {
    const [name = ''] = await readdir(schemas);
    const text = readFileSync(path.join(schemas, name), 'latin1');
    expect(text).not.toContain('Bearer');
    expect(text).not.toMatch(/eyJ[\w-]{20,}/);
    expect(text).not.toContain(sandbox.clientSecret);
  });

  it('is refused by the thread in words where the document is none', async () => {
    const files = new SchemaFiles(schemas, indexInThread(worker));
    const problem = await files
      .keep(key(), Buffer.from('<html>'), { fetchedAt: 1 })
      .then(() => undefined, problemOf);
    expect(problem?.kind).toBe('not-dataverse');
  });

  it('stays in memory where the thread cannot write', async () => {
    const files = new SchemaFiles(path.join(worker, 'no-folder'), indexInThread(worker));
    const document = Buffer.from('<Edmx><Schema Namespace="N"><EntityType Name="a"/></Schema></Edmx>');
    const opened = await files.keep(key(), document, { fetchedAt: 1 });
    expect(opened.schema.entityType('N.a')?.name).toBe('a');
  });

  it('is a problem, not a fault, where the thread cannot start', async () => {
    const files = new SchemaFiles(schemas, indexInThread(path.join(folder, 'none.cjs')));
    const problem = await files
      .keep(key(), Buffer.from('<Edmx/>'), { fetchedAt: 1 })
      .then(() => undefined, problemOf);
    expect(problem?.kind).toBe('malformed-answer');
  });
});

describe('labels of the sandbox', () => {
  it('come with choices, targets and required levels, and are kept', async () => {
    const store = new LabelStore({
      service: new WebApiLabelService(connection.api, readJsonBody, readTablesInThread(worker)),
      cache: new LabelFiles(schemas, key()),
      clock: systemClock,
    });
    await expect.poll(() => store.table('account')?.displayName).toBe('Account');
    await expect.poll(() => store.column('account', 'name'), { timeout: 10_000 }).toBeDefined();
    expect(store.column('account', 'name')).toMatchObject({ type: 'String', displayName: 'Account Name' });
    expect(store.column('account', '_primarycontactid_value')?.targets).toEqual(['contact']);
    expect(store.column('account', 'statecode')?.choices?.map(({ label }) => label)).toContain('Active');
    expect(store.column('account', 'donotphone')?.choices).toHaveLength(2);
    expect(store.table('account')?.primaryName).toBe('name');
    expect(store.table('account')?.rowCount).toBeGreaterThan(0);
    store.dispose();
    const folders = (await readdir(schemas)).filter((name) => name.endsWith('labels'));
    expect(folders).toHaveLength(1);
    await expect.poll(() => readdir(path.join(schemas, folders[0] ?? ''))).toContain('account.json');
  });
});
