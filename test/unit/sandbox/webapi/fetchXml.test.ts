// FetchXML against what the same rows say through OData.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fold } from '../../../sandbox/webapi/db/fold';
import { WebApiHost } from './support/host';
import type { JsonObject, Reply } from './support/host';

let host: WebApiHost;
let accounts: JsonObject[];

beforeAll(async () => {
  host = await WebApiHost.start(10);
  accounts = await host.rows('accounts');
});
afterAll(() => host.stop());

const annotated = { headers: { prefer: 'odata.include-annotations="*"' } };
const target = (set: string, xml: string): string => `${set}?fetchXml=${encodeURIComponent(xml)}`;
const send = (set: string, xml: string): Promise<Reply> => host.send(target(set, xml), annotated);
const rowsOf = async (set: string, xml: string): Promise<JsonObject[]> => {
  const reply = await send(set, xml);
  if (reply.status !== 200) throw new Error(`${xml} → ${reply.status} ${reply.text.slice(0, 400)}`);
  return reply.json.value as JsonObject[];
};
const byCondition = (conditions: string): Promise<JsonObject[]> =>
  rowsOf(
    'accounts',
    `<fetch><entity name='account'><attribute name='name'/><filter>${conditions}</filter></entity></fetch>`,
  );
/** As the database sorts: without case and accents. */
const compare = (one: string, other: string): number => {
  const [left, right] = [fold(one), fold(other)];
  return left < right ? -1 : left > right ? 1 : 0;
};
const formatted = '@OData.Community.Display.V1.FormattedValue';

