// A query of several hundred pages with 15-second tokens in real time, by two methods at once: rows, pages, renewals.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MemorySecrets } from '../../src/adapters/auth/memorySecrets';
import { openConnection, secretBindingOf, sharingOf } from '../../src/adapters/connection';
import { secretKey } from '../../src/core/auth/secretKeys';
import { tokenOf } from '../../src/core/auth/tokenStatus';
import { neverCancelled } from '../../src/core/base/cancel';
import type { Environment } from '../../src/core/base/environment';
import { executeQuery } from '../../src/core/dataverse/queryExecution';
import { startSandbox, type Sandbox } from '../support/sandbox';
import { visit } from '../unit/auth/support/browser';

const pageDelayMs = 250;

function environmentOf(sandbox: Sandbox, method: 'client-secret' | 'interactive'): Environment {
  const { environmentUrl, authority, caFile, tenantId, clientId, publicClientId } = sandbox;
  return {
    name: method,
    url: environmentUrl,
    method,
    clientId: method === 'interactive' ? publicClientId : clientId,
    tenantId,
    protected: false,
    apiVersion: 'v9.2',
    authority,
    caFile,
  };
}

async function read(sandbox: Sandbox, method: 'client-secret' | 'interactive'): Promise<string> {
  const environment = environmentOf(sandbox, method);
  const secrets = new MemorySecrets();
  if (method === 'client-secret') {
    await secrets.store(secretKey('client-secret', secretBindingOf(environment)), sandbox.clientSecret);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'long-query-'));
  const connection = openConnection({
    environment,
    secrets,
    sharing: sharingOf(environment, secrets, folder),
    openBrowser: (url) => {
      void visit(sandbox.ca, url, sandbox);
      return Promise.resolve();
    },
  });
  const tokens = new Set<number>();
  connection.keeper.onDidChangeStatus((status) => tokens.add(tokenOf(status)?.issuedAt ?? 0));
  const started = performance.now();
  let rows = 0;
  let pages = 0;
  try {
    await connection.keeper.signIn(neverCancelled);
    const url = `${environment.url}/api/data/v9.2/new_meterreadings?$select=new_name`;
    const headers = [['Prefer', 'odata.maxpagesize=10']] as const;
    const query = executeQuery(connection.api, { method: 'GET', url, headers });
    while (query.more) {
      const page = await query.next({ signal: neverCancelled });
      const body = JSON.parse(new TextDecoder().decode(page?.response.body)) as { value: unknown[] };
      rows += body.value.length;
      pages += 1;
    }
  } finally {
    connection.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
  tokens.delete(0);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  return `${method}: ${rows} rows, ${pages} pages, ${tokens.size - 1} renewals in ${seconds} s`;
}

async function main(): Promise<void> {
  const sandbox = await startSandbox({ tokenLifetime: 15, rows: 3200 });
  try {
    const fault = { kind: 'slow', milliseconds: pageDelayMs } as const;
    await sandbox.control.orderFault({ target: 'web-api', fault, times: 100_000, path: 'new_meterreadings' });
    const results = await Promise.all([read(sandbox, 'client-secret'), read(sandbox, 'interactive')]);
    const requests = (await sandbox.control.tokenRequests()).length;
    const refused = (await sandbox.control.webApiRequests()).filter(({ status }) => status !== 200).length;
    process.stdout.write(`${results.join('\n')}\ntoken requests: ${requests}, pages refused: ${refused}\n`);
  } finally {
    await sandbox.stop();
  }
}

void main();
