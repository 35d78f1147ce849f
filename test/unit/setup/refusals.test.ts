// What Microsoft Graph refuses, in words that say what to do, and nothing half done without a note of it.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CancelSource } from '../../../src/core/base/cancel';
import { problemOf } from '../../../src/core/base/problem';
import { runPlan } from '../../../src/core/setup/engine';
import { graphOriginFor } from '../../../src/core/setup/graphCloud';
import { emptyLedger } from '../../../src/core/setup/model';
import { graphPermissionsOf, previewText } from '../../../src/core/setup/preview';
import { registerApplicationPlan } from '../../../src/core/setup/registerApplication';
import { setLifetimePlan } from '../../../src/core/setup/tokenLifetime';
import { readerUser } from '../../sandbox/principals';
import { everyPermission, SetupBench } from './support/bench';

let bench: SetupBench;
beforeAll(async () => {
  bench = await SetupBench.start();
}, 90_000);
beforeEach(async () => {
  await bench.sandbox.control.reset();
  bench.sent.length = 0;
  bench.saved = emptyLedger;
});
afterAll(() => bench.stop());

const plan = registerApplicationPlan({ name: 'Refused', credential: 'secret', consent: true });
const problemIn = async (work: Promise<unknown>) =>
  problemOf(
    await work.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );

it('names the permission to somebody who does not administer the tenant', async () => {
  const world = await bench.graphAs(readerUser.userPrincipalName);
  expect(await problemIn(runPlan(plan, emptyLedger, world))).toMatchObject({
    kind: 'service-refused',
    status: 403,
    code: 'authorization_requestdenied',
    title: 'Microsoft Graph refused this step, which needs the permission Application.ReadWrite.All.',
  });
});

it('names the permission that the sign-in did not ask for', async () => {
  const world = await bench.graphAs(bench.sandbox.userName, ['Application.ReadWrite.All']);
  const problem = await problemIn(runPlan(setLifetimePlan(3600), emptyLedger, world));
  expect(problem?.title).toContain('Policy.ReadWrite.ApplicationConfiguration');
});

it('leaves the consent to an administrator where it is refused, and does it in a later run', async () => {
  const without = everyPermission.filter((one) => !one.startsWith('DelegatedPermissionGrant'));
  const world = await bench.graphAs(bench.sandbox.userName, [...without, 'Directory.Read.All']);
  const { ledger, refused } = await runPlan(plan, emptyLedger, world);
  expect(refused.map(({ step, problem }) => [step.id, problem.status])).toEqual([['consent', 403]]);
  expect(ledger.entries.at(-1)).toEqual({ step: 'consent', outcome: 'refused' });
  expect(bench.secrets.has(ledger.values['appId']!)).toBe(true);
  const later = await bench.run(plan, ledger);
  expect(later.refused).toEqual([]);
  expect(later.ledger.entries.at(-1)).toEqual({ step: 'consent', outcome: 'made' });
});

it('asks before it takes a name that another application has', async () => {
  await bench.run(plan);
  const problem = await problemIn(bench.run(plan, emptyLedger));
  expect(problem).toMatchObject({ kind: 'bad-input' });
  expect(problem?.title).toContain('“Refused”');
});

it('waits as long as Microsoft Graph says, and goes on', async () => {
  const waits: unknown[] = [];
  await bench.sandbox.control.orderFault({
    target: 'graph',
    method: 'POST',
    path: '/applications$',
    fault: { kind: 'status', status: 429, retryAfterSeconds: 1 },
  });
  const world = { ...bench.world, onWait: (notice: unknown) => waits.push(notice) };
  await runPlan(plan, emptyLedger, world);
  expect(waits).toEqual([{ ms: 1000, reason: 'throttled', attempt: 1 }]);
});

it('repeats a step that the directory is not ready for yet', async () => {
  await bench.sandbox.control.orderFault({
    target: 'graph',
    method: 'POST',
    path: '/servicePrincipals$',
    fault: { kind: 'status', status: 404 },
  });
  const { ledger } = await bench.run(plan);
  expect(ledger.values['principalId']).toBeDefined();
});

it('tells when Microsoft Graph is down, and goes on from there', async () => {
  await bench.sandbox.control.orderFault({
    target: 'graph',
    method: 'POST',
    path: '/servicePrincipals$',
    fault: { kind: 'status', status: 500 },
  });
  const problem = await problemIn(bench.run(plan));
  expect(problem).toMatchObject({ kind: 'service-failed', status: 500 });
  expect(bench.saved.entries.map(({ step }) => step)).toEqual(['resource', 'application']);
  const { ledger } = await bench.run(plan, bench.saved);
  expect(ledger.entries.map(({ outcome }) => outcome)).toEqual(['found', 'made', 'made', 'made', 'made']);
});

it('stops before the next request when it is cancelled', async () => {
  const cancel = new CancelSource();
  const world = {
    ...bench.world,
    signal: cancel.signal,
    onProgress: ({ step }: { step: number }) => step === 3 && cancel.cancel(),
  };
  expect((await problemIn(runPlan(plan, emptyLedger, world)))?.kind).toBe('cancelled');
  expect(bench.writes()).toHaveLength(1);
});

it('shows requests, permissions and the way back as a document', () => {
  const text = previewText(plan, { graph: 'https://graph.example/v1.0/', dataverse: '' });
  expect(text).toContain('POST https://graph.example/v1.0/applications\n');
  expect(text).toContain('"id": "{scopeId}"');
  expect(text).toContain('DELETE https://graph.example/v1.0/applications/{applicationObjectId}');
  expect(text).toContain('Microsoft Graph permission: DelegatedPermissionGrant.ReadWrite.All');
  expect(bench.sent).toEqual([]);
  const lifetime = previewText(setLifetimePlan(600), { graph: 'https://graph.example/v1.0/', dataverse: '' });
  expect(lifetime).toContain(
    '"@odata.id": "https://graph.example/v1.0/policies/tokenLifetimePolicies/{policyId}"',
  );
  expect(graphPermissionsOf(plan)).toEqual([
    'Application.Read.All',
    'Application.ReadWrite.All',
    'DelegatedPermissionGrant.ReadWrite.All',
  ]);
});

it.each([
  ['https://contoso.crm4.dynamics.com', 'https://graph.microsoft.com'],
  ['https://contoso.crm9.dynamics.com', 'https://graph.microsoft.com'],
  ['https://contoso.crm.microsoftdynamics.us', 'https://graph.microsoft.us'],
  ['https://contoso.crm.appsplatform.us', 'https://dod-graph.microsoft.us'],
  ['https://contoso.crm.dynamics.cn', 'https://microsoftgraph.chinacloudapi.cn'],
  ['https://localhost:8443', 'https://graph.microsoft.com'],
])('finds Microsoft Graph of %s at %s', (url, origin) => {
  expect(graphOriginFor(url)).toBe(origin);
});
