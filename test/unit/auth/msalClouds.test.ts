import { describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { secretKey } from '../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { HttpRequest } from '../../../src/core/base/http';
import { problemOf } from '../../../src/core/base/problem';
import { FakeClock } from './support/fakeClock';

/** A login server that says yes; what it was asked is kept. */
function configFor(authority: string, tenantId: string): { config: TokenSourceConfig; sent: HttpRequest[] } {
  const sent: HttpRequest[] = [];
  const body = Buffer.from(
    JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: 'opaque' }),
  );
  const config: TokenSourceConfig = {
    method: 'client-secret',
    authority,
    tenantId,
    clientId: '832d86c8-cd9b-43a5-b165-ab40fb49770b',
    resource: 'https://contoso.crm4.dynamics.com',
    http: {
      send: (request) => {
        sent.push(request);
        const timing = { firstByteMs: 0, totalMs: 0 };
        return Promise.resolve({ status: 200, statusText: 'OK', headers: {}, body, timing });
      },
    },
    clock: new FakeClock(),
    secrets: new MemorySecrets(),
    openBrowser: () => Promise.resolve(),
  };
  return { config, sent };
}

describe.each([
  ['https://login.microsoftonline.com', 'contoso.com'],
  ['https://login.microsoftonline.us', 'bd6c851f-e0dc-4d6d-ab4c-99452fe28387'],
  ['https://login.partner.microsoftonline.cn', 'contoso.partner.onmschina.cn'],
  ['https://localhost:8443', 'bd6c851f-e0dc-4d6d-ab4c-99452fe28387'],
])('at %s', (authority, tenantId) => {
  it('one request is sent, to the token endpoint of the tenant, with the scope of the environment', async () => {
    const { config, sent } = configFor(authority, tenantId);
    await config.secrets.store(secretKey('client-secret', config), 'Pl4nted');
    const token = await new LazyTokenSource(config).acquireSilently({
      signal: neverCancelled,
      forceRenewal: true,
    });
    expect(token).toMatchObject({ value: 'opaque', issuedAt: config.clock.now() });
    expect(token.expiresAt - token.issuedAt).toBe(3_599_000);
    expect(sent).toHaveLength(1);
    expect(new URL(sent[0]?.url ?? '').origin).toBe(authority);
    expect(new URL(sent[0]?.url ?? '').pathname).toBe(`/${tenantId}/oauth2/v2.0/token`);
    const form = new URLSearchParams(String(sent[0]?.body));
    expect(form.get('scope')?.split(' ')).toContain('https://contoso.crm4.dynamics.com/.default');
  });

  it('a secret of another authority is not found', async () => {
    const { config, sent } = configFor(authority, tenantId);
    const elsewhere = { ...config, authority: 'https://evil.example' };
    await config.secrets.store(secretKey('client-secret', config), 'Pl4nted');
    const error: unknown = await new LazyTokenSource(elsewhere)
      .acquireSilently({ signal: neverCancelled, forceRenewal: true })
      .catch((thrown: unknown) => thrown);
    expect(problemOf(error)?.action).toBe('enter-secret');
    expect(sent).toHaveLength(0);
  });
});
