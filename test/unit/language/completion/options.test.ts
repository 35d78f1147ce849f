import { describe, expect, it } from 'vitest';
import { accepted, labels, offered, type AcceptCase } from '../support/completionCases';

const cases: readonly AcceptCase[] = [
  ['accounts?|', '$select', 'accounts?$select=|'],
  ['accounts?sel|', '$select', 'accounts?$select=|'],
  ['accounts?$se|=name', '$select', 'accounts?$select|=name'],
  ['accounts?$select=name&$co|', '$count', 'accounts?$select=name&$count=true|'],
  ['accounts?saved|', 'savedQuery', 'accounts?savedQuery=|'],
  [
    'accounts?savedQuery=|',
    '00000000-0000-0000-0000-000000000000',
    'accounts?savedQuery=|00000000-0000-0000-0000-000000000000',
  ],
  [
    'accounts?fetchXml=|',
    '<fetch>',
    'accounts?fetchXml=<fetch top="50"><entity name="|account"><attribute name="name" /></entity></fetch>',
  ],
  ['accounts?$top=|', '50', 'accounts?$top=50|'],
  ['accounts?$top= 1|', '100', 'accounts?$top= 100|'],
  ['accounts?$select=|', 'name', 'accounts?$select=name|'],
  ['accounts?$select=name,pri|', '_primarycontactid_value', 'accounts?$select=name,_primarycontactid_value|'],
  ['accounts?$select=contact|', '_primarycontactid_value', 'accounts?$select=_primarycontactid_value|'],
  ['accounts?$select=st|x,revenue', 'statecode', 'accounts?$select=statecode|,revenue'],
  ['accounts?$select=name, |', 'revenue', 'accounts?$select=name, revenue|'],
  ['accounts?%24select=na|', 'name', 'accounts?%24select=name|'],
  ['accounts?$filter=name%20eq%20%27x%27%20an|', 'and', 'accounts?$filter=name%20eq%20%27x%27%20and |'],
  ['accounts?$orderby=|', 'name', 'accounts?$orderby=name|'],
  ['accounts?$orderby=name d|', 'desc', 'accounts?$orderby=name desc|'],
  ['accounts?$orderby=name desc,cr|', 'createdon', 'accounts?$orderby=name desc,createdon|'],
  ['accounts?$orderby=prim|', 'primarycontactid', 'accounts?$orderby=primarycontactid/|'],
  ['accounts?$orderby=primarycontactid/|', 'fullname', 'accounts?$orderby=primarycontactid/fullname|'],
  ['accounts?$expand=prim|', 'primarycontactid', 'accounts?$expand=primarycontactid|'],
  ['accounts?$expand=primarycontactid/|', '$ref', 'accounts?$expand=primarycontactid/$ref|'],
  ['accounts?$expand=primarycontactid(|)', '$select', 'accounts?$expand=primarycontactid($select=|)'],
  [
    'accounts?$expand=primarycontactid($select=|)',
    'fullname',
    'accounts?$expand=primarycontactid($select=fullname|)',
  ],
  [
    'accounts?$expand=Account_Tasks($select=subject;|)',
    '$filter',
    'accounts?$expand=Account_Tasks($select=subject;$filter=|)',
  ],
  [
    'accounts?$expand=Account_Tasks($filter=sta|',
    'statecode',
    'accounts?$expand=Account_Tasks($filter=statecode |',
  ],
  [
    'accounts?$expand=contact_customer_accounts($select=fullname;$expand=account_primary_contact($select=|',
    'name',
    'accounts?$expand=contact_customer_accounts($select=fullname;$expand=account_primary_contact($select=name|',
  ],
  [
    'accounts?$expand=primarycontactid($select=fullname),Acc|',
    'Account_Tasks',
    'accounts?$expand=primarycontactid($select=fullname),Account_Tasks|',
  ],
  ['RetrieveTotalRecordCount(EntityNames=@p1)?|', '@p1', 'RetrieveTotalRecordCount(EntityNames=@p1)?@p1=|'],
  ['accounts?$select=name\n  |', '$filter', 'accounts?$select=name\n  &$filter=|'],
  ['accounts\n  ?$select=name\n  &|', '$filter', 'accounts\n  ?$select=name\n  &$filter=|'],
  ['accounts\n|', '$select', 'accounts\n?$select=|'],
  ['accounts\n  ?$select=\n    |', 'name', 'accounts\n  ?$select=\n    name|'],
  ['accounts?$filter=statecode eq 0\n  a|', 'and', 'accounts?$filter=statecode eq 0\n  and |'],
];

