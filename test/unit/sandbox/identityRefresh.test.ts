import { PublicClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { publicApplication } from '../../sandbox/identity/directory';
import {
  formFields,
  msalNetworkClient,
  newPkce,
  redirectFields,
  redirectUri,
  refresh,
  signIn,
  startFrame,
  submitSignIn,
  type Frame,
} from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame();
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

async function newRefreshToken(): Promise<string> {
  return String((await signIn(frame)).json()['refresh_token']);
}

describe('refresh tokens', () => {
  it('give a new access token and a new refresh token; the old one is refused', async () => {
    const first = (await signIn(frame)).json();
    const second = await refresh(frame, first['refresh_token']);
    expect(second.status).toBe(200);
    const body = second.json();
    expect(body['refresh_token']).not.toBe(first['refresh_token']);
    const ids = [first, body].map((one) => decodeJwt(String(one['access_token']))['uti']);
    expect(ids[0]).not.toBe(ids[1]);
    expect(body['scope']).toBe(first['scope']);

    const again = await refresh(frame, first['refresh_token']);
    expect(again.status).toBe(400);
    expect(again.json()).toMatchObject({
      error: 'invalid_grant',
      suberror: 'bad_token',
      error_codes: [70000],
    });
    expect((await refresh(frame, body['refresh_token'])).status).toBe(200);
  });

  it('are taken again within a grace, where one was ordered', async () => {
    await frame.control.change({ refreshTokenGraceSeconds: 30 });
    const token = await newRefreshToken();
    expect((await refresh(frame, token)).status).toBe(200);
    expect((await refresh(frame, token)).status).toBe(200);
    await frame.control.shiftClock(30_000);
    expect((await refresh(frame, token)).status).toBe(400);
  });

  it('end after 90 days without use', async () => {
    const token = await newRefreshToken();
    await frame.control.shiftClock(90 * 86_400_000 + 1000);
    const response = await refresh(frame, token);
    expect(response.json()).toMatchObject({ error: 'invalid_grant', error_codes: [700082] });
    expect(String(response.json()['error_description'])).toMatch(
      /issued on \d{4}-\d\d-\d\dT[\d:.]+Z and was/,
    );
  });

  it('are refused once they were revoked, newer ones are not', async () => {
    const token = await newRefreshToken();
    await frame.control.revokeRefreshTokens();
    expect((await refresh(frame, token)).json()).toMatchObject({
      error: 'invalid_grant',
      error_codes: [50173],
    });
    expect((await refresh(frame, await newRefreshToken())).status).toBe(200);
  });

  it('belong to the application that got them', async () => {
    const { clientId, clientSecret } = frame.info;
    const given = { client_id: clientId, client_secret: clientSecret };
    const token = await newRefreshToken();
    expect((await refresh(frame, token, given)).json()).toMatchObject({ error_codes: [70000] });
    expect((await refresh(frame, token)).status).toBe(200);
  });

  it('are not spent by a request that is refused for its scope', async () => {
    const token = await newRefreshToken();
    const wrong = await refresh(frame, token, { scope: 'https://elsewhere.example/.default' });
    expect(wrong.json()).toMatchObject({ error_codes: [500011] });
    expect((await refresh(frame, token)).status).toBe(200);
  });
});

describe('MSAL', () => {
  it('signs a user in through its loopback listener', async () => {
    const { info } = frame;
    const result = await newApplication().acquireTokenInteractive({
      scopes: [`${info.environmentUrl}/user_impersonation`],
      openBrowser: async (url) => {
        const page = await submitSignIn(frame, url);
        const [, action = ''] = /action="([^"]+)"/.exec(page.text) ?? [];
        const body = new URLSearchParams(formFields(page));
        expect((await fetch(action, { method: 'POST', body })).status).toBe(200);
      },
    });
    expect(result.account?.username).toBe(info.userName);
    expect(decodeJwt(result.accessToken).aud).toBe(info.environmentUrl);
  });

  it('signs a user in by code and renews silently', async () => {
    const { info } = frame;
    const scopes = [`${info.environmentUrl}/user_impersonation`];
    const application = newApplication();
    const pkce = newPkce();
    const codeUrl = await application.getAuthCodeUrl({
      scopes,
      redirectUri,
      codeChallenge: pkce.challenge,
      codeChallengeMethod: 'S256',
    });
    const { code = '' } = redirectFields(await submitSignIn(frame, codeUrl));
    const first = await application.acquireTokenByCode({
      code,
      scopes,
      redirectUri,
      codeVerifier: pkce.verifier,
    });
    expect(first.account?.username).toBe(info.userName);
    if (!first.account) throw new Error('no account');
    const cached = await application.acquireTokenSilent({ account: first.account, scopes });
    expect(cached.accessToken).toBe(first.accessToken);
    const renewed = await application.acquireTokenSilent({
      account: first.account,
      scopes,
      forceRefresh: true,
    });
    expect(renewed.accessToken).not.toBe(first.accessToken);
    const response = await frame.http.get(frame.webApiUrl, {
      authorization: `Bearer ${renewed.accessToken}`,
    });
    expect(response.json()['principal']).toMatchObject({ kind: 'user', userPrincipalName: info.userName });
  });

  function newApplication(): PublicClientApplication {
    const { info } = frame;
    return new PublicClientApplication({
      auth: {
        clientId: publicApplication.applicationId,
        authority: `${info.authority}/${info.tenantId}`,
        knownAuthorities: [new URL(info.authority).host],
      },
      system: { networkClient: msalNetworkClient(frame) },
    });
  }
});
