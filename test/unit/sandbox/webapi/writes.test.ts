import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root, WebApiHost } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterEach(() => host.reset());
afterAll(() => host.stop());

const representation = { prefer: 'return=representation' };
const absentId = '00000000-0000-0000-0000-000000000001';

async function create(body: object): Promise<string> {
  const reply = await host.send('accounts', { method: 'POST', body });
  expect(reply.status).toBe(204);
  const address = String(reply.headers['odata-entityid']);
  expect(address).toMatch(new RegExp(`^${root.replace(/[.]/g, '\\.')}accounts\\([0-9a-f-]{36}\\)$`));
  return address.slice(root.length);
}

describe('create', () => {
  it('answers 204 with the address, and fills in what the platform knows', async () => {
    const account = await create({ name: 'Žluťoučký kůň', revenue: 5000.5, creditonhold: true });
    const row = (await host.send(account)).json;
    expect(row).toMatchObject({
      name: 'Žluťoučký kůň',
      revenue: 5000.5,
      revenue_base: 5000.5,
      creditonhold: true,
      statecode: 0,
      statuscode: 1,
      createdon: '2026-11-20T12:00:00Z',
      modifiedon: '2026-11-20T12:00:00Z',
    });
    const who = (await host.send('WhoAmI')).json;
    expect(row['_ownerid_value']).toBe(who['UserId']);
    expect(row['_owningbusinessunit_value']).toBe(who['BusinessUnitId']);
  });

  it('answers 201 with the row where that is preferred', async () => {
    const reply = await host.send('contacts?$select=fullname,jobtitle', {
      method: 'POST',
      headers: representation,
      body: { firstname: 'Peter', lastname: 'Cambel', jobtitle: 'Junior Developer' },
    });
    expect(reply.status).toBe(201);
    expect(reply.headers['preference-applied']).toBe('return=representation');
    expect(reply.json).toMatchObject({
      '@odata.context': `${root}$metadata#contacts/$entity`,
      fullname: 'Peter Cambel',
    });
  });

  it('binds lookups, of one table and of several', async () => {
    const account = await create({ name: 'Parent' });
    const reply = await host.send('contacts', {
      method: 'POST',
      headers: representation,
      body: { lastname: 'Child', 'parentcustomerid_account@odata.bind': `/${account}` },
    });
    expect(account).toContain(String(reply.json['_parentcustomerid_value']));
    const team = (await host.rows("teams?$select=name&$filter=name eq 'Key Accounts'"))[0];
    const task = await host.send('tasks', {
      method: 'POST',
      headers: representation,
      body: {
        subject: 'Call',
        'regardingobjectid_account_task@odata.bind': `${root}${account}`,
        'ownerid@odata.bind': `/teams(${String(team?.['teamid'])})`,
      },
    });
    expect(task.json).toMatchObject({
      activitytypecode: 'task',
      _owningteam_value: team?.['teamid'],
      _owninguser_value: null,
    });
    expect(await host.rows(`${account}/Account_Tasks?$select=subject`)).toMatchObject([{ subject: 'Call' }]);
  });

  it.each([
    [
      { nme: 'x' },
      '0x80048d19',
      "Invalid property 'nme' was found in entity 'Microsoft.Dynamics.CRM.account'.",
    ],
    [{ name: 5 }, '0x80048d19', "Cannot convert the literal '5' to the expected type 'Edm.String'."],
    [
      { numberofemployees: 'many' },
      '0x80048d19',
      "Cannot convert the literal 'many' to the expected type 'Edm.Int32'.",
    ],
    [
      { 'primarycontact@odata.bind': '/contacts(1)' },
      '0x80048d19',
      "An undeclared property 'primarycontact' which only has property annotations in the payload",
    ],
    [{ industrycode: 999 }, '0x8004431a', 'outside the valid range'],
    [{ name: 'x'.repeat(161) }, '0x80044331', "exceeded the maximum allowed length of '160'"],
    [
      { 'primarycontactid@odata.bind': `/contacts(${absentId})` },
      '0x80040217',
      `contact With Id = ${absentId} Does Not Exist`,
    ],
    ['{"name":', '0x80048d19', 'Stream was not readable.'],
  ])('refuses %j', async (body, code, message) => {
    const reply = await host.send('accounts', { method: 'POST', body });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.error?.code).toBe(code);
    expect(reply.error?.message).toContain(message);
    expect((await host.send('accounts/$count')).text).toBe('\ufeff1200');
  });
});

