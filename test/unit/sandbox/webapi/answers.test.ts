import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, WebApiHost } from './support/host';
import type { JsonObject } from './support/host';

let host: WebApiHost;
let accounts: JsonObject[];

beforeAll(async () => {
  host = await WebApiHost.start();
  accounts = await host.rows('accounts?$top=5');
});
afterAll(() => host.stop());

const idsOf = (rows: readonly JsonObject[], key: string): unknown[] => rows.map((row) => row[key]);

describe('paging', () => {
  const walk = async (target: string, prefer: string): Promise<JsonObject[]> => {
    const rows: JsonObject[] = [];
    for (let next: string | undefined = target; next !== undefined;) {
      const reply = await host.send(next, { headers: { prefer } });
      rows.push(...(reply.json.value as JsonObject[]));
      next = reply.json['@odata.nextLink'] as string | undefined;
    }
    return rows;
  };

  it('hands out every row of the large table once and in order, 5,000 at a time', async () => {
    const rows = await walk('new_meterreadings?$select=new_name', '');
    expect(rows).toHaveLength(50_000);
    expect(new Set(idsOf(rows, 'new_meterreadingid')).size).toBe(50_000);
    expect(rows[49_999]?.['new_name']).toBe('MR-050000');
  });

  it.each([
    'contacts?$select=fullname,jobtitle&$orderby=jobtitle desc,fullname',
    'contacts?$select=fullname,jobtitle&$orderby=annualincome',
    'contacts?$select=fullname&$orderby=parentcustomerid_account/name',
    "contacts?$select=fullname&$filter=contains(fullname,'a')&$orderby=createdon%20desc",
  ])('keeps the order over page borders: %s', async (target) => {
    const whole = await host.rows(target);
    expect(idsOf(await walk(target, 'odata.maxpagesize=271'), 'contactid')).toEqual(
      idsOf(whole, 'contactid'),
    );
  });

  it('writes its cookie as Dataverse does and leaves the options as they were sent', async () => {
    const reply = await host.send('contacts?$select=fullname', {
      headers: { prefer: 'odata.maxpagesize=2' },
    });
    expect(reply.headers['preference-applied']).toBe('odata.maxpagesize=2');
    expect(reply.json['@odata.nextLink']).toMatch(
      /^https:\/\/contoso\.test\/api\/data\/v9\.2\/contacts\?\$select=fullname&\$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%2520page%253d%25221%2522%253e%253ccontactid%2520last%253d%2522%257b[0-9A-F-]{36}%257d%2522%2520first%253d%2522%257b[0-9A-F-]{36}%257d%2522%2520%252f%253e%253c%252fcookie%253e%22%20istracking=%22False%22%20\/%3E$/,
    );
  });

  it('ignores $top beside a page size', async () => {
    const reply = await host.send('contacts?$select=fullname&$top=1', {
      headers: { prefer: 'odata.maxpagesize=3' },
    });
    expect(reply.json.value).toHaveLength(3);
    expect(reply.json).toHaveProperty('@odata.nextLink');
  });
});

describe('$expand', () => {
  it('brings the rows behind lookups and collections, narrowed by nested options', async () => {
    const [row] = await host.rows(
      'accounts?$select=name&$top=1&$expand=primarycontactid($select=fullname),Account_Tasks($select=subject;$orderby=subject desc;$top=2),contact_customer_accounts($select=fullname;$expand=owninguser($select=fullname))',
    );
    expect(Object.keys(row?.['primarycontactid'] ?? {})).toEqual(['fullname', 'contactid']);
    const tasks = row?.['Account_Tasks'] as JsonObject[];
    expect(tasks.length).toBeGreaterThan(0);
    expect(tasks.length).toBeLessThanOrEqual(2);
    expect(Object.keys(tasks[0] ?? {})).toEqual([
      '@odata.etag',
      'subject',
      '_regardingobjectid_value',
      'activityid',
    ]);
    expect(tasks.every((task) => task['_regardingobjectid_value'] === row?.['accountid'])).toBe(true);
    const people = row?.['contact_customer_accounts'] as JsonObject[];
    expect(
      people.some((person) => (person['owninguser'] as JsonObject | null)?.['fullname'] !== undefined),
    ).toBe(true);
  });

  it('tells where the rest of an expanded collection is', async () => {
    const reply = await host.send(
      'accounts?$select=name&$expand=contact_customer_accounts($select=fullname)',
      {
        headers: { prefer: 'odata.maxpagesize=1' },
      },
    );
    const [row] = reply.json.value as JsonObject[];
    const link = String(row?.['contact_customer_accounts@odata.nextLink']);
    expect(link).toContain(
      `accounts(${String(row?.['accountid'])})/contact_customer_accounts?$select=fullname&$skiptoken=`,
    );
    const [shown] = (row?.['contact_customer_accounts'] ?? []) as JsonObject[];
    const rest = await host.rows(link);
    const all = await host.rows(
      `accounts(${String(row?.['accountid'])})/contact_customer_accounts?$select=fullname`,
    );
    expect([shown?.['contactid'], ...idsOf(rest, 'contactid')]).toEqual(idsOf(all, 'contactid'));
  });

  it('reads many-to-many relationships and references', async () => {
    const users = await host.rows(
      'systemusers?$select=fullname&$expand=systemuserroles_association($select=name)',
    );
    const application = users.find((user) => user['fullname'] === '# Workbench Tests');
    expect(application?.['systemuserroles_association']).toEqual([
      expect.objectContaining({ name: 'System Administrator' }),
    ]);
    const [account] = await host.rows('accounts?$select=name&$expand=primarycontactid/$ref&$top=1');
    expect(account?.['primarycontactid']).toEqual({
      '@odata.id': `${root}contacts(${String(account?.['_primarycontactid_value'])})`,
    });
  });
});

