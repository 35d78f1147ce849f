// Runs that stop anywhere, go on where they stopped, and leave nothing behind when they are undone.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/core/base/cancel';
import { applicationUserPlan } from '../../../src/core/setup/applicationUser';
import { runPlan, undoPlan } from '../../../src/core/setup/engine';
import { retrieveBusinessUnits, retrieveRoles } from '../../../src/core/setup/environmentChoices';
import { emptyLedger, type SetupLedger, type SetupPlan } from '../../../src/core/setup/model';
import { registerApplicationPlan } from '../../../src/core/setup/registerApplication';
import { setLifetimePlan } from '../../../src/core/setup/tokenLifetime';
import { SetupBench } from './support/bench';

let bench: SetupBench;
let plans: readonly SetupPlan[];
beforeAll(async () => {
  bench = await SetupBench.start();
  const service = bench.world.services.dataverse!;
  const options = { signal: neverCancelled };
  const [unit] = await retrieveBusinessUnits(service, options);
  const roles = await retrieveRoles(service, unit!.id, options);
  const roleNamed = (name: string) => roles.find((one) => one.name === name)!;
  plans = [
    registerApplicationPlan({ name: 'Interrupted', credential: 'secret', consent: true }),
    applicationUserPlan({
      appId: '94e5a7d1-0c38-4b26-9fd2-6a71b4e8035c',
      businessUnitId: unit!.id,
      roles: [roleNamed('Basic User')],
      copy: { from: roleNamed('Delegate'), name: 'Delegate, copied' },
    }),
    setLifetimePlan(3600),
  ];
}, 90_000);
beforeEach(async () => {
  await bench.sandbox.control.reset();
  bench.sent.length = 0;
  bench.secrets.clear();
  bench.saved = emptyLedger;
});
afterAll(() => bench.stop());

/** Runs until the write of this number, and stops there: before it goes out, or before its answer is heard. */
async function runUntil(plan: SetupPlan, write: number, when: 'before' | 'after'): Promise<SetupLedger> {
  let count = 0;
  const stop = ({ method }: { method: string }) => {
    if (method !== 'GET' && ++count === write) throw new Error('The power went out.');
  };
  bench[when === 'before' ? 'beforeSend' : 'afterSend'] = stop;
  try {
    await expect(runPlan(plan, bench.saved, bench.world)).rejects.toThrow('The power went out.');
  } finally {
    bench.beforeSend = () => undefined;
    bench.afterSend = () => undefined;
  }
  return bench.saved;
}

async function writesOf(plan: SetupPlan): Promise<number> {
  await bench.run(plan);
  const count = bench.writes().length;
  await undoPlan(plan, bench.saved, bench.world);
  bench.sent.length = 0;
  bench.saved = emptyLedger;
  return count;
}

/** What of it is in the tenant and in the environment. */
async function traces(): Promise<Record<string, number>> {
  const count = async (service: 'graph' | 'dataverse', path: string) => {
    const needs = { service, names: [] };
    const answer = await bench.world.services[service]!.send({ method: 'GET', path }, needs, bench.world);
    return (answer['value'] as unknown[]).length;
  };
  const filter = `$filter=applicationid%20eq%2094e5a7d1-0c38-4b26-9fd2-6a71b4e8035c%20and%20isdisabled%20eq%20false`;
  return {
    applications: await count('graph', 'applications'),
    principals: await count('graph', 'servicePrincipals'),
    grants: await count('graph', 'oauth2PermissionGrants'),
    policies: await count('graph', 'policies/tokenLifetimePolicies'),
    roles: await count('dataverse', 'roles?$select=roleid'),
    users: await count('dataverse', `systemusers?$select=systemuserid&${filter}`),
    secrets: bench.secrets.size,
  };
}

describe.each([
  [0, 'registering an application'],
  [1, 'creating an application user'],
  [2, 'setting the token lifetime'],
])('%i: %s', (index) => {
  it.each(['before', 'after'] as const)(
    'goes on from any write that it stopped at, %s it, and makes nothing twice',
    async (when) => {
      const plan = plans[index]!;
      const writes = await writesOf(plan);
      await bench.sandbox.control.reset();
      const clean = await traces();
      await bench.run(plan);
      const whole = await traces();
      expect(whole).not.toEqual(clean);
      for (let write = 1; write <= writes; write += 1) {
        await bench.sandbox.control.reset();
        bench.secrets.clear();
        bench.saved = emptyLedger;
        const ledger = await runUntil(plan, write, when);
        const result = await bench.run(plan, ledger);
        expect(await traces(), `stopped at write ${write}`).toEqual(whole);
        expect(result.ledger.started).toBeUndefined();
        const undone = await undoPlan(plan, result.ledger, bench.world);
        expect(await traces(), `undone after write ${write}`).toEqual(clean);
        expect(undone.entries.some(({ outcome }) => outcome === 'made')).toBe(false);
      }
    },
    120_000,
  );

  it.each(['before', 'after'] as const)(
    'is undone from wherever it stopped, %s the write',
    async (when) => {
      const plan = plans[index]!;
      const writes = await writesOf(plan);
      await bench.sandbox.control.reset();
      const clean = await traces();
      for (let write = 1; write <= writes; write += 1) {
        await bench.sandbox.control.reset();
        bench.secrets.clear();
        bench.saved = emptyLedger;
        await undoPlan(plan, await runUntil(plan, write, when), bench.world);
        expect(await traces(), `stopped at write ${write}`).toEqual(clean);
      }
    },
    120_000,
  );

  it('writes nothing when all is done already', async () => {
    const plan = plans[index]!;
    const { ledger } = await bench.run(plan);
    bench.sent.length = 0;
    const again = await bench.run(plan, ledger);
    expect(bench.writes()).toEqual([]);
    expect(again.ledger.entries.toSorted(byStep)).toEqual(ledger.entries.toSorted(byStep));
  });
});

const byStep = (a: { step: string }, b: { step: string }): number => a.step.localeCompare(b.step);
