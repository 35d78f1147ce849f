import { ManagedIdentityApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { execFile } from 'node:child_process';
import { get } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { installAzureCli, type AzureCli } from '../../support/standIns/azureCli';
import { ManagedIdentityStandIn } from '../../support/standIns/managedIdentity';
import { startFrame, type Frame } from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame();
});
afterAll(() => frame.close());

describe('az', () => {
  let cli: AzureCli;
  beforeAll(async () => {
    cli = await installAzureCli(frame.info);
  });
  afterAll(() => cli.remove());

  async function az(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return await new Promise((resolve) => {
      const env = { ...process.env, PATH: cli.searchPath };
      execFile('az', args, { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });
  }
  const tokenCommand = ['account', 'get-access-token', '--output', 'json'];

  it('prints a token as the real one does', async () => {
    await cli.behave('signed-in');
    const { environmentUrl, tenantId, userName } = frame.info;
    const { code, stdout, stderr } = await az(...tokenCommand, '--resource', environmentUrl);
    expect([code, stderr]).toEqual([0, '']);
    const printed = JSON.parse(stdout) as Record<string, unknown>;
    const claims = decodeJwt(String(printed['accessToken']));
    expect(claims).toMatchObject({ aud: environmentUrl, upn: userName });
    expect(Object.keys(printed)).toEqual([
      'accessToken',
      'expiresOn',
      'expires_on',
      'subscription',
      'tenant',
      'tokenType',
    ]);
    expect(printed).toMatchObject({ expires_on: claims.exp, tenant: tenantId, tokenType: 'Bearer' });
    expect(printed['subscription']).toMatch(/^[0-9a-f-]{36}$/);
    expect(printed['expiresOn']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.000000$/);
    // Without a time zone it is the machine's own.
    expect(Date.parse(String(printed['expiresOn'])) / 1000).toBe(claims.exp);
    const scoped = await az(...tokenCommand, '--scope', `${environmentUrl}/.default`, '--tenant', tenantId);
    expect(scoped.code).toBe(0);
    expect((await cli.calls()).at(-1)).toContain('--scope');
  });

  it.each([
    ['not-logged-in', 1, "Please run 'az login' to setup account."],
    ['login-expired', 1, 'AADSTS700082'],
    ['multi-factor', 1, 'AADSTS50076'],
    ['unknown-command', 2, "'get-access-token' is misspelled or not recognized by the system."],
  ] as const)('fails as the real one does: %s', async (behaviour, code, words) => {
    await cli.behave(behaviour);
    const answer = await az(...tokenCommand, '--resource', frame.info.environmentUrl);
    expect(answer).toMatchObject({ code, stdout: '' });
    expect(answer.stderr).toContain(words);
  });

  it('can be too old', async () => {
    await cli.behave('too-old');
    const { environmentUrl } = frame.info;
    const { stdout } = await az(...tokenCommand, '--resource', environmentUrl);
    expect(JSON.parse(stdout)).not.toHaveProperty('expires_on');
    expect((await az(...tokenCommand, '--scope', `${environmentUrl}/.default`)).code).toBe(2);
    expect((await az('version')).stdout).toContain('2.0.80');
  });

  it('is refused for what the tenant does not know', async () => {
    await cli.behave('signed-in');
    const resource = await az(...tokenCommand, '--resource', 'https://elsewhere.example');
    expect(resource.stderr).toContain('AADSTS500011');
    const { environmentUrl } = frame.info;
    const tenant = await az(...tokenCommand, '--resource', environmentUrl, '--tenant', 'fabrikam.com');
    expect(tenant.stderr).toContain('AADSTS90002');
    expect((await az('group', 'list')).code).toBe(2);
  });
});

describe('the managed identity', () => {
  let standIn: ManagedIdentityStandIn;
  beforeAll(async () => {
    const { details, control } = frame;
    const { managedIdentityClientId } = details;
    standIn = await ManagedIdentityStandIn.start({ managedIdentityClientId, control });
  });
  afterEach(() => {
    standIn.behaviour = 'assigned';
    vi.unstubAllEnvs();
  });
  afterAll(() => standIn.stop());

  async function ask(
    url: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    return await new Promise((resolve, reject) => {
      get(url, { headers, agent: false }, (incoming) => {
        let text = '';
        incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> }),
        );
      }).on('error', reject);
    });
  }

  function appService(more = ''): string {
    const resource = encodeURIComponent(frame.info.environmentUrl);
    const { IDENTITY_ENDPOINT = '' } = standIn.appServiceEnvironment;
    return `${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${resource}${more}`;
  }

  function virtualMachine(more = ''): string {
    const resource = encodeURIComponent(frame.info.environmentUrl);
    const { AZURE_POD_IDENTITY_AUTHORITY_HOST: host = '' } = standIn.imdsEnvironment;
    return `${host}/metadata/identity/oauth2/token?api-version=2018-02-01&resource=${resource}${more}`;
  }

  it('answers as App Service does', async () => {
    const { IDENTITY_HEADER = '' } = standIn.appServiceEnvironment;
    const headers = { 'x-identity-header': IDENTITY_HEADER };
    const { managedIdentityClientId } = frame.details;
    const { status, body } = await ask(appService(`&client_id=${managedIdentityClientId}`), headers);
    expect(status).toBe(200);
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).toMatchObject({ appid: managedIdentityClientId, idtyp: 'app' });
    expect(body).toEqual({
      access_token: body['access_token'],
      expires_on: String(claims.exp),
      resource: frame.info.environmentUrl,
      token_type: 'Bearer',
      client_id: managedIdentityClientId.toUpperCase(),
    });
    expect((await ask(appService(), {})).status).toBe(403);
    expect((await ask(appService('&client_id=other'), headers)).status).toBe(400);
    standIn.behaviour = 'unavailable';
    expect((await ask(appService(), headers)).body).toMatchObject({ statusCode: 500 });
  });

  it('answers as a virtual machine does', async () => {
    const headers = { metadata: 'true' };
    const { status, body } = await ask(virtualMachine(), headers);
    expect(status).toBe(200);
    const claims = decodeJwt(String(body['access_token']));
    expect(body).toMatchObject({
      expires_in: '3599',
      expires_on: String(claims.exp),
      not_before: String(claims.nbf),
      client_id: frame.details.managedIdentityClientId,
      token_type: 'Bearer',
    });
    expect(await ask(virtualMachine(), {})).toEqual({
      status: 400,
      body: {
        error: 'invalid_request',
        error_description: 'Required metadata header not specified',
      },
    });
    standIn.behaviour = 'none';
    expect((await ask(virtualMachine(), headers)).body).toMatchObject({
      error_description: 'Identity not found',
    });
  });

  it.each(['appServiceEnvironment', 'imdsEnvironment'] as const)('serves MSAL: %s', async (kind) => {
    for (const [name, value] of Object.entries(standIn[kind])) vi.stubEnv(name, value);
    const application = new ManagedIdentityApplication({});
    const resource = frame.info.environmentUrl;
    const result = await application.acquireToken({ resource, forceRefresh: true });
    expect(decodeJwt(result.accessToken).aud).toBe(resource);
    const answer = await frame.http.get(frame.webApiUrl, { authorization: `Bearer ${result.accessToken}` });
    expect(answer.status).toBe(200);
  });
});
