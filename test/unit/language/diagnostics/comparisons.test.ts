import { diagnosticCases } from '../support/diagnosticCases';

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
    code: 'column-types',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=«name gt revenue» and statecode eq 0',
    says: '"name" is a text, "revenue" is a number',
    good: ['accounts?$select=name&$filter=revenue gt numberofemployees and accountid eq _ownerid_value'],
  },
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
