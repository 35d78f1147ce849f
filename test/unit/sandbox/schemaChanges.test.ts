// The sandbox's schema made larger at its start, and changed while it runs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../sandbox/webapi/schema';
import { GrowingSchema } from '../../sandbox/webapi/schema/growing';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { RawClient } from '../../support/sandboxHttp';

describe('a schema with more tables', () => {
  const { current } = new GrowingSchema(100);

  it('has copies of the platform’s tables under other prefixes', () => {
    expect(current.tables.size).toBe(schema.tables.size + 100);
    expect(current.sets.get('fab_accounts')).toMatchObject({
      logicalName: 'fab_account',
      primaryKey: 'fab_accountid',
      custom: true,
    });
    const prefixes = new Set([...current.tables.keys()].map((name) => name.split('_')[0]));
    expect([...prefixes]).toEqual(expect.arrayContaining(['fab', 'lit', 'trey']));
  });

  it('relates a copy to what its original is related to, and to itself', () => {
    const copy = current.tables.get('fab_account');
    expect(copy?.navigations.get('primarycontactid')).toMatchObject({ target: 'contact' });
    expect(copy?.navigations.get('parentaccountid')).toMatchObject({
      target: 'fab_account',
      partner: 'fab_account_parent_account',
    });
    expect(current.tables.get('contact')?.navigations.get('fab_account_primary_contact')).toMatchObject({
      kind: 'collection',
      target: 'fab_account',
    });
  });
});

describe('a schema that grows', () => {
  it('is another one with every change, and has a later time stamp', () => {
    const growing = new GrowingSchema();
    const { version } = growing;
    growing.addColumn('account', { logicalName: 'new_colour', kind: 'text' });
    expect(growing.current.tables.get('account')?.columns.has('new_colour')).toBe(true);
    expect(schema.tables.get('account')?.columns.has('new_colour')).toBe(false);
    expect(Number(growing.version)).toBeGreaterThan(Number(version));
    const changed = growing.version;
    growing.reset();
    expect(growing.current.tables.get('account')?.columns.has('new_colour')).toBe(false);
    expect(Number(growing.version)).toBeGreaterThan(Number(changed));
  });

  it('takes no column that is there, and none for a table that is not', () => {
    const growing = new GrowingSchema();
    expect(() => growing.addColumn('account', { logicalName: 'name', kind: 'text' })).toThrow(
      'account has a column name.',
    );
    for (const table of ['nothing', 'activitypointer']) {
      expect(() => growing.addColumn(table, { logicalName: 'new_x', kind: 'text' })).toThrow(
        `There is no table ${table} to add a column to.`,
      );
    }
  });
});

describe('a running sandbox', () => {
  let sandbox: Sandbox;
  let token = '';
  beforeAll(async () => {
    sandbox = await startSandbox({ rows: 1, extraTables: 60 });
    token = (await sandbox.control.mintToken()).accessToken;
  });
  afterAll(() => sandbox.stop());

  async function ask(target: string) {
    const http = new RawClient(sandbox.ca);
    const url = `${sandbox.environmentUrl}/api/data/v9.2/${target}`;
    return await http.get(url, { authorization: `Bearer ${token}` });
  }

  const stamp = async (): Promise<unknown> => (await ask('RetrieveTimestamp()')).json()['Timestamp'];

  it('answers its further tables, which are empty', async () => {
    expect((await ask('fab_accounts?$select=name')).json()).toMatchObject({ value: [] });
    expect((await ask('$metadata')).text.includes('<EntitySet Name="lit_accounts"')).toBe(true);
  });

  it('shows a column that was ordered everywhere, and forgets it on reset', async () => {
    const before = await stamp();
    await sandbox.control.addColumn({
      table: 'account',
      logicalName: 'new_colour',
      kind: 'choice',
      label: 'Favourite colour',
      choices: [{ value: 1, label: 'Green' }],
    });
    const after = await stamp();
    expect(after).not.toBe(before);
    const document = (await ask('$metadata')).text;
    expect(document.includes('<Property Name="new_colour" Type="Edm.Int32" />')).toBe(true);
    const rows = await ask('accounts?$select=name,new_colour&$top=1&$filter=new_colour eq null');
    expect(rows.json()).toMatchObject({ value: [{ new_colour: null }] });
    const column = await ask(
      "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='new_colour')/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=DisplayName&$expand=OptionSet($select=Options)",
    );
    expect(column.json()).toMatchObject({
      DisplayName: { UserLocalizedLabel: { Label: 'Favourite colour' } },
      OptionSet: { Options: [{ Value: 1, Label: { UserLocalizedLabel: { Label: 'Green' } } }] },
    });
    await sandbox.control.reset();
    expect((await ask('accounts?$select=new_colour')).status).toBe(400);
    expect(await stamp()).not.toBe(after);
  });

  it('refuses an order that it cannot carry out', async () => {
    const order = { table: 'account', logicalName: 'name', kind: 'text' } as const;
    await expect(sandbox.control.addColumn(order)).rejects.toThrow('logicalName has the wrong type');
    const known = { ...order, table: 'new_meterreading', logicalName: 'new_name' };
    await expect(sandbox.control.addColumn(known)).rejects.toThrow('new_meterreading has a column new_name');
  });
});
