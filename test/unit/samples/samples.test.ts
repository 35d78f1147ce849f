import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { openConnection, secretBindingOf, type Connection } from '../../../src/adapters/connection';
import { secretKey } from '../../../src/core/auth/secretKeys';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { Environment } from '../../../src/core/base/environment';
import { executeQuery } from '../../../src/core/dataverse/queryExecution';
import { buildRequest } from '../../../src/core/dataverse/requestBuilder';
import { parseQueryFile, resolveBlock } from '../../../src/core/queryfile';
import { startSandbox, type Sandbox } from '../../support/sandbox';

const folder = path.resolve('samples');
const files = readdirSync(folder).filter((file) => file.endsWith('.odata'));

describe('the samples of the demo', () => {
  let sandbox: Sandbox;
  let environment: Environment;
  let connection: Connection;

  beforeAll(async () => {
    sandbox = await startSandbox();
    const { environmentUrl, authority, caFile, tenantId, clientId } = sandbox;
    environment = {
      name: 'sandbox',
      url: environmentUrl,
      method: 'client-secret',
      clientId,
      tenantId,
      protected: false,
      apiVersion: 'v9.2',
      authority,
      caFile,
    };
    const secrets = new MemorySecrets();
    await secrets.store(secretKey('client-secret', secretBindingOf(environment)), sandbox.clientSecret);
    const openBrowser = () => Promise.reject(new Error('No browser is needed.'));
    connection = openConnection({ environment, secrets, openBrowser });
  });

  afterAll(async () => {
    connection?.dispose();
    await sandbox?.stop();
  });

  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(5);
  });

  it.each(files)('%s: every block runs, in the order of the file', async (name) => {
    const file = parseQueryFile(readFileSync(path.join(folder, name), 'utf8'));
    expect(file.problems).toEqual([]);
    expect(file.blocks.length).toBeGreaterThan(0);
    for (const block of file.blocks) {
      const resolved = resolveBlock(file, block, { guid: () => crypto.randomUUID(), now: () => Date.now() });
      if (resolved.kind !== 'request') throw new Error(JSON.stringify(resolved.problems));
      const execution = executeQuery(connection.api, buildRequest(resolved.request, environment));
      const page = await execution.next({ signal: neverCancelled });
      expect(page?.response.status, block.name?.name).toBeLessThan(300);
      expect(block.name?.name, 'a name for the pane').toBeDefined();
    }
  });
});
