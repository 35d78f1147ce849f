import { ConfidentialClientApplication } from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wellKnown } from '../../../sandbox/identity/resources';
import { outsiderUser } from '../../../sandbox/identity/directory';
import { applicationToken, msalNetworkClient, startFrame, type Frame } from '../frame';
import { errorOf, GraphClient, graphToken } from './support';

let frame: Frame;
let graph: GraphClient;
beforeAll(async () => {
  frame = await startFrame();
  graph = new GraphClient(frame, await graphToken(frame));
});
beforeEach(() => frame.control.reset());
afterAll(() => frame.close());

const register = async (body: object = { displayName: 'Nightly export', signInAudience: 'AzureADMyOrg' }) =>
  await graph.json('POST', 'applications', body, 201);

async function askToken(clientId: unknown, secret: unknown) {
  return await frame.http.post(`${frame.endpoints}/token`, {
    grant_type: 'client_credentials',
    client_id: String(clientId),
    client_secret: String(secret),
    scope: `${frame.info.environmentUrl}/.default`,
  });
}

/** What MSAL gets with the certificate that the application was given. */
async function certificateToken(clientId: string, certificate: X509Certificate): Promise<string> {
  const { info, details } = frame;
  const pem = readFileSync(details.certificate.unregisteredPemFile, 'utf8');
  const application = new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: `${info.authority}/${info.tenantId}`,
      knownAuthorities: [new URL(info.authority).host],
      clientCertificate: {
        thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
        privateKey: createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
    },
    system: { networkClient: msalNetworkClient(frame) },
  });
  const scopes = [`${info.environmentUrl}/.default`];
  return (await application.acquireTokenByClientCredential({ scopes }))?.accessToken ?? '';
}

describe('an application registration', () => {
  it('is made, found by both ids, changed and removed', async () => {
    const made = await register();
    expect(made).toMatchObject({
      displayName: 'Nightly export',
      signInAudience: 'AzureADMyOrg',
      passwordCredentials: [],
      keyCredentials: [],
    });
    const path = `applications/${String(made['id'])}`;
    const redirectUris = ['http://localhost'];
    expect((await graph.send('PATCH', path, { publicClient: { redirectUris } })).status).toBe(204);
    const byAppId = await graph.json('GET', `applications(appId='${String(made['appId'])}')`);
    expect(byAppId).toMatchObject({ id: made['id'], publicClient: { redirectUris } });
    const filter = encodeURIComponent(`displayName eq 'nightly export'`);
    expect(await graph.list(`applications?$filter=${filter}&$select=appId`)).toEqual([
      { appId: made['appId'] },
    ]);
    expect((await graph.send('DELETE', path)).status).toBe(204);
    expect(errorOf(await graph.send('GET', path))).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
    });
  });

  it.each([
    [{}, "A value is required for property 'displayName' of resource 'Application'."],
    [{ displayName: 7 }, 'Property displayName has an invalid value.'],
    [{ displayName: 'x', signInAudience: 'Everyone' }, 'Property signInAudience has an invalid value.'],
    [
      { displayName: 'x', web: { redirectUris: ['http://example.test'] } },
      "Invalid value specified for property 'web.redirectUris' of resource 'Application'.",
    ],
    [{ displayName: 'x', keyCredentials: [{}] }, 'Property keyCredentials has an invalid value.'],
  ])('is refused as %j', async (body, message) => {
    expect(errorOf(await graph.send('POST', 'applications', body))).toEqual({
      status: 400,
      code: 'Request_BadRequest',
      message,
    });
    expect(await graph.list('applications')).toEqual([]);
  });
});

