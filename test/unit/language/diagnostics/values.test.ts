import type { SchemaLabels } from '../../../../src/core/metadata/labels';
import { diagnosticCases } from '../support/diagnosticCases';
import { crmSchema } from '../support/crmSchema';

const id = '00000000-0000-0000-0000-000000000001';

const labels: SchemaLabels = {
  table: (name) => (name === 'account' ? { rowCount: 250_000 } : { rowCount: 10 }),
  column: (_, column) =>
    column === 'statuscode'
      ? {
          choices: [
            { value: 1, label: 'Active' },
            { value: 2, label: 'Inactive' },
          ],
        }
      : undefined,
};

diagnosticCases('values', [
  {
    code: 'v3-literal',
    severity: 'error',
    bad: `accounts?$select=name&$filter=accountid eq «guid'${id}'»`,
    good: [`accounts?$select=name&$filter=accountid eq ${id}`],
    fixed: `accounts?$select=name&$filter=accountid eq ${id}`,
  },
  {
    code: 'v3-literal',
    severity: 'error',
    bad: "accounts?$select=name&$filter=createdon gt «datetime'2026-01-31T08:00:00'»",
    good: [],
    fixed: 'accounts?$select=name&$filter=createdon gt 2026-01-31T08:00:00Z',
    knowledge: {},
  },
  {
    code: 'quoted-guid',
    severity: 'warning',
    bad: `accounts?$select=name&$filter=_primarycontactid_value eq «'${id}'»`,
    good: [`accounts?$select=name&$filter=name eq '${id}'`],
    fixed: `accounts?$select=name&$filter=_primarycontactid_value eq ${id}`,
  },
  {
    code: 'quoted-guid',
    severity: 'warning',
    bad: `accounts(«'${id}'»)?$select=name`,
    good: [`accounts(accountid=${id})?$select=name`],
    fixed: `accounts(${id})?$select=name`,
  },
  {
    code: 'guid-form',
    severity: 'error',
    bad: `accounts?$select=name&$filter=accountid eq «{${id}}»`,
    good: [],
    fixed: `accounts?$select=name&$filter=accountid eq ${id}`,
  },
  {
    code: 'guid-form',
    severity: 'error',
    bad: `accounts(«{${id}}»)?$select=name`,
    good: [],
    fixed: `accounts(${id})?$select=name`,
    knowledge: {},
  },
  {
    code: 'incomplete-guid',
    severity: 'error',
    bad: 'assignments(«b7b9-f011-bbd2-000d3a56dc3a»)',
    good: [`accounts(${id})`, 'accounts(1)'],
  },
  {
    code: 'incomplete-guid',
    severity: 'error',
    bad: 'accounts(«00000000-0000-0000-\u200b0000-000000000001»)',
    says: 'invisible',
    good: [],
    fixed: `accounts(${id})`,
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=accountid eq «5»',
    good: ['accounts?$select=name&$filter=accountid ne null'],
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=name eq «5»',
    says: 'single quotes',
    good: ["accounts?$select=name&$filter=name eq '5' or '5' eq name"],
    fixed: "accounts?$select=name&$filter=name eq '5'",
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=contains(name,«5»)',
    good: [],
    fixed: "accounts?$select=name&$filter=contains(name,'5')",
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=creditonhold eq «1»',
    good: ['accounts?$select=name&$filter=creditonhold eq true'],
    fixed: 'accounts?$select=name&$filter=creditonhold eq true',
  },
  {
    code: 'quoted-number',
    severity: 'error',
    bad: "accounts?$select=name&$filter=revenue gt «'1000'»",
    good: ['accounts?$select=name&$filter=revenue gt 1000 and numberofemployees lt 1.5'],
    fixed: 'accounts?$select=name&$filter=revenue gt 1000',
  },
  {
    code: 'quoted-number',
    severity: 'error',
    bad: "accounts?$select=name&$filter=Account_Tasks/any(t:t/percentcomplete eq «'1'»)",
    good: [],
    fixed: 'accounts?$select=name&$filter=Account_Tasks/any(t:t/percentcomplete eq 1)',
  },
  {
    code: 'quoted-date',
    severity: 'warning',
    bad: "accounts?$select=name&$filter=createdon gt «'2026-01-31'»",
    good: ['accounts?$select=name&$filter=createdon gt 2026-01-31'],
    fixed: 'accounts?$select=name&$filter=createdon gt 2026-01-31',
  },
  {
    code: 'date-format',
    severity: 'error',
    bad: "contacts?$select=fullname&$filter=birthdate gt «'31.1.2026'»",
    says: '2026-01-31',
    good: ['contacts?$select=fullname&$filter=birthdate gt 2026-01-31'],
    fixed: 'contacts?$select=fullname&$filter=birthdate gt 2026-01-31',
  },
  {
    code: 'date-without-zone',
    severity: 'warning',
    bad: 'accounts?$select=name&$filter=createdon gt «2026-01-31T08:00:00»',
    good: ['accounts?$select=name&$filter=createdon gt 2026-01-31T08:00:00+01:00'],
    fixed: 'accounts?$select=name&$filter=createdon gt 2026-01-31T08:00:00Z',
    knowledge: {},
  },
  {
    code: 'unknown-choice',
    severity: 'warning',
    bad: 'accounts?$select=name&$filter=statuscode eq «3»',
    says: '1 (Active), 2 (Inactive)',
    good: ['accounts?$select=name&$filter=statuscode eq 2 and statecode eq 3'],
    fixed: 'accounts?$select=name&$filter=statuscode eq 1',
    knowledge: { schema: crmSchema(), labels },
  },
  {
    code: 'unknown-choice',
    severity: 'warning',
    bad: "accounts?$select=name&$filter=mscrm.In(PropertyName='statuscode',PropertyValues=['1',«'7'»])",
    good: [],
    fixed: "accounts?$select=name&$filter=mscrm.In(PropertyName='statuscode',PropertyValues=['1','1'])",
    knowledge: { schema: crmSchema(), labels },
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: "accounts?$select=name&$filter=statuscode eq «'Actve'»",
    good: [],
    fixed: 'accounts?$select=name&$filter=statuscode eq 1',
    knowledge: { schema: crmSchema(), labels },
  },
  {
    code: 'leading-wildcard',
    severity: 'information',
    bad: "accounts?$select=name&$filter=«contains»(name,'x')",
    says: '250,000',
    good: [
      "accounts?$select=name&$filter=startswith(name,'x') and primarycontactid/fullname eq 'x'",
      "contacts?$select=fullname&$filter=endswith(fullname,'x')",
    ],
    knowledge: { schema: crmSchema(), labels },
  },
  {
    code: 'aggregate-limit',
    severity: 'information',
    bad: 'accounts?«$apply»=groupby((statuscode))',
    good: ['contacts?$apply=groupby((fullname))'],
    knowledge: { schema: crmSchema(), labels },
  },
]);

diagnosticCases('large tables whose size nobody knows', [
  {
    code: 'missing-select',
    severity: 'information',
    bad: "«accounts»?$filter=contains(name,'x')",
    good: [
      'accounts/$count',
      'accounts?fetchXml=<fetch/>',
      'accounts?savedQuery=1',
      'accounts?$apply=aggregate($count as n)',
      'WhoAmI()',
      `accounts(${id})/name`,
      'DELETE accounts(1)',
      `accounts(${id})/primarycontactid/$ref`,
    ],
    fixed: "accounts?$select=name&$filter=contains(name,'x')",
  },
  {
    code: 'missing-select',
    severity: 'information',
    bad: `accounts(${id})/«Account_Tasks»`,
    good: [],
    fixed: `accounts(${id})/Account_Tasks?$select=subject`,
  },
  {
    code: 'missing-select',
    severity: 'information',
    bad: '«accounts»?$top=1',
    good: ['WhoAmI()', 'WhoAmI'],
    knowledge: {},
  },
]);
