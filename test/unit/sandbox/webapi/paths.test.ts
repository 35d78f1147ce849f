// Paths beyond set, key and column: alternate keys, casts, references, values, operations.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, WebApiHost } from './support/host';
import type { JsonObject } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const first = async (target: string): Promise<JsonObject> => (await host.rows(`${target}&$top=1`))[0] ?? {};
const post = (target: string, body: unknown, method = 'POST') => host.send(target, { method, body });

describe('alternate keys', () => {
  it('name a row by one column or several, encoded and by alias', async () => {
    const row = await first('accounts?$select=name,accountnumber&$filter=accountnumber ne null');
    const number = String(row['accountnumber']);
    for (const target of [
      `accounts(accountnumber='${encodeURIComponent(number)}')?$select=name`,
      `accounts(accountnumber=@n)?$select=name&@n='${encodeURIComponent(number)}'`,
    ]) {
      expect((await host.send(target)).json['accountid'], target).toBe(row['accountid']);
    }
    const contact = await first(
      'contacts?$select=firstname,emailaddress1&$filter=firstname ne null and emailaddress1 ne null',
    );
    const key = `emailaddress1='${String(contact['emailaddress1'])}',firstname='${encodeURIComponent(String(contact['firstname']))}'`;
    expect((await host.send(`contacts(${key})/fullname`)).status).toBe(200);
    expect((await host.send(`contacts(${key})`)).json['contactid']).toBe(contact['contactid']);
  });

  it('tell an unknown key from an unknown row', async () => {
    const unknownRow = await host.send("accounts(accountnumber='nobody')");
    expect(unknownRow.status).toBe(404);
    expect(unknownRow.error).toEqual({
      code: '0x80060891',
      message: 'A record with the specified key values does not exist in account entity',
    });
    for (const key of ["name='x'", "firstname='x'", "accountnumber='x',name='y'"]) {
      const reply = await host.send(`accounts(${key})`);
      expect([reply.status, reply.error?.code], key).toEqual([400, '0x80060890']);
    }
  });

  it('make a row with their values by PATCH, and keep it the only one', async () => {
    expect((await post("accounts(accountnumber='UP-1')", { name: 'Made' }, 'PATCH')).status).toBe(204);
    expect((await host.send("accounts(accountnumber='UP-1')")).json).toMatchObject({
      name: 'Made',
      accountnumber: 'UP-1',
    });
    expect((await post("accounts(accountnumber='UP-1')", { name: 'Changed' }, 'PATCH')).status).toBe(204);
    expect((await host.rows("accounts?$select=name&$filter=accountnumber eq 'UP-1'")).length).toBe(1);
    const taken = await post('accounts', { name: 'Other', accountnumber: 'up-1' });
    expect([taken.status, taken.error?.code]).toEqual([412, '0x80060892']);
  });

  it('stand for the id where rows are bound', async () => {
    await post("accounts(accountnumber='UP-2')", { name: 'Parent' }, 'PATCH');
    const made = await post('contacts', {
      lastname: 'Bound',
      'parentcustomerid_account@odata.bind': "/accounts(accountnumber='UP-2')",
    });
    expect(made.status).toBe(204);
    const row = await first(
      "contacts?$filter=lastname eq 'Bound'&$expand=parentcustomerid_account($select=name)",
    );
    expect(row['parentcustomerid_account']).toMatchObject({ name: 'Parent' });
  });
});

