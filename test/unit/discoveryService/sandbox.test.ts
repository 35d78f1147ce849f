import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transportFor } from '../../../src/adapters/connection';
import { systemClock } from '../../../src/adapters/node/systemClock';
import type { AccessToken, TokenProvider } from '../../../src/core/auth/ports';
import { neverCancelled } from '../../../src/core/base/cancel';
import { DataverseClient } from '../../../src/core/dataverse/client';
import { listInstances, type DiscoveredInstance } from '../../../src/core/dataverse/discoveryService';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { problemIn } from '../dataverse/support/fakes';

// Over TLS, against the sandbox's discovery service, which knows two organisations.

describe('the discovery service of the sandbox', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ rows: 10, organizationType: 'CustomerTest' });
  });
  afterAll(() => sandbox.stop());

  async function list(resource: string, subject: 'member' | 'outsider'): Promise<DiscoveredInstance[]> {
    const { accessToken } = await sandbox.control.mintToken({ subject, resource });
    const token: AccessToken = { value: accessToken, issuedAt: 0, expiresAt: Number.MAX_VALUE, scopes: [] };
    const tokens: TokenProvider = {
      origin: sandbox.discoveryUrl,
      token: () => Promise.resolve(token),
      replaceRejected: () => Promise.resolve(token),
    };
    const transport = transportFor(sandbox.caFile);
    try {
      const api = new DataverseClient({
        origin: sandbox.discoveryUrl,
        apiVersion: 'v2.0',
        transport,
        tokens,
        clock: systemClock,
      });
      return await listInstances(api, neverCancelled);
    } finally {
      transport.dispose();
    }
  }

  it('lists both organisations of a member', async () => {
    const found = await list(sandbox.discoveryUrl, 'member');
    expect(found).toMatchObject([
      { friendlyName: 'Contoso', url: sandbox.environmentUrl, region: 'EMEA', enabled: true },
      { friendlyName: 'Contoso Development', url: sandbox.secondEnvironmentUrl },
    ]);
    expect(found.map(({ type }) => type.name)).toEqual(['CustomerTest', 'Developer']);
  });

  it('lists nothing for whoever may enter none', async () => {
    expect(await list(sandbox.discoveryUrl, 'outsider')).toEqual([]);
  });

  it('refuses a token for an environment', async () => {
    expect((await problemIn(list(sandbox.environmentUrl, 'member'))).status).toBe(401);
  });
});
