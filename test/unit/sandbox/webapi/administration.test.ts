import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { strangerApplication } from '../../../sandbox/principals';
import { root, WebApiHost, type JsonObject } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(100);
});
beforeEach(() => host.reset());
afterAll(() => host.stop());

const { applicationId } = strangerApplication;

async function rootUnit(): Promise<string> {
  const [unit] = await host.rows('businessunits?$filter=parentbusinessunitid eq null&$select=businessunitid');
  return String(unit?.['businessunitid']);
}

async function createApplicationUser(id = applicationId) {
  const unit = await rootUnit();
  return await host.send('systemusers', {
    method: 'POST',
    body: { applicationid: id, 'businessunitid@odata.bind': `/businessunits(${unit})` },
    headers: { prefer: 'return=representation' },
  });
}

async function roleNamed(name: string): Promise<string> {
  const [role] = await host.rows(`roles?$filter=name eq '${name}'&$select=roleid`);
  return String(role?.['roleid']);
}

const privilegesOf = async (role: string): Promise<JsonObject[]> =>
  (await host.send(`RetrieveRolePrivilegesRole(RoleId=${role})`)).json['RolePrivileges'] as JsonObject[];

describe('an application user', () => {
  it('is made from the application id and named after the application', async () => {
    const made = await createApplicationUser();
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      applicationid: applicationId,
      azureactivedirectoryobjectid: strangerApplication.objectId,
      fullname: '# Contoso reporting',
      isdisabled: false,
      accessmode: 4,
      _businessunitid_value: await rootUnit(),
    });
  });

  it('comes once an application', async () => {
    await createApplicationUser();
    const again = await createApplicationUser(applicationId.toUpperCase());
    expect([again.status, again.error?.code]).toEqual([412, '0x80040237']);
  });

  it('needs a business unit', async () => {
    const reply = await host.send('systemusers', { method: 'POST', body: { applicationid: applicationId } });
    expect(reply.error).toEqual({
      code: '0x80040203',
      message: "Required field 'businessunitid' is missing",
    });
  });

  it('is given a role, loses it, and is switched off and on', async () => {
    const id = String((await createApplicationUser()).json['systemuserid']);
    const roles = `systemusers(${id})/systemuserroles_association`;
    const role = await roleNamed('Basic User');
    const given = await host.send(`${roles}/$ref`, {
      method: 'POST',
      body: { '@odata.id': `${root}roles(${role})` },
    });
    expect(given.status).toBe(204);
    expect((await host.rows(`${roles}?$select=name`)).map((each) => each['name'])).toEqual(['Basic User']);
    expect((await host.send(`${roles}(${role})/$ref`, { method: 'DELETE' })).status).toBe(204);
    expect(await host.rows(`${roles}?$select=name`)).toEqual([]);
    for (const isdisabled of [true, false]) {
      await host.send(`systemusers(${id})`, { method: 'PATCH', body: { isdisabled } });
      expect((await host.send(`systemusers(${id})?$select=isdisabled`)).json['isdisabled']).toBe(isdisabled);
    }
  });
});

describe('a user without a role', () => {
  it('works once it has one, and no longer once it is disabled', async () => {
    const userId = String((await host.send('WhoAmI', { as: 'roleless' })).json['UserId']);
    const ask = async () => (await host.send('accounts?$top=1&$select=name', { as: 'roleless' })).status;
    expect(await ask()).toBe(403);
    const role = await roleNamed('System Customizer');
    await host.send(`systemusers(${userId})/systemuserroles_association/$ref`, {
      method: 'POST',
      body: { '@odata.id': `${root}roles(${role})` },
    });
    expect(await ask()).toBe(200);
    await host.send(`systemusers(${userId})`, { method: 'PATCH', body: { isdisabled: true } });
    expect((await host.send('WhoAmI', { as: 'roleless' })).error?.code).toBe('0x80040225');
  });
});

