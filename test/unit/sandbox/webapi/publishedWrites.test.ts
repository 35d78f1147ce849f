// The write requests that Microsoft publishes: each is answered with its status and has its effect, or is named here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, WebApiHost } from './support/host';
import type { JsonObject } from './support/host';
import { published, publishedAbsent as absent } from './support/published';

interface PublishedWrite {
  readonly method: string;
  readonly query: string;
}

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const first = async (target: string): Promise<JsonObject> => (await host.rows(`${target}&$top=1`))[0] ?? {};
const idOf = async (set: string, key: string, filter = ''): Promise<string> =>
  String((await first(`${set}?$select=${key}${filter}`))[key]);
const accountId = (): Promise<string> => idOf('accounts', 'accountid');
const contactId = (): Promise<string> => idOf('contacts', 'contactid');
const created = (headers: Readonly<Record<string, string | readonly string[]>>): string =>
  String(headers['odata-entityid']).slice(root.length);

/** Puts the published request to rows of the sandbox and looks at what it did. By method and start of the target. */
const effects: Readonly<Record<string, () => Promise<void>>> = {
  'POST contacts': async () => {
    const reply = await host.send('contacts', {
      method: 'POST',
      body: { firstname: 'Rafel', lastname: 'Shillo' },
    });
    expect(reply.status).toBe(204);
    expect((await host.send(created(reply.headers))).json['fullname']).toBe('Rafel Shillo');
  },
  'POST accounts': async () => {
    const body = {
      name: 'Sample Account',
      creditonhold: false,
      address1_latitude: 47.639583,
      revenue: 5_000_000,
      accountcategorycode: 1,
      primarycontactid: { firstname: 'John', lastname: 'Smith' },
      opportunity_customer_accounts: [
        {
          name: 'Opportunity associated to Sample Account',
          Opportunity_Tasks: [{ subject: 'Task associated' }],
        },
      ],
    };
    const reply = await host.send('accounts', { method: 'POST', body });
    expect(reply.status).toBe(204);
    const { json } = await host.send(
      `${created(reply.headers)}?$select=name,revenue&$expand=primarycontactid($select=fullname),opportunity_customer_accounts($select=name;$expand=Opportunity_Tasks($select=subject))`,
    );
    expect(json).toMatchObject({
      name: 'Sample Account',
      revenue: 5_000_000,
      primarycontactid: { fullname: 'John Smith' },
      opportunity_customer_accounts: [{ Opportunity_Tasks: [{ subject: 'Task associated' }] }],
    });
  },
  'POST competitors': async () => {
    const reply = await host.send('competitors', {
      method: 'POST',
      body: {
        name: 'Adventure Works',
        strengths: 'Strong promoter of private tours for multi-day outdoor adventures',
        opportunitycompetitors_association: [{ name: 'River rafting adventure', description: 'Offsite' }],
      },
    });
    expect(reply.status).toBe(204);
    const { json } = await host.send(
      `${created(reply.headers)}?$select=name&$expand=opportunitycompetitors_association($select=name,description)`,
    );
    expect(json['opportunitycompetitors_association']).toMatchObject([{ name: 'River rafting adventure' }]);
  },
  'POST appmodules': async () => {
    const reply = await host.send('appmodules', {
      method: 'POST',
      body: { name: 'My App', uniquename: 'MyApp', webresourceid: '953b9fac-1e5e-e611-80d6-00155ded156f' },
    });
    expect(reply.status).toBe(204);
    expect((await host.send(created(reply.headers))).json['uniquename']).toBe('MyApp');
  },
  'PATCH accounts': async () => {
    const account = `accounts(${await accountId()})`;
    const reply = await host.send(account, { method: 'PATCH', body: { name: 'Updated Sample Account' } });
    expect(reply.status).toBe(204);
    expect((await host.send(`${account}/name`)).json.value).toBe('Updated Sample Account');
  },
  'PATCH contacts': async () => {
    const contact = `contacts(${await contactId()})`;
    const reply = await host.send(contact, {
      method: 'PATCH',
      body: { annualincome: 80_000, jobtitle: 'Junior Developer' },
    });
    expect(reply.status).toBe(204);
    expect((await host.send(`${contact}?$select=annualincome`)).json['annualincome']).toBe(80_000);
  },
  'PUT contacts': async () => {
    const contact = `contacts(${await contactId()})`;
    const reply = await host.send(`${contact}/telephone1`, { method: 'PUT', body: { value: '555-0105' } });
    expect(reply.status).toBe(204);
    expect((await host.send(`${contact}/telephone1`)).json.value).toBe('555-0105');
  },
  'PUT accounts': async () => {
    const account = `accounts(${await accountId()})`;
    const reply = await host.send(`${account}/telephone1`, { method: 'PUT', body: { value: '555-0001' } });
    expect(reply.status).toBe(204);
    expect((await host.send(`${account}/telephone1`)).json.value).toBe('555-0001');
  },
  'DELETE contacts': async () => {
    const contact = `contacts(${await contactId()})`;
    expect((await host.send(contact, { method: 'DELETE' })).status).toBe(204);
    expect((await host.send(contact)).status).toBe(404);
  },
  'DELETE accounts': async () => {
    const account = `accounts(${await accountId()})`;
    expect((await host.send(account, { method: 'DELETE' })).status).toBe(204);
    expect((await host.send(account)).status).toBe(404);
  },
  'DELETE accounts/$ref': async () => {
    const id = await idOf('accounts', 'accountid', '&$filter=opportunity_customer_accounts/any()');
    const collection = `accounts(${id})/opportunity_customer_accounts`;
    const [opportunity, ...others] = await host.rows(`${collection}?$select=name`);
    const target = `${collection}(${String(opportunity?.['opportunityid'])})/$ref`;
    expect((await host.send(target, { method: 'DELETE' })).status).toBe(204);
    expect(await host.rows(`${collection}?$select=name`)).toHaveLength(others.length);
  },
  'DELETE opportunities/$ref': async () => {
    const id = await idOf('opportunities', 'opportunityid', '&$filter=customerid_account/accountid ne null');
    const target = `opportunities(${id})/customerid_account`;
    expect((await host.send(`${target}/$ref`, { method: 'DELETE' })).status).toBe(204);
    expect((await host.send(target)).status).toBe(204);
  },
  'PUT opportunities/$ref': async () => {
    const target = `opportunities(${await idOf('opportunities', 'opportunityid')})/customerid_account/$ref`;
    const reference = `${root}accounts(${await accountId()})`;
    const reply = await host.send(target, { method: 'PUT', body: { '@odata.id': reference } });
    expect(reply.status).toBe(204);
    expect((await host.send(target)).json['@odata.id']).toBe(reference);
  },
  'POST WinOpportunity': async () => {
    const id = await idOf('opportunities', 'opportunityid', '&$filter=statecode eq 0');
    const reply = await host.send('WinOpportunity', {
      method: 'POST',
      body: {
        Status: 3,
        OpportunityClose: {
          subject: 'Won Opportunity',
          'opportunityid@odata.bind': `${root}opportunities(${id})`,
        },
      },
    });
    expect(reply.status).toBe(204);
    expect((await host.send(`opportunities(${id})?$select=statecode,statuscode`)).json).toMatchObject({
      statecode: 1,
      statuscode: 3,
    });
    expect(
      await host.rows(`opportunities(${id})/Opportunity_OpportunityClose?$select=subject`),
    ).toMatchObject([{ subject: 'Won Opportunity' }]);
  },
  'POST $batch': async () => {
    const body = [
      '--batch_1',
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      'GET /api/data/v9.2/accounts?$select=name&$top=1 HTTP/1.1',
      'Accept: application/json',
      '',
      '',
      '--batch_1--',
      '',
    ];
    const headers = { 'content-type': 'multipart/mixed; boundary=batch_1' };
    const reply = await host.send('$batch', { method: 'POST', headers, body: body.join('\r\n') });
    expect(reply.status).toBe(200);
    expect(reply.text).toContain('HTTP/1.1 200 OK');
  },
  'POST queues': async () => {
    const letter = await idOf('letters', 'activityid', '&$filter=statecode eq 0');
    const queue = `queues(${await idOf('queues', 'queueid')})`;
    const reply = await host.send(`${queue}/Microsoft.Dynamics.CRM.AddToQueue`, {
      method: 'POST',
      body: { Target: { activityid: letter, '@odata.type': 'Microsoft.Dynamics.CRM.letter' } },
    });
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.json)).toEqual(['@odata.context', 'QueueItemId']);
    const item = await host.send(`queueitems(${String(reply.json['QueueItemId'])})?$select=_objectid_value`);
    expect(item.json['_objectid_value']).toBe(letter);
  },
};

