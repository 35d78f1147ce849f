import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/control/types';
import { CancelSource, neverCancelled } from '../../../src/core/base/cancel';
import { reasonOf, type TokenStatus } from '../../../src/core/auth/tokenStatus';
import type { ProblemKind } from '../../../src/core/base/problem';
import { problemOf } from '../../../src/core/base/problem';
import { useMsalBench } from '../auth/support/msalBench';
import { Kept, placeOf } from './support/keptBench';
import { until } from './support/windows';

const bench = useMsalBench();
const minute = 60_000;

let kept: Kept;
let unhandled: unknown[];
const note = (reason: unknown): number => unhandled.push(reason);

beforeEach(() => {
  unhandled = [];
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  kept.dispose();
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

async function signedIn(method: 'client-secret' | 'interactive', lifetime = 3600): Promise<void> {
  kept = new Kept(placeOf(bench), method);
  // As Entra does: a refresh token that was used is good for a while, so an answer that was lost costs nothing.
  await bench.frame.control.change({ tokenLifetimeSeconds: lifetime, refreshTokenGraceSeconds: 7200 });
  await kept.signIn();
}

/** Lets minutes pass in steps, each renewal on its way coming to its end. */
async function passMinutes(count: number): Promise<void> {
  for (let step = 0; step < count * 2; step += 1) {
    await kept.pass(minute / 2);
    await kept.settled();
  }
}

const reason = (): ProblemKind | undefined => reasonOf(kept.keeper.status)?.kind;

describe.each(['client-secret', 'interactive'] as const)(
  'a token endpoint, asked for a renewal by %s,',
  (method) => {
    const faults: readonly [fault: Fault, kind: ProblemKind][] = [
      [{ kind: 'status', status: 429, retryAfterSeconds: 90 }, 'throttled'],
      [{ kind: 'status', status: 500 }, 'service-failed'],
      [{ kind: 'status', status: 503 }, 'service-failed'],
      [{ kind: 'garbage' }, 'malformed-answer'],
      [{ kind: 'cut' }, 'network'],
      [{ kind: 'cut-body' }, 'network'],
    ];

    it.each(faults)(
      'that answers %o is told as such, asked a few times more, and mends',
      async (fault, kind) => {
        await signedIn(method);
        await bench.frame.control.orderFault({ target: 'identity', fault, times: 1000 });
        await passMinutes(52);
        // Due at 48 min: the token in hand serves to its end.
        expect(kept.keeper.status.state).toBe('failing');
        expect(reason()).toBe(kind);
        expect(await kept.keeper.token(neverCancelled)).toHaveProperty('value');
        await passMinutes(18);
        expect(kept.keeper.status.state).toBe('expired');
        const remedy = reasonOf(kept.keeper.status)?.remedy ?? '';
        expect(remedy).not.toBe('');
        // 22 minutes: a dozen or two of tries, not thousands.
        expect(kept.tokenRequests.length).toBeGreaterThan(5);
        expect(kept.tokenRequests.length).toBeLessThan(30);
        expect(kept.asked).toBe(0);
        await bench.frame.control.clearFaults();
        await passMinutes(6);
        expect(kept.keeper.status.state).toBe('fresh');
      },
    );

    it('that hangs is given up, and the caller may give up before', async () => {
      await signedIn(method, 60);
      await bench.frame.control.orderFault({ target: 'identity', fault: { kind: 'hang' } });
      await kept.pass(59_000);
      await until(async () => (await bench.frame.control.tokenRequests()).length === 2);
      const impatient = new CancelSource();
      const waiting = kept.keeper.token(impatient.signal);
      impatient.cancel();
      await expect(waiting.catch((error: unknown) => problemOf(error)?.kind)).resolves.toBe('cancelled');
      // Due at 48 s, given up a minute later.
      await kept.pass(49_500);
      expect([kept.keeper.status.state, reason()]).toEqual(['expired', 'network']);
      await kept.pass(5000);
      await kept.settled();
      expect(kept.keeper.status.state).toBe('fresh');
    });
  },
);

describe('a cache that was spoiled', () => {
  it.each(['', '{"value":', '[]', 'null', '{"value":7,"issuedAt":"x"}', '\u0000\uFFFD'])(
    'to %j costs one request, and no question',
    async (text) => {
      await signedIn('interactive');
      await kept.store('access-token', text);
      expect(await kept.keeper.token(neverCancelled)).toHaveProperty('value');
      await passMinutes(49);
      expect(kept.keeper.status.state).toBe('fresh');
      expect(kept.tokenRequests).toHaveLength(2);
      expect(await kept.sharing.read()).toHaveProperty('value');
    },
  );

  it('so that nobody can renew with it asks the user once, and a sign-in mends it', async () => {
    await signedIn('interactive');
    await kept.store('token-cache', '{"RefreshToken":');
    await passMinutes(70);
    expect(kept.keeper.status).toMatchObject({ state: 'sign-in-needed', reason: { action: 'sign-in' } });
    expect([kept.asked, kept.tokenRequests.length]).toEqual([1, 1]);
    await kept.signIn();
    expect(kept.keeper.status.state).toBe('fresh');
  });
});

describe('a secret store that was emptied', () => {
  async function empty(): Promise<void> {
    for (const purpose of ['client-secret', 'token-cache', 'access-token'] as const) await kept.lose(purpose);
  }

  it.each([
    ['client-secret', 'enter-secret', 'has lost the secret'],
    ['interactive', 'sign-in', 'has lost the sign-in'],
  ] as const)('is told as a loss by %s, with one way out', async (method, action, words) => {
    await signedIn(method);
    await empty();
    // The token in hand serves to its end.
    expect(await kept.keeper.token(neverCancelled)).toHaveProperty('value');
    await passMinutes(90);
    const status: TokenStatus = kept.keeper.status;
    expect(status).toMatchObject({ state: 'sign-in-needed', reason: { action } });
    expect(reasonOf(status)?.title).toContain(words);
    expect([kept.asked, kept.tokenRequests.length]).toEqual([1, 1]);
    await kept.signIn();
    expect(kept.keeper.status.state).toBe('fresh');
  });

  it('before anything was entered is no loss', async () => {
    kept = new Kept(placeOf(bench), 'client-secret');
    const failing = kept.keeper.token(neverCancelled);
    await expect(failing.catch((error: unknown) => problemOf(error)?.title)).resolves.toBe(
      'No client secret is stored for this environment.',
    );
  });

  it('that throws at every write costs the sharing, not the token', async () => {
    await signedIn('client-secret');
    bench.secrets.store = () => Promise.reject(new Error('The keyring is locked.'));
    await passMinutes(49);
    expect(kept.keeper.status.state).toMatch(/fresh|failing/);
    expect(await kept.keeper.token(neverCancelled)).toHaveProperty('value');
  });
});

describe('a refused refresh token', () => {
  it('asks once, and the server no more, however many callers want a token', async () => {
    await signedIn('interactive');
    await bench.frame.control.revokeRefreshTokens();
    await passMinutes(90);
    expect(kept.keeper.status).toMatchObject({ state: 'sign-in-needed', reason: { action: 'sign-in' } });
    const asked = Array.from({ length: 20 }, () => kept.keeper.token(neverCancelled));
    const ends = await Promise.allSettled(asked);
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    expect([kept.asked, kept.tokenRequests.length]).toEqual([1, 2]);
  });
});

describe('a claims challenge', () => {
  const claims = '{"access_token":{"nbf":{"essential":true,"value":"1760000000"}}}';

  it.each(['client-secret', 'interactive'] as const)(
    'is answered by %s with one token that was asked for with the claims, and one repetition',
    async (method) => {
      await signedIn(method);
      await bench.frame.control.orderFault({
        target: 'web-api',
        fault: { kind: 'challenge', error: 'insufficient_claims', claims },
      });
      const url = `${kept.config.resource}/api/data/v9.2/WhoAmI`;
      const before = kept.sent.length;
      const answer = await kept.client.send({ method: 'GET', url, headers: [] }, { signal: neverCancelled });
      expect(answer.status).toBe(200);
      expect(kept.sent.slice(before).map(({ url: to }) => new URL(to).pathname.split('/').at(-1))).toEqual([
        'WhoAmI',
        'token',
        'WhoAmI',
      ]);
      const sent = JSON.parse(kept.tokenRequests.at(-1)?.get('claims') ?? '{}') as Record<string, unknown>;
      expect(sent['access_token']).toEqual({ nbf: { essential: true, value: '1760000000' } });
    },
  );
});
