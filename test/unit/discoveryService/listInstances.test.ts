import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/core/base/cancel';
import { DataverseClient } from '../../../src/core/dataverse/client';
import { listInstances } from '../../../src/core/dataverse/discoveryService';
import { FakeTokens, FakeTransport, InstantClock, answer, problemIn } from '../dataverse/support/fakes';

const service = 'https://globaldisco.crm.dynamics.com';
const path = '/api/discovery/v2.0/Instances';

function instance(name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    Id: `id-${name}`,
    UniqueName: `unq${name}`,
    UrlName: name,
    FriendlyName: `Contoso ${name}`,
    State: 0,
    Url: `https://${name}.crm4.dynamics.com`,
    ApiUrl: `https://${name}.api.crm4.dynamics.com`,
    OrganizationType: 0,
    Region: 'EMEA',
    ...more,
  };
}

function rig(...steps: ConstructorParameters<typeof FakeTransport>[0]) {
  const transport = new FakeTransport(steps);
  const tokens = new FakeTokens(service);
  const api = new DataverseClient({
    origin: service,
    apiVersion: 'v2.0',
    transport,
    tokens,
    clock: new InstantClock(),
  });
  return { transport, list: () => listInstances(api, neverCancelled) };
}

describe('the discovery service', () => {
  it('lists what the user may enter, by name', async () => {
    const { list, transport } = rig(
      answer(200, {
        value: [instance('b', { OrganizationType: 13, Region: null }), instance('a', { State: 1 })],
      }),
    );
    expect(await list()).toEqual([
      {
        id: 'id-a',
        friendlyName: 'Contoso a',
        url: 'https://a.crm4.dynamics.com',
        region: 'EMEA',
        type: { name: '0', production: true },
        enabled: false,
      },
      {
        id: 'id-b',
        friendlyName: 'Contoso b',
        url: 'https://b.crm4.dynamics.com',
        type: { name: 'Developer', production: false },
        enabled: true,
      },
    ]);
    expect(transport.sent.map(({ url }) => url)).toEqual([service + path]);
    expect(transport.tokens()).toEqual(['Bearer token-1']);
  });

  it('follows its own next links', async () => {
    const { list, transport } = rig(
      answer(200, { value: [instance('a')], '@odata.nextLink': `${service}${path}?page=2` }),
      answer(200, { value: [instance('b')] }),
    );
    expect((await list()).map(({ url }) => url)).toEqual([
      'https://a.crm4.dynamics.com',
      'https://b.crm4.dynamics.com',
    ]);
    expect(transport.sent[1]?.url).toBe(`${service}${path}?page=2`);
  });

  it.each([
    'https://evil.example/api/discovery/v2.0/Instances',
    'http://globaldisco.crm.dynamics.com/api/discovery/v2.0/Instances',
    'https://globaldisco.crm.dynamics.com@evil.example/',
    '/relative',
  ])('does not follow %s', async (link) => {
    const { list, transport } = rig(answer(200, { value: [], '@odata.nextLink': link }));
    expect((await problemIn(list())).kind).toBe('foreign-origin');
    expect(transport.sent).toHaveLength(1);
  });

  it.each([301, 302, 307, 308])('does not follow a redirect (%i)', async (status) => {
    const { list, transport } = rig(answer(status, '', { location: 'https://evil.example/' }));
    await problemIn(list());
    expect(transport.sent).toHaveLength(1);
  });

  it('takes the address of the Web API where the other is missing, and leaves out what has none', async () => {
    const { list } = rig(
      answer(200, {
        value: [
          instance('a', { Url: undefined, FriendlyName: '' }),
          instance('b', { Url: 'http://b.example', ApiUrl: null }),
          'nonsense',
          null,
        ],
      }),
    );
    expect(await list()).toMatchObject([{ friendlyName: 'unqa', url: 'https://a.api.crm4.dynamics.com' }]);
  });

  it('renews a token that is refused, once', async () => {
    const { list, transport } = rig(
      answer(401, '', { 'www-authenticate': 'Bearer' }),
      answer(200, { value: [] }),
    );
    expect(await list()).toEqual([]);
    expect(transport.tokens()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('says so where something else answers', async () => {
    expect((await problemIn(rig(answer(200, { instances: [] })).list())).kind).toBe('malformed-answer');
    expect((await problemIn(rig(answer(200, { value: 'x' })).list())).kind).toBe('malformed-answer');
  });

  it('comes to an end where the service links in circles', async () => {
    const { list, transport } = rig(answer(200, { value: [], '@odata.nextLink': `${service}${path}` }));
    expect(await list()).toEqual([]);
    expect(transport.sent.length).toBeLessThanOrEqual(100);
  });
});
