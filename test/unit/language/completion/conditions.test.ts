import { describe, expect, it } from 'vitest';
import { accepted, known, labels, offered, type AcceptCase } from '../support/completionCases';

const where = 'accounts?$filter=';

const cases: readonly AcceptCase[] = [
  ['|', 'name', 'name |'],
  ['na| eq 1', 'name', 'name| eq 1'],
  ['(|)', 'name', '(name |)'],
  ['primary|', 'primarycontactid', 'primarycontactid/|'],
  ['primarycontactid/|', 'fullname', 'primarycontactid/fullname |'],
  ['Acc|', 'Account_Tasks', 'Account_Tasks/|'],
  ['Account_Tasks/|', 'any', 'Account_Tasks/any(t:t/|)'],
  ['Account_Tasks/any(|)', 't', 'Account_Tasks/any(t:t/|)'],
  ['Account_Tasks/any(o:|', 'o', 'Account_Tasks/any(o:o/|'],
  ['Account_Tasks/any(o:o/s|', 'statecode', 'Account_Tasks/any(o:o/statecode |'],
  ['Account_Tasks/any(o:o/statecode eq 0 |', 'and', 'Account_Tasks/any(o:o/statecode eq 0 and |'],
  [
    'contact_customer_accounts/any(c:c/acc|',
    'account_primary_contact',
    'contact_customer_accounts/any(c:c/account_primary_contact/|',
  ],
  [
    'contact_customer_accounts/any(c:c/account_primary_contact/|',
    'any',
    'contact_customer_accounts/any(c:c/account_primary_contact/any(a:a/|)',
  ],
  ['name |', 'eq', 'name eq |'],
  ['name e|', 'ne', 'name ne |'],
  ['name |and revenue gt 1', 'eq', 'name eq |and revenue gt 1'],
  ['|revenue gt 1', 'statecode', 'statecode| gt 1'],
  ["contains(name,'x')|", 'and', "contains(name,'x') and |"],
  ['name ne null a|', 'and', 'name ne null and |'],
  ['con|', 'contains', "contains(|,'')"],
  ['con|(name)', 'contains', 'contains|(name)'],
  ['contains(|)', 'name', 'contains(name|)'],
  ['contains(name,|)', "'…'", "contains(name,'|')"],
  ['not |', 'contains', "not contains(|,'')"],
  ['Last|', 'LastXDays', "Microsoft.Dynamics.CRM.LastXDays(PropertyName='|',PropertyValue=1)"],
  [
    'Microsoft.Dynamics.CRM.La|',
    'LastXDays',
    "Microsoft.Dynamics.CRM.LastXDays(PropertyName='|',PropertyValue=1)",
  ],
  ['betw|', 'Between', `Microsoft.Dynamics.CRM.Between(PropertyName='|',PropertyValues=["",""])`],
  [
    "Microsoft.Dynamics.CRM.LastXDays(PropertyName='|',PropertyValue=3)",
    'createdon',
    "Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon|',PropertyValue=3)",
  ],
  [
    "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='own|')",
    'ownerid',
    "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid|')",
  ],
  ['Microsoft.Dynamics.CRM.In(PropertyName=|)', 'name', "Microsoft.Dynamics.CRM.In(PropertyName='name'|)"],
  [
    "Microsoft.Dynamics.CRM.In(PropertyName='name',|)",
    'PropertyValues',
    `Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=["|"])`,
  ],
  [
    `Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=["|"])`,
    'Inactive',
    `Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=["1|"])`,
  ],
  [
    `Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=[|])`,
    'Inactive',
    `Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=["1"|])`,
  ],
];

