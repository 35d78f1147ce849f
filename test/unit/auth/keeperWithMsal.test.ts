import { afterEach, describe, expect, it } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { TokenKeeper } from '../../../src/core/auth/keeper';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { secretKey } from '../../../src/core/auth/secretKeys';
import { tokenOf } from '../../../src/core/auth/tokenStatus';
import { neverCancelled } from '../../../src/core/base/cancel';
import { FakeClock } from './support/fakeClock';
import { useMsalBench } from './support/msalBench';

const bench = useMsalBench();
let keeper: TokenKeeper;

afterEach(() => keeper.dispose());

function keep(config: TokenSourceConfig, clock: FakeClock): TokenKeeper {
  const subject = {
    environment: 'sandbox',
    origin: config.resource,
    method: config.method,
    tenantId: config.tenantId,
  };
  keeper = new TokenKeeper({ subject, source: new LazyTokenSource(config), clock });
  return keeper;
}

/** The Web API takes the token, by the sandbox's own clock. */
async function isTaken(token: string): Promise<boolean> {
  const answer = await bench.frame.http.get(bench.frame.webApiUrl, { authorization: `Bearer ${token}` });
  return answer.status === 200;
}

async function pass(clock: FakeClock, ms: number): Promise<void> {
  await bench.frame.control.shiftClock(ms);
  await clock.advance(ms);
}

describe.each(['client-secret', 'interactive'] as const)('a keeper of 10-second tokens by %s', (method) => {
  it('renews by itself, five times over, and every token is taken', async () => {
    const clock = new FakeClock(Date.now());
    await bench.frame.control.change({ tokenLifetimeSeconds: 10 });
    const config = bench.configFor(method, { clock });
    if (method === 'client-secret') {
      await bench.secrets.store(secretKey('client-secret', config), bench.frame.info.clientSecret);
    }
    keep(config, clock);
    await keeper.signIn(neverCancelled);
    const seen = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const { value } = await keeper.token(neverCancelled);
      expect(await isTaken(value)).toBe(true);
      seen.add(value);
      if (round < 5) await pass(clock, 8500);
      // Joins the renewal that the timer has started, and asks for none of its own.
      if (keeper.status.state === 'renewing') await keeper.renew(neverCancelled);
    }
    expect(seen.size).toBe(6);
    expect(await bench.frame.control.tokenRequests()).toHaveLength(6);
  });

  it('survives a sleep far over the end', async () => {
    const clock = new FakeClock(Date.now());
    await bench.frame.control.change({ tokenLifetimeSeconds: 60 });
    const config = bench.configFor(method, { clock });
    if (method === 'client-secret') {
      await bench.secrets.store(secretKey('client-secret', config), bench.frame.info.clientSecret);
    }
    keep(config, clock);
    await keeper.signIn(neverCancelled);
    await bench.frame.control.shiftClock(3_600_000);
    clock.sleep(3_600_000);
    expect(await isTaken((await keeper.token(neverCancelled)).value)).toBe(true);
    expect(tokenOf(keeper.status)?.expiresAt).toBe(clock.now() + 60_000);
  });
});
