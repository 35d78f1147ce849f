import type { SchemaLabels } from '../../../../src/core/metadata/labels';
import { crmSchema } from '../support/crmSchema';
import { diagnosticCases } from '../support/diagnosticCases';

const labels: SchemaLabels = {
  table: () => undefined,
  column: (_, column) => (column === 'statecode' ? { choices: [{ value: 0, label: 'Active' }] } : undefined),
};

const dates = [
  ['12/31/2026', '2026-12-31'],
  ['2026/12/31', '2026-12-31'],
  ['2026-1-5', '2026-01-05'],
  ['31.12.2026', '2026-12-31'],
  ['2026-12-31 10:00:00', '2026-12-31T10:00:00Z'],
] as const;

diagnosticCases('what people write often', [
  ...dates.map(([written, meant]) => ({
    code: 'date-format',
    severity: 'error' as const,
    bad: `accounts?$select=name&$filter=createdon gt «${written}» and revenue gt 1`,
    good: ['accounts?$select=name&$filter=createdon gt 2026-12-31'],
    fixed: `accounts?$select=name&$filter=createdon gt ${meant} and revenue gt 1`,
    knowledge: {},
  })),
  {
    code: 'date-format',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=createdon gt «1/2/2026»',
    good: [],
  },
  {
    code: 'date-format',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=createdon gt «2026-12-31T25:00:00Z»',
    good: [],
  },
  {
    code: 'incomplete-guid',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=accountid eq «00000000-0000-0000-0000-00000000000»',
    good: ['accounts?$select=name&$filter=accountid eq 00000000-0000-0000-0000-000000000000'],
  },
  ...(
    [
      ['=', 'eq'],
      ['==', 'eq'],
      ['!=', 'ne'],
      ['<>', 'ne'],
      ['>=', 'ge'],
    ] as const
  ).map(([written, meant]) => ({
    code: 'unknown-operator',
    severity: 'error' as const,
    bad: `accounts?$select=name&$filter=name «${written}» 'a'`,
    good: [],
    fixed: `accounts?$select=name&$filter=name ${meant} 'a'`,
    knowledge: {},
  })),
  {
    code: 'unknown-operator',
    severity: 'error',
    bad: "accounts?$select=name&$filter=revenue gt 1 and name «like» '%a%'",
    good: [],
    fixed: "accounts?$select=name&$filter=revenue gt 1 and contains(name,'a')",
  },
  {
    code: 'unknown-operator',
    severity: 'error',
    bad: 'accounts?$select=name&$orderby=name «descending»',
    good: ['accounts?$select=name&$orderby=name desc'],
    fixed: 'accounts?$select=name&$orderby=name desc',
  },
  {
    code: 'loose-text',
    severity: 'error',
    bad: "accounts?$select=name&$filter=name eq 'a' && «revenue gt 1»",
    good: ['accounts?$select=name&tag=a b', '$metadata?annotations'],
    fixed: "accounts?$select=name&$filter=name eq 'a' and revenue gt 1",
  },
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts?$select=name« »$top=1',
    good: ['accounts?$select=name&$top=1'],
    fixed: 'accounts?$select=name&$top=1',
  },
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts?$select=name&$expand=primarycontactid($select=fullname«,»$expand=parentcustomerid_account)',
    good: [],
    fixed:
      'accounts?$select=name&$expand=primarycontactid($select=fullname;$expand=parentcustomerid_account)',
  },
  {
    code: 'wrong-separator',
    severity: 'error',
    bad: 'accounts?$select=name&$expand=Account_Tasks($select=subject«&»$top=1)',
    good: [],
    fixed: 'accounts?$select=name&$expand=Account_Tasks($select=subject;$top=1)',
  },
  {
    code: 'wrong-arguments',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=contains«(name)»',
    good: ["accounts?$select=name&$filter=contains(name,'a')"],
    knowledge: {},
  },
  {
    code: 'not-a-text',
    severity: 'error',
    bad: "accounts?$select=name&$filter=contains(«revenue»,'1')",
    good: ["accounts?$select=name&$filter=contains(primarycontactid/fullname,'1')"],
  },
  {
    code: 'unnamed-parameter',
    severity: 'error',
    bad: "accounts?$select=name&$filter=mscrm.LastXDays«('createdon',7)»",
    good: [],
    fixed: "accounts?$select=name&$filter=mscrm.LastXDays(PropertyName='createdon',PropertyValue=7)",
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: "accounts?$select=name&$filter=mscrm.LastXDays(PropertyName='createdon',PropertyValue=«'seven'»)",
    says: '"PropertyValue" is a number',
    good: ["accounts?$select=name&$filter=mscrm.LastXDays(PropertyName='createdon',PropertyValue='7')"],
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: "accounts?$select=name&$filter=mscrm.In(PropertyName='name',PropertyValues=«'a'»)",
    says: 'takes an array',
    good: ["RetrieveTotalRecordCount(EntityNames=@p1)?@p1=['account']"],
    fixed: "accounts?$select=name&$filter=mscrm.In(PropertyName='name',PropertyValues=['a'])",
  },
  {
    code: 'wrong-method',
    severity: 'error',
    bad: '«GET» WinOpportunity',
    good: ['POST WinOpportunity', 'GET WhoAmI', 'WhoAmI()'],
    fixed: 'POST WinOpportunity',
  },
  {
    code: 'wrong-method',
    severity: 'error',
    bad: 'accounts(name=null)/«mscrm.AddToQueue»',
    good: [],
  },
  {
    code: 'wrong-method',
    severity: 'error',
    bad: '«POST» WhoAmI()',
    good: [],
    fixed: 'GET WhoAmI()',
  },
  {
    code: 'wrong-method',
    severity: 'error',
    bad: '«PATCH» accounts\n\n{"name":"a"}',
    good: [
      'PATCH accounts(name=null)\n\n{"name":"a"}',
      'POST accounts(name=null)/Account_Tasks\n\n{"subject":"a"}',
      'DELETE accounts(name=null)/Account_Tasks/$ref?$id=tasks(1)',
      'PUT accounts(name=null)/name\n\n{"value":"a"}',
    ],
  },
  {
    code: 'wrong-method',
    severity: 'error',
    bad: '«POST» accounts(name=null)\n\n{"name":"a"}',
    good: ['POST EntityDefinitions(MetadataId=null)/Attributes\n\n{}'],
    fixed: 'PATCH accounts(name=null)\n\n{"name":"a"}',
  },
  {
    code: 'orderby-navigation',
    severity: 'error',
    bad: 'accounts?$select=name&$orderby=«primarycontactid» desc',
    good: ['accounts?$select=name&$orderby=primarycontactid/fullname'],
    fixed: 'accounts?$select=name&$orderby=_primarycontactid_value desc',
  },
  {
    code: 'collection-without-lambda',
    severity: 'error',
    bad: "accounts?$select=name&$filter=Account_Tasks/«subject» eq 'x'",
    says: 'Account_Tasks/any(x:x/subject eq …)',
    good: [
      "accounts?$select=name&$filter=Account_Tasks/any(t:t/subject eq 'x') and Account_Tasks/$count gt 1",
    ],
  },
  {
    code: 'unknown-segment',
    severity: 'error',
    bad: 'accounts(00000000-0000-0000-0000-000000000001)/primarycontactid/«$links»',
    says: '$ref',
    good: ['accounts(00000000-0000-0000-0000-000000000001)/primarycontactid/$ref'],
  },
  {
    code: 'unknown-option',
    severity: 'error',
    bad: 'accounts?$select=name&«$inlinecount»=allpages&$top=1',
    good: [],
    fixed: 'accounts?$select=name&$count=true&$top=1',
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: "accounts?$select=name&$filter=Account_Tasks/any(t:«subject» eq 'x')",
    says: 'write t/subject',
    good: [],
    fixed: "accounts?$select=name&$filter=Account_Tasks/any(t:t/subject eq 'x')",
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=statecode eq «Active»',
    says: 'The choice "Active" is 0.',
    good: [],
    fixed: 'accounts?$select=name&$filter=statecode eq 0',
    knowledge: { schema: crmSchema(), labels },
  },
  {
    code: 'unknown-column',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=creditonhold eq «True»',
    says: '"creditonhold" takes true or false.',
    good: ['accounts?$select=name&$filter=creditonhold eq true'],
  },
]);
