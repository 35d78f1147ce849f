import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { decodeJwtClaims } from '../../../src/core/auth/jwt';
import { neverCancelled } from '../../../src/core/base/cancel';
import { undoPlan } from '../../../src/core/setup/engine';
import { definitionOf, lifetimeIn, lifetimeWords } from '../../../src/core/setup/lifetimeDefinition';
import {
  changeLifetimePlan,
  removeLifetimePlan,
  retrieveLifetimePolicy,
  setLifetimePlan,
} from '../../../src/core/setup/tokenLifetime';
import { SetupBench, signInToEnvironment } from './support/bench';

let bench: SetupBench;
beforeAll(async () => {
  bench = await SetupBench.start();
}, 90_000);
beforeEach(() => bench.sandbox.control.reset());
afterAll(() => bench.stop());

const inForce = () => retrieveLifetimePolicy(bench.world.services.graph!, { signal: neverCancelled });

/** Seconds that a new token for the environment lives. */
async function lived(): Promise<number> {
  const connection = await signInToEnvironment(bench.sandbox, bench.sandbox.userName);
  const { value } = await connection.keeper.token(neverCancelled);
  connection.dispose();
  const claims = decodeJwtClaims(value);
  return Number(claims?.['exp']) - Number(claims?.['iat']);
}

it('sets, shows, changes and removes the lifetime of new tokens, and takes each back', async () => {
  expect(await inForce()).toBeUndefined();
  const usual = await lived();
  const set = setLifetimePlan(8 * 3600);
  const first = await bench.run(set);
  expect(await inForce()).toMatchObject({ seconds: 8 * 3600, reach: 1 });
  expect(Math.abs((await lived()) - 8 * 3600)).toBeLessThan(600);

  const change = changeLifetimePlan((await inForce())!, 86_400);
  const second = await bench.run(change);
  expect(await inForce()).toMatchObject({ seconds: 86_400 });
  await undoPlan(change, second.ledger, bench.world);
  expect(await inForce()).toMatchObject({ seconds: 8 * 3600 });

  const remove = removeLifetimePlan((await inForce())!);
  const third = await bench.run(remove);
  expect(await inForce()).toBeUndefined();
  expect(Math.abs((await lived()) - usual)).toBeLessThan(1200);
  await undoPlan(remove, third.ledger, bench.world);
  expect(await inForce()).toMatchObject({ seconds: 8 * 3600 });

  await bench.run(removeLifetimePlan((await inForce())!));
  await undoPlan(set, first.ledger, bench.world);
  expect(await inForce()).toBeUndefined();
}, 60_000);

it.each([
  [600, '00:10:00', '10 minutes'],
  [5400, '01:30:00', '90 minutes'],
  [86_399, '23:59:59', '86399 seconds'],
  [86_400, '1.00:00:00', '1 day'],
])('writes %i seconds as %s and says %s', (seconds, text, words) => {
  expect(definitionOf(seconds)).toContain(`"AccessTokenLifetime":"${text}"`);
  expect(lifetimeIn([definitionOf(seconds)])).toBe(seconds);
  expect(lifetimeWords(seconds)).toBe(words);
});

it('reads nothing from a policy that sets no access token lifetime', () => {
  for (const definition of [undefined, [], ['{'], ['{"TokenLifetimePolicy":{"Version":1}}'], [null]]) {
    expect(lifetimeIn(definition)).toBeUndefined();
  }
});