describe('conditions', () => {
  it.each(cases)('%s + %s', (marked, label, after) => {
    expect(accepted(where + marked, label)).toBe(where + after);
  });

  it('offers operators that fit the column', () => {
    expect(labels(`${where}revenue |`)).toEqual(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'ne null', 'eq null']);
    expect(labels(`${where}creditonhold |`)).toEqual(['eq', 'ne', 'ne null', 'eq null']);
    expect(labels(`${where}_ownerid_value |`)).toEqual(['eq', 'ne', 'ne null', 'eq null']);
    expect(labels(`${where}(name eq 1 or name eq 2) |`)).toEqual(['and', 'or']);
    expect(labels(`${where}Account_Tasks/any(o:o/statecode eq 0) |`)).toEqual(['and', 'or']);
    expect(labels(`${where}contains(name,'x') |`)).toEqual(['and', 'or']);
    expect(labels(`${where}contains(name |`)).toEqual([]);
  });

  it('offers functions where they can stand, and query functions for columns that the table has', () => {
    expect(labels(where + '|')).toEqual(
      expect.arrayContaining(['contains', 'startswith', 'endswith', 'LastXDays', 'In']),
    );
    expect(labels('leads?$filter=|')).not.toContain('LastXDays');
    expect(labels(`${where}contains(|)`)).not.toContain('contains');
    expect(labels(`${where}contains(|)`)).not.toContain('revenue');
    expect(labels(`${where}Microsoft.Dynamics.CRM.LastXDays(PropertyName='|')`)).toEqual(['createdon']);
  });

  it('behind "not" offers functions on text first, and no query functions', () => {
    expect(labels(`${where}not |`).slice(0, 3)).toEqual(['contains', 'name', 'accountid']);
    expect(labels(`${where}not |`)).not.toContain('LastXDays');
  });

  it('keeps to what Dataverse can do behind a lookup', () => {
    expect(labels(`${where}primarycontactid/|`)).toContain('parentcustomerid_account');
    expect(labels(`${where}primarycontactid/|`)).not.toContain('account_primary_contact');
    expect(labels('accounts?$orderby=|')).not.toContain('Account_Tasks');
    expect(labels('accounts?$orderby=Account_Tasks/|')).toEqual([]);
  });

  it('in a lambda offers its variables first, inner ones before outer ones', () => {
    const inner = labels(`${where}contact_customer_accounts/any(c:c/account_primary_contact/any(a:|))`);
    expect(inner.slice(0, 2)).toEqual(['a', 'c']);
    expect(inner).toContain('contains');
    expect(labels(`${where}contact_customer_accounts/any(o:o/account_primary_contact/any(|))`)).toEqual([
      'a',
      'p',
    ]);
  });
});

const values: readonly AcceptCase[] = [
  ['statecode eq |', 'Active', 'statecode eq 0|'],
  ['statecode eq act|', 'Active', 'statecode eq 0|'],
  ['statecode eq 1|', 'Inactive', 'statecode eq 1|'],
  ['creditonhold eq |', 'Yes', 'creditonhold eq true|'],
  ['name eq |', "'…'", "name eq '|'"],
  [
    '_ownerid_value eq |',
    '00000000-0000-0000-0000-000000000000',
    '_ownerid_value eq |00000000-0000-0000-0000-000000000000',
  ],
  ['revenue ne |', 'null', 'revenue ne null|'],
  ['createdon ge |', 'Today', 'createdon ge 2026-11-21T00:00:00Z|'],
  ['createdon ge 2026-11-|01', 'Start of this month', 'createdon ge 2026-11-01T00:00:00Z|'],
  ['createdon ge 2026-11-01T00:|', 'Start of this month', 'createdon ge 2026-11-01T00:00:00Z|'],
  ['createdon ge |', '{{$now -7 d}}', 'createdon ge {{$now -7 d}}|'],
  ['createdon ge mon|', 'Start of last month', 'createdon ge 2026-10-01T00:00:00Z|'],
  ['numberofemployees gt |', 'statuscode', 'numberofemployees gt statuscode|'],
  ['name eq @|', '@p1', 'name eq @p1|'],
];

