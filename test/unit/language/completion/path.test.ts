import { describe, expect, it } from 'vitest';
import { accepted, labels, offered, type AcceptCase } from '../support/completionCases';

describe('behind a row', () => {
  it('offers what POST calls before what it adds to, and no columns', () => {
    const found = labels('POST accounts(1)/|');
    expect(found[0]).toBe('AddToQueue');
    expect(found).toContain('Account_Tasks');
    expect(found).not.toContain('name');
  });

  it('offers names with a dot alone where one is typed', () => {
    expect(labels('POST accounts(1)/Microsoft.Dynamics.CRM.|')).toEqual(['AddToQueue']);
    expect(labels('activitypointers(1)/Microsoft.|')).toEqual(['opportunityclose', 'task']);
  });
});

describe('the beginning of a request', () => {
  it('offers tables first, then methods, then functions; actions only behind POST', () => {
    const found = labels('|');
    expect(found.slice(0, 4)).toEqual(['accounts', 'contacts', 'leads', 'systemusers']);
    expect(found).toEqual(expect.arrayContaining(['GET', 'POST', 'WhoAmI', '$metadata', 'activitypointers']));
    expect(labels('GET |')).not.toContain('WinOpportunity');
    expect(labels('GET |')).not.toContain('POST');
    expect(labels('POST |')).toEqual(expect.arrayContaining(['WinOpportunity', 'accounts', '$batch']));
    expect(labels('POST |')).not.toContain('WhoAmI');
  });

  it('shows the label of a table and finds it by it', () => {
    const accounts = offered('|').find(({ label }) => label === 'accounts');
    expect(accounts).toMatchObject({ kind: 'entitySet', detail: 'Company', insertText: 'accounts' });
    expect(accounts?.filterText).toContain('Companies');
  });

  it('offers names that begin like a method', () => {
    expect(labels('Get|')).toEqual(expect.arrayContaining(['GET', 'RetrieveTotalRecordCount']));
    expect(labels('GET| accounts')).toEqual(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);
  });

  it('without a schema offers the methods and $metadata alone', () => {
    expect(labels('|', {})).toEqual(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', '$metadata']);
  });
});

const cases: readonly AcceptCase[] = [
  ['acc|', 'accounts', 'accounts|'],
  ['comp|', 'accounts', 'accounts|'],
  ['a|ccoun?$top=1', 'accounts', 'accounts|?$top=1'],
  ['/api/data/v9.2/|', 'accounts', '/api/data/v9.2/accounts|'],
  [
    'https://contoso.crm4.dynamics.com/api/data/v9.2/le|',
    'leads',
    'https://contoso.crm4.dynamics.com/api/data/v9.2/leads|',
  ],
  ['G|', 'GET', 'GET |'],
  ['|accounts', 'contacts', 'contacts|'],
  ['P|OST accounts', 'PATCH', 'PATCH| accounts'],
  ['who|', 'WhoAmI', 'WhoAmI(|)'],
  ['who|()', 'WhoAmI', 'WhoAmI|()'],
  ['POST win|', 'WinOpportunity', 'POST WinOpportunity|'],
  ['accounts(|', 'name', "accounts(name='|'"],
  ['accounts(|)', 'accountid', 'accounts(accountid=|00000000-0000-0000-0000-000000000000)'],
  ['accounts(na|=1)', 'name', 'accounts(name|=1)'],
  [
    'accounts(00000000-0000-0000-0000-000000000001)/prim|',
    'primarycontactid',
    'accounts(00000000-0000-0000-0000-000000000001)/primarycontactid|',
  ],
  ['accounts(1)/|', 'name', 'accounts(1)/name|'],
  ['accounts(1)/name/|', '$value', 'accounts(1)/name/$value|'],
  ['accounts(1)/Account_Tasks/|', '$count', 'accounts(1)/Account_Tasks/$count|'],
  ['accounts(1)/primarycontactid/$|', '$ref', 'accounts(1)/primarycontactid/$ref|'],
  ['activitypointers/ta|', 'task', 'activitypointers/Microsoft.Dynamics.CRM.task|'],
  ['activitypointers/Microsoft.Dynamics.CRM.t|', 'task', 'activitypointers/Microsoft.Dynamics.CRM.task|'],
  [
    'systemusers(1)/Retr|',
    'RetrievePrincipalAccess',
    "systemusers(1)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@p1)?@p1={'@odata.id':'|'}",
  ],
  ['POST accounts(1)/Add|', 'AddToQueue', 'POST accounts(1)/Microsoft.Dynamics.CRM.AddToQueue|'],
  ['RetrieveCurrentOrganization(|', 'AccessType', 'RetrieveCurrentOrganization(AccessType=|'],
  ["EntityDefinitions(LogicalName='acc|')", 'account', "EntityDefinitions(LogicalName='account|')"],
  ["EntityDefinitions(LogicalName='comp|')", 'account', "EntityDefinitions(LogicalName='account|')"],
  [
    "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='|')",
    'primarycontactid',
    "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='primarycontactid|')",
  ],
  [
    "EntityDefinitions(LogicalName='account')/Attributes/pick|",
    'PicklistAttributeMetadata',
    "EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata|",
  ],
];

describe('paths', () => {
  it.each(cases)('%s + %s', (marked, label, after) => {
    expect(accepted(marked, label)).toBe(after);
  });

  it('offers functions behind GET and actions behind POST', () => {
    expect(labels('POST accounts(1)/|')).toContain('AddToQueue');
    expect(labels('GET accounts(1)/|')).not.toContain('AddToQueue');
    expect(labels('GET tasks/|')).toContain('RetrieveUnpublishedMultiple');
  });

  it('offers nothing behind $count and in comments', () => {
    expect(labels('accounts/$count/|')).toEqual([]);
    expect(labels('accounts // a|')).toEqual([]);
    expect(labels('# note a|\naccounts')).toEqual([]);
  });

  it('offers the parameters that are not given yet', () => {
    expect(labels('RetrieveTotalRecordCount(|)')).toEqual(['EntityNames', '@p1']);
  });
});
