// An application set up from nothing, as the product does it: each step's refusal before it, and none after the last.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wellKnown } from '../../../sandbox/identity/resources';
import {
  disabledUser,
  readerUser,
  roleLessApplication,
  roleLessUser,
  strangerApplication,
} from '../../../sandbox/principals';
import { startSandbox, type Sandbox } from '../../../support/sandbox';
import { RawClient, type RawResponse } from '../../../support/sandboxHttp';
import { submitSignIn, authorizeUrl, newPkce, redeem, redirectFields, type Frame } from '../frame';
import { errorOf, GraphClient, graphToken } from './support';

let sandbox: Sandbox;
let frame: Frame;
beforeAll(async () => {
  sandbox = await startSandbox({ rows: 100 });
  const http = new RawClient(sandbox.ca);
  frame = {
    info: sandbox,
    details: sandbox,
    http,
    ca: sandbox.ca,
    control: sandbox.control,
    endpoints: `${sandbox.authority}/${sandbox.tenantId}/oauth2/v2.0`,
    webApiUrl: `${sandbox.environmentUrl}/api/data/v9.2/`,
    close: () => sandbox.stop(),
  };
}, 60_000);
afterAll(() => sandbox.stop());

async function webApi(token: string, method: string, target: string, body?: object): Promise<RawResponse> {
  return await frame.http.send(`${frame.webApiUrl}${target}`, {
    method,
    headers: { authorization: `Bearer ${token}`, prefer: 'return=representation' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function clientToken(clientId: unknown, secret: unknown): Promise<RawResponse> {
  return await frame.http.post(`${frame.endpoints}/token`, {
    grant_type: 'client_credentials',
    client_id: String(clientId),
    client_secret: String(secret),
    scope: `${sandbox.environmentUrl}/.default`,
  });
}

async function userToken(userName: string): Promise<string> {
  const pkce = newPkce();
  const answer = await submitSignIn(frame, authorizeUrl(frame, pkce), { loginfmt: userName });
  const tokens = await redeem(frame, redirectFields(answer)['code'] ?? '', pkce.verifier);
  return String(tokens.json()['access_token']);
}

const first = async (token: string, target: string): Promise<Record<string, unknown>> => {
  const value = (await webApi(token, 'GET', target)).json()['value'] as Record<string, unknown>[];
  return value[0] ?? {};
};

it('leads from no application to the first row', async () => {
  const graph = new GraphClient(frame, await graphToken(frame));
  const resource = await graph.json('GET', `servicePrincipals(appId='${wellKnown.dataverse}')`);
  const application = await graph.json('POST', 'applications', { displayName: 'Nightly export' }, 201);
  const { appId } = application;
  const principal = await graph.json('POST', 'servicePrincipals', { appId }, 201);
  await graph.json(
    'POST',
    'oauth2PermissionGrants',
    {
      clientId: principal['id'],
      consentType: 'AllPrincipals',
      resourceId: resource['id'],
      scope: 'user_impersonation',
    },
    201,
  );
  const added = await graph.json('POST', `applications/${String(application['id'])}/addPassword`, {});
  const token = String((await clientToken(appId, added['secretText'])).json()['access_token']);
  const read = async () => await webApi(token, 'GET', 'accounts?$select=name&$top=1');
  expect(errorOf(await read()).code).toBe('0x80072560');

  const administrator = await userToken(sandbox.userName);
  const unit = await first(administrator, 'businessunits?$filter=parentbusinessunitid eq null');
  const user = await webApi(administrator, 'POST', 'systemusers', {
    applicationid: appId,
    'businessunitid@odata.bind': `businessunits(${String(unit['businessunitid'])})`,
  });
  expect(user.json()).toMatchObject({
    fullname: '# Nightly export',
    azureactivedirectoryobjectid: principal['id'],
  });
  expect(errorOf(await read()).code).toBe('0x80042f09');

  const role = await first(administrator, "roles?$filter=name eq 'Service Reader'");
  const systemuserid = String(user.json()['systemuserid']);
  const given = await webApi(
    administrator,
    'POST',
    `systemusers(${systemuserid})/systemuserroles_association/$ref`,
    {
      '@odata.id': `${frame.webApiUrl}roles(${String(role['roleid'])})`,
    },
  );
  expect(given.status).toBe(204);
  expect((await read()).json()['value']).toHaveLength(1);
  expect((await webApi(token, 'GET', 'WhoAmI')).json()['UserId']).toBe(systemuserid);
  expect(errorOf(await webApi(token, 'GET', 'opportunities?$top=1')).code).toBe('0x80040220');
}, 60_000);

it.each([
  [readerUser, 200, undefined],
  [roleLessUser, 403, '0x80042f09'],
  [disabledUser, 403, '0x80040225'],
])('lets $userPrincipalName sign in and answers $1', async ({ userPrincipalName }, status, code) => {
  const reply = await webApi(await userToken(userPrincipalName), 'GET', 'contacts?$top=1');
  expect(reply.status).toBe(status);
  expect((reply.json()['error'] as { code: string } | undefined)?.code).toBe(code);
});

it.each([
  [strangerApplication, 'WhoAmI', '0x80072560'],
  [roleLessApplication, 'accounts?$top=1', '0x80042f09'],
])('gives a token to $displayName and refuses $1', async ({ applicationId }, target, code) => {
  const reply = await clientToken(applicationId, sandbox.clientSecret);
  const token = String(reply.json()['access_token']);
  expect(errorOf(await webApi(token, 'GET', target))).toMatchObject({ status: 403, code });
});