describe('a secret', () => {
  it('is shown once, and signs in once there is a service principal', async () => {
    const { id, appId } = await register();
    const { secretText, keyId, hint } = await graph.json('POST', `applications/${String(id)}/addPassword`, {
      passwordCredential: { displayName: 'Dataverse Workbench' },
    });
    expect(String(secretText).startsWith(String(hint))).toBe(true);
    const shown = await graph.send('GET', `applications/${String(id)}`);
    expect(shown.json()['passwordCredentials']).toMatchObject([
      { keyId, hint, displayName: 'Dataverse Workbench' },
    ]);
    expect(shown.text).not.toContain(String(secretText));

    expect((await askToken(appId, secretText)).json()).toMatchObject({ error_codes: [700016] });
    await graph.json('POST', 'servicePrincipals', { appId }, 201);
    const signedIn = await askToken(appId, secretText);
    expect(signedIn.status).toBe(200);
    expect((await askToken(appId, keyId)).json()).toMatchObject({ error_codes: [7000215] });

    await graph.send('POST', `applications/${String(id)}/removePassword`, { keyId });
    expect((await askToken(appId, secretText)).status).toBe(401);
    const again = await graph.send('POST', `applications/${String(id)}/removePassword`, { keyId });
    expect(errorOf(again)).toMatchObject({ message: 'No password credential found with keyId.' });
  });

  it('does not sign in after its end', async () => {
    const { id, appId } = await register();
    await graph.json('POST', 'servicePrincipals', { appId }, 201);
    const { secretText } = await graph.json('POST', `applications/${String(id)}/addPassword`, {
      passwordCredential: { startDateTime: '2020-01-01T00:00:00Z', endDateTime: '2021-01-01T00:00:00Z' },
    });
    expect((await askToken(appId, secretText)).json()).toMatchObject({ error_codes: [7000222] });
  });
});

describe('a certificate', () => {
  it('is kept with thumbprint and validity, and shown to who asks for it', async () => {
    const certificate = new X509Certificate(readFileSync(frame.details.certificate.unregisteredPemFile));
    const key = certificate.raw.toString('base64');
    const { id } = await register();
    const path = `applications/${String(id)}`;
    const changed = await graph.send('PATCH', path, {
      keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key, displayName: 'CN=nightly' }],
    });
    expect(changed.status).toBe(204);
    const [shown] = (await graph.json('GET', path))['keyCredentials'] as Record<string, unknown>[];
    expect(shown).toMatchObject({
      displayName: 'CN=nightly',
      key: null,
      customKeyIdentifier: certificate.fingerprint.replaceAll(':', ''),
      endDateTime: new Date(certificate.validTo).toISOString(),
    });
    const asked = await graph.json('GET', `${path}?$select=keyCredentials`);
    expect(asked['keyCredentials']).toMatchObject([{ key }]);
    const { appId } = await graph.json('GET', path);
    await graph.json('POST', 'servicePrincipals', { appId }, 201);
    expect(decodeJwt(await certificateToken(String(appId), certificate))).toMatchObject({
      appid: appId,
      appidacr: '2',
    });
    const bad = await graph.send('PATCH', path, {
      keyCredentials: [{ type: 'AsymmetricX509Cert', usage: 'Verify', key: 'AAAA' }],
    });
    expect(errorOf(bad)).toMatchObject({ message: 'Key credential is invalid.' });
  });
});

describe('a service principal', () => {
  it('of Dataverse offers user_impersonation', async () => {
    const filter = encodeURIComponent(`appId eq '${wellKnown.dataverse}'`);
    const [dataverse] = await graph.list(`servicePrincipals?$filter=${filter}`);
    expect(dataverse?.['oauth2PermissionScopes']).toMatchObject([
      { value: 'user_impersonation', id: '78ce3f0f-a1ce-49c2-8cde-64b5c0896db4', isEnabled: true },
    ]);
  });

  it('comes once an application, and of known applications only', async () => {
    const { appId } = await register();
    await graph.json('POST', 'servicePrincipals', { appId }, 201);
    expect(errorOf(await graph.send('POST', 'servicePrincipals', { appId }))).toMatchObject({
      status: 409,
      code: 'Request_MultipleObjectsWithSameKeyValue',
    });
    const unknown = '11111111-2222-4333-8444-555555555555';
    expect(errorOf(await graph.send('POST', 'servicePrincipals', { appId: unknown }))).toMatchObject({
      status: 400,
      message: `The appId '${unknown}' of the service principal does not reference a valid application object.`,
    });
  });
});