/** What the sandbox has not, each with the reason. */
const beyond: readonly (readonly [RegExp, string])[] = [
  [/EntityDefinitions/, 'the sandbox changes no definitions'],
  [/SetAutoNumberSeed|SampleData$/, 'actions on the organisation itself'],
  [/sample_|contoso_/, "the page's own actions and tables"],
  [/RemoveAppComponents|PublishXml/, 'nothing is published in the sandbox'],
  [/myfileattribute|myentityimage/, "columns of the page's organisation"],
  [/^x\//, 'no path that the service has'],
];

function keyOf({ method, query }: PublishedWrite): string {
  const set = query.replace(/[(/?].*/s, '');
  return `${method} ${set}${query.endsWith('/$ref') ? '/$ref' : ''}`;
}

describe.skipIf(absent)('published writes (skipped where ../shared/data is absent)', () => {
  const writes = published('queries/write-requests.json') as readonly PublishedWrite[];
  const here = writes.filter(({ query }) => !beyond.some(([pattern]) => pattern.test(query)));

  it('have an effect that is looked at, or a reason why not', () => {
    expect(here.filter((write) => effects[keyOf(write)] === undefined)).toEqual([]);
    for (const [pattern] of beyond) expect(writes.some(({ query }) => pattern.test(query))).toBe(true);
    expect(here.length).toBeGreaterThanOrEqual(20);
  });

  it.each([...new Set(here.map(keyOf))])('%s', async (key) => {
    await effects[key]?.();
  });

  it('that are beyond the sandbox are refused', async () => {
    for (const { method, query } of writes.filter(({ query: each }) =>
      beyond.some(([pattern]) => pattern.test(each)),
    )) {
      const reply = await host.send(query.replace('(id)', `(${await accountId()})`), { method, body: {} });
      expect(reply.status, query).toBeGreaterThanOrEqual(400);
      expect(reply.error?.message, query).toBeTruthy();
    }
  });
});

interface PublishedAnswer {
  readonly request: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

/** What the platform fills in: a payload does not say it. */
const filledIn = /@|^_|id$|^createdon$|^fullname$/;

describe.skipIf(absent)('published answers to writes (skipped where ../shared/data is absent)', () => {
  const samples = (published('errors/sample-responses.json') as readonly PublishedAnswer[]).filter(
    ({ headers, body, request }) =>
      headers['Preference-Applied'] === 'return=representation' &&
      body !== undefined &&
      /\/(accounts|contacts)[(?]/.test(request ?? ''),
  );

  it('are there', () => {
    expect(samples.length).toBeGreaterThanOrEqual(3);
  });

  it.each(samples)('$request', async ({ request, status, body = {} }) => {
    const target = (request ?? '').replace(/^.*?\/api\/data\/v9\.\d\//, '');
    const here = target.replace(/^accounts\([^)]*\)/, `accounts(${await accountId()})`);
    const payload = Object.fromEntries(Object.entries(body).filter(([name]) => !filledIn.test(name)));
    const reply = await host.send(here, {
      method: request?.startsWith('PATCH') === true ? 'PATCH' : 'POST',
      headers: { prefer: 'return=representation' },
      body: payload,
    });
    expect(reply.status).toBe(status);
    expect(reply.headers['preference-applied']).toBe('return=representation');
    expect(new Set(Object.keys(reply.json))).toEqual(new Set(Object.keys(body)));
    expect(reply.json).toMatchObject(payload);
  });
});
