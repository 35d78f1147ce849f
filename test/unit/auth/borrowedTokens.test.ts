import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LazyTokenSource } from '../../../src/adapters/auth/lazyTokenSource';
import { getFromMachine } from '../../../src/adapters/auth/machineHttp';
import type { AccountSession, SessionRequest } from '../../../src/core/auth/ports';
import { secretKey, secretPurposes } from '../../../src/core/auth/secretKeys';
import type { TokenSourceConfig } from '../../../src/core/auth/tokenSource';
import { CancelSource, neverCancelled } from '../../../src/core/base/cancel';
import { installAzureCli, type AzureCli } from '../../support/standIns/azureCli';
import { ManagedIdentityStandIn } from '../../support/standIns/managedIdentity';
import { force, quiet, useMsalBench } from './support/msalBench';

const bench = useMsalBench();
const signal = neverCancelled;

afterEach(() => {
  vi.unstubAllEnvs();
});

/** No purpose has anything left, and nothing comes without a sign-in. */
async function expectSignedOut(config: TokenSourceConfig): Promise<void> {
  for (const purpose of secretPurposes) {
    expect(await bench.secrets.get(secretKey(purpose, config))).toBeUndefined();
  }
  const problem = await bench.failure(new LazyTokenSource(config).acquireSilently(quiet));
  expect(problem.kind).toBe('sign-in-needed');
}

describe('azure-cli', () => {
  let az: AzureCli;
  const config = (changes: Partial<TokenSourceConfig> = {}) =>
    bench.configFor('azure-cli', { clientId: '', ...changes });

  beforeAll(async () => {
    az = await installAzureCli({ ...bench.frame.info });
  });
  afterAll(() => az.remove());
  beforeEach(async () => {
    vi.stubEnv('PATH', az.searchPath);
    await az.behave('signed-in');
  });

  it('signs in, takes another token when asked, and signs out', async () => {
    const source = new LazyTokenSource(config());
    const token = await source.signIn({ signal });
    expect(token.tenantId).toBe(bench.frame.info.tenantId);
    expect(token.expiresAt).toBeGreaterThan(token.issuedAt);
    expect((await source.acquireSilently(force)).value).not.toBe('');
    await source.signOut();
    await expectSignedOut(config());
  });

  it('asks for the origin and the tenant, each as an argument of its own', async () => {
    await new LazyTokenSource(config({ resource: `${bench.frame.info.environmentUrl}/` })).signIn({ signal });
    const { environmentUrl, tenantId } = bench.frame.info;
    expect((await az.calls()).at(-1)).toEqual(
      ['account', 'get-access-token', '--output', 'json', '--resource', environmentUrl].concat([
        '--tenant',
        tenantId,
      ]),
    );
  });

  it('reads the local time of an old az', async () => {
    await az.behave('too-old');
    const token = await new LazyTokenSource(config()).signIn({ signal });
    expect(token.expiresAt - token.issuedAt).toBeGreaterThan(60_000);
  });

  it.each([
    ['not-logged-in', 'sign-in-needed', /not signed in/, /az login --tenant/],
    ['login-expired', 'sign-in-needed', /sign-in has ended|got no token/, /az login/],
    ['multi-factor', 'sign-in-needed', /multifactor/, /az login/],
    ['unknown-command', 'sign-in-needed', /got no token/, /az login/],
  ] as const)('says what to do where it is %s', async (behaviour, kind, title, remedy) => {
    await az.behave(behaviour);
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem.kind).toBe(kind);
    expect(problem.title).toMatch(title);
    expect(problem.remedy).toMatch(remedy);
  });

  it('says that it is not installed', async () => {
    vi.stubEnv('PATH', '/nonexistent:relative:');
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem.title).toBe('The Azure CLI was not found.');
  });

  it('ends the program when it is cancelled', async () => {
    await az.behave('hangs');
    const cancel = new CancelSource();
    const before = (await az.calls()).length;
    const signingIn = bench.failure(new LazyTokenSource(config()).signIn({ signal: cancel.signal }));
    await vi.waitFor(async () => expect((await az.calls()).length).toBe(before + 1), 10_000);
    cancel.cancel();
    expect((await signingIn).kind).toBe('cancelled');
  });

  it.each([
    { tenantId: 'contoso.com" & calc' },
    { tenantId: '$(touch /tmp/az)' },
    { resource: 'https://o.crm.dynamics.com/ --debug' },
  ])('gives no shell anything to read: %j', async (changes) => {
    const before = (await az.calls()).length;
    const problem = await bench.failure(new LazyTokenSource(config(changes)).signIn({ signal }));
    expect(problem.kind).toBe('bad-input');
    expect((await az.calls()).length).toBe(before);
    expect(existsSync('/tmp/az')).toBe(false);
  });
});

