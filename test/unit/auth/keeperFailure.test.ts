import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenKeeper } from '../../../src/core/auth/keeper';
import { timeLeft } from '../../../src/core/auth/tokenStatus';
import { neverCancelled } from '../../../src/core/base/cancel';
import { type FakeClock, settle } from './support/fakeClock';
import { type FakeSource, offline, refusedConnection, revoked, serverFault } from './support/fakeSource';
import { keeperBench, kindOf } from './support/keeperBench';
import type { Emitter } from '../../../src/core/base/event';

const second = 1000;
const minute = 60 * 1000;
const hour = 3600 * 1000;

let clock: FakeClock;
let source: FakeSource;
let keeper: TokenKeeper;
let secretsChanged: Emitter<string>;

function setUp(lifetimeMs: number): void {
  ({ clock, source, keeper, secretsChanged } = keeperBench(lifetimeMs));
}
const token = async (): Promise<string> => (await keeper.token(neverCancelled)).value;

beforeEach(() => setUp(hour));
afterEach(() => keeper.dispose());

describe('a renewal that fails with time left', () => {
  beforeEach(async () => {
    await token();
    source.sticky = serverFault;
    await clock.advance(48 * minute + second);
  });

  it('is told with tries, reason and next try, while the old token serves', async () => {
    expect(keeper.status).toMatchObject({ state: 'failing', failure: { tries: 1, reason: serverFault } });
    expect(await token()).toBe('PLANTED-TOKEN-1');
  });

  it('is tried again after doubling waits of at most a minute', async () => {
    const waits: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const status = keeper.status;
      if (status.state !== 'failing') throw new Error(status.state);
      waits.push((status.failure.nextTry - status.failure.lastTry) / second);
      await clock.advance(status.failure.nextTry - clock.now() + 150);
    }
    expect(waits).toEqual([5, 10, 20, 40, 60, 60]);
  });

  it('becomes expired at the end, and a caller then gets the reason', async () => {
    await clock.advance(13 * minute);
    expect(keeper.status).toMatchObject({ state: 'expired', failure: { reason: serverFault } });
    expect(timeLeft(keeper.status, clock.now())).toBe(0);
    expect(await kindOf(keeper.token(neverCancelled))).toBe('service-failed');
  });

  it('is forgotten when a later one succeeds', async () => {
    source.sticky = undefined;
    await clock.advance(minute);
    expect(keeper.status.state).toBe('fresh');
    expect(await token()).toBe('PLANTED-TOKEN-2');
  });

  it('is tried at once on focus, but not twice within a second', async () => {
    const before = source.calls.length;
    await clock.advance(1500);
    keeper.check();
    await settle();
    keeper.check();
    await settle();
    // One try looks into the cache, then past it.
    expect(source.calls.length - before).toBe(2);
  });

  it('lets a caller wait for nothing while time is left', async () => {
    const before = source.calls.length;
    await token();
    expect(source.calls).toHaveLength(before);
  });
});

describe('a token too short for a request', () => {
  it('is renewed first, without waiting for the next retry', async () => {
    setUp(60 * second);
    await token();
    source.sticky = serverFault;
    await clock.advance(55 * second);
    const status = keeper.status;
    source.sticky = undefined;
    expect(status).toMatchObject({ state: 'failing' });
    expect(await token()).toBe('PLANTED-TOKEN-2');
  });

  it('serves all the same when no other can be had', async () => {
    setUp(60 * second);
    await token();
    source.sticky = serverFault;
    await clock.advance(57 * second);
    expect(await token()).toBe('PLANTED-TOKEN-1');
  });
});

describe('a server that asks for patience', () => {
  it('is left alone until then, whoever asks and whatever comes', async () => {
    source.next.push({ kind: 'throttled', title: 'Slow down.', remedy: 'Wait.', retryAfterMs: 2 * minute });
    expect(await kindOf(keeper.token(neverCancelled))).toBe('throttled');
    keeper.check();
    expect(await kindOf(keeper.token(neverCancelled))).toBe('throttled');
    await clock.advance(minute);
    keeper.check();
    await settle();
    expect(source.calls).toHaveLength(1);
    await clock.advance(minute + second);
    expect(keeper.status.state).toBe('fresh');
  });
});