describe('update', () => {
  it('changes what is sent, raises the version, and leaves the rest', async () => {
    const account = await create({ name: 'Before', telephone1: '555' });
    const before = (await host.send(account)).json;
    const reply = await host.send(account, { method: 'PATCH', body: { name: 'After', statecode: 1 } });
    expect(reply.status).toBe(204);
    expect(reply.headers['odata-entityid']).toBe(`${root}${account}`);
    const after = (await host.send(account)).json;
    expect(after).toMatchObject({ name: 'After', telephone1: '555', statecode: 1, statuscode: 2 });
    expect(after['@odata.etag']).not.toBe(before['@odata.etag']);
  });

  it('creates a row that is not there, unless If-Match demands one', async () => {
    const target = `accounts(${absentId})`;
    const refused = await host.send(target, {
      method: 'PATCH',
      body: { name: 'x' },
      headers: { 'if-match': '*' },
    });
    expect(refused.status).toBe(404);
    expect(refused.error?.message).toBe(`account With Id = ${absentId} Does Not Exist`);
    expect((await host.send(target, { method: 'PATCH', body: { name: 'Upserted' } })).status).toBe(204);
    const again = await host.send(target, {
      method: 'PATCH',
      body: { name: 'x' },
      headers: { 'if-none-match': '*' },
    });
    expect(again.status).toBe(412);
    expect(again.error?.message).toBe('A record with matching key values already exists.');
    expect((await host.send(`${target}/name`)).json.value).toBe('Upserted');
  });

  it('is refused where the version has moved on', async () => {
    const account = await create({ name: 'One' });
    const headers = { 'if-match': String((await host.send(account)).json['@odata.etag']) };
    expect((await host.send(account, { method: 'PATCH', body: { name: 'Two' }, headers })).status).toBe(204);
    for (const method of ['PATCH', 'DELETE']) {
      const reply = await host.send(account, { method, body: { name: 'Three' }, headers });
      expect(reply.status).toBe(412);
      expect(reply.error?.message).toBe(
        "The version of the existing record doesn't match the RowVersion property provided.",
      );
    }
  });

  it('sets and empties single columns and lookups', async () => {
    const account = await create({ name: 'One' });
    expect(
      (await host.send(`${account}/telephone1`, { method: 'PUT', body: { value: '555-0105' } })).status,
    ).toBe(204);
    expect((await host.send(`${account}/telephone1`)).json.value).toBe('555-0105');
    expect((await host.send(`${account}/telephone1`, { method: 'DELETE' })).status).toBe(204);
    expect((await host.send(`${account}/telephone1`)).status).toBe(204);
    // A contact is the primary one of one account at most: it is an alternate key.
    const [contact] = await host.rows('contacts?$top=1&$filter=not account_primary_contact/any()');
    const reference = { '@odata.id': `${root}contacts(${String(contact?.['contactid'])})` };
    expect(
      (await host.send(`${account}/primarycontactid/$ref`, { method: 'PUT', body: reference })).status,
    ).toBe(204);
    expect((await host.send(`${account}/primarycontactid/$ref`)).json['@odata.id']).toBe(
      reference['@odata.id'],
    );
    expect((await host.send(`${account}/primarycontactid/$ref`, { method: 'DELETE' })).status).toBe(204);
    expect((await host.send(`${account}/primarycontactid`)).status).toBe(204);
  });

  it('links and unlinks rows of a collection', async () => {
    const account = await create({ name: 'One' });
    const [task] = await host.rows('tasks?$select=subject&$top=1');
    const id = String(task?.['activityid']);
    expect(
      (
        await host.send(`${account}/Account_Tasks/$ref`, {
          method: 'POST',
          body: { '@odata.id': `${root}tasks(${id})` },
        })
      ).status,
    ).toBe(204);
    expect(await host.rows(`${account}/Account_Tasks?$select=subject`)).toHaveLength(1);
    expect((await host.send(`${account}/Account_Tasks(${id})/$ref`, { method: 'DELETE' })).status).toBe(204);
    expect(await host.rows(`${account}/Account_Tasks?$select=subject`)).toHaveLength(0);
  });
});

describe('delete', () => {
  it('removes the row once and empties lookups of it', async () => {
    const account = await create({ name: 'One' });
    const contact = await host.send('contacts', {
      method: 'POST',
      headers: representation,
      body: { lastname: 'Left behind', 'parentcustomerid_account@odata.bind': `/${account}` },
    });
    expect((await host.send(account, { method: 'DELETE' })).status).toBe(204);
    expect((await host.send(account, { method: 'DELETE' })).status).toBe(404);
    const left = await host.send(
      `contacts(${String(contact.json['contactid'])})?$select=lastname,_parentcustomerid_value`,
    );
    expect(left.json).toMatchObject({ lastname: 'Left behind', _parentcustomerid_value: null });
  });

  it('is undone by a reset', async () => {
    const [first] = await host.rows('accounts?$top=1');
    await host.send(`accounts(${String(first?.['accountid'])})`, { method: 'DELETE' });
    await host.reset();
    expect((await host.rows('accounts?$top=1'))[0]).toEqual(first);
  });
});
