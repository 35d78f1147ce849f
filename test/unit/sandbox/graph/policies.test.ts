import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDefinition } from '../../../sandbox/graph/lifetime';
import { wellKnown } from '../../../sandbox/identity/resources';
import { credentials, startFrame, type Frame } from '../frame';
import { errorOf, GraphClient, graphToken } from './support';

let frame: Frame;
let graph: GraphClient;
beforeAll(async () => {
  frame = await startFrame();
  graph = new GraphClient(frame, await graphToken(frame));
});
beforeEach(() => frame.control.reset());
afterAll(() => frame.close());

const definition = (lifetime: string) => [
  JSON.stringify({ TokenLifetimePolicy: { Version: 1, AccessTokenLifetime: lifetime } }),
];
const policies = 'policies/tokenLifetimePolicies';
const dataverse = `servicePrincipals(appId='${wellKnown.dataverse}')/tokenLifetimePolicies`;

const create = async (lifetime: string, more: object = {}) =>
  await graph.json(
    'POST',
    policies,
    { displayName: 'Dataverse', definition: definition(lifetime), ...more },
    201,
  );

const reference = (id: unknown) => ({
  '@odata.id': `https://graph.microsoft.com/v1.0/policies/tokenLifetimePolicies/${String(id)}`,
});

const lifetime = async () =>
  (await frame.http.post(`${frame.endpoints}/token`, credentials(frame))).json()['expires_in'];

describe('the lifetime that a definition gives', () => {
  it.each([
    ['00:10:00', 600],
    ['05:00:00', 18_000],
    ['4:00:00', 14_400],
    ['23:59:59', 86_399],
    ['1.00:00:00', 86_400],
  ])('%s is %i seconds', (text, seconds) => {
    expect(readDefinition(definition(text))).toBe(seconds);
  });

  it.each(['00:09:59', '1.00:00:01', '24:00:00', '5 hours', ''])('%s is refused', (text) => {
    expect(() => readDefinition(definition(text))).toThrow('Property definition has an invalid value.');
  });

  it.each([[[]], [['{']], [['{"TokenLifetimePolicy":{"AccessTokenLifetime":"05:00:00"}}']], [['null']]])(
    '%j is no definition',
    (text) => {
      expect(() => readDefinition(text)).toThrow('Property definition has an invalid value.');
    },
  );
});

describe('a token lifetime policy', () => {
  it('is made, listed, changed and removed', async () => {
    const { id } = await create('05:00:00');
    expect(await graph.list(policies)).toMatchObject([
      { id, displayName: 'Dataverse', isOrganizationDefault: false },
    ]);
    const path = `${policies}/${String(id)}`;
    expect((await graph.send('PATCH', path, { definition: definition('01:00:00') })).status).toBe(204);
    expect((await graph.json('GET', path))['definition']).toEqual(definition('01:00:00'));
    const refused = await graph.send('PATCH', path, { definition: definition('00:01:00') });
    expect(errorOf(refused)).toMatchObject({ status: 400, code: 'Request_BadRequest' });
    expect((await graph.json('GET', path))['definition']).toEqual(definition('01:00:00'));
    expect((await graph.send('DELETE', path)).status).toBe(204);
    expect(errorOf(await graph.send('GET', path)).status).toBe(404);
  });

  it('changes the lifetime of tokens once it is on the service principal of Dataverse', async () => {
    const { id } = await create('05:00:00');
    expect(await lifetime()).toBe(3599);
    expect((await graph.send('POST', `${dataverse}/$ref`, reference(id))).status).toBe(204);
    expect(await graph.list(dataverse)).toMatchObject([{ id }]);
    expect(await graph.list(`${policies}/${String(id)}/appliesTo`)).toMatchObject([
      { appId: wellKnown.dataverse },
    ]);
    expect(await lifetime()).toBe(18_000);
    const kept = await graph.send('DELETE', `${policies}/${String(id)}`);
    expect(errorOf(kept).status).toBe(400);
    expect((await graph.send('DELETE', `${dataverse}/${String(id)}/$ref`)).status).toBe(204);
    expect(await lifetime()).toBe(3599);
    expect(errorOf(await graph.send('DELETE', `${dataverse}/${String(id)}/$ref`)).status).toBe(404);
  });

  it('is the only one of a service principal', async () => {
    const first = await create('05:00:00');
    const second = await create('02:00:00');
    await graph.send('POST', `${dataverse}/$ref`, reference(first['id']));
    expect(errorOf(await graph.send('POST', `${dataverse}/$ref`, reference(first['id'])))).toMatchObject({
      status: 400,
      message:
        "One or more added object references already exist for the following modified properties: 'policies'.",
    });
    expect(errorOf(await graph.send('POST', `${dataverse}/$ref`, reference(second['id'])))).toMatchObject({
      status: 409,
    });
    expect(await lifetime()).toBe(18_000);
  });

  it('holds for the tenant where it is the default, and there is one default', async () => {
    await create('08:00:00', { isOrganizationDefault: true });
    expect(await lifetime()).toBe(28_800);
    const other = { displayName: 'Other', definition: definition('01:00:00'), isOrganizationDefault: true };
    expect(errorOf(await graph.send('POST', policies, other)).status).toBe(409);
  });

  it('needs both permissions to be assigned', async () => {
    const { id } = await create('05:00:00');
    const reader = new GraphClient(
      frame,
      await graphToken(frame, ['Policy.ReadWrite.ApplicationConfiguration']),
    );
    expect((await reader.send('GET', policies)).status).toBe(200);
    expect(errorOf(await reader.send('POST', `${dataverse}/$ref`, reference(id))).code).toBe(
      'Authorization_RequestDenied',
    );
  });
});
