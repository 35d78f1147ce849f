import { inspect } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { TokenExchange } from '../../../src/adapters/auth/tokenExchange';
import { secretBindingOf } from '../../../src/adapters/connection';
import type { AccessToken } from '../../../src/core/auth/ports';
import { secretKey } from '../../../src/core/auth/secretKeys';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { Environment } from '../../../src/core/base/environment';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../../src/core/base/http';
import { problemOf, type Problem } from '../../../src/core/base/problem';
import { answer } from '../dataverse/support/fakes';
import { force } from './support/msalBench';

const now = Date.UTC(2026, 10, 21);
const secret = 'plain words / with & signs';
const environment: Environment = {
  name: 'local',
  url: 'https://crm.example',
  method: 'client-secret',
  clientId: '2d0d3a5e-8a2b-4c7f-9a41-6f6f0c1b2d3e',
  tenantId: 'contoso.example',
  protected: false,
  apiVersion: 'v9.2',
  authority: 'https://login.example',
};

let secrets: MemorySecrets;
let sent: HttpRequest[];

beforeEach(async () => {
  secrets = new MemorySecrets();
  sent = [];
  await secrets.store(secretKey('client-secret', secretBindingOf(environment)), secret);
});

function tokenFrom(response: HttpResponse, changes: Partial<Environment> = {}): Promise<AccessToken> {
  const http: HttpTransport = {
    send: (request) => {
      sent.push(request);
      return Promise.resolve(response);
    },
  };
  const changed = { ...environment, ...changes };
  const source = new LazyTokenSource({
    ...secretBindingOf(changed),
    method: 'client-secret',
    http,
    clock: { now: () => now, setTimer: () => ({ dispose: () => undefined }) },
    secrets,
    openBrowser: () => Promise.reject(new Error('not expected')),
  });
  return source.acquireSilently(force);
}

async function refusalOf(response: HttpResponse, changes: Partial<Environment> = {}): Promise<Problem> {
  const error: unknown = await tokenFrom(response, changes).then(
    () => new Error('A token came.'),
    (reason: unknown) => reason,
  );
  const seen = inspect(error, { depth: 12, showHidden: true }) + JSON.stringify(error);
  for (const form of [secret, encodeURIComponent(secret)]) expect(seen).not.toContain(form);
  const problem = problemOf(error);
  if (problem) return problem;
  throw error;
}

const jwt = (claims: object): string =>
  ['{"alg":"none"}', JSON.stringify(claims), 'x'].map((part) => btoa(part).replace(/=+$/, '')).join('.');

describe('the answer of a login server that is not Entra', () => {
  it.each([
    ['a number', { access_token: 'opaque', token_type: 'Bearer', expires_in: 300 }, 300],
    ['a text', { access_token: 'opaque', token_type: 'bearer', expires_in: '300' }, 300],
    ['a point in time', { access_token: 'opaque', expires_on: String(now / 1000 + 900) }, 900],
    ['the token itself', { access_token: jwt({ iat: 5, exp: 605 }) }, 600],
    ['nothing', { access_token: 'opaque' }, 3600],
  ])('tells the lifetime by %s', async (_, body, seconds) => {
    const token = await tokenFrom(answer(200, body));
    expect(token).toMatchObject({
      value: body.access_token,
      issuedAt: now,
      expiresAt: now + seconds * 1000,
      account: environment.clientId,
    });
  });

  it('may begin with a byte order mark', async () => {
    const body = `\uFEFF${JSON.stringify({ access_token: 'opaque', expires_in: 300 })}`;
    expect((await tokenFrom(answer(200, body))).value).toBe('opaque');
  });

  it.each([{}, [], { access_token: '' }, { access_token: 7 }, { access_token: 'a\r\nX-Evil: 1' }])(
    'is no success without a token that can be sent: %j',
    async (body) => {
      expect((await refusalOf(answer(200, body))).kind).toBe('malformed-answer');
    },
  );

  it('is shown without the secret that it repeats, whatever the secret looks like', async () => {
    const error_description = `AADSTS7000215: you sent ${secret}, that is ${encodeURIComponent(secret)}`;
    const problem = await refusalOf(answer(401, { error: 'invalid_client', error_description }));
    expect(problem).toMatchObject({ kind: 'identity-refused', code: 'AADSTS7000215' });
    expect(problem.details).toContain('you sent (removed)');
  });

  it.each([301, 302, 303, 307, 308])('is not followed elsewhere: %i', async (status) => {
    const problem = await refusalOf(answer(status, '', { location: 'https://evil.example/token' }));
    expect(problem).toMatchObject({ kind: 'malformed-answer', status });
    expect(sent.map(({ url }) => new URL(url).origin)).toEqual(['https://login.example']);
  });
});

describe('a token request', () => {
  it('goes nowhere but to the authority, whatever the library asks for', async () => {
    const http: HttpTransport = {
      send: (request) => {
        sent.push(request);
        return Promise.resolve(answer(200, { access_token: 'opaque' }));
      },
    };
    const clock = { now: () => now, setTimer: () => ({ dispose: () => undefined }) };
    const authority = 'https://login.example';
    const exchange = new TokenExchange({ http, clock, signal: neverCancelled, authority });
    for (const url of [
      'https://evil.example/token',
      'http://login.example/token',
      `${authority}:8443/token`,
    ]) {
      await expect(exchange.sendPostRequestAsync(url, { body: `client_secret=${secret}` })).rejects.toThrow();
      expect(exchange.failure?.kind).toBe('foreign-origin');
    }
    expect(sent).toEqual([]);
    await exchange.sendPostRequestAsync(`${authority}/token`);
    expect(sent.length).toBe(1);
  });

  it('that is to bring a new token leaves nothing of the old ones in the store', async () => {
    const key = secretKey('token-cache', secretBindingOf(environment));
    await tokenFrom(answer(200, { access_token: 'first', expires_in: 300 }));
    const stored = (await secrets.get(key)) ?? '';
    expect(stored).toContain('first');
    // As another resource's token in the same store.
    await secrets.store(key, stored.replaceAll('crm.example', 'old.example'));
    await tokenFrom(answer(200, { access_token: 'second', expires_in: 300 }));
    expect(await secrets.get(key)).toContain('second');
    expect(await secrets.get(key)).not.toContain('old.example');
  });
});

describe('a stored secret', () => {
  it.each([
    { authority: 'https://evil.example' },
    { authority: 'https://login.example:8443' },
    { tenantId: 'other.example' },
    { clientId: '51f81489-12ee-4a9e-aaae-a2591f45987d' },
    { url: 'https://other.example' },
  ])('is not sent after the settings changed to %j', async (changes) => {
    const problem = await refusalOf(answer(200, { access_token: 'opaque' }), changes);
    expect(problem).toMatchObject({ kind: 'sign-in-needed', action: 'enter-secret' });
    expect(sent).toEqual([]);
  });

  it('is sent to the place that it was stored for', async () => {
    await tokenFrom(answer(200, { access_token: 'opaque' }));
    expect(sent.map(({ url }) => url.split('?')[0])).toEqual([
      'https://login.example/contoso.example/oauth2/v2.0/token',
    ]);
    expect(new URLSearchParams(String(sent[0]?.body)).get('client_secret')).toBe(secret);
  });
});
