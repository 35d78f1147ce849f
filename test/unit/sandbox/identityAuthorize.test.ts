import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { memberUser, outsiderUser, publicApplication } from '../../sandbox/identity/directory';
import {
  authorizeUrl,
  formFields,
  newPkce,
  redeem,
  redirectFields,
  redirectUri,
  signIn,
  startFrame,
  submitSignIn,
  type Frame,
} from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame({ password: 'recognisable-password' });
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

describe('the sign-in page', () => {
  it('is a form with labels, and says who asks', async () => {
    const page = await frame.http.get(authorizeUrl(frame, newPkce(), { login_hint: 'a"b@contoso.com' }));
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('<label for="loginfmt">User name</label>');
    expect(page.text).toContain('<label for="passwd">Password</label>');
    expect(page.text).toContain('value="a&quot;b@contoso.com"');
    expect(page.text).toContain(publicApplication.displayName);
    expect(page.text).not.toContain('<script');
  });

  it('comes again with the reason after a wrong password or user', async () => {
    const url = authorizeUrl(frame, newPkce());
    const wrong = await submitSignIn(frame, url, { passwd: 'no such <password>' });
    expect(wrong.status).toBe(200);
    expect(wrong.text).toMatch(/role="alert"[^>]*>AADSTS50126: /);
    expect(wrong.text).not.toContain('no such');
    const stranger = await submitSignIn(frame, url, { loginfmt: 'nobody@contoso.com' });
    expect(stranger.text).toMatch(/AADSTS50034: The user account nobody@contoso\.com does not exist/);
    expect(stranger.headers['set-cookie']).toBeUndefined();
  });

  it('tells the application when the user cancels', async () => {
    const answer = await submitSignIn(frame, authorizeUrl(frame, newPkce()), { action: 'cancel' });
    expect(redirectFields(answer)).toMatchObject({ error: 'access_denied', state: 'a state & more' });
  });
});