describe('managed-identity', () => {
  let machine: ManagedIdentityStandIn;
  const config = (clientId = '') => bench.configFor('managed-identity', { clientId });

  beforeAll(async () => {
    const { details, control } = bench.frame;
    machine = await ManagedIdentityStandIn.start({ ...details, control });
  });
  afterAll(() => machine.stop());
  beforeEach(() => {
    machine.behaviour = 'assigned';
    vi.stubEnv('IDENTITY_ENDPOINT', undefined);
    vi.stubEnv('IDENTITY_HEADER', undefined);
  });

  it.each(['appServiceEnvironment', 'imdsEnvironment'] as const)(
    'signs in by %s, takes another token when asked, and signs out',
    async (kind) => {
      for (const [name, value] of Object.entries(machine[kind])) vi.stubEnv(name, value);
      for (const clientId of ['', bench.frame.details.managedIdentityClientId]) {
        const source = new LazyTokenSource(config(clientId));
        const token = await source.signIn({ signal });
        expect(token.account).toBe(bench.frame.details.managedIdentityClientId);
        expect((await source.acquireSilently(force)).value).not.toBe(token.value);
        await source.signOut();
        await expectSignedOut(config(clientId));
      }
    },
  );

  it.each([
    ['none', 'identity-refused'],
    ['unavailable', 'service-failed'],
  ] as const)('says what is wrong where the answer is %s', async (behaviour, kind) => {
    for (const [name, value] of Object.entries(machine.appServiceEnvironment)) vi.stubEnv(name, value);
    machine.behaviour = behaviour;
    expect((await bench.failure(new LazyTokenSource(config()).signIn({ signal }))).kind).toBe(kind);
  });

  it('can be cancelled while nothing comes', async () => {
    for (const [name, value] of Object.entries(machine.appServiceEnvironment)) vi.stubEnv(name, value);
    machine.behaviour = 'hangs';
    const cancel = new CancelSource();
    const before = machine.requests.length;
    const signingIn = bench.failure(new LazyTokenSource(config()).signIn({ signal: cancel.signal }));
    await vi.waitFor(() => expect(machine.requests.length).toBe(before + 1), 10_000);
    cancel.cancel();
    expect((await signingIn).kind).toBe('cancelled');
  });

  it('says that this machine has none where nobody listens', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', 'http://127.0.0.1:9/msi/token');
    vi.stubEnv('IDENTITY_HEADER', 'Pl4nted');
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem.title).toBe('There is no managed identity on this machine.');
  });

  it.each([
    'http://evil.example/msi',
    'https://127.0.0.1/msi',
    'http://127.0.0.1.evil.example/msi',
    'http://127.0.0.1@evil.example/msi',
    'http://10.0.0.1/msi',
    'http://localhost.evil.example/msi',
    'file:///etc/passwd',
    'nothing',
  ])('never asks another machine: %s', async (url) => {
    expect(await getFromMachine(url, { secret: 'Pl4nted' }, signal)).toBe('foreign');
    vi.stubEnv('IDENTITY_ENDPOINT', url);
    vi.stubEnv('IDENTITY_HEADER', 'Pl4nted');
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem.kind).toBe('foreign-origin');
  });
});

