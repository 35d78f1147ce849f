import { ConfidentialClientApplication } from '@azure/msal-node';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confidentialApplication, publicApplication } from '../../sandbox/identity/directory';
import { applicationToken, credentials, msalNetworkClient, startFrame, type Frame } from './frame';

let frame: Frame;
beforeAll(async () => {
  frame = await startFrame({ clientSecret: 'recognisable-secret' });
});
afterAll(() => frame.close());

async function refusal(fields: Readonly<Record<string, string>>, path = `${frame.endpoints}/token`) {
  const response = await frame.http.post(path, fields);
  const { error, error_codes, error_description } = response.json();
  return { status: response.status, error, codes: error_codes, text: String(error_description) };
}

describe('client credentials', () => {
  it('gives a token with the claims of an application', async () => {
    const response = await frame.http.post(`${frame.endpoints}/token`, credentials(frame));
    expect(response.status).toBe(200);
    const body = response.json();
    expect(Object.keys(body).toSorted()).toEqual([
      'access_token',
      'expires_in',
      'ext_expires_in',
      'token_type',
    ]);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 });
    expect(response.headers['cache-control']).toContain('no-store');

    const token = String(body['access_token']);
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'JWT', alg: 'RS256' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({
      aud: frame.info.environmentUrl,
      iss: `https://sts.windows.net/${frame.info.tenantId}/`,
      appid: confidentialApplication.applicationId,
      appidacr: '1',
      idtyp: 'app',
      oid: confidentialApplication.objectId,
      tid: frame.info.tenantId,
      ver: '1.0',
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3599);
    for (const absent of ['scp', 'roles', 'upn']) expect(claims).not.toHaveProperty(absent);
  });

  it('keeps the spelling of the resource as audience', async () => {
    const scope = `${frame.info.environmentUrl}//.default`;
    const response = await frame.http.post(`${frame.endpoints}/token`, { ...credentials(frame), scope });
    expect(decodeJwt(String(response.json()['access_token'])).aud).toBe(`${frame.info.environmentUrl}/`);
  });

  it('takes the credentials in an Authorization header too', async () => {
    const { client_id, client_secret, ...rest } = credentials(frame);
    const authorization = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`;
    const response = await frame.http.post(`${frame.endpoints}/token`, rest, { authorization });
    expect(response.status).toBe(200);
  });

  it('finds the tenant by its domain', async () => {
    const path = `${frame.info.authority}/contoso.onmicrosoft.com/oauth2/v2.0/token`;
    expect((await frame.http.post(path, credentials(frame))).status).toBe(200);
  });

  it.each([
    ['a wrong secret', { client_secret: 'nonsense' }, 401, 'invalid_client', 7000215],
    [
      'an unknown application',
      { client_id: '00000000-0000-4000-8000-000000000000' },
      400,
      'unauthorized_client',
      700016,
    ],
    [
      'a public client with a secret',
      { client_id: publicApplication.applicationId },
      401,
      'invalid_client',
      700025,
    ],
    ['an unknown resource', { scope: 'https://elsewhere.example/.default' }, 400, 'invalid_resource', 500011],
    ['a scope without scheme', { scope: 'localhost/.default' }, 400, 'invalid_scope', 70011],
    ['an empty scope', { scope: ' ' }, 400, 'invalid_scope', 70011],
    ['an unknown grant', { grant_type: 'saml2' }, 400, 'unsupported_grant_type', 70003],
    ['no grant', { grant_type: '' }, 400, 'invalid_request', 900144],
  ])('refuses %s', async (_what, change, status, error, code) => {
    expect(await refusal({ ...credentials(frame), ...change })).toMatchObject({
      status,
      error,
      codes: [code],
    });
  });

  it('refuses a scope other than .default, several resources, and none', async () => {
    const base = frame.info.environmentUrl;
    const form = credentials(frame);
    expect(await refusal({ ...form, scope: `${base}/user_impersonation` })).toMatchObject({
      codes: [1002012],
    });
    const two = `${base}/.default https://graph.microsoft.com/.default`;
    expect(await refusal({ ...form, scope: two })).toMatchObject({ codes: [700022] });
    const { scope: _scope, ...none } = form;
    expect(await refusal(none)).toMatchObject({ codes: [900144] });
  });

  it('refuses an application without its secret', async () => {
    const { client_secret: _secret, ...form } = credentials(frame);
    expect(await refusal(form)).toMatchObject({ status: 401, codes: [7000218] });
  });

  it('refuses tenants that are not there, and endpoints that name none', async () => {
    const form = credentials(frame);
    const unknown = await refusal(form, `${frame.info.authority}/fabrikam.example/oauth2/v2.0/token`);
    expect(unknown).toMatchObject({ status: 400, error: 'invalid_request', codes: [90002] });
    expect(unknown.text).toContain("Tenant 'fabrikam.example' not found.");
    const common = await refusal(form, `${frame.info.authority}/common/oauth2/v2.0/token`);
    expect(common).toMatchObject({ codes: [9001023] });
  });

  it('describes a refusal as Entra does', async () => {
    const correlation = '11111111-2222-4333-8444-555555555555';
    const response = await frame.http.post(
      `${frame.endpoints}/token`,
      { ...credentials(frame), client_secret: 'nonsense' },
      { 'client-request-id': correlation },
    );
    const body = response.json();
    const { trace_id, timestamp, error_description } = body;
    expect(body['correlation_id']).toBe(correlation);
    expect(String(timestamp)).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    const [text, ...lines] = String(error_description).split('\r\n');
    expect(text).toMatch(/^AADSTS7000215: Invalid client secret provided\. /);
    expect(lines).toEqual([
      `Trace ID: ${String(trace_id)}`,
      `Correlation ID: ${correlation}`,
      `Timestamp: ${String(timestamp)}`,
    ]);
    expect(response.text).not.toContain('nonsense');
  });

  it('is known to whom the token is presented', async () => {
    const token = await applicationToken(frame);
    const response = await frame.http.get(frame.webApiUrl, { authorization: `Bearer ${token}` });
    expect(response.status).toBe(200);
    expect(response.json()['principal']).toMatchObject({
      kind: 'application',
      applicationId: frame.info.clientId,
      objectId: confidentialApplication.objectId,
      tokenId: decodeJwt(token)['uti'],
    });
  });
});