describe('annotations', () => {
  it('come with "*" before the value that they describe', async () => {
    const [row] = await host.rows(
      'accounts?$select=revenue,statecode,createdon,donotphone,_ownerid_value&$filter=revenue ne null&$top=1',
      {
        headers: { prefer: 'odata.include-annotations="*"' },
      },
    );
    const keys = Object.keys(row ?? {});
    expect(row?.['revenue@OData.Community.Display.V1.FormattedValue']).toMatch(/^(\$|€|£|CHF)[\d,]+\.\d\d$/);
    expect(row?.['statecode@OData.Community.Display.V1.FormattedValue']).toBe('Active');
    expect(row?.['createdon@OData.Community.Display.V1.FormattedValue']).toMatch(
      /^\d+\/\d+\/\d{4} \d+:\d\d [AP]M$/,
    );
    expect(row?.['donotphone@OData.Community.Display.V1.FormattedValue']).toMatch(/Allow/);
    expect(keys.slice(keys.indexOf('_ownerid_value') - 3, keys.indexOf('_ownerid_value') + 1)).toEqual([
      '_ownerid_value@OData.Community.Display.V1.FormattedValue',
      '_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty',
      '_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname',
      '_ownerid_value',
    ]);
  });

  it('are narrowed by patterns and absent unless asked for', async () => {
    const target = 'tasks?$select=_regardingobjectid_value&$filter=_regardingobjectid_value ne null&$top=1';
    expect(Object.keys((await host.rows(target))[0] ?? {})).toEqual([
      '@odata.etag',
      '_regardingobjectid_value',
      'activityid',
    ]);
    const [row] = await host.rows(target, {
      headers: { prefer: 'odata.include-annotations="Microsoft.Dynamics.CRM.*"' },
    });
    expect(row?.['_regardingobjectid_value@Microsoft.Dynamics.CRM.associatednavigationproperty']).toBe(
      'regardingobjectid_account_task',
    );
    expect(row).not.toHaveProperty('_regardingobjectid_value@OData.Community.Display.V1.FormattedValue');
  });
});

describe('one record', () => {
  it('is read by id, with a single column, a lookup, and 304 for a version already known', async () => {
    const [first] = accounts;
    const id = String(first?.['accountid']);
    const reply = await host.send(`accounts(${id.toUpperCase()})?$select=name`);
    expect(reply.json).toMatchObject({
      '@odata.context': `${root}$metadata#accounts(name)/$entity`,
      name: first?.['name'],
    });
    const etag = String(reply.json['@odata.etag']);
    expect((await host.send(`accounts(${id})`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await host.send(`accounts(${id})/name`)).json).toEqual({
      '@odata.context': `${root}$metadata#accounts(${id})/name`,
      value: first?.['name'],
    });
    const contact = await host.send(`accounts(${id})/primarycontactid?$select=fullname`);
    expect(contact.json['contactid']).toBe(first?.['_primarycontactid_value']);
    expect(contact.json['@odata.context']).toBe(`${root}$metadata#contacts(fullname)/$entity`);
  });
});

describe('functions and documents', () => {
  it('say who asks', async () => {
    const application = (await host.send('WhoAmI()')).json;
    const person = (await host.send('WhoAmI', { as: 'user' })).json;
    expect(application['@odata.context']).toBe(`${root}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`);
    expect(application['UserId']).not.toBe(person['UserId']);
    const [user] = await host.rows(
      `systemusers?$select=fullname&$filter=systemuserid eq ${String(person['UserId'])}`,
    );
    expect(user?.['fullname']).toBe('Zoë Müller');
  });

  it.each([
    "AccessType='Default'",
    "AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default'",
    "AccessType=@p&@p='Default'",
  ])('describe the organisation for %s', async (parameter) => {
    const [call = '', alias] = parameter.split('&');
    const reply = await host.send(
      `RetrieveCurrentOrganization(${call})${alias === undefined ? '' : `?${alias}`}`,
    );
    expect(reply.json['Detail']).toMatchObject({
      FriendlyName: 'Contoso',
      OrganizationType: 'Developer',
      State: 'Enabled',
    });
  });

  it('give $metadata as XML, the service document, and headers on everything', async () => {
    const metadata = await host.send('$metadata', {
      headers: { accept: 'application/xml', 'accept-encoding': 'gzip' },
    });
    expect(metadata.headers).toMatchObject({ 'content-type': 'application/xml', 'content-encoding': 'gzip' });
    expect(metadata.text).toContain('<EntityType Name="account"');
    const service = await host.send('');
    expect(service.json.value).toContainEqual({ name: 'accounts', kind: 'EntitySet', url: 'accounts' });
    expect(service.headers).toMatchObject({ 'odata-version': '4.0' });
    expect(service.headers['x-ms-ratelimit-burst-remaining-xrm-requests']).toMatch(/^\d+$/);
    expect(service.headers['req_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect((await host.send('RetrieveTimestamp()')).json['Timestamp']).toMatch(/^\d+$/);
  });
});
