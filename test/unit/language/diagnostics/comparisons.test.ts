import { describe, expect, it } from 'vitest';
import { diagnose, diagnosticCases } from '../support/diagnosticCases';

diagnosticCases('sides of a comparison', [
  {
    code: 'not-a-value',
    severity: 'error',
    bad: "accounts?$select=name&$filter=«[name]» eq 'a'",
    good: [
      "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['a'])",
      "accounts?$select=name&$filter=(name) eq ('a')",
      'accounts?$select=name&$filter=accountid eq {00000000-0000-0000-0000-000000000001}',
    ],
    fixed: "accounts?$select=name&$filter=name eq 'a'",
  },
  {
    code: 'not-a-value',
    severity: 'error',
    bad: "accounts?$select=name&$filter=name eq «('a','b')»",
    says: 'joined with "or"',
    good: [],
    knowledge: {},
  },
  {
    code: 'not-a-value',
    severity: 'error',
    bad: 'EntityDefinitions?$select=LogicalName&$filter=«IsCustomizable» eq true',
    says: 'IsCustomizable/Value',
    good: [
      'EntityDefinitions?$select=LogicalName&$filter=IsCustomizable eq null',
      'EntityDefinitions?$select=LogicalName&$filter=IsCustomizable eq @p&@p=null',
    ],
    fixed: 'EntityDefinitions?$select=LogicalName&$filter=IsCustomizable/Value eq true',
  },
  {
    code: 'column-types',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=«name gt revenue» and statecode eq 0',
    says: '"name" is a text, "revenue" is a number',
    good: ['accounts?$select=name&$filter=revenue gt numberofemployees and accountid eq _ownerid_value'],
  },
  {
    code: 'columns-of-two-rows',
    severity: 'warning',
    bad: 'accounts?$select=name&$filter=primarycontactid/fullname eq «name»',
    says: 'one row only',
    good: [
      'contacts?$select=fullname&$filter=fullname eq lastname and $it/fullname eq lastname',
      'accounts?$select=name&$filter=contact_customer_accounts/any(c:c/fullname eq c/lastname)',
      'accounts?$select=name&$filter=primarycontactid/fullname eq primarycontactid/lastname',
      'EntityDefinitions?$select=LogicalName&$filter=DisplayName/Text eq LogicalName',
    ],
  },
  {
    code: 'columns-of-two-rows',
    severity: 'warning',
    bad: 'accounts?$select=name&$filter=contact_customer_accounts/any(c:c/fullname eq «name»)',
    good: [],
  },
  ...(["startswith(name,«'%a'»)", "startswith(name,«'%25a'»)", "endswith(name,«'a%'»)"] as const).map(
    (call) => ({
      code: 'trailing-wildcard',
      severity: 'warning' as const,
      bad: `accounts?$select=name&$filter=${call}`,
      says: 'contains',
      good: [
        "accounts?$select=name&$filter=startswith(name,'a%') and endswith(name,'%a') and contains(name,'%a%')",
      ],
      knowledge: {},
    }),
  ),
  {
    code: 'quoted-column',
    severity: 'warning',
    bad: "accounts?$select=name&$filter=«'name'» eq 'a'",
    good: ["accounts?$select=name&$filter=name eq 'name'"],
    fixed: "accounts?$select=name&$filter=name eq 'a'",
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=«('a','b')»)",
    says: 'brackets',
    good: [],
    fixed:
      "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.In(PropertyName='name',PropertyValues=['a','b'])",
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: "EntityDefinitions?$select=LogicalName&$filter=OwnershipType eq «'UserOwned'»",
    says: "Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'",
    good: ["RetrieveCurrentOrganization(AccessType='Default')"],
    fixed:
      "EntityDefinitions?$select=LogicalName&$filter=OwnershipType eq Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'",
  },
  {
    code: 'unnamed-parameter',
    severity: 'error',
    bad: 'WhoAmI«(abc)»',
    says: 'WhoAmI()',
    good: ['WhoAmI()'],
    fixed: 'WhoAmI()',
  },
]);