describe('casts', () => {
  it('leave the rows of a type, with its own columns', async () => {
    const tasks = await host.rows(
      'activitypointers/Microsoft.Dynamics.CRM.task?$select=subject,percentcomplete',
    );
    expect(tasks).toHaveLength((await host.rows('tasks?$select=subject')).length);
    expect(tasks[0]).toHaveProperty('percentcomplete');
    const reply = await host.send('activitypointers/Microsoft.Dynamics.CRM.letter?$select=subject&$top=1');
    expect(reply.json['@odata.context']).toBe(
      `${root}$metadata#activitypointers/Microsoft.Dynamics.CRM.letter(subject)`,
    );
    expect((await host.send('activitypointers/Microsoft.Dynamics.CRM.task/$count')).text).toBe(
      `\ufeff${tasks.length}`,
    );
  });

  it('go on from a record, a lookup and a collection', async () => {
    const task = await first(
      'tasks?$select=percentcomplete&$filter=regardingobjectid_account/accountid ne null and _owninguser_value ne null',
    );
    const id = String(task['activityid']);
    expect(
      (await host.send(`activitypointers(${id})/Microsoft.Dynamics.CRM.task?$select=percentcomplete`)).json,
    ).toMatchObject({ percentcomplete: task['percentcomplete'] });
    expect((await host.send(`activitypointers(${id})/Microsoft.Dynamics.CRM.letter`)).status).toBe(404);
    expect((await host.send(`tasks(${id})/Microsoft.Dynamics.CRM.activitypointer/subject`)).status).toBe(200);
    const owner = await host.send(`tasks(${id})/ownerid/Microsoft.Dynamics.CRM.systemuser?$select=fullname`);
    expect(owner.json).toHaveProperty('fullname');
    expect((await host.send(`tasks(${id})/ownerid/Microsoft.Dynamics.CRM.team`)).status).toBe(404);
    const expanded = await first(
      `accounts?$select=name&$filter=Account_ActivityPointers/Microsoft.Dynamics.CRM.task/any(t:t/activityid eq ${id})&$expand=Account_ActivityPointers/Microsoft.Dynamics.CRM.task($select=percentcomplete)`,
    );
    expect(expanded['Account_ActivityPointers']).toContainEqual(
      expect.objectContaining({ activityid: id, percentcomplete: task['percentcomplete'] }),
    );
  });

  it('filter pointers by a column that only one type has', async () => {
    const pointers = await host.rows(
      'activitypointers?$select=activitytypecode&$filter=Microsoft.Dynamics.CRM.task/percentcomplete gt 50',
    );
    expect(pointers).toHaveLength(
      (await host.rows('tasks?$select=subject&$filter=percentcomplete gt 50')).length,
    );
    expect(new Set(pointers.map((row) => row['activitytypecode']))).toEqual(new Set(['task']));
  });

  it('to a type of another line are refused', async () => {
    const reply = await host.send('contacts/Microsoft.Dynamics.CRM.task');
    expect(reply.status).toBe(400);
    expect(reply.error?.message).toBe(
      "The type 'Microsoft.Dynamics.CRM.task' specified in the URI is neither a base type nor a sub-type of the previously-specified type 'Microsoft.Dynamics.CRM.contact'.",
    );
  });
});

describe('many-to-many', () => {
  it('is expanded, filtered by, tied and taken apart', async () => {
    const competitor = await first('competitors?$select=name');
    const opportunity = await first(
      `opportunities?$select=name&$filter=not opportunitycompetitors_association/any(c:c/competitorid eq ${String(competitor['competitorid'])})`,
    );
    const [near, far] = [
      `competitors(${String(competitor['competitorid'])})`,
      `opportunities(${String(opportunity['opportunityid'])})`,
    ];
    const collection = `${near}/opportunitycompetitors_association`;
    const before = (await host.rows(`${collection}?$select=name`)).length;
    expect((await post(`${collection}/$ref`, { '@odata.id': `${root}${far}` })).status).toBe(204);
    const ids = (await host.rows(`${collection}?$select=name`)).map((row) => row['opportunityid']);
    expect(ids).toContain(opportunity['opportunityid']);
    const refs = await host.rows(`${collection}/$ref`);
    expect(refs).toContainEqual({ '@odata.id': `${root}${far}` });
    const expanded = await host.send(
      `${far}?$select=name&$expand=opportunitycompetitors_association($select=name)`,
    );
    expect(expanded.json['opportunitycompetitors_association']).toContainEqual(
      expect.objectContaining({ name: competitor['name'] }),
    );
    const target = `${collection}/$ref?$id=${root}${far}`;
    expect((await host.send(target, { method: 'DELETE' })).status).toBe(204);
    expect(await host.rows(`${collection}?$select=name`)).toHaveLength(before);
  });
});

