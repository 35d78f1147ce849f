import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebApiHost } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(100);
});
beforeEach(() => host.reset());
afterAll(() => host.stop());

const firstId = async (set: string, key: string): Promise<string> =>
  String((await host.rows(`${set}?$select=${key}&$top=1`))[0]?.[key]);

const whoAmI = async (as: 'reader' | 'roleless' | 'roleless-application'): Promise<string> =>
  String((await host.send('WhoAmI', { as })).json['UserId']);

describe('who may not do everything', () => {
  it('is told apart: disabled, unknown, without a role, without the privilege', async () => {
    const ask = async (as: 'disabled' | 'stranger' | 'roleless' | 'reader', target: string) => {
      const { status, error } = await host.send(target, { as });
      return [status, error?.code];
    };
    expect(await ask('disabled', 'accounts?$top=1')).toEqual([403, '0x80040225']);
    expect(await ask('stranger', 'accounts?$top=1')).toEqual([403, '0x80072560']);
    expect(await ask('roleless', 'accounts?$top=1')).toEqual([403, '0x80042f09']);
    expect(await ask('reader', 'opportunities?$top=1')).toEqual([403, '0x80040220']);
    expect(await ask('reader', 'accounts?$top=1')).toEqual([200, undefined]);
  });

  it('may ask who it is without any role', async () => {
    const reply = await host.send('WhoAmI', { as: 'roleless-application' });
    expect(reply.status).toBe(200);
    const refused = await host.send('accounts?$top=1', { as: 'roleless-application' });
    expect(refused.error?.message).toBe(
      `SecLib::CheckPrivilegeForUser failed - no roles are assigned to user. Returned hr = -2147209463, User: ${String(reply.json['UserId'])}`,
    );
  });

  it('hears which privilege is missing for which table', async () => {
    const userId = await whoAmI('reader');
    const { error } = await host.send('tasks?$top=1', { as: 'reader' });
    expect(error?.message).toMatch(
      new RegExp(
        `^Principal user \\(Id=${userId}, type=8, roleCount=1, privilegeCount=7, accessMode=0\\), is missing prvReadActivity privilege \\(Id=[0-9a-f-]{36}\\) on OTC=4212 for entity 'task'\\. context\\.Caller=${userId}$`,
      ),
    );
  });

  it.each([
    [
      'GET',
      'accounts?$select=name&$expand=opportunity_customer_accounts($select=name)',
      'prvReadOpportunity',
    ],
    ['GET', 'opportunities/$count', 'prvReadOpportunity'],
    ['GET', 'opportunities?$apply=aggregate($count as n)', 'prvReadOpportunity'],
    ['GET', `RetrieveTotalRecordCount(EntityNames=["opportunity"])`, 'prvReadOpportunity'],
    ['POST', 'contacts', 'prvCreateContact'],
    ['POST', 'systemusers', 'prvCreateUser'],
  ])('%s %s needs its privilege', async (method, target, privilege) => {
    const body = method === 'POST' ? { lastname: 'Nobody' } : undefined;
    const { status, error } = await host.send(target, { method, as: 'reader', body });
    expect([status, error?.code]).toEqual([403, '0x80040220']);
    expect(error?.message).toContain(`is missing ${privilege} privilege`);
  });

  it('changes and deletes nothing with a role that reads', async () => {
    const id = await firstId('accounts', 'accountid');
    const send = async (method: string, target: string, body?: object) =>
      (await host.send(target, { method, as: 'reader', ...(body === undefined ? {} : { body }) })).error
        ?.message;
    expect(await send('PATCH', `accounts(${id})`, { name: 'Mine' })).toContain('prvWriteAccount');
    expect(await send('DELETE', `accounts(${id})`)).toContain('prvDeleteAccount');
    expect(await send('PUT', `accounts(${id})/name`, { value: 'Mine' })).toContain('prvWriteAccount');
    expect(await send('DELETE', `accounts(${id})/primarycontactid/$ref`)).toContain('prvWriteAccount');
    const root = 'https://contoso.test/api/data/v9.2/';
    const userId = await whoAmI('reader');
    const roleId = String(
      (await host.rows("roles?$filter=name eq 'System Administrator'&$select=roleid"))[0]?.['roleid'],
    );
    expect(
      await send('POST', `systemusers(${userId})/systemuserroles_association/$ref`, {
        '@odata.id': `${root}roles(${roleId})`,
      }),
    ).toContain('prvAssignRole');
    expect((await host.rows(`accounts?$filter=accountid eq ${id} and name ne 'Mine'`)).length).toBe(1);
  });
});

