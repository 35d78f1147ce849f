import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, WebApiHost } from './support/host';
import type { JsonObject } from './support/host';

let host: WebApiHost;
let accounts: JsonObject[];
let contacts: JsonObject[];

beforeAll(async () => {
  host = await WebApiHost.start();
  accounts = await host.rows('accounts');
  contacts = await host.rows('contacts');
});
afterAll(() => host.stop());

const idsOf = (rows: readonly JsonObject[], key: string): unknown[] => rows.map((row) => row[key]);
const lower = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '');

describe('the rows', () => {
  it('are there in the promised numbers, with other scripts among them', async () => {
    expect(accounts).toHaveLength(1200);
    expect(contacts).toHaveLength(3000);
    expect(await host.rows('opportunities?$select=name')).toHaveLength(1500);
    expect(await host.rows('tasks?$select=subject')).toHaveLength(2000);
    expect(contacts.some((row) => /\p{Script=Cyrillic}/u.test(String(row['fullname'])))).toBe(true);
    expect(contacts.some((row) => /[łøßéñ]/.test(String(row['fullname'])))).toBe(true);
  });

  it('carry addresses that lead nowhere', () => {
    const addresses = contacts
      .map((row) => row['emailaddress1'])
      .filter((address) => typeof address === 'string');
    expect(addresses.filter((address) => !/^[\x21-\x7e]+@[a-z0-9.]+\.test$/.test(address))).toEqual([]);
  });

  it('show activities as activity pointers', async () => {
    const [pointer] = await host.rows('activitypointers?$top=1');
    expect(pointer).toHaveProperty('activitytypecode', 'task');
    expect(pointer).not.toHaveProperty('percentcomplete');
  });
});

// Each filter is answered twice: by the service, and by a predicate here over all rows.
describe('$filter', () => {
  const cases: readonly (readonly [string, (row: JsonObject) => boolean])[] = [
    ["name eq 'FOURTH coffee (SAMPLE)'", (row) => row['name'] === 'Fourth Coffee (sample)'],
    ["contains(name,'GmbH')", (row) => lower(row['name']).includes('gmbh')],
    [
      "startswith(name,'litware') or endswith(name,'inc.')",
      (row) => lower(row['name']).startsWith('litware') || lower(row['name']).endsWith('inc.'),
    ],
    [
      'revenue gt 1000000.5 and numberofemployees le 500',
      (row) =>
        Number(row['revenue'] ?? -1) > 1_000_000.5 &&
        row['numberofemployees'] !== null &&
        Number(row['numberofemployees']) <= 500,
    ],
    ['revenue eq null', (row) => row['revenue'] === null],
    ['industrycode ne 5', (row) => row['industrycode'] !== 5],
    ['not (statecode eq 0)', (row) => row['statecode'] !== 0],
    ["not contains(description,'customer')", (row) => !lower(row['description']).includes('customer')],
    ['creditonhold eq true', (row) => row['creditonhold'] === true],
    [
      'createdon ge 2024-01-01T00:00:00Z and createdon lt 2025-01-01',
      (row) => String(row['createdon']).startsWith('2024'),
    ],
    ['_parentaccountid_value ne null', (row) => row['_parentaccountid_value'] !== null],
    [
      "Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1='customertypecode'&@p2=['3','5']",
      (row) => row['customertypecode'] === 3 || row['customertypecode'] === 5,
    ],
    [
      'Microsoft.Dynamics.CRM.Between(PropertyName=\'numberofemployees\',PropertyValues=["5","2000"])',
      (row) =>
        row['numberofemployees'] !== null &&
        Number(row['numberofemployees']) >= 5 &&
        Number(row['numberofemployees']) <= 2000,
    ],
    ['@p1 ne @p3&@p1=revenue', (row) => row['revenue'] !== null],
  ];

  it.each(cases)('%s', async (filter, predicate) => {
    const found = await host.rows(`accounts?$select=name&$filter=${filter}`);
    const expected = accounts.filter(predicate);
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(accounts.length);
    expect(idsOf(found, 'accountid')).toEqual(idsOf(expected, 'accountid'));
  });

  it('disregards case and accents of text', async () => {
    const found = await host.rows("contacts?$select=fullname&$filter=contains(lastname,'MULLER')");
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((row) => String(row['fullname']).includes('Müller')))).toEqual(new Set([true]));
  });

  it('compares columns with each other and takes characters that LIKE would read as its own', async () => {
    const same = await host.rows('contacts?$select=contactid&$filter=firstname eq lastname');
    const alike = contacts.filter((row) => lower(row['firstname']) === lower(row['lastname']));
    expect(idsOf(same, 'contactid')).toEqual(idsOf(alike, 'contactid'));
    const percent = await host.rows("accounts?$select=description&$filter=contains(description,'50%25')");
    expect(percent.length).toBe(accounts.filter((row) => String(row['description']).includes('50%')).length);
    expect(await host.rows("accounts?$filter=contains(name,'_thony')")).toEqual([]);
  });

  it('follows a lookup and its id', async () => {
    const [first] = accounts;
    const contact = contacts.find((row) => row['contactid'] === first?.['_primarycontactid_value']);
    for (const filter of [
      `primarycontactid/fullname eq '${String(contact?.['fullname'])}'`,
      `_primarycontactid_value eq ${String(contact?.['contactid'])}`,
      `primarycontactid/contactid eq '${String(contact?.['contactid'])}'`,
    ]) {
      expect(idsOf(await host.rows(`accounts?$select=name&$filter=${filter}`), 'accountid')).toContain(
        first?.['accountid'],
      );
    }
  });

  it('asks of any and of all rows behind a collection', async () => {
    const tasks = await host.rows('tasks?$select=statecode,_regardingobjectid_value');
    const open = new Set(
      tasks.filter((task) => task['statecode'] !== 1).map((task) => task['_regardingobjectid_value']),
    );
    const done = new Set(
      tasks.filter((task) => task['statecode'] === 1).map((task) => task['_regardingobjectid_value']),
    );
    const any = await host.rows('accounts?$select=name&$filter=Account_Tasks/any(t:t/statecode eq 1)');
    expect(idsOf(any, 'accountid')).toEqual(
      idsOf(
        accounts.filter((row) => done.has(row['accountid'])),
        'accountid',
      ),
    );
    const every = await host.rows('accounts?$select=name&$filter=Account_Tasks/all(t:t/statecode eq 1)');
    expect(idsOf(every, 'accountid')).toEqual(
      idsOf(
        accounts.filter((row) => !open.has(row['accountid'])),
        'accountid',
      ),
    );
  });
});