describe('vscode-account', () => {
  const asked: SessionRequest[] = [];
  let signedIn = false;
  let value: () => Promise<string> = async () =>
    (await bench.frame.control.mintToken({ subject: 'member' })).accessToken;
  const mint = value;
  const sessions = {
    async session(request: SessionRequest): Promise<AccountSession | undefined> {
      asked.push(request);
      if (request.ask) signedIn = true;
      return signedIn ? { accessToken: await value(), label: 'ana.duarte@contoso.com' } : undefined;
    },
  };
  const config = (changes: Partial<TokenSourceConfig> = {}) =>
    bench.configFor('vscode-account', { clientId: '', sessions, ...changes });

  beforeEach(() => {
    asked.length = 0;
    signedIn = false;
    value = mint;
  });

  it('signs in, is silent afterwards, reads the expiry from the token, and signs out', async () => {
    const source = new LazyTokenSource(config());
    expect((await bench.failure(source.acquireSilently(quiet))).kind).toBe('sign-in-needed');
    expect(asked).toEqual([]);
    const token = await source.signIn({ signal });
    expect(asked[0]).toEqual({
      provider: 'microsoft',
      scopes: [
        `${bench.frame.info.environmentUrl}/.default`,
        'offline_access',
        `VSCODE_TENANT:${bench.frame.info.tenantId}`,
      ],
      ask: true,
    });
    expect(token.account).toBe(bench.frame.info.userName);
    expect(token.expiresAt).toBeGreaterThan(Date.now() + 60_000);
    expect((await source.acquireSilently(force)).value).not.toBe(token.value);
    expect(asked.at(-1)?.ask).toBe(false);
    await source.signOut();
    await expectSignedOut(config());
  });

  it('needs the user again when VS Code has no session any more', async () => {
    const source = new LazyTokenSource(config());
    await source.signIn({ signal });
    signedIn = false;
    expect(await bench.failure(source.acquireSilently(quiet))).toMatchObject({
      kind: 'sign-in-needed',
      action: 'sign-in',
    });
  });

  it.each([
    ['https://contoso.crm4.dynamics.com', 'microsoft'],
    ['https://contoso.crm9.dynamics.com', 'microsoft'],
    ['https://contoso.crm.microsoftdynamics.us', 'microsoft-sovereign-cloud'],
    ['https://contoso.crm.appsplatform.us', 'microsoft-sovereign-cloud'],
    ['https://contoso.crm.dynamics.cn', 'microsoft-sovereign-cloud'],
  ])('asks for %s at the provider %s', async (resource, provider) => {
    const clientId = bench.frame.details.publicClientId;
    // The sandbox has no token for these, so the sign-in ends there; what was asked is what counts.
    await bench.failure(new LazyTokenSource(config({ resource, clientId })).signIn({ signal }));
    expect(asked[0]?.provider).toBe(provider);
    expect(asked[0]?.scopes).toContain(`VSCODE_CLIENT_ID:${clientId}`);
  });

  it('takes no token that is for another service', async () => {
    const resource = bench.frame.details.secondEnvironmentUrl;
    value = async () => (await bench.frame.control.mintToken({ resource })).accessToken;
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem.title).toContain(`is for ${resource}`);
  });

  it('exists inside VS Code only', async () => {
    const { sessions: _, ...outside } = config();
    expect((await bench.failure(new LazyTokenSource(outside).signIn({ signal }))).kind).toBe('bad-input');
  });
});

describe('token', () => {
  const config = () => bench.configFor('token', { clientId: '', tenantId: '' });
  const paste = (text: string) => bench.secrets.store(secretKey('pasted-token', config()), text);

  it('is used until it ends, is not renewed, and is gone after a sign-out', async () => {
    const { accessToken, expiresOn } = await bench.frame.control.mintToken();
    await paste(`Authorization: Bearer ${accessToken}\n`);
    const source = new LazyTokenSource(config());
    const token = await source.signIn({ signal });
    expect(token).toMatchObject({ value: accessToken, expiresAt: expiresOn * 1000 });
    expect((await source.acquireSilently(quiet)).value).toBe(accessToken);
    expect(await bench.failure(source.acquireSilently(force))).toMatchObject({
      title: 'A pasted access token cannot be renewed.',
      action: 'enter-token',
    });
    await source.signOut();
    await expectSignedOut(config());
  });

  it('is asked for where there is none', async () => {
    expect(await bench.failure(new LazyTokenSource(config()).signIn({ signal }))).toMatchObject({
      kind: 'sign-in-needed',
      action: 'enter-token',
    });
  });

  it.each([
    ['has ended', { lifetimeSeconds: -60 }, /has ended/],
    ['is for another environment', { audience: true }, /is for .*, not for /],
    ['is for Graph', { claims: { aud: '00000003-0000-0000-c000-000000000000' } }, /is for 00000003/],
    ['has no audience', { claims: { aud: null } }, /is for another service/],
    ['has no end', { claims: { exp: null } }, /no access token that can be read/],
  ])('that %s is refused and not kept', async (_what, order, title) => {
    const resource = 'audience' in order ? { resource: bench.frame.details.secondEnvironmentUrl } : {};
    const { audience: _, ...rest } = { audience: true, ...order };
    await paste((await bench.frame.control.mintToken({ ...rest, ...resource })).accessToken);
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem.title).toMatch(title);
    expect(problem.action).toBe('enter-token');
    expect(await bench.secrets.get(secretKey('pasted-token', config()))).toBeUndefined();
  });

  it.each(['', 'hello', 'a.b.c', 'e30.e30.e30'])('that reads %j is none', async (text) => {
    await paste(text);
    const problem = await bench.failure(new LazyTokenSource(config()).signIn({ signal }));
    expect(problem.action).toBe('enter-token');
  });

  it.each(['', '/', '//'])('may name its audience with %j at the end', async (end) => {
    const aud = `${bench.frame.info.environmentUrl}${end}`;
    await paste((await bench.frame.control.mintToken({ claims: { aud } })).accessToken);
    expect((await new LazyTokenSource(config()).signIn({ signal })).value).not.toBe('');
  });
});
