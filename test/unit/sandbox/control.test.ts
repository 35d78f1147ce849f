import { existsSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault, FaultOrder } from '../../sandbox/control/types';
import {
  applicationToken,
  authorizeUrl,
  credentials,
  newPkce,
  redirectFields,
  signIn,
  startFrame,
  type Frame,
} from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame({ clientSecret: 'planted-secret', password: 'planted-password' });
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

async function askToken() {
  return await frame.http.post(`${frame.endpoints}/token`, credentials(frame));
}

async function askWebApi(path = 'accounts') {
  const token = await applicationToken(frame);
  return await frame.http.get(`${frame.webApiUrl}${path}`, { authorization: `Bearer ${token}` });
}

async function webApiFault(fault: Fault, more: Partial<FaultOrder> = {}) {
  await frame.control.orderFault({ target: 'web-api', fault, ...more });
}

describe('ordered refusals of the token service', () => {
  it('strike as often as ordered, then no more', async () => {
    await frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code: 50173 }, times: 2 });
    for (const status of [400, 400, 200]) expect((await askToken()).status).toBe(status);
  });

  it('come in the order of the orders', async () => {
    await frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code: 50057 } });
    await frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code: 50055 } });
    expect((await askToken()).json()).toMatchObject({ error_codes: [50057] });
    expect((await askToken()).json()).toMatchObject({
      error_codes: [50055],
      suberror: 'user_password_expired',
    });
  });

  it('carry the ordered claims, or some of their own', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    await frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code: 50076, claims } });
    expect((await askToken()).json()).toMatchObject({ error: 'interaction_required', claims });
    await frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code: 50076 } });
    expect(String((await askToken()).json()['claims'])).toContain('capolids');
  });

  it('reach the redirect URI at the authorize endpoint', async () => {
    await frame.control.orderFault({
      target: 'identity',
      fault: { kind: 'aadsts', code: 65004 },
      path: '/authorize',
    });
    expect((await askToken()).status).toBe(200);
    const answer = await frame.http.get(authorizeUrl(frame, newPkce()));
    expect(redirectFields(answer)).toMatchObject({ error: 'access_denied', state: 'a state & more' });
  });

  const file = '../shared/data/errors/entra-aadsts.json';
  it.skipIf(!existsSync(file))(`exist for every published number (${file})`, async () => {
    const { entries } = JSON.parse(readFileSync(file, 'utf8')) as {
      entries: { code: number; oauthError: string }[];
    };
    expect(entries.length).toBeGreaterThan(50);
    for (const { code, oauthError } of entries) {
      await frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code } });
      const { error, error_codes, error_description } = (await askToken()).json();
      expect(error_codes).toEqual([code]);
      expect(String(error_description)).toMatch(new RegExp(`^AADSTS${code}: [^{}]+$`));
      // Some are only ever seen in the browser, where there is no OAuth error.
      if (!oauthError.startsWith('(')) expect(oauthError.split(/[^a-z_]+/), String(code)).toContain(error);
    }
  });
});

describe('ordered failures', () => {
  it('of the Web API look like Dataverse’s', async () => {
    await webApiFault({ kind: 'status', status: 429, retryAfterSeconds: 7 });
    const limited = await askWebApi();
    expect(limited.status).toBe(429);
    expect(limited.headers['retry-after']).toBe('7');
    expect(limited.json()).toMatchObject({ error: { code: '0x80072322' } });
    await webApiFault({ kind: 'status', status: 500 });
    expect((await askWebApi()).json()).toMatchObject({ error: { message: 'An unexpected error occurred.' } });
    await webApiFault({ kind: 'status', status: 503 });
    expect((await askWebApi()).headers['content-type']).toContain('text/html');
    await webApiFault({ kind: 'status', status: 403, code: '0x80040220', message: 'missing prvReadAccount' });
    expect((await askWebApi()).json()).toEqual({
      error: { code: '0x80040220', message: 'missing prvReadAccount' },
    });
  });

  it('of the token service carry Retry-After', async () => {
    for (const status of [429, 503]) {
      const fault = { kind: 'status', status, retryAfterSeconds: 3 } as const;
      await frame.control.orderFault({ target: 'identity', fault });
      const response = await askToken();
      expect(response.status).toBe(status);
      expect(response.headers['retry-after']).toBe('3');
    }
  });

  it('strike only the path and method they were ordered for', async () => {
    await webApiFault({ kind: 'status', status: 500 }, { path: '/contacts\\?', method: 'get' });
    expect((await askWebApi('accounts')).status).toBe(200);
    expect((await askWebApi('contacts?$top=1')).status).toBe(500);
  });

  it('cut the connection before the answer', async () => {
    await webApiFault({ kind: 'cut' });
    await expect(askWebApi()).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await askWebApi()).status).toBe(200);
  });

  it('cut the connection within the answer', async () => {
    await webApiFault({ kind: 'cut-body' });
    await expect(askWebApi()).rejects.toThrow(/aborted/);
  });

  it('hang until the client goes away', async () => {
    await webApiFault({ kind: 'hang' });
    const token = await applicationToken(frame);
    const waiting = new AbortController();
    const headers = { authorization: `Bearer ${token}` };
    const asked = frame.http.send(frame.webApiUrl, { headers, signal: waiting.signal });
    const refused = expect(asked).rejects.toThrow('aborted');
    await expect.poll(async () => (await frame.control.webApiRequests()).length).toBe(1);
    waiting.abort();
    await refused;
    const [entry] = await frame.control.webApiRequests();
    expect(entry).toMatchObject({ fault: 'hang' });
    expect(entry).not.toHaveProperty('status');
  });

  it('answer what is no JSON', async () => {
    await webApiFault({ kind: 'garbage' });
    const response = await askWebApi();
    expect(response.status).toBe(200);
    expect(() => response.json()).toThrow(SyntaxError);
  });

  it('answer as usual, but later', async () => {
    await webApiFault({ kind: 'slow', milliseconds: 20 });
    expect((await askWebApi()).status).toBe(200);
    expect((await frame.control.state()).faults).toEqual([]);
  });

  it('challenge a good token, with claims as Base64', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    await webApiFault({ kind: 'challenge', error: 'insufficient_claims', claims });
    const response = await askWebApi();
    expect(response.status).toBe(401);
    const challenge = String(response.headers['www-authenticate']);
    expect(challenge).toContain('error=insufficient_claims');
    expect(challenge).toContain(`claims=${Buffer.from(claims).toString('base64')}`);
  });

  it('can be called off', async () => {
    await webApiFault({ kind: 'status', status: 500 }, { times: 5 });
    expect((await frame.control.state()).faults).toHaveLength(1);
    await frame.control.clearFaults();
    expect((await askWebApi()).status).toBe(200);
  });
});