diagnosticCases('what has no value', [
  {
    code: 'collection-without-lambda',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=«contact_customer_accounts» eq null',
    says: 'not contact_customer_accounts/any()',
    good: ['accounts?$select=name&$filter=primarycontactid eq null'],
  },
  {
    code: 'not-a-condition',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=«contact_customer_accounts»',
    good: ['accounts?$select=name&$filter=creditonhold'],
    fixed: 'accounts?$select=name&$filter=contact_customer_accounts/any()',
  },
  {
    code: 'quoted-column',
    severity: 'error',
    bad: "accounts?$select=name&$orderby=«'name'» desc",
    good: [],
    fixed: 'accounts?$select=name&$orderby=name desc',
  },
  {
    code: 'quoted-column',
    severity: 'error',
    bad: 'accounts?$select=name&$orderby=«-revenue»',
    good: [],
    fixed: 'accounts?$select=name&$orderby=revenue desc',
  },
  {
    code: 'not-a-number',
    severity: 'error',
    bad: 'accounts?$apply=aggregate(«name» with sum as total)',
    good: ['accounts?$apply=aggregate(revenue with sum as total,createdon with max as last)'],
  },
  {
    code: 'missing-alias',
    severity: 'error',
    bad: 'accounts?$apply=groupby((statuscode),aggregate($count«»))',
    good: ['accounts?$apply=groupby((statuscode),aggregate($count as n))'],
    fixed: 'accounts?$apply=groupby((statuscode),aggregate($count as count_value))',
  },
  {
    code: 'wrong-literal',
    severity: 'warning',
    bad: 'accounts?savedQuery=«Active»',
    good: ['accounts?savedQuery=00000000-0000-0000-0000-000000000001', 'accounts?savedQuery={{view}}'],
  },
]);

diagnosticCases('names behind a column', [
  {
    code: 'column-path',
    severity: 'error',
    bad: "accounts?$select=name&$filter=«_primarycontactid_value/fullname» eq 'a'",
    says: 'primarycontactid/fullname',
    good: ['accounts(00000000-0000-0000-0000-000000000001)/name/$value'],
    fixed: "accounts?$select=name&$filter=primarycontactid/fullname eq 'a'",
  },
  {
    code: 'column-path',
    severity: 'error',
    bad: 'accounts?$select=«name/length»',
    good: [],
  },
  {
    code: 'column-path',
    severity: 'error',
    bad: 'accounts(00000000-0000-0000-0000-000000000001)/«name/foo»',
    good: [],
  },
  {
    code: 'collection-without-lambda',
    severity: 'error',
    bad: 'accounts?$select=name&$orderby=contact_customer_accounts/«fullname»',
    says: 'sorted by their own columns',
    good: ['accounts?$select=name&$orderby=primarycontactid/fullname'],
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'accounts?$select=name&$orderby=name,«desc»',
    says: 'no comma',
    good: [],
    fixed: 'accounts?$select=name&$orderby=name desc',
  },
]);

describe('comparisons that are right, or not written yet', () => {
  it('go over two relationships', () => {
    const filter = "primarycontactid/parentcustomerid_account/name eq 'a'";
    expect(diagnose(`accounts?$select=name&$filter=${filter}`)).toEqual([]);
  });

  it.each([
    'accounts?$select=name&$filter=primarycontactid eq ',
    'EntityDefinitions?$select=LogicalName&$filter=DisplayName eq ',
    'EntityDefinitions?$select=LogicalName&$filter=IsCustomizable eq ',
  ])('have one fault: %s', (text) => {
    expect(diagnose(text).map(({ code }) => code)).toEqual(['expected-expression']);
  });
});

describe('columns that query functions name', () => {
  const condition = (path: string): string => `mscrm.LastXDays(PropertyName='${path}',PropertyValue=7)`;

  it.each([
    condition('createdon'),
    condition('primarycontactid/birthdate'),
    `contact_customer_accounts/any(c:${condition('c/birthdate')})`,
    `contact_customer_accounts/any(c:${condition('c/account_primary_contact/createdon')})`,
    `contact_customer_accounts/any(c:${condition('birthdate')})`,
  ])('are found by %s', (filter) => {
    expect(diagnose(`accounts?$select=name&$filter=${filter}`)).toEqual([]);
  });

  it.each([
    condition('birthdate'),
    condition('primarycontactid/createdon'),
    `contact_customer_accounts/any(c:${condition('c/createdon')})`,
    `contact_customer_accounts/any(c:${condition('d/birthdate')})`,
    condition('createdon/'),
  ])('are not found by %s', (filter) => {
    const found = diagnose(`accounts?$select=name&$filter=${filter}`);
    expect(found.map(({ code }) => code)).toEqual(['unknown-column']);
  });
});