describe('fetchXml', () => {
  it('answers as published: the columns asked for, the key, no more', async () => {
    const reply = await host.send(
      target(
        'accounts',
        "<fetch mapping='logical'><entity name='account'><attribute name='accountid'/><attribute name='name'/></entity></fetch>",
      ),
    );
    expect(reply.json['@odata.context']).toMatch(/\$metadata#accounts\(accountid,name\)$/);
    const rows = reply.json.value as JsonObject[];
    expect(rows).toHaveLength(accounts.length);
    expect(Object.keys(rows[0] ?? {})).toEqual(['@odata.etag', 'accountid', 'name']);
    expect(Object.keys(reply.json)).toEqual(['@odata.context', 'value']);
  });

  it.each<readonly [string, (row: JsonObject) => boolean]>([
    [
      "<condition attribute='name' operator='eq' value='FOURTH coffee (sample)'/>",
      (row) => row['name'] === 'Fourth Coffee (sample)',
    ],
    [
      "<condition attribute='name' operator='like' value='%gmbh%'/>",
      (row) => String(row['name']).toLowerCase().includes('gmbh'),
    ],
    [
      "<condition attribute='name' operator='not-like' value='%gmbh%'/>",
      (row) => !String(row['name']).toLowerCase().includes('gmbh'),
    ],
    [
      "<condition attribute='name' operator='begins-with' value='litware'/>",
      (row) => String(row['name']).toLowerCase().startsWith('litware'),
    ],
    ["<condition attribute='revenue' operator='null'/>", (row) => row['revenue'] === null],
    [
      "<condition attribute='numberofemployees' operator='between'><value>5</value><value>2000</value></condition>",
      (row) => Number(row['numberofemployees'] ?? 0) >= 5 && Number(row['numberofemployees']) <= 2000,
    ],
    [
      "<condition attribute='industrycode' operator='in'><value>1</value><value>6</value></condition>",
      (row) => row['industrycode'] === 1 || row['industrycode'] === 6,
    ],
    ["<condition attribute='industrycode' operator='ne' value='6'/>", (row) => row['industrycode'] !== 6],
    [
      "<condition attribute='createdon' operator='on-or-after' value='2024-06-01'/>",
      (row) => String(row['createdon']) >= '2024-06-01',
    ],
    [
      "<condition attribute='createdon' operator='in-fiscal-year' value='2024'/>",
      (row) => String(row['createdon']).startsWith('2024'),
    ],
    [
      "<condition attribute='createdon' operator='olderthan-x-months' value='1'/>",
      (row) => String(row['createdon']) < '2026-10-20',
    ],
  ])('%s', async (condition, predicate) => {
    const expected = accounts.filter(predicate).map((row) => row['accountid']);
    const found = (await byCondition(condition)).map((row) => row['accountid']);
    expect(new Set(found)).toEqual(new Set(expected));
    expect(found).toHaveLength(expected.length);
    expect(expected.length).toBeGreaterThan(0);
  });

  it('joins inwards and outwards, and names joined columns by their alias', async () => {
    const link = (type: string): string =>
      `<fetch><entity name='account'><attribute name='name'/><link-entity name='contact' from='contactid' to='primarycontactid' link-type='${type}' alias='c'><attribute name='fullname'/><attribute name='emailaddress1' alias='mail'/></link-entity></entity></fetch>`;
    const inner = await rowsOf('accounts', link('inner'));
    const outer = await rowsOf('accounts', link('outer'));
    const tied = accounts.filter((row) => row['_primarycontactid_value'] !== null);
    expect(inner).toHaveLength(tied.length);
    expect(outer).toHaveLength(accounts.length);
    expect(inner.every((row) => typeof row['c.fullname'] === 'string')).toBe(true);
    expect(outer.filter((row) => 'c.fullname' in row)).toHaveLength(tied.length);
    expect(inner.some((row) => 'mail' in row)).toBe(true);
  });

  it('joins over a table that only ties, distinct', async () => {
    const rows = await rowsOf(
      'systemusers',
      "<fetch distinct='true'><entity name='systemuser'><attribute name='fullname'/><order attribute='fullname'/><link-entity name='systemuserroles' from='systemuserid' to='systemuserid' intersect='true'><link-entity name='role' from='roleid' to='roleid'/></link-entity></entity></fetch>",
    );
    const expected = await host.rows(
      'systemusers?$select=fullname&$filter=systemuserroles_association/any()&$orderby=fullname',
    );
    expect(rows).toEqual(
      [...new Set(expected.map((row) => row['fullname']))].map((fullname) => ({ fullname })),
    );
  });

  it('asks whether there are related rows, without returning them', async () => {
    const test = (type: string): string =>
      `<link-entity name='task' from='regardingobjectid' to='accountid' link-type='${type}'/>`;
    const some = await byCondition(test('any'));
    const none = await byCondition(test('not any'));
    const expected = await host.rows('accounts?$select=name&$filter=Account_Tasks/any()');
    expect(some).toHaveLength(expected.length);
    expect(some.length + none.length).toBe(accounts.length);
    expect(Math.min(some.length, none.length)).toBeGreaterThan(0);
  });

  it('adds up in groups and by parts of dates', async () => {
    const rows = await rowsOf(
      'accounts',
      "<fetch aggregate='true'><entity name='account'><attribute name='accountid' alias='n' aggregate='count'/><attribute name='numberofemployees' alias='people' aggregate='sum'/><attribute name='createdon' alias='year' groupby='true' dategrouping='year'/><order alias='year'/></entity></fetch>",
    );
    const years = [...new Set(accounts.map((row) => Number(String(row['createdon']).slice(0, 4))))].sort(
      (one, other) => one - other,
    );
    expect(rows.map((row) => row['year'])).toEqual(years);
    for (const row of rows) {
      const theirs = accounts.filter((account) =>
        String(account['createdon']).startsWith(String(row['year'])),
      );
      expect(row['n']).toBe(theirs.length);
      expect(row['people']).toBe(
        theirs.reduce((sum, account) => sum + Number(account['numberofemployees'] ?? 0), 0),
      );
      expect(row[`year${formatted}`]).toBe(String(row['year']));
    }
  });

  it('pages by count and page, tells the cookie and that there is more, and counts on demand', async () => {
    const page = (number: number): string =>
      `<fetch count='500' page='${number}' returntotalrecordcount='true'><entity name='account'><attribute name='name'/><order attribute='name'/></entity></fetch>`;
    const pages = [
      await send('accounts', page(1)),
      await send('accounts', page(2)),
      await send('accounts', page(3)),
    ];
    const ids = pages.flatMap((reply) => (reply.json.value as JsonObject[]).map((row) => row['accountid']));
    expect(new Set(ids).size).toBe(accounts.length);
    expect(pages.map(({ json }) => json['@Microsoft.Dynamics.CRM.morerecords'])).toEqual([
      true,
      true,
      undefined,
    ]);
    expect(pages[0]?.json['@Microsoft.Dynamics.CRM.fetchxmlpagingcookie']).toMatch(
      /^<cookie pagenumber="2" pagingcookie="%253ccookie%2520page%253d%25221%2522%253e%253cname%2520last/,
    );
    expect(pages[0]?.json['@odata.count']).toBe(accounts.length);
    expect(pages[0]?.json).not.toHaveProperty('@odata.nextLink');
  });

  it('of a saved view runs by the id of the view, behind a record too, narrowed by options beside it', async () => {
    const [view] = await host.rows("savedqueries?$select=name&$filter=name eq 'Active Accounts'");
    const target = `accounts?savedQuery=${String(view?.['savedqueryid'])}`;
    const rows = await host.rows(target);
    const active = accounts.filter((row) => row['statecode'] === 0);
    expect(rows).toHaveLength(active.length);
    const names = rows.map((row) => String(row['name']));
    expect(names).toEqual([...names].sort((one, other) => compare(one, other)));
    const some = await host.rows(`${target}&$filter=contains(name,'inc')&$select=name&$top=2`);
    expect(some.map((row) => Object.keys(row))).toEqual([
      ['@odata.etag', 'name', 'accountid'],
      ['@odata.etag', 'name', 'accountid'],
    ]);
    expect(some.every((row) => String(row['name']).toLowerCase().includes('inc'))).toBe(true);
    expect((await host.send(`${target}&$expand=createdby`)).status).toBe(400);
    expect((await host.send(`contacts?savedQuery=${String(view?.['savedqueryid'])}`)).status).toBe(400);
  });

  it('of a view is paged by links where a page size is preferred', async () => {
    const [view] = await host.rows("savedqueries?$select=name&$filter=name eq 'Active Accounts'");
    const prefer = { headers: { prefer: 'odata.maxpagesize=400' } };
    const ids: unknown[] = [];
    let next: unknown = `accounts?savedQuery=${String(view?.['savedqueryid'])}`;
    while (typeof next === 'string') {
      const { json } = await host.send(next, prefer);
      ids.push(...(json.value as JsonObject[]).map((row) => row['accountid']));
      next = json['@odata.nextLink'];
    }
    const active = accounts.filter((row) => row['statecode'] === 0).map((row) => row['accountid']);
    expect(new Set(ids)).toEqual(new Set(active));
    expect(ids).toHaveLength(active.length);
  });

  it.each([
    ['<fetch></fetch>', '0x80041102', 'Entity Name was not specified in FetchXml String.'],
    [
      "<fetch><entity name='account'><n/></entity></fetch>",
      '0x8004111c',
      'Invalid Child Node, valid nodes are filter, order, link-entity, attribute, all-attributes, no-attrs. NodeName = n NodeXml = <n/>',
    ],
    [
      "<fetch><entity name='account'><attribute name='nme'/></entity></fetch>",
      '0x80041103',
      "'account' entity doesn't contain attribute with Name = 'nme' and NameMapping = 'Logical'.",
    ],
    [
      "<fetch><entity name='acount'/></fetch>",
      '0x80041102',
      "The entity with a name = 'acount' with namemapping = 'Logical' was not found in the MetadataCache.",
    ],
    ["<fetch><entity name='account'></fetch>", '0x80040201', 'Invalid XML.'],
  ])('refuses %s', async (xml, code, message) => {
    const reply = await send('accounts', xml);
    expect(reply.status).toBe(400);
    expect(reply.error).toEqual({ code, message });
  });

  it('refuses /$count beside it, in the recorded words', async () => {
    const reply = await host.send(
      `accounts/$count?fetchXml=${encodeURIComponent("<fetch><entity name='account'/></fetch>")}`,
    );
    expect(reply.error?.message).toBe(
      'Count Segment is not supported when SavedQuery or UserQuery or FetchXml option is provided',
    );
  });
});
