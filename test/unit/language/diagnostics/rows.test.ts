import { readSchema } from '../../../../src/core/metadata/readSchema';
import { diagnosticCases } from '../support/diagnosticCases';

const id = '11111111-2222-3333-4444-555555555555';

diagnosticCases('one row, many rows, conditions', [
  {
    code: 'missing-key',
    severity: 'error',
    bad: 'accounts/«primarycontactid»?$select=fullname',
    says: 'Say which one',
    good: [`accounts(${id})/primarycontactid?$select=fullname`, 'accounts/$count'],
  },
  {
    code: 'option-on-one-row',
    severity: 'warning',
    bad: `accounts(${id})?$select=name&«$top»=1`,
    good: [
      `accounts(${id})/Account_Tasks?$select=subject&$top=1`,
      `accounts(${id})?$select=name&$expand=Account_Tasks($select=subject;$top=1)`,
    ],
    fixed: `accounts(${id})?$select=name`,
  },
  {
    code: 'option-on-one-row',
    severity: 'warning',
    bad: `accounts(${id})/primarycontactid?$select=fullname&«$filter»=statecode eq 0`,
    good: ['accounts?$select=name&$filter=statecode eq 0'],
    fixed: `accounts(${id})/primarycontactid?$select=fullname`,
  },
  {
    code: 'expand-path',
    severity: 'error',
    bad: 'accounts?$select=name&$expand=«primarycontactid/parentcustomerid_account»',
    says: 'primarycontactid($expand=parentcustomerid_account)',
    good: [
      'accounts?$select=name&$expand=primarycontactid($select=fullname;$expand=parentcustomerid_account($select=name))',
    ],
  },
  {
    code: 'not-a-condition',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=(«name» or revenue gt 5)',
    good: ["accounts?$select=name&$filter=contains(name,'a') or revenue gt 5"],
    fixed: 'accounts?$select=name&$filter=(name ne null or revenue gt 5)',
  },
  {
    code: 'not-before-column',
    severity: 'error',
    bad: "accounts?$select=name&$filter=revenue gt 5 and «not name» eq 'a'",
    good: ["accounts?$select=name&$filter=not contains(name,'a') and not (revenue gt 5)"],
    fixed: "accounts?$select=name&$filter=revenue gt 5 and not (name eq 'a')",
  },
  {
    code: 'select-navigation',
    severity: 'warning',
    bad: 'accounts?$select=name,«primarycontactid»/fullname',
    says: '$expand=primarycontactid($select=fullname)',
    good: ['accounts?$select=name&$expand=primarycontactid($select=fullname)'],
  },
  {
    code: 'missing-alias',
    severity: 'error',
    bad: 'accounts?$apply=aggregate(revenue with sum«»)',
    good: ['accounts?$apply=aggregate(revenue with sum as total)'],
    fixed: 'accounts?$apply=aggregate(revenue with sum as sum_value)',
  },
]);

diagnosticCases('definitions of tables and columns', [
  ...['$top=5', '$orderby=LogicalName', '$apply=aggregate($count as n)'].map((option) => ({
    code: 'unsupported-on-definitions',
    severity: 'error' as const,
    bad: `EntityDefinitions?$select=LogicalName&«${option.split('=')[0] ?? ''}»=${option.slice(option.indexOf('=') + 1)}`,
    good: [
      "EntityDefinitions?$select=LogicalName&$filter=LogicalName eq 'account'",
      'accounts?$select=name&$top=5',
    ],
    fixed: 'EntityDefinitions?$select=LogicalName',
    knowledge: {},
  })),
  {
    code: 'unsupported-on-definitions',
    severity: 'error',
    bad: "GlobalOptionSetDefinitions?$select=Name&«$filter»=Name eq 'a'",
    says: "GlobalOptionSetDefinitions(Name='…')",
    good: ["GlobalOptionSetDefinitions(Name='a')?$select=Name"],
    fixed: 'GlobalOptionSetDefinitions?$select=Name',
    knowledge: {},
  },
  {
    code: 'unsupported-on-definitions',
    severity: 'error',
    bad: "EntityDefinitions?$select=LogicalName&$filter=«startswith»(LogicalName,'new_')",
    says: 'filter the answer',
    good: ["accounts?$select=name&$filter=startswith(name,'new_')"],
    knowledge: {},
  },
  {
    code: 'unsupported-on-definitions',
    severity: 'error',
    bad: "EntityDefinitions?$select=LogicalName&$filter=«DisplayName/Text» eq 'Account'",
    says: 'labels',
    good: ['EntityDefinitions?$select=LogicalName&$filter=DisplayName ne null'],
  },
  {
    code: 'not-a-value',
    severity: 'error',
    bad: 'EntityDefinitions?$select=LogicalName&$filter=«IsPrivate» eq true',
    says: 'IsPrivate/Value',
    good: ['EntityDefinitions?$select=LogicalName&$filter=IsPrivate/Value eq true or IsPrivate ne null'],
    fixed: 'EntityDefinitions?$select=LogicalName&$filter=IsPrivate/Value eq true',
    knowledge: {
      schema: readSchema(
        '<Edmx><DataServices><Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm">' +
          '<EntityType Name="EntityMetadata"><Key><PropertyRef Name="MetadataId"/></Key>' +
          '<Property Name="LogicalName" Type="Edm.String"/><Property Name="IsPrivate" Type="mscrm.Managed"/></EntityType>' +
          '<ComplexType Name="Managed"><Property Name="Value" Type="Edm.Boolean"/></ComplexType>' +
          '<EntityContainer Name="System"><EntitySet Name="EntityDefinitions" EntityType="mscrm.EntityMetadata"/></EntityContainer>' +
          '</Schema></DataServices></Edmx>',
      ),
    },
  },
  {
    code: 'unsupported-on-definitions',
    severity: 'error',
    bad: "EntityDefinitions(LogicalName='account')/Attributes/«Microsoft.Dynamics.CRM.EnumAttributeMetadata»?$select=LogicalName",
    says: 'PicklistAttributeMetadata',
    good: [
      "EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName",
    ],
    knowledge: {},
  },
]);