describe('MSAL', () => {
  it('gets a token from it with a client secret', async () => {
    const { info } = frame;
    const application = new ConfidentialClientApplication({
      auth: {
        clientId: info.clientId,
        clientSecret: info.clientSecret,
        authority: `${info.authority}/${info.tenantId}`,
        knownAuthorities: [new URL(info.authority).host],
      },
      system: { networkClient: msalNetworkClient(frame) },
    });
    const result = await application.acquireTokenByClientCredential({
      scopes: [`${info.environmentUrl}/.default`],
    });
    expect(decodeJwt(String(result?.accessToken)).aud).toBe(info.environmentUrl);
  });
});

describe('published bodies', () => {
  const file = '../shared/data/errors/entra-bodies.json';

  it.skipIf(!existsSync(file))(`have the same members, errors and statuses (${file})`, async () => {
    const published = JSON.parse(readFileSync(file, 'utf8')) as {
      status: number;
      body: Record<string, unknown> & { error: string; error_description: string };
    }[];
    for (const { status, body } of published) {
      const [, code] = /^AADSTS(\d+):/.exec(body.error_description) ?? [];
      await frame.control.orderFault({ target: 'identity', fault: { kind: 'aadsts', code: Number(code) } });
      const ours = await frame.http.post(`${frame.endpoints}/token`, credentials(frame));
      expect(ours.status, code).toBe(status);
      expect(ours.json()['error'], code).toBe(body.error);
      expect(Object.keys(ours.json())).toEqual(expect.arrayContaining(Object.keys(body)));
    }
  });
});

describe('the certificate', () => {
  it('is good for localhost and 127.0.0.1, and for no one who does not trust the CA', async () => {
    const url = `${frame.info.authority}/${frame.info.tenantId}/v2.0/.well-known/openid-configuration`;
    expect((await frame.http.get(url)).status).toBe(200);
    expect((await frame.http.get(url.replace('localhost', '127.0.0.1'))).status).toBe(200);
    const untrusted = new Promise((_resolve, reject) => {
      request(url, { agent: false }).on('error', reject).end();
    });
    await expect(untrusted).rejects.toThrow(/unable to (get|verify)/);
  });
});