describe('consent', () => {
  it('is given for all, once, for what the resource offers, and taken back', async () => {
    const { appId } = await register();
    const client = await graph.json('POST', 'servicePrincipals', { appId }, 201);
    const resource = await graph.json('GET', `servicePrincipals(appId='${wellKnown.dataverse}')`);
    const grant = { clientId: client['id'], consentType: 'AllPrincipals', resourceId: resource['id'] };
    const refused = await graph.send('POST', 'oauth2PermissionGrants', { ...grant, scope: 'Everything' });
    expect(errorOf(refused).status).toBe(400);
    const made = await graph.json(
      'POST',
      'oauth2PermissionGrants',
      { ...grant, scope: 'user_impersonation' },
      201,
    );
    expect(made).toMatchObject({ ...grant, scope: 'user_impersonation', principalId: null });
    const again = await graph.send('POST', 'oauth2PermissionGrants', {
      ...grant,
      scope: 'user_impersonation',
    });
    expect(errorOf(again)).toEqual({
      status: 409,
      code: 'Request_MultipleObjectsWithSameKeyValue',
      message: 'Permission entry already exists.',
    });
    const filter = encodeURIComponent(`clientId eq '${String(client['id'])}'`);
    expect(await graph.list(`oauth2PermissionGrants?$filter=${filter}`)).toHaveLength(1);
    expect((await graph.send('DELETE', `oauth2PermissionGrants/${String(made['id'])}`)).status).toBe(204);
    expect(await graph.list(`oauth2PermissionGrants?$filter=${filter}`)).toEqual([]);
  });
});

describe('what Graph refuses', () => {
  it('is a token for Dataverse, none, and one that has ended', async () => {
    const dataverse = new GraphClient(frame, await applicationToken(frame));
    expect(errorOf(await dataverse.send('GET', 'organization'))).toEqual({
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'Access token validation failure. Invalid audience.',
    });
    const none = await frame.http.get(`${frame.details.graphUrl}/v1.0/organization`);
    expect(errorOf(none)).toMatchObject({ status: 401, message: 'Access token is empty.' });
    await frame.control.shiftClock(2 * 60 * 60 * 1000);
    expect(errorOf(await graph.send('GET', 'organization'))).toMatchObject({
      message: 'Lifetime validation failed, the token is expired.',
    });
  });

  it('is what the permissions of the token do not cover', async () => {
    const reader = new GraphClient(frame, await graphToken(frame, ['Application.Read.All']));
    expect((await reader.send('GET', 'applications')).status).toBe(200);
    const refused = await reader.send('POST', 'applications', { displayName: 'x' });
    expect(errorOf(refused)).toEqual({
      status: 403,
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
    });
    expect(refused.json()['error']).toHaveProperty('innerError.request-id');
    expect((await reader.send('GET', 'policies/tokenLifetimePolicies')).status).toBe(403);
  });

  it('is what the person may not, whatever the token says', async () => {
    const token = await graphToken(frame, ['Application.ReadWrite.All'], outsiderUser.userPrincipalName);
    const outsider = new GraphClient(frame, token);
    expect((await outsider.json('GET', 'me'))['userPrincipalName']).toBe(outsiderUser.userPrincipalName);
    expect(errorOf(await outsider.send('POST', 'applications', { displayName: 'x' })).code).toBe(
      'Authorization_RequestDenied',
    );
  });

  it('is a path or filter that it does not know', async () => {
    expect(errorOf(await graph.send('GET', 'aplications'))).toMatchObject({
      status: 400,
      message: "Resource not found for the segment 'aplications'.",
    });
    expect((await graph.send('PUT', 'applications', {})).status).toBe(405);
    const filter = encodeURIComponent('length(appId) gt 3');
    expect(errorOf(await graph.send('GET', `applications?$filter=${filter}`)).code).toBe(
      'Request_UnsupportedQuery',
    );
  });

  it('is a token that an ordered challenge refuses', async () => {
    await frame.control.orderFault({ target: 'graph', fault: { kind: 'challenge', error: 'invalid_token' } });
    const refused = await graph.send('GET', 'organization');
    expect(errorOf(refused)).toMatchObject({ status: 401, code: 'InvalidAuthenticationToken' });
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="", error="invalid_token"');
  });

  it('is too much at once, on order', async () => {
    await frame.control.orderFault({
      target: 'graph',
      fault: { kind: 'status', status: 429, retryAfterSeconds: 7 },
    });
    const refused = await graph.send('GET', 'organization');
    expect(errorOf(refused)).toMatchObject({ status: 429, code: 'TooManyRequests' });
    expect(refused.headers['retry-after']).toBe('7');
    expect(await graph.list('organization')).toMatchObject([{ id: frame.info.tenantId }]);
  });
});