describe('offline', () => {
  beforeEach(async () => {
    await token();
    source.sticky = offline;
    await clock.advance(49 * minute);
  });

  it('says so, while the token serves', async () => {
    expect(keeper.status).toMatchObject({ state: 'offline', failure: { reason: offline } });
    expect(await token()).toBe('PLANTED-TOKEN-1');
  });

  it('stays offline past the end of the token', async () => {
    await clock.advance(hour);
    expect(keeper.status.state).toBe('offline');
    expect(await kindOf(keeper.token(neverCancelled))).toBe('network');
  });

  it('renews at once when the network is back', async () => {
    await clock.advance(hour + 5 * second);
    source.sticky = undefined;
    keeper.check();
    await settle();
    expect(keeper.status.state).toBe('fresh');
  });

  it('is not what a server that refuses connections is called', async () => {
    source.sticky = refusedConnection;
    await clock.advance(2 * minute);
    expect(keeper.status.state).toBe('failing');
  });
});

describe('sign-in needed', () => {
  beforeEach(async () => {
    await token();
    source.sticky = revoked;
    await clock.advance(49 * minute);
  });

  it('stops all tries, while the token serves to its end', async () => {
    expect(keeper.status).toMatchObject({ state: 'sign-in-needed', reason: revoked });
    const before = source.calls.length;
    expect(await token()).toBe('PLANTED-TOKEN-1');
    await clock.advance(10 * hour);
    keeper.check();
    keeper.check();
    expect(await kindOf(keeper.token(neverCancelled))).toBe('sign-in-needed');
    expect(source.calls).toHaveLength(before);
    expect(clock.pendingTimers).toBe(0);
  });

  it('ends with a sign-in', async () => {
    source.sticky = undefined;
    await keeper.signIn(neverCancelled);
    expect(keeper.status.state).toBe('fresh');
    expect(await token()).toBe('PLANTED-TOKEN-2');
  });

  it('stays when the sign-in is cancelled or fails', async () => {
    source.sticky = { kind: 'cancelled', title: 'Cancelled.', remedy: 'Sign in.' };
    expect(await kindOf(keeper.signIn(neverCancelled))).toBe('cancelled');
    expect(keeper.status).toMatchObject({ state: 'sign-in-needed', reason: revoked });
  });

  it('ends when another window signed in', async () => {
    source.sticky = undefined;
    source.renewElsewhere();
    secretsChanged.fire('token-cache');
    await settle();
    expect(keeper.status.state).toBe('fresh');
  });

  it('keeps its first reason when another window could not help', async () => {
    source.cached = undefined;
    source.sticky = { kind: 'sign-in-needed', title: 'Nobody is signed in.', remedy: 'Sign in.' };
    secretsChanged.fire('token-cache');
    await settle();
    expect(keeper.status).toMatchObject({ state: 'sign-in-needed', reason: revoked });
  });

  it('also comes of a refusal that asking again cannot mend', async () => {
    setUp(hour);
    source.sticky = { kind: 'identity-refused', title: 'The client secret is wrong.', remedy: 'Enter it.' };
    expect(await kindOf(keeper.token(neverCancelled))).toBe('identity-refused');
    expect(keeper.status.state).toBe('sign-in-needed');
    await clock.advance(hour);
    expect(source.calls).toHaveLength(1);
  });

  it('lets the user try without a sign-in', async () => {
    source.sticky = undefined;
    await keeper.renew(neverCancelled);
    expect(keeper.status.state).toBe('fresh');
  });
});

describe('a source that hangs', () => {
  it('is given up after a minute and tried again', async () => {
    source.next.push('hang');
    const waiting = kindOf(keeper.token(neverCancelled));
    await clock.advance(minute);
    expect(await waiting).toBe('network');
    await clock.advance(10 * second);
    expect(keeper.status.state).toBe('fresh');
  });
});
