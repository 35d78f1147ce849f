// From nothing to rows and back, each plan through the product's own clients against the sandbox.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/core/base/cancel';
import { problemOf } from '../../../src/core/base/problem';
import { whoAmI } from '../../../src/core/dataverse/organization';
import { applicationUserPlan } from '../../../src/core/setup/applicationUser';
import { publicCertificate } from '../../../src/core/setup/credentialSteps';
import { undoPlan } from '../../../src/core/setup/engine';
import { retrieveBusinessUnits, retrieveRoles } from '../../../src/core/setup/environmentChoices';
import { previewPlan } from '../../../src/core/setup/preview';
import { adminConsentLink } from '../../../src/core/setup/adminConsent';
import { registerApplicationPlan } from '../../../src/core/setup/registerApplication';
import { connectAsApplication, SetupBench, signInToEnvironment } from './support/bench';

let bench: SetupBench;
beforeAll(async () => {
  bench = await SetupBench.start();
}, 90_000);
beforeEach(() => {
  bench.sent.length = 0;
});
afterAll(() => bench.stop());

const options = { signal: neverCancelled };

async function choices() {
  const service = bench.world.services.dataverse!;
  const [unit] = await retrieveBusinessUnits(service, options);
  const roles = await retrieveRoles(service, unit!.id, options);
  const roleNamed = (name: string) => roles.find((one) => one.name === name)!;
  return { unit: unit!, roleNamed };
}

it('leads from no application to rows, with a secret that nobody sees', async () => {
  const plan = registerApplicationPlan({ name: 'Nightly export', credential: 'secret', consent: true });
  const { ledger, refused } = await bench.run(plan);
  expect(refused).toEqual([]);
  const appId = ledger.values['appId']!;
  const secret = bench.secrets.get(appId)!;
  expect(secret.length).toBeGreaterThan(20);
  expect(JSON.stringify(ledger)).not.toContain(secret);

  const stranger = await connectAsApplication(bench.sandbox, appId, secret);
  const refusal: unknown = await whoAmI(stranger.api, neverCancelled).catch((error: unknown) => error);
  expect(problemOf(refusal)?.code).toBe('0x80072560');

  const { unit, roleNamed } = await choices();
  expect(unit.root).toBe(true);
  const userPlan = applicationUserPlan({
    appId,
    businessUnitId: unit.id,
    roles: [roleNamed('Service Reader')],
    copy: { from: roleNamed('Salesperson'), name: 'Salesperson, integration' },
  });
  const user = await bench.run(userPlan);
  expect((await whoAmI(stranger.api, neverCancelled)).userId).toBe(user.ledger.values['userId']);
  const url = `${bench.sandbox.environmentUrl}/api/data/v9.2/accounts?$select=name&$top=1`;
  expect((await stranger.api.send({ method: 'GET', url, headers: [] }, options)).status).toBe(200);

  await undoPlan(userPlan, user.ledger, bench.world);
  const again: unknown = await whoAmI(stranger.api, neverCancelled).catch((error: unknown) => error);
  expect(problemOf(again)?.kind).toBe('service-refused');
  // Dataverse keeps the user, disabled and without roles: the plan finds it, enables it, and gives the roles again.
  const repaired = await bench.run(userPlan);
  expect(repaired.ledger.entries).toContainEqual({ step: 'user', outcome: 'found' });
  expect(repaired.ledger.entries).toContainEqual({ step: 'enable', outcome: 'made' });
  expect((await whoAmI(stranger.api, neverCancelled)).userId).toBe(user.ledger.values['userId']);
  stranger.dispose();

  await undoPlan(userPlan, repaired.ledger, bench.world);
  await undoPlan(plan, ledger, bench.world);
  expect(bench.secrets.size).toBe(0);
}, 60_000);

it('lets people sign in with a public client that it registered', async () => {
  const plan = registerApplicationPlan({ name: 'Desk tool', credential: 'none', consent: true });
  const { ledger } = await bench.run(plan);
  const { sandbox } = bench;
  const connection = await signInToEnvironment(sandbox, sandbox.userName, String(ledger.values['appId']));
  expect((await whoAmI(connection.api, neverCancelled)).userId).toMatch(/^[0-9a-f-]{36}$/);
  connection.dispose();
  await undoPlan(plan, ledger, bench.world);
}, 60_000);

it('gives Entra the public part of a certificate, and nothing of its key', async () => {
  const pem = readFileSync(bench.sandbox.certificate.pemFile, 'utf8');
  const certificate = publicCertificate(pem);
  const plan = registerApplicationPlan({
    name: 'Signed export',
    credential: 'certificate',
    certificate,
    consent: false,
  });
  const { ledger } = await bench.run(plan);
  const [, key] = /PRIVATE KEY-----\s+([A-Za-z0-9+/]{40})/.exec(pem) ?? [];
  expect(key).toBeDefined();
  expect(JSON.stringify(bench.sent)).toContain(certificate);
  expect(JSON.stringify(bench.sent)).not.toContain(key);
  expect((await bench.run(plan, ledger)).ledger.entries.at(-1)?.outcome).toBe('made');
  await undoPlan(plan, ledger, bench.world);
  expect(() => publicCertificate('no certificate')).toThrow('holds no certificate');
});

it('shows every request before it is sent, and sends none by that', async () => {
  const { unit, roleNamed } = await choices();
  bench.sent.length = 0;
  const plans = [
    registerApplicationPlan({ name: 'Shown first', credential: 'secret', consent: true }),
    applicationUserPlan({
      appId: '94e5a7d1-0c38-4b26-9fd2-6a71b4e8035c',
      businessUnitId: unit.id,
      roles: [roleNamed('Basic User')],
      copy: { from: roleNamed('Delegate'), name: 'Delegate, copied' },
    }),
  ];
  for (const plan of plans) {
    const shown = previewPlan(plan).flatMap(({ requests }) => requests);
    expect(bench.sent).toEqual([]);
    const { ledger } = await bench.run(plan);
    const patterns = shown.map(({ method, path }) => [method, patternOf(path)] as const);
    for (const { method, url } of bench.writes()) {
      expect(
        patterns.some(([verb, path]) => verb === method && path.test(url)),
        `${method} ${url}`,
      ).toBe(true);
    }
    expect(bench.writes().length).toBeGreaterThan(3);
    await undoPlan(plan, ledger, bench.world);
    bench.sent.length = 0;
  }
});

it('gives an administrator a link for the consent', () => {
  expect(adminConsentLink('https://login.microsoftonline.com', 'contoso.com', 'a b')).toBe(
    'https://login.microsoftonline.com/contoso.com/adminconsent?client_id=a%20b',
  );
});

/** What stands in braces is any text without a slash. */
function patternOf(path: string): RegExp {
  const escaped = path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`/${escaped}$`);
}
