import { diagnosticCases } from '../support/diagnosticCases';

diagnosticCases('keys', [
  {
    code: 'unknown-key',
    severity: 'error',
    bad: 'accounts(«statecode=0»)?$select=name',
    says: '"statecode" is no key of "account". Its alternate keys are "name".',
    good: [
      "accounts(name='a')?$select=name",
      'accounts(accountid=00000000-0000-0000-0000-000000000001)?$select=name',
      'WhoAmI()',
    ],
    fixed: 'accounts(name=0)?$select=name',
  },
  {
    code: 'unknown-key',
    severity: 'error',
    bad: "DELETE accounts(«name='a',statecode=0»)",
    good: ["DELETE accounts(name='a')"],
  },
  {
    // Its keys may be younger than the schema.
    code: 'unknown-key',
    severity: 'warning',
    bad: "contacts(«lastname='O''Neil',birthdate=2000-01-01»)?$select=fullname",
    says: 'no alternate keys',
    good: ["EntityDefinitions(LogicalName='account')?$select=LogicalName"],
    fixed: "contacts?$filter=lastname eq 'O''Neil' and birthdate eq 2000-01-01&$select=fullname",
  },
  {
    code: 'unknown-key',
    severity: 'warning',
    bad: "contacts(«lastname='a'»)/account_primary_contact?$select=name",
    good: ['contacts(00000000-0000-0000-0000-000000000001)/account_primary_contact?$select=name'],
  },
  {
    code: 'unknown-key',
    severity: 'error',
    bad: 'PATCH contacts(00000000-0000-0000-0000-000000000001)\n\n{"parentcustomerid_account@odata.bind":"/accounts(«statecode=0»)"}',
    good: [],
    fixed:
      'PATCH contacts(00000000-0000-0000-0000-000000000001)\n\n{"parentcustomerid_account@odata.bind":"/accounts(name=0)"}',
  },
  {
    code: 'unknown-key',
    severity: 'error',
    bad: "accounts(«nam»='Contoso')?$select=name",
    good: ["accounts(name='Contoso')?$select=name"],
    fixed: "accounts(name='Contoso')?$select=name",
  },
]);
