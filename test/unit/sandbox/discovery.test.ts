import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TokenOrder } from '../../sandbox/control/types';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { RawClient, type RawResponse } from '../../support/sandboxHttp';
import { oddTokens, type OddToken } from '../../support/sandboxTokens';

let sandbox: Sandbox;
let http: RawClient;
beforeAll(async () => {
  sandbox = await startSandbox({ rows: 10, organizationType: 'CustomerTest' });
  http = new RawClient(sandbox.ca);
});
afterEach(() => sandbox.control.reset());
afterAll(() => sandbox.stop());

async function ask(url: string, order: TokenOrder): Promise<RawResponse> {
  const { accessToken } = await sandbox.control.mintToken(order);
  return await http.get(url, { authorization: `Bearer ${accessToken}` });
}

async function instances(subject: TokenOrder['subject'], query = ''): Promise<RawResponse> {
  const url = `${sandbox.discoveryUrl}/api/discovery/v2.0/Instances${query}`;
  return await ask(url, { subject: subject ?? 'member', resource: sandbox.discoveryUrl });
}

function rows(response: RawResponse): readonly Record<string, unknown>[] {
  return response.json()['value'] as Record<string, unknown>[];
}

describe('the discovery service', () => {
  it('lists the organisations of the signed-in user', async () => {
    const response = await instances('member');
    expect(response.status).toBe(200);
    const origin = sandbox.discoveryUrl;
    expect(response.json()['@odata.context']).toBe(`${origin}/api/discovery/v2.0/$metadata#Instances`);
    const [first, second] = rows(response);
    expect(first).toMatchObject({
      Url: sandbox.environmentUrl,
      ApiUrl: sandbox.environmentUrl,
      FriendlyName: 'Contoso',
      UniqueName: 'org5f4c1a70',
      UrlName: 'org5f4c1a70',
      Region: 'EMEA',
      TenantId: sandbox.tenantId,
      State: 0,
      OrganizationType: 5,
    });
    expect(second).toMatchObject({
      Url: sandbox.secondEnvironmentUrl,
      FriendlyName: 'Contoso Development',
      OrganizationType: 13,
    });
    expect(first?.['Id']).not.toBe(second?.['Id']);
  });

  it('knows who may enter what', async () => {
    const names = async (subject: TokenOrder['subject']): Promise<unknown> =>
      rows(await instances(subject)).map((one) => one['FriendlyName']);
    expect(await names('guest')).toEqual(['Contoso Development']);
    expect(await names('outsider')).toEqual([]);
    expect(await names('application')).toEqual([]);
  });

  it('filters by one property and selects', async () => {
    const query = `?$select=UniqueName,Url&$filter=${encodeURIComponent("UniqueName eq 'orga81e9c34'")}`;
    expect(rows(await instances('member', query))).toEqual([
      { UniqueName: 'orga81e9c34', Url: sandbox.secondEnvironmentUrl },
    ]);
    expect((await instances('member', '?$filter=State%20gt%200')).status).toBe(400);
  });

  it('takes tokens of its own audience only, and can fail on order', async () => {
    const url = `${sandbox.discoveryUrl}/api/discovery/v2.0/Instances`;
    expect((await ask(url, { subject: 'member' })).status).toBe(401);
    const bare = await http.get(url);
    expect(bare.status).toBe(401);
    expect(bare.headers['www-authenticate']).toContain(`resource_id=${sandbox.discoveryUrl}/`);
    await sandbox.control.orderFault({ target: 'discovery', fault: { kind: 'status', status: 503 } });
    expect((await instances('member')).status).toBe(503);
    expect((await instances('member')).status).toBe(200);
  });
});

describe('the second organisation', () => {
  const whoAmI = 'api/data/v9.2/WhoAmI()';
  const organization =
    "api/data/v9.2/RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')";

  it('has its own audience, name and type', async () => {
    const resource = sandbox.secondEnvironmentUrl;
    const answer = await ask(`${resource}/${organization}`, { subject: 'member', resource });
    expect(answer.json()['Detail']).toMatchObject({
      FriendlyName: 'Contoso Development',
      OrganizationType: 'Developer',
    });
    const [first, second] = await Promise.all([
      ask(`${sandbox.environmentUrl}/${whoAmI}`, { subject: 'member' }),
      ask(`${resource}/${whoAmI}`, { subject: 'member', resource }),
    ]);
    expect(second.json()['OrganizationId']).not.toBe(first.json()['OrganizationId']);
    expect((await ask(`${resource}/${whoAmI}`, { subject: 'member' })).status).toBe(401);
  });

  it('has other members than the first', async () => {
    const status = async (url: string, subject: TokenOrder['subject']): Promise<number> =>
      (await ask(`${url}/${whoAmI}`, { subject: subject ?? 'member', resource: url })).status;
    const { environmentUrl, secondEnvironmentUrl } = sandbox;
    expect(await status(secondEnvironmentUrl, 'guest')).toBe(200);
    expect(await status(environmentUrl, 'guest')).toBe(403);
    expect(await status(environmentUrl, 'application')).toBe(200);
    expect(await status(secondEnvironmentUrl, 'application')).toBe(403);
    expect(await status(environmentUrl, 'managed-identity')).toBe(200);
  });
});

describe('odd tokens', () => {
  it.each<[OddToken, number, string | undefined]>([
    ['graph-audience', 401, 'Security Token Validation Failed!'],
    ['other-environment', 401, 'Security Token Validation Failed!'],
    ['double-slash-audience', 401, 'Security Token Validation Failed!'],
    ['expired', 401, 'Security Token Expired!'],
    ['not-yet-valid', 401, 'Security Token Not Yet Valid!'],
    ['other-tenant', 401, 'Security Token Validation Failed!'],
    ['no-scope', 401, 'Security Token Validation Failed!'],
    ['guest', 403, undefined],
  ])('%s: the Web API answers %i', async (kind, status, description) => {
    const url = `${sandbox.environmentUrl}/api/data/v9.2/WhoAmI()`;
    const answer = await ask(url, oddTokens(sandbox)[kind]);
    expect(answer.status).toBe(status);
    if (description !== undefined) expect(answer.headers['www-authenticate']).toContain(description);
  });

  it('are refused as orders where they name what the tenant does not know', async () => {
    const { control } = sandbox;
    await expect(control.mintToken({ applicationId: 'nobody' })).rejects.toThrow('AADSTS700016');
    await expect(control.mintToken({ resource: 'https://elsewhere.example' })).rejects.toThrow(
      'AADSTS500011',
    );
  });
});
