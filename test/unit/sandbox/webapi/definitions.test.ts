// Definitions of tables, columns, choices and relationships, as "Query table definitions using the Web API" has them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../sandbox/webapi/schema';
import { root, WebApiHost } from './support/host';

let host: WebApiHost;
beforeAll(async () => {
  host = await WebApiHost.start(10);
});
afterAll(() => host.stop());

const account = "EntityDefinitions(LogicalName='account')";
const crm = 'Microsoft.Dynamics.CRM';
const names = (rows: readonly Record<string, unknown>[]): unknown[] =>
  rows.map((row) => row['LogicalName'] ?? row['SchemaName'] ?? row['Name']);

describe('tables', () => {
  it('are listed, each with a MetadataId of its own', async () => {
    const rows = await host.rows('EntityDefinitions?$select=LogicalName,EntitySetName');
    expect(names(rows)).toEqual([...schema.sets.values()].map((table) => table.logicalName));
    expect(new Set(rows.map((row) => row['MetadataId'])).size).toBe(rows.length);
    expect(rows[0]).toEqual({
      LogicalName: 'account',
      EntitySetName: 'accounts',
      MetadataId: '70816501-edb9-4740-a16c-6a5efbc05d84',
    });
  });

  it('are found by name and by id, with every property where none is selected', async () => {
    const { json } = await host.send(account);
    const byId = await host.send('EntityDefinitions(70816501-edb9-4740-a16c-6a5efbc05d84)');
    expect(byId.json).toEqual(json);
    expect(json).toMatchObject({
      '@odata.context': `${root}$metadata#EntityDefinitions/$entity`,
      LogicalName: 'account',
      SchemaName: 'Account',
      ObjectTypeCode: 1,
      OwnershipType: 'UserOwned',
      PrimaryIdAttribute: 'accountid',
      PrimaryNameAttribute: 'name',
      IsCustomizable: { Value: true, CanBeChanged: true, ManagedPropertyLogicalName: 'iscustomizable' },
      HasChanged: null,
    });
    expect(Object.keys(json)).not.toContain('Attributes');
  });

  it('are filtered by text, enumeration, managed property and truth', async () => {
    const some = async (filter: string): Promise<unknown[]> =>
      names(await host.rows(`EntityDefinitions?$select=LogicalName&$filter=${filter}`));
    expect(await some("LogicalName eq 'lead'")).toEqual(['lead']);
    expect(await some(`OwnershipType eq ${crm}.OwnershipTypes'BusinessOwned'`)).toEqual([
      'businessunit',
      'role',
      'systemuser',
      'team',
    ]);
    expect(await some('IsActivity eq true and not (ObjectTypeCode lt 4210)')).toEqual(['phonecall', 'task']);
    expect(await some('CanCreateCharts/Value eq false')).toEqual([]);
    expect(await some('IsCustomEntity')).toEqual(['new_meterreading', 'new_sensorevent']);
    expect(await some("LogicalName eq @name&@name='task'")).toEqual(['task']);
  });

  it('are counted on request', async () => {
    const { json } = await host.send(
      'EntityDefinitions?$select=LogicalName&$count=true&$filter=IsActivity eq true',
    );
    expect(json['@odata.count']).toBe((json.value as unknown[]).length);
  });

  it('come with their columns in one request', async () => {
    const { json } = await host.send(
      `${account}?$select=LogicalName&$expand=Attributes($select=LogicalName;$filter=AttributeType eq ${crm}.AttributeTypeCode'State')`,
    );
    expect(json['Attributes@odata.context']).toContain('/Attributes(LogicalName)');
    expect(json['Attributes']).toEqual([
      {
        '@odata.type': `#${crm}.StateAttributeMetadata`,
        LogicalName: 'statecode',
        MetadataId: expect.any(String) as string,
      },
    ]);
  });

  it('give single properties', async () => {
    expect((await host.send(`${account}/EntitySetName`)).json).toEqual({
      '@odata.context': `${root}$metadata#EntityDefinitions('account')/EntitySetName`,
      value: 'accounts',
    });
    expect((await host.send(`${account}/DisplayName`)).json).toMatchObject({
      UserLocalizedLabel: { Label: 'Account', LanguageCode: 1033 },
    });
  });
});