describe('authorization code with PKCE', () => {
  it('gives a user tokens, an account and their claims', async () => {
    const pkce = newPkce();
    const answer = await submitSignIn(frame, authorizeUrl(frame, pkce, { nonce: 'the-nonce' }));
    expect(answer.status).toBe(302);
    const { code = '', state } = redirectFields(answer);
    expect(state).toBe('a state & more');

    const response = await redeem(frame, code, pkce.verifier);
    expect(response.status).toBe(200);
    const body = response.json();
    const origin = frame.info.environmentUrl;
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3599,
      scope: `${origin}/user_impersonation`,
    });
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).toMatchObject({
      aud: origin,
      appid: publicApplication.applicationId,
      appidacr: '0',
      amr: ['pwd'],
      oid: memberUser.objectId,
      scp: 'user_impersonation',
      upn: memberUser.userPrincipalName,
      unique_name: memberUser.userPrincipalName,
      name: `${memberUser.givenName} ${memberUser.familyName}`,
      ver: '1.0',
    });
    expect(claims).not.toHaveProperty('idtyp');
    expect(decodeJwt(String(body['id_token']))).toMatchObject({
      aud: publicApplication.applicationId,
      nonce: 'the-nonce',
      preferred_username: memberUser.userPrincipalName,
      iss: `${frame.info.authority}/${frame.info.tenantId}/v2.0`,
    });
    const info: unknown = JSON.parse(Buffer.from(String(body['client_info']), 'base64url').toString());
    expect(info).toEqual({ uid: memberUser.objectId, utid: frame.info.tenantId });
  });

  it('posts the code with a form that submits itself', async () => {
    const pkce = newPkce();
    const url = authorizeUrl(frame, pkce, { response_mode: 'form_post' });
    const page = await submitSignIn(frame, url);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`<form method="post" name="hiddenform" action="${redirectUri}">`);
    expect(page.text).toContain('document.forms[0].submit()');
    const { code = '', state, client_info } = formFields(page);
    expect(state).toBe('a state & more');
    expect(client_info).toBeTruthy();
    expect((await redeem(frame, code, pkce.verifier)).status).toBe(200);
  });

  it.each([
    ['another verifier', { code_verifier: newPkce().verifier }, 501481],
    ['no verifier', { code_verifier: '' }, 501481],
    ['another redirect URI', { redirect_uri: 'http://localhost:9' }, 500112],
    ['a made-up code', { code: 'nonsense' }, 70000],
  ])('refuses the code with %s', async (_what, change, code) => {
    const pkce = newPkce();
    const answer = await submitSignIn(frame, authorizeUrl(frame, pkce));
    const response = await redeem(frame, redirectFields(answer)['code'] ?? '', pkce.verifier, change);
    expect(response.status).toBe(400);
    expect(response.json()).toMatchObject({ error: 'invalid_grant', error_codes: [code] });
  });

  it('takes a code once, and only for ten minutes', async () => {
    const pkce = newPkce();
    const { code = '' } = redirectFields(await submitSignIn(frame, authorizeUrl(frame, pkce)));
    expect((await redeem(frame, code, pkce.verifier)).status).toBe(200);
    expect((await redeem(frame, code, pkce.verifier)).json()).toMatchObject({ error_codes: [54005] });

    const late = redirectFields(await submitSignIn(frame, authorizeUrl(frame, pkce)))['code'] ?? '';
    await frame.control.shiftClock(601_000);
    expect((await redeem(frame, late, pkce.verifier)).json()).toMatchObject({ error_codes: [70008] });
  });

  it('works for the confidential application, with its secret only', async () => {
    const { clientId, clientSecret } = frame.info;
    const pkce = newPkce();
    const url = authorizeUrl(frame, pkce, { client_id: clientId });
    const without = redirectFields(await submitSignIn(frame, url))['code'] ?? '';
    const refused = await redeem(frame, without, pkce.verifier, { client_id: clientId });
    expect(refused.json()).toMatchObject({ error: 'invalid_client', error_codes: [7000218] });
    const given = { client_id: clientId, client_secret: clientSecret };
    const response = await redeem(frame, without, pkce.verifier, given);
    expect(decodeJwt(String(response.json()['access_token']))['appidacr']).toBe('1');
  });

  it('gives no id token and no refresh token where neither was asked for, and Graph where nothing else', async () => {
    const pkce = newPkce();
    const url = authorizeUrl(frame, pkce, { scope: `${frame.info.environmentUrl}/.default` });
    const plain = await redeem(
      frame,
      redirectFields(await submitSignIn(frame, url))['code'] ?? '',
      pkce.verifier,
    );
    expect(plain.json()).not.toHaveProperty('id_token');
    expect(plain.json()).not.toHaveProperty('refresh_token');
    expect(plain.json()['scope']).toContain(`${frame.info.environmentUrl}/.default`);

    const bare = authorizeUrl(frame, pkce, { scope: 'openid offline_access' });
    const code = redirectFields(await submitSignIn(frame, bare))['code'] ?? '';
    const graph = await redeem(frame, code, pkce.verifier);
    const token = String(graph.json()['access_token']);
    expect(decodeJwt(token).aud).toBe('00000003-0000-0000-c000-000000000000');
    const refused = await frame.http.get(frame.webApiUrl, { authorization: `Bearer ${token}` });
    expect(refused.status).toBe(401);
  });

  it('signs with the key that it publishes', async () => {
    const { authority, tenantId } = frame.info;
    const discovery = await frame.http.get(`${authority}/${tenantId}/v2.0/.well-known/openid-configuration`);
    const { jwks_uri, issuer, token_endpoint, authorization_endpoint } = discovery.json();
    expect(token_endpoint).toBe(`${frame.endpoints}/token`);
    expect(authorization_endpoint).toBe(`${frame.endpoints}/authorize`);
    const keys = (await frame.http.get(String(jwks_uri))).json() as unknown as JSONWebKeySet;
    expect(JSON.stringify(keys)).not.toContain('"d"');
    const { id_token } = (await signIn(frame)).json();
    const verified = await jwtVerify(String(id_token), createLocalJWKSet(keys), { issuer: String(issuer) });
    expect(verified.payload['oid']).toBe(memberUser.objectId);
  });
});