describe('options', () => {
  it.each(cases)('%s + %s', (marked, label, after) => {
    expect(accepted(marked, label)).toBe(after);
  });

  it('offers what Dataverse takes of a set, most useful first, and what does not stand there yet', () => {
    expect(labels('accounts?|').slice(0, 7)).toEqual([
      '$select',
      '$filter',
      '$orderby',
      '$top',
      '$expand',
      '$count',
      '$apply',
    ]);
    expect(labels('accounts?$filter=name eq 1&|&$top=5')).not.toEqual(expect.arrayContaining(['$filter']));
    expect(labels('accounts?$filter=name eq 1&|&$top=5')).not.toContain('$top');
    for (const refused of ['$skip', '$search', '$format', '$compute', '$levels', '$id']) {
      expect(labels('accounts?|')).not.toContain(refused);
    }
  });

  it('offers of one row, a number and a write what they take', () => {
    expect(labels('accounts(1)?|')).toEqual(['$select', '$expand', 'partitionId']);
    expect(labels('accounts(1)/Account_Tasks?|')).toContain('$filter');
    expect(labels('accounts/$count?|')).toEqual(['$filter', '$deltatoken']);
    expect(labels('accounts(1)/name/$value?|')).toEqual(['size']);
    expect(labels('POST accounts?|')).toEqual(['$select', '$expand']);
    expect(labels('POST $batch?|')).toEqual([]);
    expect(labels('DELETE accounts(1)?|')).toEqual([]);
    expect(labels('DELETE accounts(1)/Account_Tasks/$ref?|')).toEqual(['$id']);
    expect(labels('PUT accounts(1)/primarycontactid/$ref?|')).toEqual([]);
    expect(labels('EntityDefinitions?|')).toEqual(['$select', '$filter', '$expand']);
    expect(labels('WhoAmI()?|')).toEqual(['$select', '$expand', 'partitionId']);
  });

  it('offers nested options as Dataverse takes them at each depth', () => {
    expect(labels('accounts?$expand=Account_Tasks(|)')).toEqual([
      '$select',
      '$filter',
      '$orderby',
      '$top',
      '$expand',
    ]);
    expect(labels('accounts?$expand=primarycontactid(|)')).toEqual(['$select', '$filter', '$expand']);
    expect(labels('accounts?$expand=Account_Tasks($top=2;|)')).toEqual(['$select', '$filter', '$orderby']);
    expect(labels('accounts?$expand=Account_Tasks($expand=regardingobjectid_account;|)')).toEqual([
      '$select',
      '$filter',
    ]);
    expect(labels('accounts?$expand=Account_Tasks(|;$select=subject)')).not.toContain('$select');
  });

  it('leaves out columns and relationships that stand there, before and behind', () => {
    expect(labels('accounts?$select=name,|,revenue')).not.toContain('name');
    expect(labels('accounts?$select=name,|,revenue')).not.toContain('revenue');
    expect(labels('accounts?$orderby=name,|')).not.toContain('name');
    expect(labels('accounts?$expand=primarycontactid,|')).not.toContain('primarycontactid');
    expect(labels('accounts?$select=n|ame')).toContain('name');
  });

  it('puts the name and the key first and the bookkeeping of the server last', () => {
    const found = labels('accounts?$select=|');
    expect(found.slice(0, 2)).toEqual(['name', 'accountid']);
    expect(found.at(-1)).toBe('versionnumber');
    expect(offered('accounts?$select=|').find(({ label }) => label === 'statecode')?.detail).toBe(
      'Status · Status',
    );
    expect(
      offered('accounts?$select=|').find(({ label }) => label === '_primarycontactid_value')?.detail,
    ).toBe('Lookup → contact · Primary Contact');
  });

  it('offers nothing for text that only people know', () => {
    expect(labels('accounts?$skiptoken=|')).toEqual([]);
    expect(labels("accounts?fetchXml=<fetch top='|'><entity name='account'/></fetch>")).toEqual([]);
    expect(labels('accounts?fetchXml=<fetch><entity name="account"><order descending="|')).toEqual([
      'true',
      'false',
    ]);
    expect(
      labels('accounts?fetchXml=%3Cfetch%3E%3Ccondition+attribute=%22name%22+operator=%22|', {}).slice(0, 3),
    ).toEqual(['eq', 'ne', 'like']);
    expect(labels("accounts?fetchXml=<fetch><entity name='nobody'><attribute name='|'/>")).toEqual([]);
    expect(labels("accounts?fetchXml=<fetch><entity name='|", {})).toEqual([]);
    expect(labels("contacts?fetchXml=<fetch><entity name='|")[0]).toBe('contact');
    const links = labels("accounts?fetchXml=<fetch><entity name='account'><link-entity name='|");
    expect(links.indexOf('contact')).toBeLessThan(links.indexOf('activitypointer'));
    expect(labels("accounts?$filter=name eq 'a|b'")).toEqual([]);
    expect(labels('accounts?$select=name |')).toEqual([]);
  });

  it('offers tables and columns in the quotes of FetchXML', () => {
    const start = 'accounts?fetchXml=<fetch><entity name=';
    expect(labels(`${start}"acc|`)).toContain('contact');
    const whole = `${start}'account'><link-entity name='contact' from='|1' to='|2'><order attribute='|3`;
    const at = (mark: number): string[] => {
      return labels(whole.replace(`|${mark}`, '|').replaceAll(/\|\d/g, ''));
    };
    expect(at(1)).toContain('contactid');
    expect(at(1)).not.toContain('accountid');
    expect(at(2)).toEqual(expect.arrayContaining(['accountid', 'primarycontactid']));
    expect(at(3)).toContain('fullname');
    expect(labels(`${start}"account"><attribute name="na|"/></entity></fetch>`)[0]).toBe('name');
    expect(
      labels('accounts?fetchXml=%3Cfetch%3E%3Centity%20name=%22account%22%3E%3Cattribute%20name=%22|'),
    ).toContain('primarycontactid');
    expect(labels(`${start}'account'/><link-entity name='contact'/><order attribute='|`)).toEqual([]);
  });

  it('offers columns for an alias that is searched', () => {
    expect(labels("accounts?$filter=contains(@p1,'a')&@p1=|")).toContain('name');
    expect(labels('accounts?$filter=contains(name,@p1)&@p1=|')).not.toContain('name');
  });

  it('without a schema completes the language alone', () => {
    expect(labels('accounts?|', {})).toContain('$filter');
    expect(labels('accounts?$expand=a(|', {})).toEqual(['$select', '$filter', '$orderby', '$top', '$expand']);
    expect(labels('accounts?$orderby=name |', {})).toEqual(['asc', 'desc']);
    expect(labels('accounts?$filter=|', {})).toEqual(expect.arrayContaining(['contains', 'not']));
    expect(labels('accounts?$filter=name |', {})).toContain('eq');
    expect(labels('accounts?$select=|', {})).toEqual([]);
    expect(labels('accounts?$apply=|', {})).toContain('groupby');
  });
});
