import { describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { decodeJwtClaims } from '../../../src/core/auth/jwt';
import type { TokenSource } from '../../../src/core/auth/ports';
import { secretKey } from '../../../src/core/auth/secretKeys';
import { CancelSource, neverCancelled } from '../../../src/core/base/cancel';
import { force, lifetimeOf, quiet, useMsalBench } from './support/msalBench';

const bench = useMsalBench();

async function withSecret(secret = bench.frame.info.clientSecret): Promise<TokenSource> {
  const config = bench.configFor('client-secret');
  await bench.secrets.store(secretKey('client-secret', config), secret);
  return new LazyTokenSource(config);
}

describe('client secret', () => {
  it('gets a token for the environment, and asks the token endpoint alone', async () => {
    const before = Date.now();
    const token = await (await withSecret()).acquireSilently(quiet);
    expect(decodeJwtClaims(token.value)?.['aud']).toMatch(
      new RegExp(`^${bench.frame.info.environmentUrl}/?$`),
    );
    expect(token).toMatchObject({ account: bench.frame.info.clientId, tenantId: bench.frame.info.tenantId });
    expect(lifetimeOf(token)).toBe(3599);
    expect(token.issuedAt).toBeGreaterThanOrEqual(before);
    expect(bench.sent.map(({ url }) => new URL(url).pathname)).toEqual([
      `/${bench.frame.info.tenantId}/oauth2/v2.0/token`,
    ]);
  });

  it('serves from the cache, across instances, until it is told not to', async () => {
    const first = await (await withSecret()).acquireSilently(quiet);
    const second = await (await withSecret()).acquireSilently(quiet);
    expect(second.value).toBe(first.value);
    expect(Math.abs(second.expiresAt - first.expiresAt)).toBeLessThan(2000);
    expect(Math.abs(lifetimeOf(second) - 3599)).toBeLessThan(2);
    expect((await bench.frame.control.tokenRequests()).length).toBe(1);
    const third = await (await withSecret()).acquireSilently(force);
    expect(third.value).not.toBe(first.value);
    expect((await (await withSecret()).acquireSilently(quiet)).value).toBe(third.value);
  });

  it.each([10, 60, 17_999, 100_800])('knows a lifetime of %i s by this clock', async (seconds) => {
    await bench.frame.control.change({ tokenLifetimeSeconds: seconds });
    await bench.frame.control.shiftClock(30 * 60_000);
    const token = await (await withSecret()).acquireSilently(force);
    expect(lifetimeOf(token)).toBe(seconds);
    expect(token.expiresAt).toBeLessThanOrEqual(Date.now() + seconds * 1000);
  });

  it('asks for the secret where none is stored', async () => {
    const source = new LazyTokenSource(bench.configFor('client-secret'));
    expect(await bench.failure(source.acquireSilently(quiet))).toMatchObject({
      kind: 'sign-in-needed',
      action: 'enter-secret',
    });
  });

  it('says that the secret is wrong', async () => {
    const source = await withSecret('Pl4nted~Wr0ngSecretPl4nted~Wr0ngSecret');
    expect(await bench.failure(source.signIn({ signal: neverCancelled }))).toMatchObject({
      kind: 'identity-refused',
      code: 'AADSTS7000215',
      action: 'enter-secret',
    });
  });

  it('says that the tenant or the application is unknown', async () => {
    const key = secretKey('client-secret', bench.configFor('client-secret'));
    const elsewhere = bench.configFor('client-secret', { tenantId: '11111111-2222-3333-4444-555555555555' });
    await bench.secrets.store(
      secretKey('client-secret', elsewhere),
      (await bench.secrets.get(key)) ?? 'Pl4nted',
    );
    expect(await bench.failure(new LazyTokenSource(elsewhere).acquireSilently(quiet))).toMatchObject({
      code: 'AADSTS90002',
    });
    const other = bench.configFor('client-secret', { clientId: '11111111-2222-3333-4444-555555555555' });
    await bench.secrets.store(secretKey('client-secret', other), 'Pl4nted');
    expect(await bench.failure(new LazyTokenSource(other).acquireSilently(quiet))).toMatchObject({
      code: 'AADSTS700016',
    });
  });

  it('asks again at once after a 429, which the keeper and not the library times', async () => {
    const source = await withSecret();
    const order = {
      target: 'identity',
      fault: { kind: 'status', status: 429, retryAfterSeconds: 60 },
    } as const;
    await bench.frame.control.orderFault(order);
    expect(await bench.failure(source.acquireSilently(quiet))).toMatchObject({
      kind: 'throttled',
      retryAfterMs: 60_000,
    });
    expect(lifetimeOf(await source.acquireSilently(quiet))).toBe(3599);
  });

  it.each([
    [{ kind: 'status', status: 500 }, 'service-failed'],
    [{ kind: 'status', status: 503 }, 'service-failed'],
    [{ kind: 'garbage' }, 'malformed-answer'],
    [{ kind: 'cut' }, 'network'],
  ] as const)('turns %j into %s, and works afterwards', async (fault, kind) => {
    const source = await withSecret();
    await bench.frame.control.orderFault({ target: 'identity', fault });
    expect((await bench.failure(source.acquireSilently(quiet))).kind).toBe(kind);
    expect(lifetimeOf(await source.acquireSilently(quiet))).toBe(3599);
  });

  it('is cancelled while the server hangs', async () => {
    const source = await withSecret();
    await bench.frame.control.orderFault({ target: 'identity', fault: { kind: 'hang' } });
    const cancel = new CancelSource();
    const work = bench.failure(source.acquireSilently({ signal: cancel.signal, forceRenewal: true }));
    await until(() => bench.sent.length === 1);
    cancel.cancel();
    expect((await work).kind).toBe('cancelled');
  });

  it('takes a broken cache for an empty one', async () => {
    const source = await withSecret();
    await bench.secrets.store(secretKey('token-cache', bench.configFor('client-secret')), '{"AccessToken":{');
    expect(lifetimeOf(await source.acquireSilently(quiet))).toBe(3599);
  });

  it('leaves nothing behind after signing out', async () => {
    const source = await withSecret();
    await source.acquireSilently(quiet);
    await source.signOut();
    expect(
      await bench.secrets.get(secretKey('token-cache', bench.configFor('client-secret'))),
    ).toBeUndefined();
    expect(
      await bench.secrets.get(secretKey('client-secret', bench.configFor('client-secret'))),
    ).toBeUndefined();
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