describe('values', () => {
  it.each(values)('%s + %s', (marked, label, after) => {
    expect(accepted(where + marked, label)).toBe(where + after);
  });

  it('offers choices by label, first of all, with their numbers', () => {
    expect(labels(`${where}statecode eq |`).slice(0, 2)).toEqual(['Active', 'Inactive']);
    expect(offered(`${where}statecode eq |`)[1]).toMatchObject({
      kind: 'choice',
      detail: '1',
      documentation: String.raw`No \*longer\* used`,
    });
  });

  it('offers null only where something can be equal to it', () => {
    expect(labels(`${where}revenue eq |`)).toContain('null');
    expect(labels(`${where}revenue gt |`)).not.toContain('null');
  });

  it('offers dates of the day, and dates alone for a column without a time', () => {
    expect(offered('contacts?$filter=birthdate eq |')[0]).toMatchObject({
      label: 'Today',
      insertText: '2026-11-21',
    });
    expect(labels('contacts?$filter=birthdate eq |')).not.toContain('{{$now}}');
    const { schema } = known;
    expect(labels(`${where}createdon ge |`, schema ? { schema } : {})).toContain('{{$now}}');
  });

  it('offers variables of the file where their values fit', () => {
    const file = '@id = 39dd0b31-ed8b-e511-80d2-00155d2a68d4\n@who = Contoso\n';
    expect(accepted(`${file}${where}_ownerid_value eq |`, '{{id}}')).toBe(
      `${file}${where}_ownerid_value eq {{id}}|`,
    );
    expect(labels(`${file}${where}_ownerid_value eq |`)).not.toContain('{{who}}');
    expect(accepted(`${file}${where}name eq |`, '{{who}}')).toBe(`${file}${where}name eq '{{who}}'|`);
    expect(accepted(`${file}accounts(|)`, '{{id}}')).toBe(`${file}accounts({{id}}|)`);
  });

  it('offers columns of the same type behind the values', () => {
    const found = labels('contacts?$filter=fullname eq |');
    expect(found).toContain('lastname');
    expect(found).not.toContain('contactid');
    expect(found.indexOf('lastname')).toBeGreaterThan(found.indexOf("'…'"));
  });

  it('offers members of enumerations, with and without the quotes', () => {
    const definitions = 'EntityDefinitions?$filter=OwnershipType eq ';
    expect(accepted(`${definitions}|`, 'UserOwned')).toBe(
      `${definitions}Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'|`,
    );
    const written = `${definitions}Microsoft.Dynamics.CRM.OwnershipTypes'Us|'`;
    expect(accepted(written, 'UserOwned')).toBe(
      `${definitions}Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned|'`,
    );
  });

  it('offers lists, tables and rows behind the aliases of a function', () => {
    const count = 'RetrieveTotalRecordCount(EntityNames=@p1)?@p1=';
    expect(accepted(`${count}|`, '[…]')).toBe(`${count}['|']`);
    expect(accepted(`${count}['acc|']`, 'account')).toBe(`${count}['account|']`);
    const access = 'systemusers(1)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@p1)?@p1=';
    expect(accepted(`${access}{'@odata.id':'con|'}`, 'contacts')).toBe(
      `${access}{'@odata.id':'contacts(|00000000-0000-0000-0000-000000000000)'}`,
    );
  });

  it('offers names of columns where an alias names one', () => {
    const call = `${where}Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1=`;
    expect(accepted(`${call}|`, 'name')).toBe(`${call}'name'|`);
    expect(accepted(`${call}'|'`, 'name')).toBe(`${call}'name|'`);
  });
});

describe('what cannot be meant', () => {
  it('offers no column behind the qualifier of a query function', () => {
    const kinds = (marked: string) => new Set(offered(where + marked).map(({ kind }) => kind));
    expect(kinds('Microsoft.Dynamics.CRM.|')).toEqual(new Set(['function', 'alias']));
    expect(kinds('statecode eq 0 and Microsoft.|')).toEqual(new Set(['function', 'alias']));
    expect(kinds('primarycontactid/Microsoft.Dynamics.CRM.|')).not.toContain('column');
    expect(labels(`${where}not Microsoft.Dynamics.CRM.|`)).toEqual(['@p1']);
  });

  it('does not offer to compare a column with itself', () => {
    expect(labels(`${where}createdon eq |`)).not.toContain('createdon');
    expect(labels(`${where}_ownerid_value eq |`)).toContain('_primarycontactid_value');
  });

  it('does not offer to compare columns of two rows', () => {
    expect(labels(`${where}customerid_account/name eq |`)).not.toContain('name');
    const inLambda = labels(`${where}contact_customer_accounts/any(c:c/fullname eq |`);
    expect(inLambda).toContain('c');
    expect(inLambda).not.toContain('name');
  });

  it('offers no search in definitions of tables, and their names first', () => {
    const found = labels('EntityDefinitions?$filter=|');
    expect(found[0]).toBe('LogicalName');
    expect(found).not.toContain('contains');
    expect(found.some((label) => label.startsWith('LastX'))).toBe(false);
  });

  it('offers a list where a query function takes one', () => {
    const call = `${where}Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=`;
    expect(accepted(`${call}|`, '[…]')).toBe(`${call}["|"]`);
  });

  it('offers columns behind a literal, those of its type', () => {
    expect(labels(`${where}null eq |`)).toEqual(expect.arrayContaining(['name', 'revenue', 'createdon']));
    expect(labels(`${where}5 lt |`)).toContain('revenue');
    expect(labels(`${where}5 lt |`)).not.toContain('name');
    expect(labels(`${where}'a' eq |`)).toContain('name');
    expect(labels(`${where}'a' eq |`)).not.toContain('revenue');
    expect(labels(`${where}2026-01-01 lt |`)).toContain('createdon');
    expect(accepted(`${where}5 lt re|`, 'revenue')).toBe(`${where}5 lt revenue|`);
  });
});
