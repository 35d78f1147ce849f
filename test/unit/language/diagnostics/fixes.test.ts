import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../src/core/language/format';
import { diagnose } from '../support/diagnosticCases';

const crm = 'Microsoft.Dynamics.CRM';

/** What the first quick fix of the first finding that has one makes of a document. */
const cases: readonly (readonly [string, string, string])[] = [
  [
    'a bracket at the end',
    "accounts?$select=name&$filter=(name eq 'a'",
    "accounts?$select=name&$filter=(name eq 'a')",
  ],
  [
    'a bracket before the next option',
    "accounts?$select=name&$filter=contains(name,'a' &$top=1",
    "accounts?$select=name&$filter=contains(name,'a') &$top=1",
  ],
  [
    'a bracket before the next condition',
    "accounts?$select=name&$filter=contains(name,'a' and statecode eq 0",
    "accounts?$select=name&$filter=contains(name,'a') and statecode eq 0",
  ],
  [
    'a bracket before the next option in parentheses',
    "accounts?$select=name&$expand=primarycontactid($filter=(fullname eq 'a';$select=fullname)",
    "accounts?$select=name&$expand=primarycontactid($filter=(fullname eq 'a');$select=fullname)",
  ],
  [
    'a bracket of an array',
    `accounts?$select=name&$filter=${crm}.In(PropertyName='name',PropertyValues=['a')`,
    `accounts?$select=name&$filter=${crm}.In(PropertyName='name',PropertyValues=['a'])`,
  ],
  [
    'a bracket of a key',
    'accounts(00000000-0000-0000-0000-000000000001?$select=name',
    'accounts(00000000-0000-0000-0000-000000000001)?$select=name',
  ],
  [
    'a percent-encoded condition',
    "accounts?$select=name&$filter=(name%20eq%20'a'&$top=1",
    "accounts?$select=name&$filter=(name%20eq%20'a')&$top=1",
  ],
  [
    'a quote inside a text that ends nowhere',
    "accounts?$select=name&$filter=contains(name,'O'Neil) and statecode eq 0",
    "accounts?$select=name&$filter=contains(name,'O''Neil') and statecode eq 0",
  ],
  [
    'a bracket of a key before what is read of the row',
    'accounts(00000000-0000-0000-0000-000000000001/primarycontactid?$select=fullname',
    'accounts(00000000-0000-0000-0000-000000000001)/primarycontactid?$select=fullname',
  ],
  [
    'a bracket before the next step of $apply',
    "accounts?$apply=filter(name eq 'WA'/groupby((name))",
    "accounts?$apply=filter(name eq 'WA')/groupby((name))",
  ],
  [
    'a bracket before a header that was read as a part of the query',
    "GET accounts?$select=name&$filter=contains(name,'a'\nAccept: application/json",
    "GET accounts?$select=name&$filter=contains(name,'a')\nAccept: application/json",
  ],
  [
    'a bracket at the end of its line',
    "GET accounts\n  ?$select=name\n  &$filter=(name eq 'a'\n  &$top=5",
    "GET accounts\n  ?$select=name\n  &$filter=(name eq 'a')\n  &$top=5",
  ],
  [
    'a bracket before a comment',
    "GET accounts\n  ?$select=name\n  &$filter=(name eq 'a' // c\n  &$top=5",
    "GET accounts\n  ?$select=name\n  &$filter=(name eq 'a') // c\n  &$top=5",
  ],
  [
    'a bracket behind options on lines of their own',
    'GET accounts\n  ?$select=name\n  &$expand=primarycontactid(\n    $select=fullname\n  &$top=5',
    'GET accounts\n  ?$select=name\n  &$expand=primarycontactid(\n    $select=fullname)\n  &$top=5',
  ],
  [
    'a bracket of a call before the next option in parentheses',
    "accounts?$select=name&$expand=Account_Tasks($filter=contains(subject,'a';$select=subject)",
    "accounts?$select=name&$expand=Account_Tasks($filter=contains(subject,'a');$select=subject)",
  ],
  [
    'a bracket before the next option in parentheses and a blank',
    "accounts?$select=name&$expand=Account_Tasks($filter=(subject eq 'a'; $select=subject)",
    "accounts?$select=name&$expand=Account_Tasks($filter=(subject eq 'a'); $select=subject)",
  ],
  [
    'a bracket of a query function before the next condition',
    `accounts?$select=name&$filter=${crm}.EqualUserId(PropertyName='ownerid' and statecode eq 0`,
    `accounts?$select=name&$filter=${crm}.EqualUserId(PropertyName='ownerid') and statecode eq 0`,
  ],
  [
    'a quote inside a text before the next condition',
    "accounts?$select=name&$filter=name eq 'O'Neil and statecode eq 0",
    "accounts?$select=name&$filter=name eq 'O''Neil' and statecode eq 0",
  ],
  [
    'a quote inside a text before a condition with another text',
    "accounts?$select=name&$filter=contains(name,'O'Neil) and name ne 'a'",
    "accounts?$select=name&$filter=contains(name,'O''Neil') and name ne 'a'",
  ],
  [
    'a quote inside a text with parentheses',
    "accounts?$select=name&$filter=name eq 'O'Neil (x)'",
    "accounts?$select=name&$filter=name eq 'O''Neil (x)'",
  ],
  [
    'a quote inside a text with parentheses and a word of conditions',
    "accounts?$select=name&$filter=name eq 'O'Neil and Sons (x)'",
    "accounts?$select=name&$filter=name eq 'O''Neil and Sons (x)'",
  ],
  ['a context URL of an answer', '$metadata#accounts(name)/$entity', '$metadata'],
  ['a question mark that nothing follows', 'accounts?', 'accounts?$select=name'],
  [
    'a column to sort by',
    'accounts?$select=name&$orderby=createdo',
    'accounts?$select=name&$orderby=createdon',
  ],
  [
    'a lookup, spelt like its relationship',
    'accounts?$select=name&$filter=primarycontactd eq null',
    'accounts?$select=name&$filter=_primarycontactid_value eq null',
  ],
  [
    'a relationship on the way to a column',
    "accounts?$select=name&$filter=primarycontactd/fullname eq 'a'",
    "accounts?$select=name&$filter=primarycontactid/fullname eq 'a'",
  ],
  [
    'a relationship before an encoded slash',
    "accounts?$select=name&$filter=primarycontactd%2Ffullname eq 'a'",
    "accounts?$select=name&$filter=primarycontactid%2Ffullname eq 'a'",
  ],
  [
    'the wrong sign behind parentheses that are open',
    "accounts?$select=name&$filter=contains(name,'a');$top=1",
    "accounts?$select=name&$filter=contains(name,'a')&$top=1",
  ],
];

