// Functions and actions of the platform with the types that they bring into `$metadata`: those that the service answers.
import { accessRights, depths } from '../security/privileges';
import type { ComplexTypeSpec, EnumTypeSpec } from './specs';

export const enumTypes: readonly EnumTypeSpec[] = [
  { name: 'EndpointAccessType', members: 'Default Internet Intranet' },
  { name: 'EndpointType', members: 'OrganizationService OrganizationDataService WebApplication' },
  { name: 'OrganizationState', members: 'Enabled Disabled' },
  { name: 'PrivilegeDepth', members: depths.join(' ') },
  {
    name: 'OrganizationType',
    members: `Customer Monitoring Support BackEnd Secondary CustomerTest CustomerFreeTest CustomerPreview
      Placeholder TestDrive MsftInvestigation EmailTrial Default Developer Trial Teams`,
  },
  {
    name: 'AccessRights',
    flags: true,
    members: [
      'None=0',
      ...Object.entries(accessRights).map(([verb, value]) => `${verb}Access=${value}`),
    ].join(' '),
  },
];

/** What a function answers, by its name; `Response` behind it is the type's. */
const responses: Readonly<Record<string, string>> = {
  WhoAmI: 'BusinessUnitId:Guid UserId:Guid OrganizationId:Guid',
  RetrieveVersion: 'Version:String',
  RetrieveTimestamp: 'Timestamp:String',
  RetrieveCurrentOrganization: 'Detail:OrganizationDetail',
  RetrieveTotalRecordCount: 'EntityRecordCountCollection:EntityRecordCountCollection',
  RetrieveRolePrivilegesRole: 'RolePrivileges:RolePrivilege[]',
  RetrieveUserPrivileges: 'RolePrivileges:RolePrivilege[]',
  RetrievePrincipalAccess: 'AccessRights:AccessRights',
  RetrieveAvailableLanguages: 'LocaleIds:Int32[]',
  RetrieveProvisionedLanguages: 'RetrieveProvisionedLanguages:Int32[]',
  GetTimeZoneCodeByLocalizedName: 'TimeZoneCode:Int32',
  CalculateTotalTimeIncident: 'TotalTime:Int64',
  AddToQueue: 'QueueItemId:Guid',
  CreateMultiple: 'Ids:Guid[]',
};

export const complexTypes: readonly ComplexTypeSpec[] = [
  ...Object.entries(responses).map(([name, properties]) => ({ name: `${name}Response`, properties })),
  {
    name: 'OrganizationDetail',
    properties: `OrganizationId:Guid FriendlyName:String OrganizationVersion:String EnvironmentId:String
      DatacenterId:Guid Geo:String TenantId:String UrlName:String UniqueName:String
      State:OrganizationState OrganizationType:OrganizationType Endpoints:EndpointCollection`,
  },
  {
    name: 'EndpointCollection',
    properties: 'Count:Int32 IsReadOnly:Boolean Keys:EndpointType[] Values:String[]',
  },
  {
    name: 'EntityRecordCountCollection',
    properties: 'Count:Int32 IsReadOnly:Boolean Keys:String[] Values:Int64[]',
  },
  {
    name: 'RolePrivilege',
    properties: `Depth:PrivilegeDepth PrivilegeId:Guid BusinessUnitId:Guid PrivilegeName:String
      RecordFilterId:Guid RecordFilterUniqueName:String`,
  },
];

export interface OperationSpec {
  readonly name: string;
  readonly kind: 'function' | 'action';
  /** What it is called on, written as a parameter: `entity:role`, `entityset:account[]`. */
  readonly binding?: string;
  readonly composable?: boolean;
  /** `Name:Type` each; `!` behind the name: need not be given. */
  readonly parameters?: string;
  /** A type; `[]` behind it: many. Absent where it answers nothing. */
  readonly returns?: string;
}

const answered = (name: string, parameters = '', binding?: string): OperationSpec => ({
  name,
  kind: 'function',
  parameters,
  returns: `${name}Response`,
  ...(binding === undefined ? {} : { binding }),
});

const action = (name: string, parameters: string, more: Partial<OperationSpec> = {}): OperationSpec => ({
  name,
  kind: 'action',
  parameters,
  ...more,
});

export const operations: readonly OperationSpec[] = [
  answered('WhoAmI'),
  answered('RetrieveVersion'),
  answered('RetrieveTimestamp'),
  answered('RetrieveCurrentOrganization', 'AccessType:EndpointAccessType'),
  answered('RetrieveTotalRecordCount', 'EntityNames:String[]'),
  answered('RetrieveRolePrivilegesRole', 'RoleId:Guid'),
  answered('RetrieveAvailableLanguages'),
  answered('RetrieveProvisionedLanguages'),
  answered('GetTimeZoneCodeByLocalizedName', 'LocalizedStandardName:String LocaleId:Int32'),
  answered('RetrieveUserPrivileges', '', 'entity:systemuser'),
  answered('RetrievePrincipalAccess', 'Target:crmbaseentity', 'entity:systemuser'),
  answered('RetrievePrincipalAccess', 'Target:crmbaseentity', 'entity:team'),
  answered('CalculateTotalTimeIncident', '', 'entity:incident'),
  action('WinOpportunity', 'OpportunityClose:opportunityclose Status:Int32'),
  action('LoseOpportunity', 'OpportunityClose:opportunityclose Status:Int32'),
  action('CloseIncident', 'IncidentResolution:incidentresolution Status:Int32'),
  action('AddPrivilegesRole', 'Privileges!:RolePrivilege[]', { binding: 'entity:role' }),
  action('ReplacePrivilegesRole', 'Privileges!:RolePrivilege[]', { binding: 'entity:role' }),
  action('AddToQueue', 'Target:crmbaseentity SourceQueue!:queue QueueItemProperties!:queueitem', {
    binding: 'entity:queue',
    returns: 'AddToQueueResponse',
  }),
];

const publishable = new Set(['appmodule', 'savedquery', 'theme']);

/** Operations that every table has an overload of. */
export const operationsOf = (table: string): readonly OperationSpec[] => [
  action('CreateMultiple', `Targets:${table}[]`, {
    binding: `entityset:${table}[]`,
    returns: 'CreateMultipleResponse',
  }),
  action('UpdateMultiple', `Targets:${table}[]`, { binding: `entityset:${table}[]` }),
  ...(publishable.has(table)
    ? [
        {
          name: 'RetrieveUnpublishedMultiple',
          kind: 'function' as const,
          binding: `entityset:${table}[]`,
          composable: true,
          returns: `${table}[]`,
        },
      ]
    : []),
];
