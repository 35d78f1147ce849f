import { describe, expect, it } from 'vitest';
import { diagnosticCases, diagnose } from '../support/diagnosticCases';

const cut = 'accounts?$select=name&$expand=primarycontactid($select=fullname«&»';

diagnosticCases('"&" between options in parentheses', [
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: `${cut}$filter=startswith(lastname,'(')&$top=1)&$top=2`,
    good: [],
    fixed:
      "accounts?$select=name&$expand=primarycontactid($select=fullname;$filter=startswith(lastname,'(');$top=1)&$top=2",
  },
]);

diagnosticCases('what begins and separates options', [
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts«/»$select=name&$top=1',
    says: 'begin with "?"',
    good: ['accounts/$count?$filter=revenue gt 1'],
    fixed: 'accounts?$select=name&$top=1',
  },
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts(00000000-0000-0000-0000-000000000001)«&»$select=name',
    good: [],
    fixed: 'accounts(00000000-0000-0000-0000-000000000001)?$select=name',
  },
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts« »$select=name',
    good: [],
    fixed: 'accounts?$select=name',
  },
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts?$select=name«;»$top=1',
    good: [],
    fixed: 'accounts?$select=name&$top=1',
  },
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts?$expand=primarycontactid($select=fullname)«;»customerid_account',
    says: 'separated by ","',
    good: [],
    fixed: 'accounts?$expand=primarycontactid($select=fullname),customerid_account',
  },
  {
    code: 'unknown-option',
    severity: 'error',
    bad: 'accounts?$select=name&«$take»=5',
    good: [],
    fixed: 'accounts?$select=name&$top=5',
  },
  {
    code: 'misspelt-option',
    severity: 'warning',
    bad: 'accounts?«?$select»=name',
    good: [],
    fixed: 'accounts?$select=name',
  },
]);

diagnosticCases('a lambda without its variable', [
  {
    code: 'expected-name',
    severity: 'error',
    bad: "accounts?$select=name&$filter=contact_customer_accounts/any(«fullname eq 'a' and account_primary_contact/any(a:a/name eq lastname)»)",
    says: 'variable',
    good: [],
    fixed:
      "accounts?$select=name&$filter=contact_customer_accounts/any(x:x/fullname eq 'a' and x/account_primary_contact/any(a:a/name eq x/lastname))",
  },
  {
    code: 'expected-expression',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=contact_customer_accounts/all(«»)',
    says: '"all" needs a condition',
    good: [],
  },
]);

describe('one fault, told once', () => {
  const texts = [
    'accounts?$select=name&$expand=primarycontactid($select=fullname&$top=1)',
    "accounts?$select=name&$expand=primarycontactid($select=fullname&$filter=lastname eq 'a'&$count=true)&$filter=name eq 'a'",
    "accounts?$select=name&$filter=contact_customer_accounts/any(fullname eq 'a')",
    "accounts?$select=name&$filter=contact_customer_accounts/any(c/fullname eq 'a')",
    'accounts?$select=name&$filter=contact_customer_accounts/all()',
    "accounts?$select=name&$filter=name = 'a'",
    "accounts?$select=name&$filter=name neq 'a'",
    'accounts?$select=name&$filter=revenue gt $100',
    "accounts?$select='name'",
    "accounts?$select=name&$filter=!contains(name,'a')",
    "accounts?$select=name&$filter=contains(name 'a')",
    "accounts?$select=name&$filter=and name eq 'a'",
    "accounts?$select=name&$filter=name eq 'a' or or revenue gt 1",
    'accounts?$select=name&$expand=primarycontactid(select=fullname)',
    'accounts(00000000-0000-0000-0000-000000000001)/$select=name',
    'accounts?$select=name&$filter=accountid eq {00000000-0000-0000-0000-000000000001}',
    'accounts?$select=name&$compute=revenue mul 2 as d',
    'accounts?$apply=agregate($count as t)',
    'accounts?$select=name&$expand',
    'accounts?$select=name&$filter=createdon ge addDays(utcNow(),-7)',
    "accounts?$select=name&$filter=contact_customer_accounts/exists(c:c/fullname eq 'a')",
    'accounts?$select=name&$filter=createdon ge @{addDays(utcNow(),-7)}',
    "accounts?$select=name&$filter=contact_customer_accounts/any(c=>c/fullname eq 'a')",
    "accounts?$select=name&$filter=contact_customer_accounts/any(c,c/fullname eq 'a')",
    "accounts?$select=name&$filter=contact_customer_accounts/Any(c:c/fullname eq 'a')",
  ];
  it.each(texts)('%s', (text) => {
    expect(diagnose(text).map(({ message }) => message)).toHaveLength(1);
  });

  it('tells of a body in a file alone', () => {
    const found = diagnose('POST accounts\nContent-Type: application/json\n\n< ./body.json\n');
    expect(found.map(({ code }) => code)).toEqual(['body-from-file']);
  });

  it('tells of an option that stands twice beside it', () => {
    const found = diagnose(
      'accounts?$select=name&$filter=contact_customer_accounts/any(fullname ne null)&$top=1&$top=2',
    );
    expect(found.map(({ code }) => code)).toEqual(['expected-name', 'duplicate-option']);
  });

  it('tells what is wrong behind the parentheses, too', () => {
    const found = diagnose(
      'accounts?$select=name&$expand=primarycontactid($select=fullname&$top=1)&$filter=revenu gt 1',
    );
    expect(found.map(({ code }) => code)).toEqual(['wrong-separator', 'unknown-column']);
  });
});

describe('form encoding', () => {
  const texts = [
    "accounts?$select=name&$filter=name+eq+'a'+and+not+contains(name,'b')&$orderby=name+desc,revenue+asc",
    'accounts?%24select=name&%24filter=name+eq+%27a%27&%24top=5',
    'accounts?%24apply=groupby%28%28statuscode%29%2C+aggregate%28%24count+as+count%29%29',
    'accounts?$select=name,+revenue&$expand=primarycontactid($select=fullname;+$top=1),+createdby',
  ];
  it.each(texts)('is read as the server reads it: %s', (text) => {
    const found = diagnose(text, {}).filter(({ severity }) => severity === 'error');
    expect(found.map(({ message }) => message)).toEqual([]);
  });

  it('leaves alone what is encoded', () => {
    const found = diagnose("accounts?$select=name&$filter=name%2Beq%2B'a'", {});
    expect(found.map(({ code }) => code)).toContain('unexpected-text');
  });
});
