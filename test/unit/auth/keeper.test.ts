import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenKeeper } from '../../../src/core/auth/keeper';
import { tokenOf } from '../../../src/core/auth/tokenStatus';
import { CancelSource, neverCancelled } from '../../../src/core/base/cancel';
import { problemOf } from '../../../src/core/base/problem';
import { type FakeClock, settle } from './support/fakeClock';
import { type FakeSource, offline, revoked, serverFault } from './support/fakeSource';
import { keeperBench, kindOf } from './support/keeperBench';
import type { TokenStatus } from '../../../src/core/auth/tokenStatus';

const minute = 60 * 1000;
const hour = 3600 * 1000;

let clock: FakeClock;
let source: FakeSource;
let keeper: TokenKeeper;
let shown: TokenStatus['state'][];

function setUp(lifetimeMs: number): void {
  ({ clock, source, keeper, shown } = keeperBench(lifetimeMs));
}
const token = async (): Promise<string> => (await keeper.token(neverCancelled)).value;

beforeEach(() => setUp(hour));
afterEach(() => keeper.dispose());

describe('getting a first token', () => {
  it('asks nobody before it is needed', async () => {
    await clock.advance(hour);
    expect(source.calls).toHaveLength(0);
    expect(keeper.status.state).toBe('signed-out');
    expect(clock.pendingTimers).toBe(0);
  });

  it('goes from signed out over renewing to fresh', async () => {
    expect(await token()).toBe('PLANTED-TOKEN-1');
    expect(shown).toEqual(['renewing', 'fresh']);
    expect(keeper.status).toMatchObject({
      state: 'fresh',
      token: { expiresAt: clock.now() + hour, account: 'ana.duarte@contoso.com' },
      nextRenewal: clock.now() + 48 * minute,
    });
  });

  it('shares one acquisition among all callers', async () => {
    source.next.push('hang');
    const waiting = [token(), token(), token()];
    await settle();
    source.release();
    expect(await Promise.all(waiting)).toEqual(Array(3).fill('PLANTED-TOKEN-1'));
    expect(source.calls).toHaveLength(1);
  });

  it('starts in the background when told to, and takes the token of the shared cache', async () => {
    source.renewElsewhere();
    keeper.start();
    await settle();
    expect(keeper.status.state).toBe('fresh');
    expect(source.issued).toBe(1);
  });
});

describe('a 401 on a token thought valid', () => {
  it('renews once for all who met it', async () => {
    const old = await keeper.token(neverCancelled);
    const renewed = await Promise.all([
      keeper.replaceRejected(old, undefined, neverCancelled),
      keeper.replaceRejected(old, undefined, neverCancelled),
    ]);
    const late = await keeper.replaceRejected(old, undefined, neverCancelled);
    expect([...renewed, late].map(({ value }) => value)).toEqual(Array(3).fill('PLANTED-TOKEN-2'));
    expect(source.issued).toBe(2);
  });

  it("takes another window's newer token first", async () => {
    const old = await keeper.token(neverCancelled);
    const elsewhere = source.renewElsewhere();
    expect((await keeper.replaceRejected(old, undefined, neverCancelled)).value).toBe(elsewhere.value);
    expect(source.issued).toBe(2);
  });

  it('passes the claims of the challenge on, past the cache', async () => {
    const old = await keeper.token(neverCancelled);
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const encoded = Buffer.from(claims).toString('base64url');
    const challenge = `Bearer error="insufficient_claims", claims="${encoded}"`;
    await keeper.replaceRejected(old, challenge, neverCancelled);
    expect(source.calls.at(-1)).toMatchObject({ forceRenewal: true, claims });
  });

  it('asks anew when claims come in the middle of a renewal without them', async () => {
    const old = await keeper.token(neverCancelled);
    source.next.push('hang');
    const plain = keeper.renew(neverCancelled);
    await settle();
    const challenge = `Bearer claims="${Buffer.from('{"a":1}').toString('base64url')}"`;
    const replaced = await keeper.replaceRejected(old, challenge, neverCancelled);
    expect(await plain).toEqual(replaced);
    expect(source.calls.at(-1)).toMatchObject({ claims: '{"a":1}' });
  });

  it('gives the reason when there is no other token, and hands the refused one out no more', async () => {
    const old = await keeper.token(neverCancelled);
    source.sticky = serverFault;
    expect(await kindOf(keeper.replaceRejected(old, undefined, neverCancelled))).toBe('service-failed');
    expect(await kindOf(keeper.token(neverCancelled))).toBe('service-failed');
  });

  it('ends when the source can only repeat the refused token', async () => {
    const old = await keeper.token(neverCancelled);
    source.acquireSilently = () => Promise.resolve(old);
    expect(await kindOf(keeper.replaceRejected(old, undefined, neverCancelled))).toBe('sign-in-needed');
  });

  it('takes the claims along to the sign-in', async () => {
    const old = await keeper.token(neverCancelled);
    source.next.push(revoked);
    const challenge = `Bearer claims="${Buffer.from('{"a":1}').toString('base64url')}"`;
    expect(await kindOf(keeper.replaceRejected(old, challenge, neverCancelled))).toBe('sign-in-needed');
    await keeper.signIn(neverCancelled);
    expect(source.signIns).toEqual([{ claims: '{"a":1}' }]);
  });
});