function titles(text: string): string[] {
  return diagnose(text).flatMap(({ fixes }) => (fixes ?? []).map(({ title }) => title));
}

describe('quick fixes', () => {
  it.each(cases)('%s', (_, text, fixed) => {
    const [fix] = diagnose(text).flatMap(({ fixes }) => fixes ?? []);
    expect(fix && applyEdits(text, fix.edits)).toBe(fixed);
    expect(diagnose(fixed).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('offers no bracket behind a text that is open, and no sign that stands there already', () => {
    expect(titles("accounts?$select=name&$filter=contains(name,'a")).toEqual(['Add the closing quote']);
    expect(titles("accounts?$select=name&$filter=(name eq 'a';$top=1")).toEqual(['Add ")"', 'Write "&"']);
  });

  it('offers a relationship where it may be asked for, first where its column does not say the table', () => {
    const filter = (text: string): string[] => titles(`tasks?$select=subject&$filter=${text}`);
    const column = 'Write _regardingobjectid_value';
    expect(filter('regardingobjectid_acount ne null')).toEqual(['Write regardingobjectid_account', column]);
    expect(filter('regardingobjectid_acount%20eq%20null')[0]).toBe('Write regardingobjectid_account');
    expect(filter('regardingobjectid_acount eq 00000000-0000-0000-0000-000000000001')).toEqual([column]);
    expect(titles('accounts?$select=name&$filter=primarycontactd eq null')).toEqual([
      'Write _primarycontactid_value',
      'Write primarycontactid',
    ]);
    expect(titles('accounts?$select=name&$orderby=primarycontactd')).toEqual([
      'Write _primarycontactid_value',
    ]);
  });

  it('offers functions that take values as they are given', () => {
    expect(titles("accounts?$select=name&$filter=Contain(name,'a')")).toEqual(['Write contains']);
    expect(titles("accounts?$select=name&$filter=EqualUserI(PropertyName='ownerid')")).toEqual([
      `Write ${crm}.EqualUserId`,
    ]);
  });

  it('offers no date that the calendar lacks', () => {
    const [found] = diagnose('accounts?$select=name&$filter=createdon gt 2026-2-31');
    expect(found?.code).toBe('date-format');
    expect(found?.fixes ?? []).toEqual([]);
  });
});
