import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now } from './support/people';
import { WebApiHost } from './support/host';
import type { JsonObject } from './support/host';

const real = path.join(
  process.cwd(),
  '..',
  'shared',
  'data',
  'metadata',
  'bcgov-lcrb-carla-dynamics-metadata-2020-11-16.xml',
);

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

/** Query functions with their parameters, as `$metadata` declares them. */
function declared(xml: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, name = '', inner = ''] of xml.matchAll(/<Function Name="(\w+)"[^>]*>(.*?)<\/Function>/gs)) {
    const parameters = [...inner.matchAll(/<Parameter Name="(\w+)" Type="([^"]+)"/g)].map(
      ([, parameter, type]) => `${parameter}: ${type}`,
    );
    if (parameters[0] === 'PropertyName: Edm.String') found.set(name, parameters);
  }
  return found;
}

const call = (name: string, ...parameters: readonly string[]): string =>
  `Microsoft.Dynamics.CRM.${name}(${parameters.join(',')})`;

const found = (set: string, filter: string): Promise<JsonObject[]> =>
  host.rows(`${set}?$filter=${encodeURIComponent(filter)}`);

describe('the query functions', () => {
  it.skipIf(!existsSync(real))(
    'are those of a real organisation (skipped where ../shared/data is absent)',
    async () => {
      const here = declared((await host.send('$metadata')).text);
      const there = declared(readFileSync(real, 'utf8'));
      expect(there.size).toBe(69);
      for (const [name, parameters] of there) expect(here.get(name), name).toEqual(parameters);
      // Nor does the sandbox know one that the organisation does not have.
      expect([...here.keys()].filter((name) => !there.has(name))).toEqual([]);
    },
  );

  it('name the same days, months, years and quarters', async () => {
    const all = await host.rows('accounts?$select=createdon');
    const year = new Date(now).getUTCFullYear();
    const month = new Date(now).toISOString().slice(0, 7);
    const quarter = Math.floor(new Date(now).getUTCMonth() / 3);
    const quarterOf = (row: JsonObject): number =>
      Math.floor((Number(String(row['createdon']).slice(5, 7)) - 1) / 3);
    const inYear = (row: JsonObject, wanted: number): boolean =>
      String(row['createdon']).startsWith(`${wanted}-`);
    const counted = async (condition: string): Promise<number> => (await found('accounts', condition)).length;
    const property = "PropertyName='createdon'";
    expect(await counted(call('ThisYear', property))).toBe(all.filter((row) => inYear(row, year)).length);
    expect(await counted(call('InFiscalYear', property, `PropertyValue=${year - 1}`))).toBe(
      all.filter((row) => inYear(row, year - 1)).length,
    );
    expect(await counted(call('ThisMonth', property))).toBe(
      all.filter((row) => String(row['createdon']).startsWith(month)).length,
    );
    for (const number of [1, 2, 3, 4]) {
      expect(await counted(call('InFiscalPeriod', property, `PropertyValue=${number}`))).toBe(
        all.filter((row) => quarterOf(row) === number - 1).length,
      );
    }
    expect(
      await counted(
        call('InFiscalPeriodAndYear', property, `PropertyValue1=${quarter + 1}`, `PropertyValue2=${year}`),
      ),
    ).toBe(await counted(call('ThisFiscalPeriod', property)));
    const sides = [
      await counted(
        call('InOrBeforeFiscalPeriodAndYear', property, 'PropertyValue1=4', `PropertyValue2=${year - 1}`),
      ),
      await counted(
        call('InOrAfterFiscalPeriodAndYear', property, 'PropertyValue1=1', `PropertyValue2=${year}`),
      ),
    ];
    expect(sides.reduce((sum, side) => sum + side)).toBe(all.length);
    expect(Math.max(...sides)).toBeGreaterThan(0);
  });

  it('compare a column of days with a day', async () => {
    const [contact] = await host.rows('contacts?$select=birthdate&$filter=birthdate ne null&$top=1');
    const birthdate = String(contact?.['birthdate']);
    const on = await found(
      'contacts',
      call('On', "PropertyName='birthdate'", `PropertyValue='${birthdate}'`),
    );
    expect(on.map((row) => row['birthdate'])).toContain(birthdate);
    expect(new Set(on.map((row) => row['birthdate'])).size).toBe(1);
    const from = await found(
      'contacts',
      call('OnOrAfter', "PropertyName='birthdate'", `PropertyValue='${birthdate}'`),
    );
    expect(from.every((row) => String(row['birthdate']) >= birthdate)).toBe(true);
    expect(from.length).toBeGreaterThanOrEqual(on.length);
  });

  it('know days before 1970', async () => {
    const early = (await host.rows('contacts?$select=birthdate&$filter=birthdate lt 1970-01-01')).length;
    const older = call('OlderThanXYears', "PropertyName='birthdate'", 'PropertyValue=57');
    expect((await found('contacts', older)).length).toBeGreaterThan(0);
    expect((await found('contacts', older)).length).toBeLessThanOrEqual(early);
  });

  it('walk a hierarchy up and down', async () => {
    const [child] = await host.rows('accounts?$filter=_parentaccountid_value ne null&$top=1');
    const parent = String(child?.['_parentaccountid_value']);
    const id = String(child?.['accountid']);
    const ids = async (name: string, of: string): Promise<unknown[]> =>
      (await found('accounts', call(name, "PropertyName='accountid'", `PropertyValue='${of}'`))).map(
        (row) => row['accountid'],
      );
    expect(await ids('Under', parent)).toContain(id);
    expect(await ids('Under', parent)).not.toContain(parent);
    expect(await ids('UnderOrEqual', parent)).toContain(parent);
    expect(await ids('Above', id)).toContain(parent);
    expect(await ids('Above', id)).not.toContain(id);
    expect(await ids('AboveOrEqual', id)).toContain(id);
    const all = (await host.rows('accounts?$select=accountid')).length;
    expect((await ids('NotUnder', parent)).length + (await ids('Under', parent)).length).toBe(all);
  });

  it('know who asks', async () => {
    const { UserId } = (await host.send('WhoAmI')).json;
    const count = async (name: string, column: string): Promise<number> =>
      (await found('systemusers', call(name, `PropertyName='${column}'`))).length;
    const all = (await host.rows('systemusers?$select=fullname')).length;
    expect(await count('EqualUserId', 'systemuserid')).toBe(1);
    expect(await count('NotEqualUserId', 'systemuserid')).toBe(all - 1);
    const [me] = await found('systemusers', call('EqualUserOrUserHierarchy', "PropertyName='systemuserid'"));
    expect(me?.['systemuserid']).toBe(UserId);
    const mine = await found('accounts', call('EqualUserOrUserTeams', "PropertyName='ownerid'"));
    const owned = await found('accounts', call('EqualUserId', "PropertyName='ownerid'"));
    const teams = await found('accounts', call('EqualUserTeams', "PropertyName='ownerid'"));
    expect(mine).toHaveLength(owned.length + teams.length);
  });

  it('reach further than the calendar does', async () => {
    const all = (await host.rows('accounts?$select=name')).length;
    const far = 'PropertyValue=99999999999';
    expect(await found('accounts', call('LastXYears', "PropertyName='createdon'", far))).toHaveLength(all);
    expect(await found('accounts', call('OlderThanXDays', "PropertyName='createdon'", far))).toEqual([]);
  });

  it('are called with their own parameters, on columns that fit', async () => {
    for (const filter of [
      call('Today'),
      call('Today', "PropertyName='createdon'", "PropertyValue='x'"),
      call('NotUserId', "PropertyName='ownerid'"),
      call('Today', "PropertyName='name'"),
      call('Under', "PropertyName='contactid'", "PropertyValue='x'"),
      call('LastXDays', "PropertyName='createdon'", 'PropertyValue=0'),
      call('InFiscalYear', "PropertyName='createdon'", 'PropertyValue=999999999'),
      call('OnOrAfter', "PropertyName='name'", "PropertyValue='2024-01-01'"),
      call('Contains', "PropertyName='revenue'", "PropertyValue='1'"),
    ]) {
      const reply = await host.send(`accounts?$filter=${filter}`);
      expect(reply.status, filter).toBe(400);
    }
  });
});