describe('cancelling', () => {
  it('frees the caller and leaves the renewal to the others', async () => {
    source.next.push('hang');
    const cancel = new CancelSource();
    const impatient = kindOf(keeper.token(cancel.signal));
    const patient = token();
    await settle();
    cancel.cancel();
    expect(await impatient).toBe('cancelled');
    source.release();
    expect(await patient).toBe('PLANTED-TOKEN-1');
  });

  it('before the call asks for nothing', async () => {
    const cancel = new CancelSource();
    cancel.cancel();
    expect(await kindOf(keeper.token(cancel.signal))).toBe('cancelled');
    expect(source.calls).toHaveLength(0);
  });

  it('stops a sign-in, which a second click had joined', async () => {
    source.next.push('hang');
    const cancel = new CancelSource();
    const both = [kindOf(keeper.signIn(cancel.signal)), kindOf(keeper.signIn(neverCancelled))];
    await settle();
    cancel.cancel();
    expect(await Promise.all(both)).toEqual(['cancelled', 'cancelled']);
    expect(source.signIns).toHaveLength(1);
  });
});

describe('windows that share a cache', () => {
  it('spends no request on what another has renewed', async () => {
    await token();
    await clock.advance(47 * minute);
    source.renewElsewhere();
    await clock.advance(2 * minute);
    expect(await token()).toBe('PLANTED-TOKEN-2');
    expect(source.issued).toBe(2);
  });

  it('serves a cached token close to its end when no newer one can be had', async () => {
    source.renewElsewhere();
    await clock.advance(50 * minute);
    source.sticky = offline;
    expect(await token()).toBe('PLANTED-TOKEN-1');
    expect(keeper.status.state).toBe('offline');
  });
});

describe('leaving', () => {
  it('signs out: nothing is kept, what is on its way counts no more', async () => {
    await token();
    source.next.push('hang');
    const renewal = kindOf(keeper.renew(neverCancelled));
    await settle();
    await keeper.signOut();
    expect(await renewal).toBe('sign-in-needed');
    expect(source.signedOut).toBe(1);
    expect(keeper.status.state).toBe('signed-out');
    expect(tokenOf(keeper.status)).toBeUndefined();
    await clock.advance(2 * hour);
    expect(source.cached).toBeUndefined();
  });

  it('signs out: a sign-in on its way ends too', async () => {
    source.next.push('hang');
    const signingIn = kindOf(keeper.signIn(neverCancelled));
    await settle();
    await keeper.signOut();
    source.release();
    expect(await signingIn).toBe('cancelled');
    expect(keeper.status.state).toBe('signed-out');
    expect(source.cached).toBeUndefined();
  }, 2000);

  it('disposes: waiting callers are freed, no timer stays, nothing fires', async () => {
    await token();
    source.next.push('hang');
    const renewal = kindOf(keeper.renew(neverCancelled));
    await settle();
    const before = shown.length;
    keeper.dispose();
    expect(await renewal).toBe('cancelled');
    expect(clock.pendingTimers).toBe(0);
    expect(await kindOf(keeper.token(neverCancelled))).toBe('cancelled');
    expect(shown).toHaveLength(before);
  });
});

describe('what can be seen', () => {
  it('never holds the token: not in status, keeper or error', async () => {
    await token();
    source.sticky = serverFault;
    const old = await keeper.token(neverCancelled);
    const error: unknown = await keeper
      .replaceRejected(old, undefined, neverCancelled)
      .catch((e: unknown) => e);
    for (const thing of [keeper, keeper.status, error]) {
      expect(inspect(thing, { depth: 9, showHidden: true })).not.toContain('PLANTED');
      expect(JSON.stringify(thing) ?? '').not.toContain('PLANTED');
    }
  });

  it('turns an unknown error into words that hold nothing of it', async () => {
    source.acquireSilently = () => Promise.reject(new Error('PLANTED-SECRET'));
    const error: unknown = await keeper.token(neverCancelled).catch((e: unknown) => e);
    expect(problemOf(error)?.kind).toBe('service-failed');
    expect(inspect(error, { depth: 9 })).not.toContain('PLANTED');
  });
});
