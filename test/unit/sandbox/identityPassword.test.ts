import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RawResponse } from '../../support/sandboxHttp';
import { refresh, signIn, startFrame, type Frame } from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame();
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

async function signInWithPassword(change: Readonly<Record<string, string>> = {}): Promise<RawResponse> {
  const { info, details, endpoints, http } = frame;
  return await http.post(`${endpoints}/token`, {
    grant_type: 'password',
    client_id: details.publicClientId,
    username: info.userName,
    password: info.password,
    scope: `${info.environmentUrl}/user_impersonation openid offline_access`,
    ...change,
  });
}

describe('the password grant', () => {
  it('gives a user tokens and a refresh token', async () => {
    const response = await signInWithPassword();
    expect(response.status).toBe(200);
    const body = response.json();
    expect(decodeJwt(String(body['access_token']))).toMatchObject({
      upn: frame.info.userName,
      scp: 'user_impersonation',
      amr: ['pwd'],
    });
    expect((await refresh(frame, body['refresh_token'])).status).toBe(200);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'invalid_grant', 50126],
    ['an unknown user', { username: 'nobody@contoso.onmicrosoft.com' }, 'invalid_grant', 50034],
    ['a guest', { username: 'alex.wilber@fabrikam.com' }, 'invalid_grant', 50034],
    ['no password', { password: '' }, 'invalid_request', 900144],
    ['an unknown resource', { scope: 'https://elsewhere.example/.default' }, 'invalid_resource', 500011],
  ])('refuses %s', async (_what, change, error, code) => {
    const response = await signInWithPassword(change);
    expect(response.status).toBe(400);
    expect(response.json()).toMatchObject({ error, error_codes: [code] });
    expect(response.text).not.toContain(frame.info.password);
  });

  it('is refused where more than a password is asked for; the sign-in page is not', async () => {
    await frame.control.change({ multiFactorRequired: true });
    const response = await signInWithPassword();
    expect(response.json()).toMatchObject({
      error: 'interaction_required',
      suberror: 'basic_action',
      error_codes: [50076],
    });
    const claims: unknown = JSON.parse(String(response.json()['claims']));
    expect(claims).toHaveProperty('access_token.capolids');
    const onPage = (await signIn(frame)).json();
    expect(decodeJwt(String(onPage['access_token']))).toMatchObject({ amr: ['pwd', 'mfa'] });
  });

  it('can be refused alone, while other grants go on', async () => {
    const fault = { kind: 'aadsts', code: 50053 } as const;
    await frame.control.orderFault({ target: 'identity', fault, grantType: 'password' });
    expect((await signIn(frame)).status).toBe(200);
    expect((await signInWithPassword()).json()).toMatchObject({ error_codes: [50053] });
    expect((await signInWithPassword()).status).toBe(200);
    expect(await frame.control.tokenRequestCounts()).toEqual({ authorization_code: 1, password: 2 });
  });
});
