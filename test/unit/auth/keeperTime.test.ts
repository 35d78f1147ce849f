import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenKeeper } from '../../../src/core/auth/keeper';
import { timeLeft } from '../../../src/core/auth/tokenStatus';
import { neverCancelled } from '../../../src/core/base/cancel';
import { type FakeClock, settle } from './support/fakeClock';
import { type FakeSource, offline, serverFault } from './support/fakeSource';
import { keeperBench } from './support/keeperBench';

const second = 1000;
const minute = 60 * 1000;
const hour = 3600 * 1000;

let clock: FakeClock;
let source: FakeSource;
let keeper: TokenKeeper;

function setUp(lifetimeMs: number): void {
  ({ clock, source, keeper } = keeperBench(lifetimeMs));
}
const token = async (): Promise<string> => (await keeper.token(neverCancelled)).value;

beforeEach(() => setUp(hour));
afterEach(() => keeper.dispose());

describe.each([
  ['10 s', 10 * second, 8 * second],
  ['60 s', 60 * second, 48 * second],
  ['3599 s', 3599 * second, 3599 * second * 0.8],
  ['17999 s', 17999 * second, 17999 * second - 15 * minute],
  ['28 h', 28 * hour, 28 * hour - 15 * minute],
])('a token of %s', (_name, lifetime, renewedAfter) => {
  beforeEach(() => setUp(lifetime));

  it('is renewed ahead of its end, by itself, once', async () => {
    await token();
    await clock.advance(renewedAfter - 1);
    expect(source.issued).toBe(1);
    await clock.advance(101);
    expect(source.issued).toBe(2);
    expect(keeper.status.state).toBe('fresh');
  });

  it('never lets a request meet an expired token, over three lifetimes', async () => {
    for (let passed = 0; passed < 3 * lifetime; passed += lifetime / 13) {
      const { expiresAt } = await keeper.token(neverCancelled);
      expect(expiresAt - clock.now()).toBeGreaterThan(Math.min(lifetime * 0.1, 30 * second));
      await clock.advance(lifetime / 13);
    }
    expect(source.issued).toBeLessThanOrEqual(Math.ceil((3 * lifetime) / renewedAfter) + 1);
  });

  it('is not watched in a busy loop', async () => {
    await token();
    const before = clock.timersSet;
    await clock.advance(lifetime);
    const heartbeats = lifetime / (30 * second);
    expect(clock.timersSet - before).toBeLessThan(heartbeats + 20);
  });

  it('is renewed at once after a sleep over its end', async () => {
    await token();
    clock.sleep(lifetime + minute);
    expect(await token()).toBe('PLANTED-TOKEN-2');
    expect(source.issued).toBe(2);
  });
});

describe('useless lifetimes', () => {
  it.each([0, 1, 500])('of %i ms give a token for each call and few in the background', async (lifetime) => {
    setUp(lifetime);
    expect(await token()).toBe('PLANTED-TOKEN-1');
    await clock.advance(minute);
    expect(source.issued).toBeLessThanOrEqual(26);
  });
});

describe('a clock that is set', () => {
  beforeEach(async () => {
    await token();
    await clock.advance(20 * minute);
  });

  it('back by 10 min does not make the token younger', async () => {
    clock.step(-10 * minute);
    await token();
    expect(timeLeft(keeper.status, clock.now())).toBe(40 * minute);
    await clock.advance(28 * minute + second);
    expect(source.issued).toBe(2);
  });

  it('back by 10 min is noticed by the heartbeat alone', async () => {
    clock.step(-10 * minute);
    await clock.advance(31 * second);
    expect(timeLeft(keeper.status, clock.now())).toBeLessThanOrEqual(40 * minute);
  });

  it('forward by 10 min only brings the renewal forward', async () => {
    clock.step(10 * minute);
    expect(await token()).toBe('PLANTED-TOKEN-1');
    await clock.advance(18 * minute + second);
    expect(source.issued).toBe(2);
  });

  it('forward past the end leads to one renewal, and all is well', async () => {
    clock.step(50 * minute);
    expect(await token()).toBe('PLANTED-TOKEN-2');
    clock.step(-50 * minute);
    expect(await token()).toBe('PLANTED-TOKEN-2');
    expect(timeLeft(keeper.status, clock.now())).toBe(hour);
    await clock.advance(47 * minute);
    expect(source.issued).toBe(2);
  });

  it('back while a token is on its way does not make that one younger', async () => {
    source.next.push('hang');
    const renewing = keeper.renew(neverCancelled);
    const onItsWay = source.issue();
    source.issue = () => onItsWay;
    clock.step(-10 * minute);
    source.release();
    await renewing;
    expect(timeLeft(keeper.status, clock.now())).toBe(hour);
  });

  it('back while a retry waits makes it wait once more, not ten minutes', async () => {
    source.sticky = serverFault;
    await clock.advance(28 * minute + second);
    expect(keeper.status.state).toBe('failing');
    source.sticky = undefined;
    clock.step(-10 * minute);
    await clock.advance(11 * second);
    expect(keeper.status.state).toBe('fresh');
  });
});

describe('sleep', () => {
  function waitLeft(): number {
    const { status } = keeper;
    return 'failure' in status ? (status.failure?.nextTry ?? 0) - clock.now() : 0;
  }

  it('over the end: the late timer renews', async () => {
    await token();
    clock.sleep(3 * hour);
    await clock.advance(30 * second);
    expect(keeper.status.state).toBe('fresh');
    expect(source.issued).toBe(2);
  });

  it('while offline: the first look after it tries again', async () => {
    await token();
    source.sticky = offline;
    await clock.advance(49 * minute);
    source.sticky = undefined;
    clock.sleep(2 * minute);
    keeper.check();
    await settle();
    expect(keeper.status.state).toBe('fresh');
  });

  it('while retries had become rare: the timer that fires after it tries at once', async () => {
    await token();
    source.sticky = offline;
    await clock.advance(2 * hour);
    while (waitLeft() < 200 * second) await clock.advance(10 * second);
    source.sticky = undefined;
    clock.sleep(100 * second);
    await clock.advance(30 * second);
    expect(keeper.status.state).toBe('fresh');
  });
});
