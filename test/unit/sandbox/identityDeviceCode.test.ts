import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PublicClientApplication } from '@azure/msal-node';
import { approveDeviceCode, declineDeviceCode } from '../../support/sandboxSignIn';
import type { RawResponse } from '../../support/sandboxHttp';
import { msalNetworkClient, startFrame, type Frame } from './frame';

const longGrant = 'urn:ietf:params:oauth:grant-type:device_code';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame();
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

interface Started {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri: string;
  readonly expires_in: number;
  readonly interval: number;
  readonly message: string;
}

async function begin(more: Readonly<Record<string, string>> = {}): Promise<Started> {
  const { info, details, endpoints, http } = frame;
  const response = await http.post(`${endpoints}/devicecode`, {
    client_id: details.publicClientId,
    scope: `${info.environmentUrl}/user_impersonation openid profile offline_access`,
    ...more,
  });
  expect(response.status).toBe(200);
  return response.json() as unknown as Started;
}

async function poll(started: Started, grantType = 'device_code'): Promise<RawResponse> {
  const { details, endpoints, http } = frame;
  return await http.post(`${endpoints}/token`, {
    grant_type: grantType,
    client_id: details.publicClientId,
    device_code: started.device_code,
    client_info: '1',
  });
}

async function approve({ verification_uri: address, user_code: userCode }: Started): Promise<RawResponse> {
  const { userName, password } = frame.info;
  return await approveDeviceCode(frame.http, { address, userCode, userName, password });
}

describe('the device code flow', () => {
  it.each(['device_code', longGrant])('gives tokens once the person approved: %s', async (grantType) => {
    const started = await begin();
    expect(started).toMatchObject({
      verification_uri: frame.details.verificationUrl,
      expires_in: 900,
      interval: 5,
    });
    expect(started.user_code).toMatch(/^[A-Z2-9]{9}$/);
    expect(started.message).toContain(started.user_code);
    const before = await poll(started, grantType);
    expect(before.status).toBe(400);
    expect(before.json()).toMatchObject({ error: 'authorization_pending', error_codes: [70016] });

    expect((await approve(started)).text).toContain('You have signed in');
    const after = await poll(started, grantType);
    expect(after.status).toBe(200);
    const body = after.json();
    expect(Object.keys(body)).toEqual(
      expect.arrayContaining(['access_token', 'refresh_token', 'id_token', 'client_info']),
    );
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      aud: frame.info.environmentUrl,
      upn: frame.info.userName,
    });
    // A code is good for one sign-in.
    expect((await poll(started)).json()).toMatchObject({ error: 'bad_verification_code' });
  });

  it('says slow_down to who polls too fast, and wants five seconds more from then on', async () => {
    const started = await begin();
    const error = async (): Promise<unknown> => (await poll(started)).json()['error'];
    expect(await error()).toBe('authorization_pending');
    expect(await error()).toBe('slow_down');
    await frame.control.shiftClock(5000);
    expect(await error()).toBe('slow_down');
    await frame.control.shiftClock(15_000);
    expect(await error()).toBe('authorization_pending');
    await approve(started);
    expect((await poll(started)).status).toBe(200);
  });

  it('ends when the code does, after a lifetime that can be ordered', async () => {
    await frame.control.change({ deviceCodeLifetimeSeconds: 60, deviceCodeIntervalSeconds: 1 });
    const started = await begin();
    expect(started).toMatchObject({ expires_in: 60, interval: 1 });
    await frame.control.shiftClock(61_000);
    expect((await poll(started)).json()).toMatchObject({ error: 'expired_token', error_codes: [70019] });
    expect((await approve(started)).text).toContain('That code did not work');
  });

  it('tells the app when the person declines', async () => {
    const started = await begin();
    const { verification_uri: address, user_code: userCode } = started;
    expect((await declineDeviceCode(frame.http, { address, userCode })).text).toContain('You declined');
    expect((await poll(started)).json()).toMatchObject({ error: 'authorization_declined' });
  });

  it('knows its own codes and applications only', async () => {
    const started = await begin();
    const stranger = { ...started, device_code: 'made-up' };
    expect((await poll(stranger)).json()).toMatchObject({ error_codes: [70018] });
    const { endpoints, http, info } = frame;
    const unknown = await http.post(`${endpoints}/devicecode`, { client_id: info.tenantId, scope: 'openid' });
    expect(unknown.json()).toMatchObject({ error: 'unauthorized_client', error_codes: [700016] });
  });
});

describe('the verification page', () => {
  it('asks for the code, then for the account, and says what is wrong with either', async () => {
    const { http } = frame;
    const started = await begin();
    const { verification_uri: address, user_code: otc } = started;
    const first = await http.get(address);
    expect(first.text).toContain('<label for="otc">Code</label>');
    expect((await http.post(address, { otc: 'NOSUCH123' })).text).toMatch(/role="alert"[^>]*>That code did/);
    const second = await http.post(address, { otc: `${otc.slice(0, 4)}-${otc.slice(4).toLowerCase()} ` });
    expect(second.text).toContain('<label for="loginfmt">User name</label>');
    expect(second.text).toContain('Dynamics 365 Development Tools');
    const wrong = await http.post(address, {
      otc,
      action: 'signin',
      loginfmt: frame.info.userName,
      passwd: 'wrong',
    });
    expect(wrong.text).toContain('AADSTS50126');
    expect((await poll(started)).json()).toMatchObject({ error: 'authorization_pending' });
  });

  it('offers the account that the browser is signed in with', async () => {
    const { http } = frame;
    const [cookie = ''] = String((await approve(await begin())).headers['set-cookie']).split(';');
    const started = await begin();
    const { verification_uri: address, user_code: otc } = started;
    const offered = await http.post(address, { otc }, { cookie });
    expect(offered.text).toContain(`Continue as ${frame.info.userName}`);
    const done = await http.post(address, { otc, action: 'continue' }, { cookie });
    expect(done.text).toContain('You have signed in');
    expect((await poll(started)).status).toBe(200);
  });
});

it('MSAL signs in with a device code', async () => {
  await frame.control.change({ deviceCodeIntervalSeconds: 1 });
  const { info, details } = frame;
  const application = new PublicClientApplication({
    auth: {
      clientId: details.publicClientId,
      authority: `${info.authority}/${info.tenantId}`,
      knownAuthorities: [new URL(info.authority).host],
    },
    system: { networkClient: msalNetworkClient(frame) },
  });
  const approvals: Promise<RawResponse>[] = [];
  const result = await application.acquireTokenByDeviceCode({
    scopes: [`${info.environmentUrl}/user_impersonation`],
    deviceCodeCallback: ({ userCode, verificationUri }) => {
      const { userName, password } = info;
      approvals.push(
        approveDeviceCode(frame.http, { address: verificationUri, userCode, userName, password }),
      );
    },
  });
  await Promise.all(approvals);
  expect(result?.account?.username).toBe(info.userName);
});
