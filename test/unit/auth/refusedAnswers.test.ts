import { describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { secretKey } from '../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { neverCancelled } from '../../../src/core/base/cancel';
import { problemOf } from '../../../src/core/base/problem';
import { FakeClock } from './support/fakeClock';

const tokens = {
  token_type: 'Bearer',
  expires_in: 3599,
  scope: 'https://contoso.crm4.dynamics.com/user_impersonation',
  access_token: 'a-token',
  refresh_token: 'a-refresh-token',
  client_info: encoded({ uid: 'o1', utid: 't1' }),
  id_token: `x.${encoded({ tid: 't1', oid: 'o1', preferred_username: 'ana@contoso.com', iss: 'i', sub: 's' })}.y`,
};

function encoded(claims: object): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}

/** A source of tokens, signed in with a password at a server that gives these answers, one after another. */
async function signedIn(
  ...answers: readonly (readonly [status: number, body: unknown])[]
): Promise<LazyTokenSource> {
  const left = [...answers];
  const config: TokenSourceConfig = {
    method: 'password',
    userName: 'ana@contoso.com',
    authority: 'https://login.microsoftonline.com',
    tenantId: 'contoso.com',
    clientId: '832d86c8-cd9b-43a5-b165-ab40fb49770b',
    resource: 'https://contoso.crm4.dynamics.com',
    http: {
      send: () => {
        const [status, answer] = left.shift() ?? [500, undefined];
        const body = Buffer.from(JSON.stringify(answer));
        const timing = { firstByteMs: 0, totalMs: 0 };
        return Promise.resolve({ status, statusText: '', headers: {}, body, timing });
      },
    },
    clock: new FakeClock(),
    secrets: new MemorySecrets(),
    openBrowser: () => Promise.resolve(),
  };
  await config.secrets.store(secretKey('password', config), 'a-password');
  const source = new LazyTokenSource(config);
  await source.signIn({ signal: neverCancelled });
  return source;
}

const renewal = { signal: neverCancelled, forceRenewal: true };

describe('an answer that refuses without saying why, as a gateway gives it', () => {
  // The library takes what has no `error` in it for a success, and would keep an empty token.
  it.each([
    [403, { message: 'Forbidden' }, 'malformed-answer'],
    [407, {}, 'malformed-answer'],
    [302, {}, 'malformed-answer'],
    [429, { Message: 'Slow down' }, 'throttled'],
    [500, { Message: 'x' }, 'service-failed'],
    [502, [], 'service-failed'],
  ])('%d %j stops a renewal as %s', async (status, body, kind) => {
    const source = await signedIn([200, tokens], [status, body]);
    const problem = await source.acquireSilently(renewal).then(() => undefined, problemOf);
    expect(problem?.kind).toBe(kind);
  });
});

describe('a token of another type, as servers of one’s own name it', () => {
  it('is renewed like all others', async () => {
    const named = { ...tokens, token_type: 'N_A' };
    const source = await signedIn([200, named], [200, { ...named, access_token: 'another-token' }]);
    expect((await source.acquireSilently(renewal)).value).toBe('another-token');
  });
});