describe('$select, $orderby, $top and $count', () => {
  it('write the selected columns in order, the currency of an amount, and the key', async () => {
    const reply = await host.send('accounts?$select=revenue,name&$top=1');
    expect(reply.json['@odata.context']).toBe(`${root}$metadata#accounts(revenue,name)`);
    const [row] = reply.json.value as JsonObject[];
    expect(Object.keys(row ?? {})).toEqual([
      '@odata.etag',
      'revenue',
      'name',
      '_transactioncurrencyid_value',
      'accountid',
    ]);
    expect(row?.['@odata.etag']).toMatch(/^W\/"\d+"$/);
    expect(reply.text).toMatch(/"revenue":\d+\.\d{4}/);
  });

  it('sort by several columns and behind a lookup, empty ones first', async () => {
    const rows = await host.rows('accounts?$select=name,revenue&$orderby=revenue asc,name desc');
    const revenues = rows.map((row) => (row['revenue'] === null ? -1 : Number(row['revenue'])));
    expect(revenues).toEqual([...revenues].sort((left, right) => left - right));
    expect(revenues[0]).toBe(-1);
    const [last] = await host.rows(
      'accounts?$select=name&$expand=primarycontactid($select=fullname)&$orderby=primarycontactid/fullname desc&$top=1',
    );
    expect(last?.['primarycontactid']).not.toBeNull();
  });

  it('count to 5,000 and say where they stopped', async () => {
    expect((await host.send('accounts?$select=name&$top=2&$count=true')).json['@odata.count']).toBe(1200);
    const many = await host.send('new_meterreadings?$select=new_name&$top=1&$count=true');
    expect(many.json['@odata.count']).toBe(5000);
    expect(many.json['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded']).toBe(true);
    expect((await host.send('accounts/$count')).text).toBe('\ufeff1200');
    expect((await host.send("accounts/$count?$filter=contains(name,'(sample)')")).text).toBe('\ufeff10');
  });
});