describe('a role', () => {
  it('tells its privileges with names and depths', async () => {
    const privileges = await privilegesOf(await roleNamed('Salesperson'));
    const read = privileges.find((each) => each['PrivilegeName'] === 'prvReadAccount');
    expect(read).toMatchObject({
      Depth: 'Local',
      BusinessUnitId: await rootUnit(),
      RecordFilterUniqueName: '',
    });
    expect(privileges.find((each) => each['PrivilegeName'] === 'prvReadUser')?.['Depth']).toBe('Global');
  });

  it('is copied: made empty, then given what the other holds', async () => {
    const original = await roleNamed('Salesperson');
    const made = await host.send('roles', {
      method: 'POST',
      body: {
        name: 'Salesperson, integration',
        'businessunitid@odata.bind': `/businessunits(${await rootUnit()})`,
      },
      headers: { prefer: 'return=representation' },
    });
    expect(made.status).toBe(201);
    const copy = String(made.json['roleid']);
    expect(await privilegesOf(copy)).toEqual([]);
    const wanted = (await privilegesOf(original)).map(({ PrivilegeId, Depth }) => ({ PrivilegeId, Depth }));
    const added = await host.send(`roles(${copy})/Microsoft.Dynamics.CRM.AddPrivilegesRole`, {
      method: 'POST',
      body: { Privileges: wanted },
    });
    expect(added.status).toBe(204);
    const names = (list: JsonObject[]) =>
      list.map((each) => `${String(each['PrivilegeName'])} ${String(each['Depth'])}`).sort();
    expect(names(await privilegesOf(copy))).toEqual(names(await privilegesOf(original)));
    const [first] = wanted;
    await host.send(`roles(${copy})/Microsoft.Dynamics.CRM.ReplacePrivilegesRole`, {
      method: 'POST',
      body: { Privileges: [{ ...first, Depth: 'Global' }] },
    });
    expect(await privilegesOf(copy)).toMatchObject([{ ...first, Depth: 'Global' }]);
  });

  it('takes depths by name only, and no privilege that is not there', async () => {
    const role = await roleNamed('Delegate');
    const [privilege] = await host.rows(
      "privileges?$filter=name eq 'prvReadAccount'&$select=name,accessright,canbebasic",
    );
    expect(privilege).toMatchObject({ name: 'prvReadAccount', accessright: 1, canbebasic: true });
    const add = (entry: object) =>
      host.send(`roles(${role})/Microsoft.Dynamics.CRM.AddPrivilegesRole`, {
        method: 'POST',
        body: { Privileges: [entry] },
      });
    const numeric = await add({ PrivilegeId: privilege?.['privilegeid'], Depth: 3 });
    expect(numeric.error).toMatchObject({ code: '0x80048d19' });
    expect(numeric.error?.message).toContain("Cannot read the value '3'");
    const unknown = await add({ PrivilegeId: role, Depth: 'Global' });
    expect([unknown.status, unknown.error?.code]).toEqual([404, '0x80040217']);
  });

  it('that is not there has no privileges to tell', async () => {
    const reply = await host.send('RetrieveRolePrivilegesRole(RoleId=00000000-0000-0000-0000-000000000001)');
    expect([reply.status, reply.error?.message]).toEqual([
      404,
      "Entity 'role' With Id = 00000000-0000-0000-0000-000000000001 Does Not Exist",
    ]);
  });

  it('shows its privileges as rows too', async () => {
    const role = await roleNamed('Delegate');
    const [read] = await host.rows(
      `roles?$filter=roleid eq ${role}&$expand=roleprivileges_association($select=name)`,
    );
    expect(read?.['roleprivileges_association']).toMatchObject([{ name: 'prvActOnBehalfOfAnotherUser' }]);
    const [depth] = await host.rows(`roleprivilegescollection?$filter=roleid eq ${role}`);
    expect(depth?.['privilegedepthmask']).toBe(8);
  });
});

describe('the privileges of a user', () => {
  it('are those of its own roles and of its teams, each at its widest', async () => {
    const userId = String((await host.send('WhoAmI', { as: 'reader' })).json['UserId']);
    const ask = async () =>
      (await host.send(`systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`)).json[
        'RolePrivileges'
      ] as JsonObject[];
    const names = (list: JsonObject[]) => list.map((each) => String(each['PrivilegeName']));
    expect(names(await ask()).sort()).toEqual([
      'prvReadAccount',
      'prvReadBusinessUnit',
      'prvReadContact',
      'prvReadCurrency',
      'prvReadOrganization',
      'prvReadTeam',
      'prvReadUser',
    ]);
    const [team] = await host.rows('teams?$select=teamid&$top=1');
    await host.send(`teams(${String(team?.['teamid'])})/teammembership_association/$ref`, {
      method: 'POST',
      body: { '@odata.id': `${root}systemusers(${userId})` },
    });
    const more = await ask();
    expect(names(more)).toContain('prvCreateAccount');
    expect(more.find((each) => each['PrivilegeName'] === 'prvReadAccount')?.['Depth']).toBe('Global');
    expect(more.find((each) => each['PrivilegeName'] === 'prvCreateAccount')?.['Depth']).toBe('Basic');
  });

  it('are asked with GET, changed with POST, and of the right table', async () => {
    const userId = String((await host.send('WhoAmI')).json['UserId']);
    const asked = `systemusers(${userId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`;
    expect((await host.send(asked, { method: 'POST' })).status).toBe(404);
    const wrong = await host.send(`systemusers(${userId})/Microsoft.Dynamics.CRM.AddPrivilegesRole`, {
      method: 'POST',
      body: { Privileges: [] },
    });
    expect(wrong.error?.code).toBe('0x8006088a');
  });

  it('stand in $metadata with the actions that change them', async () => {
    const { text } = await host.send('$metadata', { headers: { accept: 'application/xml' } });
    expect(text).toContain('<Action Name="AddPrivilegesRole" IsBound="true">');
    expect(text).toContain('<Function Name="RetrieveRolePrivilegesRole">');
    expect(text).toContain('<EnumType Name="AccessRights" IsFlags="true">');
    expect(text).toContain('<EntitySet Name="privileges" EntityType="Microsoft.Dynamics.CRM.privilege">');
  });
});
