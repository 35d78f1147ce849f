import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { outsiderUser } from '../../sandbox/identity/directory';
import { applicationToken, credentials, signIn, startFrame, type Frame } from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame();
});
afterEach(() => frame.control.reset());
afterAll(() => frame.close());

async function ask(token: string, url = frame.webApiUrl) {
  return await frame.http.get(url, { authorization: `Bearer ${token}` });
}

function locations(): string {
  const { authority, tenantId, environmentUrl } = frame.info;
  return `authorization_uri=${authority}/${tenantId}/oauth2/authorize, resource_id=${environmentUrl}/`;
}

function invalid(description: string): string {
  return `Bearer error=invalid_token, error_description=${description}, ${locations()}`;
}

describe('a request without a token', () => {
  it.each(['/api/data/v9.2/', '/api/data/v9.1/WhoAmI()', '/api/data/v8.2/accounts?$top=1', '/api/data'])(
    'is told where to get one: %s',
    async (path) => {
      const response = await frame.http.get(`${frame.info.environmentUrl}${path}`);
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toBe(`Bearer ${locations()}`);
    },
  );

  it('is told the same with another scheme, or an empty token', async () => {
    for (const authorization of ['Basic YTpi', 'Bearer ', 'Bearer']) {
      const response = await frame.http.get(frame.webApiUrl, { authorization });
      expect(response.headers['www-authenticate'], authorization).toBe(`Bearer ${locations()}`);
    }
  });
});

describe('a token', () => {
  it('of either spelling of the audience is taken', async () => {
    for (const slash of ['', '/']) {
      const scope = `${frame.info.environmentUrl}${slash}/.default`;
      const answer = await frame.http.post(`${frame.endpoints}/token`, { ...credentials(frame), scope });
      expect((await ask(String(answer.json()['access_token']))).status).toBe(200);
    }
  });

  it('of a user who is no user of the environment reaches the Web API, which decides', async () => {
    const answer = await signIn(frame, { loginfmt: outsiderUser.userPrincipalName });
    const response = await ask(String(answer.json()['access_token']));
    expect(response.json()['principal']).toMatchObject({ kind: 'user', objectId: outsiderUser.objectId });
  });

  it('is refused when it has expired, and when it is not yet valid', async () => {
    const token = await applicationToken(frame);
    await frame.control.shiftClock(3_598_000);
    expect((await ask(token)).status).toBe(200);
    await frame.control.shiftClock(2000);
    const expired = await ask(token);
    expect(expired.status).toBe(401);
    expect(expired.headers['www-authenticate']).toBe(invalid('Security Token Expired!'));
    await frame.control.shiftClock(-3_600_000 - 302_000);
    expect((await ask(token)).headers['www-authenticate']).toBe(invalid('Security Token Not Yet Valid!'));
  });

  it('is refused with a changed payload, another key, another audience, or no signature', async () => {
    const token = await applicationToken(frame);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const changed = `${header}.${encode({ ...claims, oid: outsiderUser.objectId })}.${signature}`;
    const { privateKey } = await generateKeyPair('RS256');
    const foreign = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    const unsigned = `${encode({ alg: 'none' })}.${payload}.`;
    const graph = await frame.http.post(`${frame.endpoints}/token`, {
      ...credentials(frame),
      scope: 'https://graph.microsoft.com/.default',
    });
    const elsewhere = String(graph.json()['access_token']);
    for (const refused of [changed, foreign, unsigned, elsewhere]) {
      const response = await ask(refused);
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toBe(invalid('Security Token Validation Failed!'));
    }
  });

  it('that is none is refused', async () => {
    expect((await ask('nonsense')).headers['www-authenticate']).toBe(
      invalid('Error during token validation!'),
    );
  });

  it('that names an account instead of the resource is refused', async () => {
    const { id_token } = (await signIn(frame)).json();
    expect((await ask(String(id_token))).status).toBe(401);
  });
});

describe('the rest of the environment', () => {
  it('sends a browser to sign in, and knows no other page', async () => {
    const { environmentUrl, authority } = frame.info;
    const home = await frame.http.get(`${environmentUrl}/`);
    expect(home.status).toBe(302);
    expect(home.headers.location).toContain(`${authority}/`);
    expect((await frame.http.get(`${environmentUrl}/nothing`)).status).toBe(404);
    expect((await frame.http.get(`${environmentUrl}/api/database`)).status).toBe(404);
    expect((await frame.http.get(`${authority}/nothing`)).status).toBe(404);
  });

  it('hands the URL to the Web API exactly as it was sent', async () => {
    const token = await applicationToken(frame);
    const path = "/api/data/v9.2/accounts(name='a%2Fb')?$filter=contains(name,%20%27%27)&x=%C3%A9";
    const response = await ask(token, `${frame.info.environmentUrl}${path}`);
    expect(response.json()['url']).toBe(path);
  });
});