describe('what the authorize endpoint refuses', () => {
  it.each([
    ['a redirect elsewhere', { redirect_uri: 'https://evil.example/' }, 50011],
    ['a redirect to a path', { redirect_uri: 'http://localhost:1/callback' }, 50011],
    ['a redirect that only looks local', { redirect_uri: 'http://localhost@evil.example' }, 50011],
    ['an unknown application', { client_id: '00000000-0000-4000-8000-000000000000' }, 700016],
  ])('%s, on a page', async (_what, change, code) => {
    const page = await frame.http.get(authorizeUrl(frame, newPkce(), change));
    expect(page.status).toBe(400);
    expect(page.headers.location).toBeUndefined();
    expect(page.text).toContain(`AADSTS${code}: `);
  });

  it('an unknown tenant, on a page', async () => {
    const url = authorizeUrl(frame, newPkce()).replace(frame.info.tenantId, 'fabrikam.example');
    expect((await frame.http.get(url)).text).toContain(
      'AADSTS90002: Tenant &#39;fabrikam.example&#39; not found',
    );
  });

  it.each([
    ['a challenge that is no SHA-256', { code_challenge: 'short' }, 'invalid_request', 50147],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request', 50147],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type', 700054],
    ['an unknown resource', { scope: 'https://elsewhere.example/.default' }, 'invalid_resource', 500011],
    ['a scope that is none', { scope: 'localhost/x' }, 'invalid_scope', 70011],
  ])('%s, at the redirect URI', async (_what, change, error, code) => {
    const answer = await frame.http.get(authorizeUrl(frame, newPkce(), change));
    expect(answer.status).toBe(302);
    const fields = redirectFields(answer);
    expect(fields).toMatchObject({ error, state: 'a state & more' });
    expect(fields['error_description']).toContain(`AADSTS${code}: `);
  });

  it('a public client without PKCE', async () => {
    const url = new URL(authorizeUrl(frame, newPkce()));
    url.searchParams.delete('code_challenge');
    const answer = await frame.http.get(url.href);
    expect(redirectFields(answer)['error_description']).toContain('AADSTS9002325');
  });
});

describe('prompt', () => {
  async function signedInCookie(): Promise<string> {
    const answer = await submitSignIn(frame, authorizeUrl(frame, newPkce()));
    return String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  }

  it('none needs a session, and has a code with one', async () => {
    const url = authorizeUrl(frame, newPkce(), { prompt: 'none' });
    expect(redirectFields(await frame.http.get(url))).toMatchObject({ error: 'login_required' });
    const cookie = await signedInCookie();
    expect(redirectFields(await frame.http.get(url, { cookie }))['code']).toBeTruthy();
  });

  it('where absent, a session is enough unless the hint names somebody else', async () => {
    const cookie = await signedInCookie();
    const same = await frame.http.get(authorizeUrl(frame, newPkce()), { cookie });
    expect(redirectFields(same)['code']).toBeTruthy();
    const hint = { login_hint: outsiderUser.userPrincipalName };
    const other = await frame.http.get(authorizeUrl(frame, newPkce(), hint), { cookie });
    expect(other.status).toBe(200);
    expect(other.text).toContain(`value="${outsiderUser.userPrincipalName}"`);
  });

  it('login asks all the same; select_account offers the session', async () => {
    const cookie = await signedInCookie();
    const login = await frame.http.get(authorizeUrl(frame, newPkce(), { prompt: 'login' }), { cookie });
    expect(login.text).toContain('name="passwd"');
    expect(login.text).not.toContain('Continue as');
    const url = authorizeUrl(frame, newPkce(), { prompt: 'select_account' });
    const offered = await frame.http.get(url, { cookie });
    expect(offered.text).toContain(`Continue as ${memberUser.userPrincipalName}`);
    const accepted = await frame.http.post(url, { action: 'continue' }, { cookie });
    expect(redirectFields(accepted)['code']).toBeTruthy();
  });

  it('logout ends the session', async () => {
    const cookie = await signedInCookie();
    const left = await frame.http.get(`${frame.endpoints}/logout`, { cookie });
    expect(left.status).toBe(200);
    const url = authorizeUrl(frame, newPkce(), { prompt: 'none' });
    expect(redirectFields(await frame.http.get(url, { cookie }))).toMatchObject({ error: 'login_required' });
  });
});

describe('instance discovery', () => {
  it('knows its own host, and no other', async () => {
    const { authority, tenantId } = frame.info;
    const ask = (origin: string) => {
      const endpoint = encodeURIComponent(`${origin}/${tenantId}/oauth2/v2.0/authorize`);
      const path = 'common/discovery/instance?api-version=1.1&authorization_endpoint=';
      return frame.http.get(`${authority}/${path}${endpoint}`);
    };
    const { host } = new URL(authority);
    expect((await ask(authority)).json()).toMatchObject({
      tenant_discovery_endpoint: `${authority}/${tenantId}/v2.0/.well-known/openid-configuration`,
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
    expect((await ask('https://elsewhere.example')).json()).toMatchObject({ error: 'invalid_instance' });
  });
});
