// Functions of the platform with the types that they bring into `$metadata`.
import { accessRights, depths } from '../security/privileges';

export const enumTypes: readonly { name: string; members: readonly string[] }[] = [
  { name: 'EndpointAccessType', members: ['Default', 'Internet', 'Intranet'] },
  { name: 'EndpointType', members: ['OrganizationService', 'OrganizationDataService', 'WebApplication'] },
  { name: 'OrganizationState', members: ['Enabled', 'Disabled'] },
  { name: 'PrivilegeDepth', members: depths },
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

/** The values of these are not 0, 1, 2 …. */
export const flagTypes: readonly { name: string; members: Readonly<Record<string, number>> }[] = [
  {
    name: 'AccessRights',
    members: {
      None: 0,
      ...Object.fromEntries(Object.entries(accessRights).map(([verb, value]) => [`${verb}Access`, value])),
    },
  },
];

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
    name: 'RolePrivilege',
    properties: [
      ['Depth', 'mscrm.PrivilegeDepth'],
      ['PrivilegeId', 'Edm.Guid'],
      ['BusinessUnitId', 'Edm.Guid'],
      ['PrivilegeName', 'Edm.String'],
      ['RecordFilterId', 'Edm.Guid'],
      ['RecordFilterUniqueName', 'Edm.String'],
    ],
  },
  ...['RetrieveRolePrivilegesRoleResponse', 'RetrieveUserPrivilegesResponse'].map((name) => ({
    name,
    properties: [['RolePrivileges', 'Collection(mscrm.RolePrivilege)'] as const],
  })),
  { name: 'RetrievePrincipalAccessResponse', properties: [['AccessRights', 'mscrm.AccessRights']] },
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
  {
    name: 'RetrieveRolePrivilegesRole',
    parameters: [['RoleId', 'Edm.Guid']],
    returns: 'mscrm.RetrieveRolePrivilegesRoleResponse',
  },
];

interface BoundOperation {
  readonly name: string;
  /** The first is what it is called on. */
  readonly parameters: readonly Property[];
  /** Actions that answer nothing have none. */
  readonly returns?: string;
}

export const boundOperations: readonly BoundOperation[] = [
  {
    name: 'RetrieveUserPrivileges',
    parameters: [['entity', 'mscrm.systemuser']],
    returns: 'mscrm.RetrieveUserPrivilegesResponse',
  },
  {
    name: 'RetrievePrincipalAccess',
    parameters: [
      ['entity', 'mscrm.systemuser'],
      ['Target', 'mscrm.crmbaseentity'],
    ],
    returns: 'mscrm.RetrievePrincipalAccessResponse',
  },
  ...['AddPrivilegesRole', 'ReplacePrivilegesRole'].map((name) => ({
    name,
    parameters: [
      ['entity', 'mscrm.role'] as const,
      ['Privileges', 'Collection(mscrm.RolePrivilege)'] as const,
    ],
  })),
];