describe('depth', () => {
  const give = async (roleName: string): Promise<string> => {
    const userId = await whoAmI('roleless');
    const [role] = await host.rows(`roles?$filter=name eq '${roleName}'&$select=roleid`);
    const reply = await host.send(`systemusers(${userId})/systemuserroles_association/$ref`, {
      method: 'POST',
      body: { '@odata.id': `https://contoso.test/api/data/v9.2/roles(${String(role?.['roleid'])})` },
    });
    expect(reply.status).toBe(204);
    return userId;
  };

  it('of the user: own rows, made by itself, and no others', async () => {
    await give('Basic User');
    expect(await host.rows('accounts?$select=name', { as: 'roleless' })).toEqual([]);
    const made = await host.send('accounts', { method: 'POST', as: 'roleless', body: { name: 'My own' } });
    expect(made.status).toBe(204);
    const rows = await host.rows('accounts?$select=name', { as: 'roleless' });
    expect(rows.map((row) => row['name'])).toEqual(['My own']);
    const count = await host.send('accounts/$count', { as: 'roleless' });
    expect(count.text).toBe('\ufeff1');
  });

  it('refuses a row beyond it, which is not the same as a missing one', async () => {
    await give('Basic User');
    const id = await firstId('accounts', 'accountid');
    const refused = await host.send(`accounts(${id})`, { as: 'roleless' });
    expect([refused.status, refused.error?.code]).toEqual([403, '0x80048306']);
    expect(refused.error?.message).toMatch(/^SecLib::AccessCheckEx failed\. .*AccessRights: ReadAccess$/);
    const missing = await host.send('accounts(00000000-0000-0000-0000-000000000001)', { as: 'roleless' });
    expect(missing.status).toBe(404);
    const changed = await host.send(`accounts(${id})`, {
      method: 'PATCH',
      as: 'roleless',
      body: { name: 'Mine' },
    });
    expect(changed.error?.message).toContain('AccessRights: WriteAccess');
  });

  it('of the business unit, and of the units below it', async () => {
    const every = Number(
      (await host.send('contacts?$count=true&$top=1&$filter=statecode eq 0')).json['@odata.count'],
    );
    const counted = async () =>
      Number(
        (await host.send('contacts?$count=true&$top=1&$filter=statecode eq 0', { as: 'roleless' })).json[
          '@odata.count'
        ],
      );
    await give('Salesperson');
    const unit = await counted();
    expect(unit).toBeGreaterThan(0);
    expect(unit).toBeLessThan(every);
    await give('Sales Manager');
    expect(await counted()).toBe(every);
  });

  it('tells the rights of a user to a row', async () => {
    const userId = await give('Service Reader');
    const target = `{"@odata.id":"accounts(${await firstId('accounts', 'accountid')})"}`;
    const access = async (user: string) =>
      (
        await host.send(
          `systemusers(${user})/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t=${encodeURIComponent(target)}`,
        )
      ).json['AccessRights'];
    expect(await access(userId)).toBe('ReadAccess');
    const admin = String((await host.send('WhoAmI')).json['UserId']);
    expect(await access(admin)).toBe(
      'ReadAccess, WriteAccess, AppendAccess, AppendToAccess, CreateAccess, DeleteAccess, ShareAccess, AssignAccess',
    );
  });
});