describe('columns', () => {
  it('have the type, the level and the labels that describe them', async () => {
    const column = async (name: string): Promise<Record<string, unknown>> =>
      (await host.send(`${account}/Attributes(LogicalName='${name}')`)).json;
    expect(await column('name')).toMatchObject({
      '@odata.type': `#${crm}.StringAttributeMetadata`,
      AttributeType: 'String',
      AttributeTypeName: { Value: 'StringType' },
      MaxLength: 160,
      IsPrimaryName: true,
      RequiredLevel: { Value: 'ApplicationRequired' },
      DisplayName: { UserLocalizedLabel: { Label: 'Account Name' } },
    });
    expect(await column('numberofemployees')).toMatchObject({
      AttributeType: 'Integer',
      SchemaName: 'NumberOfEmployees',
      DisplayName: { UserLocalizedLabel: { Label: 'Number of Employees' } },
    });
    expect(await column('address1_city')).toMatchObject({
      DisplayName: { UserLocalizedLabel: { Label: 'Address 1: City' } },
    });
    expect(await column('createdon')).toMatchObject({ IsValidForCreate: false, IsValidForUpdate: false });
    expect(await column('primarycontactidname')).toMatchObject({ AttributeOf: 'primarycontactid' });
  });

  it('of a table are those of its type in $metadata', async () => {
    for (const table of schema.sets.values()) {
      const rows = await host.rows(
        `EntityDefinitions(LogicalName='${table.logicalName}')/Attributes?$select=LogicalName&$filter=AttributeOf eq null`,
      );
      const kept = [...table.columns.values()].filter(({ kind }) => kind !== 'binary');
      expect(names(rows), table.logicalName).toEqual(kept.map((column) => column.logicalName));
    }
  });

  it('are cast to the types that know more', async () => {
    const cast = async (type: string, query: string): Promise<Record<string, unknown>[]> =>
      await host.rows(`${account}/Attributes/${crm}.${type}AttributeMetadata?${query}`);
    expect(await cast('Money', '$select=LogicalName,Precision')).toContainEqual({
      LogicalName: 'revenue',
      Precision: 4,
      MetadataId: expect.any(String) as string,
    });
    const lookups = await cast('Lookup', '$select=LogicalName,Targets');
    const targets = new Map(lookups.map((row) => [row['LogicalName'], row['Targets']]));
    expect(targets.get('primarycontactid')).toEqual(['contact']);
    expect(targets.get('ownerid')).toEqual(['systemuser', 'team']);
    const flags = await cast(
      'Boolean',
      '$select=LogicalName&$expand=OptionSet($select=TrueOption,FalseOption)',
    );
    expect(flags.find((row) => row['LogicalName'] === 'donotphone')).toMatchObject({
      OptionSet: {
        TrueOption: { Value: 1, Label: { UserLocalizedLabel: { Label: 'Do Not Allow' } } },
        FalseOption: { Value: 0, Label: { UserLocalizedLabel: { Label: 'Allow' } } },
      },
    });
    const [status] = await cast('Status', '$expand=OptionSet');
    expect(status).toMatchObject({
      OptionSet: {
        Options: [
          { Value: 1, State: 0 },
          { Value: 2, State: 1 },
        ],
        OptionSetType: 'Status',
      },
    });
    const several = await host.rows(
      `EntityDefinitions(LogicalName='contact')/Attributes/${crm}.MultiSelectPicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options)`,
    );
    expect(names(several)).toEqual(['sample_outdooractivities']);
  });

  it('with a global choice show it as such', async () => {
    const { json } = await host.send(
      `EntityDefinitions(LogicalName='lead')/Attributes(LogicalName='need')/${crm}.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet,GlobalOptionSet($select=Name)`,
    );
    expect(json).toMatchObject({ OptionSet: null, GlobalOptionSet: { Name: 'need' } });
    const global = await host.send("GlobalOptionSetDefinitions(Name='need')");
    expect(global.json).toMatchObject({
      '@odata.type': `#${crm}.OptionSetMetadata`,
      IsGlobal: true,
      MetadataId: (json['GlobalOptionSet'] as Record<string, unknown>)['MetadataId'],
    });
    expect(names(await host.rows('GlobalOptionSetDefinitions'))).toContain('budgetstatus');
  });
});

