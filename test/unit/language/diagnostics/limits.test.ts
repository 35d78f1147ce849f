import { describe, expect, it } from 'vitest';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

const crm = 'Microsoft.Dynamics.CRM';

diagnosticCases('what Dataverse does not support', [
  ...(['$skip=10', '$search=x', '$format=json', '$compute=revenue mul 2 as r'] as const).map((option) => ({
    code: 'unsupported-option',
    severity: 'error' as const,
    bad: `accounts?$select=name&«${option.split('=')[0] ?? ''}»=${option.split('=')[1] ?? ''}`,
    good: ['accounts?$select=name&$top=1&$count=true'],
    fixed: 'accounts?$select=name',
    knowledge: {},
  })),
  ...(['$skip=1', '$count=true', '$search=x', '$levels=2'] as const).map((option) => ({
    code: 'unsupported-in-expand',
    severity: 'error' as const,
    bad: `accounts?$select=name&$expand=Account_Tasks(«${option.split('=')[0] ?? ''}»=${option.split('=')[1] ?? ''};$select=subject)`,
    good: ['accounts?$select=name&$expand=Account_Tasks($select=subject;$top=1;$orderby=subject)'],
    fixed: 'accounts?$select=name&$expand=Account_Tasks($select=subject)',
    knowledge: {},
  })),
  {
    code: 'unsupported-in-expand',
    severity: 'error',
    bad: 'accounts?$select=name&$expand=Account_Tasks/«$count»',
    good: [],
    fixed: 'accounts?$select=name&$expand=Account_Tasks',
  },
  {
    code: 'ref-on-collection',
    severity: 'error',
    bad: 'accounts?$select=name&$expand=Account_Tasks/«$ref»',
    good: ['accounts?$select=name&$expand=primarycontactid/$ref'],
    fixed: 'accounts?$select=name&$expand=Account_Tasks',
  },
  {
    code: 'unsupported-operator',
    severity: 'error',
    bad: "accounts?$select=name&$filter=name «in» ('a','b''c')",
    good: [],
    fixed: `accounts?$select=name&$filter=${crm}.In(PropertyName='name',PropertyValues=['a','b''c'])`,
    knowledge: {},
  },
  {
    code: 'doubtful-operator',
    severity: 'warning',
    bad: 'accounts?$apply=compute(revenue «mul» 2 as double)',
    good: [],
  },
  {
    code: 'unsupported-operator',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=statecode «has» 1',
    says: 'It takes eq',
    good: [],
    knowledge: {},
  },
  {
    code: 'unsupported-operator',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=revenue «mul» 2 gt 10',
    good: ['accounts?$select=name&$filter=not (revenue gt 10) and (name ne null or revenue le 5)'],
    knowledge: {},
  },
  {
    code: 'unsupported-function',
    severity: 'error',
    bad: "accounts?$select=name&$filter=«tolower»(name) eq 'a'",
    says: 'upper and lower case',
    good: ["accounts?$select=name&$filter=contains(name,'a') or startswith(name,'b') or endswith(name,'c')"],
    fixed: "accounts?$select=name&$filter=name eq 'a'",
    knowledge: {},
  },
  {
    code: 'unsupported-function',
    severity: 'error',
    bad: "accounts?$select=name&$filter=«substringof»('a',name)",
    good: [],
    fixed: "accounts?$select=name&$filter=contains(name,'a')",
    knowledge: {},
  },
  {
    code: 'unsupported-function',
    severity: 'error',
    bad: 'accounts?$apply=filter(«year»(createdon) eq 2026)',
    good: [],
    knowledge: {},
  },
  {
    code: 'not-query-function',
    severity: 'error',
    bad: `accounts?$select=name&$filter=«not ${crm}.EqualUserId»(PropertyName=@p1)&@p1='ownerid'`,
    says: 'NotEqualUserId',
    good: ["accounts?$select=name&$filter=not contains(name,'a')"],
    fixed: `accounts?$select=name&$filter=${crm}.NotEqualUserId(PropertyName=@p1)&@p1='ownerid'`,
    knowledge: {},
  },
  {
    code: 'not-query-function',
    severity: 'error',
    bad: `accounts?$select=name&$filter=«not ${crm}.Last7Days»(PropertyName='createdon')`,
    good: [],
    fixed: `accounts?$select=name&$filter=${crm}.OlderThanXDays(PropertyName='createdon',PropertyValue=7)`,
  },
  {
    code: 'not-query-function',
    severity: 'error',
    bad: `accounts?$select=name&$filter=«not (name eq 'a' and ${crm}.In»(PropertyName='name',PropertyValues=['b']))`,
    good: [],
    knowledge: {},
  },
  {
    code: 'lambda-behind-lookup',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=«primarycontactid/account_primary_contact»/any(a:a/revenue gt 1)',
    good: [
      'accounts?$select=name&$filter=contact_customer_accounts/any(c:c/account_primary_contact/any(a:a/revenue gt 1))',
      `activitypointers?$select=subject&$filter=${crm}.task/things/any()`,
    ],
    knowledge: {},
  },
  {
    code: 'lambda-behind-lookup',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=contact_customer_accounts/any(c:«c/parentcustomerid_account/Account_Tasks»/any())',
    good: [],
  },
  {
    code: 'orderby-aggregate',
    severity: 'error',
    bad: 'accounts?$apply=groupby((statuscode),aggregate(revenue with sum as total))&$orderby=«total» desc',
    good: ['accounts?$apply=groupby((statuscode))&$orderby=statuscode'],
    knowledge: {},
  },
  {
    code: 'groupby-date',
    severity: 'error',
    bad: 'accounts?$apply=groupby((statuscode,«createdon»))',
    good: ['accounts?$apply=groupby((statuscode),aggregate(createdon with max as last))'],
  },
  {
    code: 'unknown-aggregate',
    severity: 'error',
    bad: 'accounts?$apply=aggregate(revenue with «avrage» as a)',
    good: ['accounts?$apply=aggregate(revenue with average as a,accountid with countdistinct as n)'],
    fixed: 'accounts?$apply=aggregate(revenue with average as a)',
    knowledge: {},
  },
  {
    code: 'unknown-transformation',
    severity: 'error',
    bad: 'accounts?$apply=«grupby»((statuscode))',
    good: [],
    fixed: 'accounts?$apply=groupby((statuscode))',
    knowledge: {},
  },
  {
    code: 'doubtful-transformation',
    severity: 'warning',
    bad: 'accounts?$apply=«topcount»(2,revenue)',
    good: ['accounts?$apply=filter(revenue gt 1)/groupby((statuscode))'],
    knowledge: {},
  },
  {
    code: 'expand-top-orderby',
    severity: 'error',
    bad: 'accounts?$select=name&$expand=Account_Tasks($select=subject;«$top»=2;$expand=regardingobjectid_account)',
    good: ['accounts?$select=name&$expand=Account_Tasks($select=subject;$expand=regardingobjectid_account)'],
    fixed: 'accounts?$select=name&$expand=Account_Tasks($select=subject;$expand=regardingobjectid_account)',
    knowledge: {},
  },
  {
    code: 'expand-top-orderby',
    severity: 'error',
    bad: 'contacts?$select=fullname&$expand=parentcustomerid_account($select=name;$expand=Account_Tasks(«$orderby»=subject))',
    says: 'nested',
    good: [],
    fixed: 'contacts?$select=fullname&$expand=parentcustomerid_account($select=name;$expand=Account_Tasks)',
  },
  {
    code: 'expand-top-orderby',
    severity: 'error',
    bad: 'accounts?$select=name&$expand=primarycontactid($select=fullname;«$orderby»=fullname)',
    says: 'one row',
    good: [],
    fixed: 'accounts?$select=name&$expand=primarycontactid($select=fullname)',
  },
  {
    code: 'alias-in-expand',
    severity: 'error',
    bad: "accounts?$select=name&$expand=Account_Tasks($filter=subject eq «@p1»)&@p1='x'",
    good: ["accounts?$select=name&$filter=name eq @p1&@p1='x'"],
    fixed: "accounts?$select=name&$expand=Account_Tasks($filter=subject eq 'x')&@p1='x'",
  },
  {
    code: 'nested-many-to-many',
    severity: 'error',
    bad: 'contacts?$select=fullname&$expand=account_primary_contact($expand=«accountleads_association»)',
    good: ['accounts?$select=name&$expand=accountleads_association($select=subject)'],
  },
  {
    code: 'nested-many-to-many',
    severity: 'error',
    bad: 'leads?$select=subject&$expand=accountleads_association($select=name;«$expand»=primarycontactid)',
    good: [],
  },
  {
    code: 'too-many-expands',
    severity: 'error',
    bad: `accounts?$select=name&$expand=a,b,c,d($expand=e,f,g,h),i,j,k,l,m,n,o,«p»,q`,
    good: ['accounts?$select=name&$expand=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o'],
    knowledge: {},
  },
  {
    code: 'top-limit',
    severity: 'warning',
    bad: 'accounts?$select=name&«$top»=5001',
    says: 'odata.maxpagesize',
    good: ['accounts?$select=name&$top=5000', 'accounts/$count?$top=5001'],
    fixed: 'accounts?$select=name',
    knowledge: {},
  },
  {
    code: 'top-limit',
    severity: 'warning',
    bad: 'accounts?$select=name&«$top»=0',
    says: '/$count',
    good: ['accounts?$select=name&$top=1'],
    fixed: 'accounts?$select=name',
    knowledge: {},
  },
  {
    code: 'top-with-pages',
    severity: 'warning',
    bad: 'accounts?$select=name&«$top»=5\nPrefer: odata.maxpagesize=2',
    good: ['accounts?$select=name&$expand=Account_Tasks($top=5)\nPrefer: odata.maxpagesize=2'],
    fixed: 'accounts?$select=name\nPrefer: odata.maxpagesize=2',
    knowledge: {},
  },
  {
    code: 'doubtful-aggregate',
    severity: 'warning',
    bad: 'accounts?$apply=aggregate(accountid with «countdistinct» as n)',
    good: ['accounts?$apply=aggregate(revenue with sum as n)'],
  },
  {
    code: 'bad-number',
    severity: 'error',
    bad: 'accounts?$select=name&$top=«2147483648»',
    good: ['accounts?$select=name&$top=2147483647'],
    knowledge: {},
  },
]);

describe('the length of a URL', () => {
  const long = (count: number): string => `accounts?$select=name&$filter=name eq '${'ä'.repeat(count)}'`;

  it('is counted as it is sent', () => {
    const [found] = diagnose(long(5500)).filter(({ code }) => code === 'url-too-long');
    expect(found).toMatchObject({ severity: 'error', start: 0, end: 8 });
    expect(found?.message).toContain('$batch');
  });

  it('may be 32,768', () => {
    expect(diagnose(long(5400)).map(({ code }) => code)).not.toContain('url-too-long');
    expect(diagnose(`accounts?$select=name&x=${'a'.repeat(32_000)}`).map(({ code }) => code)).not.toContain(
      'url-too-long',
    );
  });
});

describe('a number of rows', () => {
  it.each([
    ['tasks?$select=subject&$top=0', false],
    ['tasks?$select=subject&$top=9999', true],
  ])('is taken out of %s without a question: %s', (text, preferred) => {
    const [found] = diagnose(text, {});
    expect(found?.fixes).toMatchObject([{ title: 'Remove $top', preferred }]);
  });
});