describe('settings', () => {
  it('change the lifetime of the tokens that follow', async () => {
    for (const tokenLifetimeSeconds of [10, 3599, 17_999, 100_800]) {
      await frame.control.change({ tokenLifetimeSeconds });
      expect((await askToken()).json()['expires_in']).toBe(tokenLifetimeSeconds);
    }
  });

  it('refuse what is out of their limits, and what makes no sense', async () => {
    for (const tokenLifetimeSeconds of [9, 100_801, 10.5]) {
      await expect(frame.control.change({ tokenLifetimeSeconds })).rejects.toThrow('from 10 to 100800');
    }
    await expect(frame.control.change({ refreshTokenGraceSeconds: -1 })).rejects.toThrow('0 or more');
    const order = { target: 'identity', fault: { kind: 'aadsts', code: 1 } } as const;
    await expect(frame.control.orderFault(order)).rejects.toThrow('AADSTS1 is not');
    const expression: FaultOrder = { target: 'web-api', fault: { kind: 'cut' }, path: '(' };
    await expect(frame.control.orderFault(expression)).rejects.toThrow('no regular expression');
    expect((await frame.control.state()).faults).toEqual([]);
  });

  it('go back to the start with a reset', async () => {
    const before = await frame.control.state();
    await frame.control.change({ tokenLifetimeSeconds: 10, refreshTokenGraceSeconds: 5 });
    await frame.control.shiftClock(5000);
    await webApiFault({ kind: 'hang' });
    expect(await frame.control.reset()).toEqual(before);
    expect(before.clockShiftMilliseconds).toBe(0);
  });

  it('shift the date of the answers', async () => {
    await frame.control.shiftClock(10 * 86_400_000);
    const date = Date.parse(String((await askToken()).headers.date));
    expect(date).toBeGreaterThan(Date.now() + 9 * 86_400_000);
  });
});

describe('the log', () => {
  it('counts requests, with the token that was issued and then presented', async () => {
    await askToken();
    await askWebApi('accounts?$top=1');
    const tokens = await frame.control.tokenRequests();
    expect(tokens).toHaveLength(2);
    expect(tokens[0]).toMatchObject({ method: 'POST', status: 200, grantType: 'client_credentials' });
    const [asked] = await frame.control.webApiRequests();
    expect(asked).toMatchObject({ path: '/api/data/v9.2/accounts?$top=1', tokenId: tokens[1]?.tokenId });
    expect(await frame.control.log(tokens[0]?.sequence)).toHaveLength(2);
  });

  it('knows refusals, and never a secret', async () => {
    await frame.http.post(`${frame.endpoints}/token`, {
      ...credentials(frame),
      client_secret: 'typed-secret',
    });
    const answer = (await signIn(frame)).json();
    const entries = await frame.control.log();
    expect(entries[0]).toMatchObject({ aadsts: 7000215, status: 401 });
    const text = JSON.stringify(entries);
    const secrets = [
      'typed-secret',
      'planted-',
      String(answer['access_token']),
      String(answer['refresh_token']),
    ];
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toContain('code_challenge');
  });
});

describe('the control API', () => {
  it('is not there without its key', async () => {
    const { controlUrl, environmentUrl } = frame.info;
    expect((await frame.http.get(`${environmentUrl}/__sandbox/guess/state`)).status).toBe(404);
    expect((await frame.http.get(`${controlUrl}x/state`)).status).toBe(404);
    expect((await frame.http.get(`${controlUrl}/state`)).status).toBe(200);
    expect((await frame.http.get(`${controlUrl}/nonsense`)).status).toBe(404);
  });
});
