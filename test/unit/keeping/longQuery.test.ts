import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { AxiosTransport } from '../../../src/adapters/http/axiosTransport';
import { neverCancelled } from '../../../src/core/base/cancel';
import { executeQuery } from '../../../src/core/dataverse/queryExecution';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { visit } from '../auth/support/browser';
import { Kept, type Place } from './support/keptBench';

// `npm run bench -- longQuery` does the same with real time.
let sandbox: Sandbox;
let transport: AxiosTransport;
let kept: Kept;

beforeAll(async () => {
  sandbox = await startSandbox({ tokenLifetime: 15, rows: 3200 });
}, 240_000);
beforeEach(() => {
  transport = new AxiosTransport({ caFile: sandbox.caFile });
});
afterEach(() => {
  kept.dispose();
  transport.dispose();
});
afterAll(() => sandbox.stop());

function placeOf(): Place {
  const { authority, tenantId, environmentUrl, clientId, publicClientId, clientSecret, control } = sandbox;
  const secrets = new MemorySecrets();
  return {
    control,
    clientSecret,
    secrets,
    configFor: (method, changes) => ({
      method,
      authority,
      tenantId,
      clientId: method === 'interactive' ? publicClientId : clientId,
      resource: environmentUrl,
      http: transport,
      clock: { now: () => Date.now(), setTimer: () => ({ dispose: () => undefined }) },
      secrets,
      openBrowser: (url) => {
        void visit(sandbox.ca, url, sandbox);
        return Promise.resolve();
      },
      ...changes,
    }),
  };
}

it.each(['client-secret', 'interactive'] as const)(
  'a query of several hundred pages outlives its 15-second token many times over, by %s',
  async (method) => {
    await sandbox.control.reset();
    kept = new Kept(placeOf(), method);
    await kept.signIn();
    const query = executeQuery(kept.client, {
      method: 'GET',
      url: `${sandbox.environmentUrl}/api/data/v9.2/new_meterreadings?$select=new_name`,
      headers: [['Prefer', 'odata.maxpagesize=10']],
    });
    let rows = 0;
    let pages = 0;
    while (query.more) {
      const page = await query.next({ signal: neverCancelled });
      const body = JSON.parse(new TextDecoder().decode(page?.response.body)) as { value: unknown[] };
      rows += body.value.length;
      pages += 1;
      // As if each page took a third of a second.
      await kept.pass(333);
    }
    const log = await sandbox.control.log();
    const renewals = log.filter(({ path }) => path.endsWith('/oauth2/v2.0/token')).length - 1;
    const read = log.filter(({ target }) => target === 'web-api');
    expect([rows, pages]).toEqual([3200, 320]);
    // 107 s, and a renewal is due each 12 s.
    expect(renewals).toBeGreaterThanOrEqual(5);
    expect(renewals).toBeLessThanOrEqual(10);
    expect(read.every(({ status }) => status === 200)).toBe(true);
    expect(new Set(read.map(({ tokenId }) => tokenId)).size).toBe(renewals + 1);
  },
  60_000,
);