describe('relationships', () => {
  it('are found from both tables and by name', async () => {
    const many = await host.rows(`${account}/OneToManyRelationships?$select=SchemaName,ReferencingEntity`);
    expect(many).toContainEqual(
      expect.objectContaining({ SchemaName: 'contact_customer_accounts', ReferencingEntity: 'contact' }),
    );
    const one = await host.rows("EntityDefinitions(LogicalName='contact')/ManyToOneRelationships");
    expect(one.find((row) => row['SchemaName'] === 'contact_customer_accounts')).toMatchObject({
      ReferencedEntity: 'account',
      ReferencingAttribute: 'parentcustomerid',
      ReferencedEntityNavigationPropertyName: 'contact_customer_accounts',
      ReferencingEntityNavigationPropertyName: 'parentcustomerid_account',
    });
    const tie = await host.send("RelationshipDefinitions(SchemaName='opportunitycompetitors_association')");
    expect(tie.json).toMatchObject({
      '@odata.type': `#${crm}.ManyToManyRelationshipMetadata`,
      Entity1LogicalName: 'opportunity',
      Entity2LogicalName: 'competitor',
      IntersectEntityName: 'opportunitycompetitors',
    });
    const lookup = await host.send(
      `RelationshipDefinitions(SchemaName='account_primary_contact')/${crm}.OneToManyRelationshipMetadata/Lookup?$select=LogicalName,Targets`,
    );
    expect(lookup.json).toMatchObject({ LogicalName: 'primarycontactid', Targets: ['contact'] });
    const keys = await host.rows(`${account}/Keys?$select=SchemaName,KeyAttributes`);
    expect(keys.map((row) => row['KeyAttributes'])).toEqual([['accountnumber'], ['primarycontactid']]);
  });

  it('are filtered by what their own kind has', async () => {
    const rows = await host.rows(
      `RelationshipDefinitions/${crm}.OneToManyRelationshipMetadata?$select=SchemaName&$filter=ReferencedEntity eq 'competitor'`,
    );
    expect(names(rows)).toContain('competitor_opportunity_activities');
    const refused = await host.send("RelationshipDefinitions?$filter=ReferencedEntity eq 'competitor'");
    expect(refused.error?.message).toBe(
      `Could not find a property named 'ReferencedEntity' on type '${crm}.RelationshipMetadataBase'.`,
    );
  });
});

describe('what definitions do not do', () => {
  it.each([
    [
      'EntityDefinitions?$orderby=LogicalName',
      400,
      '0x80060888',
      'The query parameter $orderby is not supported',
    ],
    ['EntityDefinitions?$top=3', 400, '0x80060888', 'The query parameter $top is not supported'],
    [
      "EntityDefinitions?$filter=startswith(LogicalName,'new_')",
      501,
      '0x8006088a',
      'The "startswith" function isn\'t supported for Metadata Entities.',
    ],
    [
      "GlobalOptionSetDefinitions(Name='need')?$expand=Options",
      400,
      '0x80060888',
      `Could not find a property named 'Options' on type '${crm}.OptionSetMetadataBase'.`,
    ],
    [
      `${account}/Attributes?$select=LogicalName,Targets`,
      400,
      '0x80060888',
      `Could not find a property named 'Targets' on type '${crm}.AttributeMetadata'.`,
    ],
    [
      `${account}/Attributes?$filter=AttributeType eq 'Picklist'`,
      400,
      '0x80060888',
      `A binary operator with incompatible types was detected. Found operand types '${crm}.AttributeTypeCode' and 'Edm.String' for operator kind 'Equal'.`,
    ],
    [
      "EntityDefinitions(LogicalName='nothing')",
      404,
      '0x80040217',
      'Could not find an entity with specified name: nothing',
    ],
  ])('%s', async (target, status, code, message) => {
    const reply = await host.send(target);
    expect({ status: reply.status, ...reply.error }).toEqual({ status, code, message });
  });

  it('is to be changed, or to be read without any role', async () => {
    expect((await host.send('EntityDefinitions', { method: 'POST', body: {} })).status).toBe(405);
    expect((await host.send(account, { as: 'roleless' })).status).toBe(403);
    expect((await host.send(account, { as: 'reader' })).status).toBe(200);
  });
});
