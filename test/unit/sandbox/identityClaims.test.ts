import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RawResponse } from '../../support/sandboxHttp';
import {
  authorizeUrl,
  credentials,
  newPkce,
  redeem,
  redirectFields,
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

async function callWith(response: RawResponse): Promise<RawResponse> {
  const authorization = `Bearer ${String(response.json()['access_token'])}`;
  return await frame.http.get(frame.webApiUrl, { authorization });
}

function claimsOf(challenge: RawResponse): string {
  const header = String(challenge.headers['www-authenticate']);
  expect(header).toMatch(
    /^Bearer realm="", authorization_uri="https:[^"]+\/oauth2\/authorize", error="insufficient_claims", claims="[\w+/=]+"$/,
  );
  const [, encoded = ''] = /claims="([^"]+)"/.exec(header) ?? [];
  return Buffer.from(encoded, 'base64').toString('utf8');
}

async function withClaims(claims: string): Promise<RawResponse> {
  return await frame.http.post(`${frame.endpoints}/token`, { ...credentials(frame), claims });
}

describe('a claims challenge', () => {
  it('comes until a token has the claims that were asked for', async () => {
    await frame.control.change({ requiredClaims: { acrs: ['c1'] } });
    const plain = await frame.http.post(`${frame.endpoints}/token`, credentials(frame));
    const challenge = await callWith(plain);
    expect(challenge.status).toBe(401);
    const claims = claimsOf(challenge);
    expect(JSON.parse(claims)).toEqual({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const better = await withClaims(claims);
    expect(decodeJwt(String(better.json()['access_token']))).toMatchObject({ acrs: ['c1'] });
    expect((await callWith(better)).status).toBe(200);
    expect((await callWith(plain)).status).toBe(401);
  });

  it('can ask for a token of later, as after a revocation', async () => {
    const first = await withClaims('');
    expect((await callWith(first)).status).toBe(200);
    const moment = String(Math.floor(Date.now() / 1000));
    await frame.control.change({ requiredClaims: { nbf: [moment] } });
    const second = await withClaims(claimsOf(await callWith(first)));
    expect(decodeJwt(String(second.json()['access_token'])).nbf).toBe(Number(moment));
    expect((await callWith(second)).status).toBe(200);
  });

  it('is met by capabilities that the client declares', async () => {
    await frame.control.change({ requiredClaims: { xms_cc: ['cp1'] } });
    const declared = await withClaims('{"access_token":{"xms_cc":{"values":["cp1"]}}}');
    expect((await callWith(declared)).status).toBe(200);
    expect((await callWith(await withClaims(''))).status).toBe(401);
  });

  it('can need the user: the refresh token goes on, the page gives the claims', async () => {
    await frame.control.change({ claimsNeedInteraction: true, requiredClaims: { acrs: ['c1'] } });
    const first = (await signIn(frame)).json();
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const silent = await refresh(frame, first['refresh_token'], { claims });
    expect(silent.json()).toMatchObject({ error: 'interaction_required', error_codes: [50076], claims });
    expect((await refresh(frame, first['refresh_token'])).status).toBe(200);

    const pkce = newPkce();
    const page = await submitSignIn(frame, authorizeUrl(frame, pkce, { claims }));
    const stepped = await redeem(frame, redirectFields(page)['code'] ?? '', pkce.verifier);
    expect((await callWith(stepped)).status).toBe(200);
    const renewed = await refresh(frame, stepped.json()['refresh_token'], { claims });
    expect((await callWith(renewed)).status).toBe(200);
  });

  it('asks for claims of the token service in vain, and in JSON only', async () => {
    const claims = '{"access_token":{"oid":{"value":"me"},"exp":{"value":"9999999999"}}}';
    const token = decodeJwt(String((await withClaims(claims)).json()['access_token']));
    expect(token['oid']).not.toBe('me');
    expect(Number(token.exp)).toBeLessThan(9_999_999_999);
    for (const wrong of ['{', '[]', '{"access_token":1}']) {
      expect((await withClaims(wrong)).json()).toMatchObject({ error_codes: [9002313] });
    }
  });
});

describe('refresh tokens', () => {
  it('end after the lifetime that was ordered', async () => {
    await frame.control.change({ refreshTokenLifetimeSeconds: 60 });
    const [first, second] = [await signIn(frame), await signIn(frame)];
    await frame.control.shiftClock(59_000);
    expect((await refresh(frame, first.json()['refresh_token'])).status).toBe(200);
    await frame.control.shiftClock(2000);
    expect((await refresh(frame, second.json()['refresh_token'])).json()).toMatchObject({
      error: 'invalid_grant',
      error_codes: [700082],
    });
  });
});
