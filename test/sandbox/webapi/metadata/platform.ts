// Functions of the platform with the types that they bring into `$metadata`.

export const enumTypes: readonly { name: string; members: readonly string[] }[] = [
  { name: 'EndpointAccessType', members: ['Default', 'Internet', 'Intranet'] },
  { name: 'EndpointType', members: ['OrganizationService', 'OrganizationDataService', 'WebApplication'] },
  { name: 'OrganizationState', members: ['Enabled', 'Disabled'] },
  {
    name: 'OrganizationType',
    members: [
      'Customer',
      'Monitoring',
      'Support',
      'BackEnd',
      'Secondary',
      'CustomerTest',
      'CustomerFreeTest',
      'CustomerPreview',
      'Placeholder',
      'TestDrive',
      'MsftInvestigation',
      'EmailTrial',
      'Default',
      'Developer',
      'Trial',
      'Teams',
    ],
  },
];

type Property = readonly [name: string, type: string];

export const complexTypes: readonly { name: string; properties: readonly Property[] }[] = [
  {
    name: 'WhoAmIResponse',
    properties: [
      ['BusinessUnitId', 'Edm.Guid'],
      ['UserId', 'Edm.Guid'],
      ['OrganizationId', 'Edm.Guid'],
    ],
  },
  { name: 'RetrieveTimestampResponse', properties: [['Timestamp', 'Edm.String']] },
  { name: 'RetrieveCurrentOrganizationResponse', properties: [['Detail', 'mscrm.OrganizationDetail']] },
  {
    name: 'OrganizationDetail',
    properties: [
      ['OrganizationId', 'Edm.Guid'],
      ['FriendlyName', 'Edm.String'],
      ['OrganizationVersion', 'Edm.String'],
      ['EnvironmentId', 'Edm.String'],
      ['DatacenterId', 'Edm.Guid'],
      ['Geo', 'Edm.String'],
      ['TenantId', 'Edm.String'],
      ['UrlName', 'Edm.String'],
      ['UniqueName', 'Edm.String'],
      ['State', 'mscrm.OrganizationState'],
      ['OrganizationType', 'mscrm.OrganizationType'],
      ['Endpoints', 'mscrm.EndpointCollection'],
    ],
  },
  {
    name: 'EndpointCollection',
    properties: [
      ['Count', 'Edm.Int32'],
      ['IsReadOnly', 'Edm.Boolean'],
      ['Keys', 'Collection(mscrm.EndpointType)'],
      ['Values', 'Collection(Edm.String)'],
    ],
  },
  {
    name: 'RetrieveTotalRecordCountResponse',
    properties: [['EntityRecordCountCollection', 'mscrm.EntityRecordCountCollection']],
  },
  {
    name: 'EntityRecordCountCollection',
    properties: [
      ['Count', 'Edm.Int32'],
      ['IsReadOnly', 'Edm.Boolean'],
      ['Keys', 'Collection(Edm.String)'],
      ['Values', 'Collection(Edm.Int64)'],
    ],
  },
];

export const functions: readonly { name: string; parameters: readonly Property[]; returns: string }[] = [
  { name: 'WhoAmI', parameters: [], returns: 'mscrm.WhoAmIResponse' },
  { name: 'RetrieveTimestamp', parameters: [], returns: 'mscrm.RetrieveTimestampResponse' },
  {
    name: 'RetrieveCurrentOrganization',
    parameters: [['AccessType', 'mscrm.EndpointAccessType']],
    returns: 'mscrm.RetrieveCurrentOrganizationResponse',
  },
  {
    name: 'RetrieveTotalRecordCount',
    parameters: [['EntityNames', 'Collection(Edm.String)']],
    returns: 'mscrm.RetrieveTotalRecordCountResponse',
  },
];
