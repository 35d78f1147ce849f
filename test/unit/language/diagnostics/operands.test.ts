import { diagnosticCases } from '../support/diagnosticCases';

const text = "'text'";

diagnosticCases('what stands where a value or a column should', [
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'accounts?$select=name&$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName=«createdon»,PropertyValue=7)',
    says: "PropertyName='createdon'",
    good: [
      "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName=@p,PropertyValue=7)&@p='createdon'",
    ],
    fixed:
      "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=7)",
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'accounts?$filter=Microsoft.Dynamics.CRM.Today(PropertyName=«createdon»)',
    good: [],
    fixed: "accounts?$filter=Microsoft.Dynamics.CRM.Today(PropertyName='createdon')",
    knowledge: {},
  },
  {
    code: 'wrong-arguments',
    severity: 'error',
    bad: "accounts?$select=name&$filter=contains(«'a'»,name)",
    says: "contains(name,'a')",
    good: ["accounts?$select=name&$filter=contains(@p1,'a')&@p1=name"],
    fixed: "accounts?$select=name&$filter=contains(name,'a')",
  },
  {
    code: 'wrong-arguments',
    severity: 'error',
    bad: "accounts?$select=name&$filter=startswith(«'a'»,'b')",
    says: `startswith(name,${text})`,
    good: [],
  },
  {
    code: 'compared-query-function',
    severity: 'warning',
    bad: "accounts?$select=name&$filter=«Microsoft.Dynamics.CRM.Today(PropertyName='createdon') eq true» and revenue gt 1",
    says: 'condition by itself',
    good: ["accounts?$select=name&$filter=contains(name,'a') eq true"],
    fixed:
      "accounts?$select=name&$filter=Microsoft.Dynamics.CRM.Today(PropertyName='createdon') and revenue gt 1",
  },
  {
    code: 'compared-query-function',
    severity: 'warning',
    bad: "accounts?$select=name&$filter=«false eq Microsoft.Dynamics.CRM.Today(PropertyName='createdon')»",
    says: 'alone',
    good: [],
  },
  {
    code: 'doubtful-count',
    severity: 'warning',
    bad: 'accounts?$select=name&$filter=«contact_customer_accounts/$count» gt 2',
    good: ['accounts?$select=name&$filter=contact_customer_accounts/any()', 'accounts/$count'],
  },
  {
    code: 'filter-aggregate',
    severity: 'error',
    bad: 'accounts?$apply=groupby((statuscode),aggregate($count as n))&$filter=«n» gt 2',
    says: '"n"',
    good: ['accounts?$apply=filter(revenue gt 2)/groupby((statuscode),aggregate($count as n))'],
  },
  {
    code: 'column-not-left',
    severity: 'warning',
    bad: 'accounts?$filter=«statecode» eq 0&$apply=groupby((statuscode),aggregate($count as n))',
    says: '$apply=filter(…)/…',
    good: ['accounts?$apply=filter(statecode eq 0)/groupby((statuscode),aggregate($count as n))'],
  },
  {
    code: 'duplicate-expand',
    severity: 'warning',
    bad: 'accounts?$select=name&$expand=primarycontactid($select=fullname),«primarycontactid»($select=lastname)',
    good: [
      'accounts?$select=name&$expand=primarycontactid($select=fullname;$expand=parentcustomerid_account($select=name;$expand=primarycontactid($select=fullname)))',
    ],
  },
]);

diagnosticCases('keys of the path', [
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'EntityDefinitions(«account»)?$select=LogicalName',
    good: ["EntityDefinitions(LogicalName='account')?$select=LogicalName"],
    fixed: "EntityDefinitions(LogicalName='account')?$select=LogicalName",
    knowledge: {},
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: 'EntityDefinitions(LogicalName=«account»)?$select=LogicalName',
    good: ['EntityDefinitions(LogicalName=@name)?$select=LogicalName'],
    fixed: "EntityDefinitions(LogicalName='account')?$select=LogicalName",
    knowledge: {},
  },
  {
    code: 'wrong-literal',
    severity: 'error',
    bad: "EntityDefinitions(LogicalName='account')/Attributes(LogicalName=«name»)",
    good: [],
    fixed: "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='name')",
    knowledge: {},
  },
  {
    code: 'wrong-literal',
    severity: 'warning',
    bad: 'accounts(«contoso»)?$select=name',
    says: 'no GUID',
    good: ["accounts(name='contoso')?$select=name"],
  },
]);