describe('bytes of columns', () => {
  it('of a picture are read and written as they are, and left out of rows that nobody asked them for', async () => {
    const account = `accounts(${String((await first('accounts?$select=name'))['accountid'])})`;
    const body = 'GIF89a not quite a picture';
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await host.send(`${account}/entityimage`, { method: 'PATCH', headers, body })).status).toBe(204);
    const bytes = await host.send(`${account}/entityimage/$value?size=full`);
    expect([bytes.text, bytes.headers['content-type']]).toEqual([body, 'application/octet-stream']);
    expect((await host.send(`${account}/entityimage`)).json.value).toBe(Buffer.from(body).toString('base64'));
    expect((await host.send(account)).json).not.toHaveProperty('entityimage');
    expect((await host.send(`${account}?$select=entityimage`)).json).toHaveProperty('entityimage');
    expect((await host.send(`${account}/entityimage`, { method: 'DELETE' })).status).toBe(204);
    expect((await host.send(`${account}/entityimage/$value`)).status).toBe(204);
  });

  it('of a file bring their name', async () => {
    const reading = await first('new_meterreadings?$select=new_meterreadingid');
    const file = `new_meterreadings(${String(reading['new_meterreadingid'])})/new_protocol`;
    const headers = { 'content-type': 'application/octet-stream', 'x-ms-file-name': 'protocol.txt' };
    expect((await host.send(file, { method: 'PATCH', headers, body: 'read at noon' })).status).toBe(204);
    const bytes = await host.send(`${file}/$value`);
    expect([bytes.text, bytes.headers['x-ms-file-name'], bytes.headers['x-ms-file-size']]).toEqual([
      'read at noon',
      'protocol.txt',
      '12',
    ]);
  });
});

describe('a collection behind a record', () => {
  it('takes new rows, tied to the record', async () => {
    const account = `accounts(${String((await first('accounts?$select=name'))['accountid'])})`;
    const made = await post(`${account}/Account_Tasks`, { subject: 'Made behind' });
    expect(made.status).toBe(204);
    const tasks = await host.rows(
      `${account}/Account_Tasks?$select=subject&$filter=subject eq 'Made behind'`,
    );
    expect(tasks).toHaveLength(1);
  });
});

describe('many rows at once', () => {
  it('are made and changed, all or none', async () => {
    const type = { '@odata.type': 'Microsoft.Dynamics.CRM.account' };
    const made = await post('accounts/Microsoft.Dynamics.CRM.CreateMultiple', {
      Targets: [
        { name: 'Many 1', ...type },
        { name: 'Many 2', ...type },
      ],
    });
    expect(made.status).toBe(200);
    const ids = made.json['Ids'] as string[];
    expect(ids).toHaveLength(2);
    const changed = await post('accounts/Microsoft.Dynamics.CRM.UpdateMultiple', {
      Targets: ids.map((accountid) => ({ accountid, telephone1: '555-0123', ...type })),
    });
    expect(changed.status).toBe(204);
    expect(await host.rows("accounts?$select=name&$filter=telephone1 eq '555-0123'")).toHaveLength(2);
    const half = await post('accounts/Microsoft.Dynamics.CRM.CreateMultiple', {
      Targets: [
        { name: 'Half', ...type },
        { nme: 'x', ...type },
      ],
    });
    expect(half.status).toBe(400);
    expect(await host.rows("accounts?$select=name&$filter=name eq 'Half'")).toEqual([]);
  });
});
