import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { approveDeviceCode } from '../../support/sandboxSignIn';
import type { RawResponse } from '../../support/sandboxHttp';
import { newPkce, redirectFields, redirectUri, startFrame, submitSignIn, type Frame } from './frame';

let frame: Frame;
let base: string;
beforeAll(async () => {
  frame = await startFrame();
  base = `${frame.info.authority}/${frame.info.tenantId}/oauth2`;
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

async function token(fields: Readonly<Record<string, string>>): Promise<RawResponse> {
  return await frame.http.post(`${base}/token`, fields);
}

function secret(): Record<string, string> {
  const { clientId, clientSecret } = frame.info;
  return { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
}

async function takenByWebApi(response: RawResponse): Promise<number> {
  const authorization = `Bearer ${String(response.json()['access_token'])}`;
  return (await frame.http.get(frame.webApiUrl, { authorization })).status;
}

describe('the endpoint before v2.0', () => {
  it.each(['', '/'])('takes resource in place of scope, and answers in text: resource%s', async (slash) => {
    const resource = `${frame.info.environmentUrl}${slash}`;
    const response = await token({ ...secret(), resource });
    expect(response.status).toBe(200);
    const body = response.json();
    const claims = decodeJwt(String(body['access_token']));
    expect(body).toEqual({
      token_type: 'Bearer',
      expires_in: '3599',
      ext_expires_in: '3599',
      expires_on: String(claims.exp),
      not_before: String(claims.nbf),
      resource,
      access_token: body['access_token'],
    });
    expect(claims.aud).toBe(resource);
    expect(await takenByWebApi(response)).toBe(200);
  });

  it('refuses a missing and an unknown resource, and v2.0 refuses any', async () => {
    expect((await token(secret())).json()).toMatchObject({ error_codes: [900144] });
    const elsewhere = await token({ ...secret(), resource: 'https://elsewhere.example' });
    expect(elsewhere.json()).toMatchObject({ error: 'invalid_resource', error_codes: [500011] });
    const both = { ...secret(), resource: frame.info.environmentUrl };
    const newer = await frame.http.post(`${frame.endpoints}/token`, both);
    expect(newer.json()).toMatchObject({ error_codes: [901002] });
  });

  it('signs users in with a password, and renews', async () => {
    const { info, details } = frame;
    const client_id = details.publicClientId;
    const { userName: username, password, environmentUrl: resource } = info;
    const first = await token({ grant_type: 'password', client_id, username, password, resource });
    expect(first.json()).toMatchObject({ scope: 'user_impersonation', resource });
    const refresh_token = String(first.json()['refresh_token']);
    const second = await token({ grant_type: 'refresh_token', client_id, refresh_token });
    expect(second.json()).toMatchObject({ resource, expires_in: '3599' });
    expect(await takenByWebApi(second)).toBe(200);
  });

  it('signs users in with a code of its own authorize endpoint', async () => {
    const { info, details } = frame;
    const pkce = newPkce();
    const query = new URLSearchParams({
      client_id: details.publicClientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      resource: info.environmentUrl,
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    });
    const page = await submitSignIn(frame, `${base}/authorize?${query.toString()}`);
    const response = await token({
      grant_type: 'authorization_code',
      client_id: details.publicClientId,
      code: redirectFields(page)['code'] ?? '',
      redirect_uri: redirectUri,
      code_verifier: pkce.verifier,
    });
    expect(await takenByWebApi(response)).toBe(200);
  });

  it('signs users in with a device code', async () => {
    const { info, details, http } = frame;
    const client_id = details.publicClientId;
    const asked = await http.post(`${base}/devicecode`, { client_id, resource: info.environmentUrl });
    const { verification_url, user_code, device_code, expires_in, interval } = asked.json();
    expect([expires_in, interval]).toEqual(['900', '5']);
    const { userName, password } = info;
    const address = String(verification_url);
    await approveDeviceCode(http, { address, userCode: String(user_code), userName, password });
    const response = await token({ grant_type: 'device_code', client_id, code: String(device_code) });
    expect(await takenByWebApi(response)).toBe(200);
  });

  it('signs out', async () => {
    const page = await frame.http.get(`${base}/logout`);
    expect(page.text).toContain('You signed out of your account');
    expect(String(page.headers['set-cookie'])).toContain('Max-Age=0');
  });
});

describe('on behalf of a user', () => {
  it('an application trades the token that it was given', async () => {
    const { info, control, endpoints, http } = frame;
    const given = await control.mintToken({ subject: 'member', claims: { aud: `api://${info.clientId}` } });
    const ask = async (assertion: string): Promise<RawResponse> =>
      await http.post(`${endpoints}/token`, {
        ...secret(),
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        scope: `${info.environmentUrl}/.default`,
        assertion,
      });
    const response = await ask(given.accessToken);
    expect(decodeJwt(String(response.json()['access_token']))).toMatchObject({
      upn: info.userName,
      appid: info.clientId,
    });
    const other = await control.mintToken({ subject: 'member' });
    expect((await ask(other.accessToken)).json()).toMatchObject({ error_codes: [50013] });
  });
});
