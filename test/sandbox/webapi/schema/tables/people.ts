// Who may own and do things: principals (users and teams), business units, roles.
import { shortAddress } from '../address';
import * as choices from '../choices';
import {
  choice,
  flags,
  globalChoice,
  guids,
  integers,
  key,
  lookup,
  memos,
  numbered,
  platform,
  texts,
} from '../columns';
import type { ColumnSpec, TableSpec } from '../model';
import { auditColumns, currencyColumns, noTimeZone } from '../standard';

const addressWithout = (without: string): ColumnSpec[] =>
  shortAddress('address1').filter(({ logicalName }) => logicalName !== without);

/** `ownerid` of every owned row leads here; users and teams inherit from it. */
export const principal: TableSpec = {
  logicalName: 'principal',
  setName: '',
  displayName: 'Owner',
  objectTypeCode: 9,
  primaryKey: 'ownerid',
  primaryName: 'name',
  base: 'crmbaseentity',
  abstract: true,
  view: 'SELECT systemuserid AS ownerid, fullname AS name FROM systemuser UNION ALL SELECT teamid, name FROM team',
  columns: [key('ownerid'), { logicalName: 'name', kind: 'text', inherited: true }],
};

export const systemuser: TableSpec = {
  logicalName: 'systemuser',
  setName: 'systemusers',
  displayName: 'User',
  objectTypeCode: 8,
  primaryKey: 'systemuserid',
  primaryName: 'fullname',
  base: 'principal',
  privilege: 'User',
  edmKey: 'ownerid',
  columns: [
    key('systemuserid'),
    ...platform(guids('ownerid')).map((column) => ({ ...column, inherited: true })),
    ...platform(texts(200, 'fullname')),
    ...texts(256, 'firstname lastname'),
    ...texts(50, 'middlename nickname homephone address1_telephone1 mobilephone'),
    ...texts(100, 'jobtitle employeeid internalemailaddress personalemailaddress mobilealertemail'),
    ...texts(128, 'title'),
    ...texts(1024, 'domainname applicationiduri'),
    ...guids('applicationid azureactivedirectoryobjectid organizationid processid stageid'),
    ...flags('isdisabled', ['Enabled', 'Disabled']),
    ...flags('setupuser islicensed issyncwithdirectory isintegrationuser defaultfilterspopulated'),
    choice('accessmode', choices.accessModes),
    choice(
      'caltype',
      numbered(['Professional', 'Administrative', 'Basic', 'Device Professional', 'Device Basic'], 0),
    ),
    choice('invitestatuscode', numbered(['Invitation Not Sent', 'Invited', 'Invitation Near Expired'], 0)),
    choice('preferredemailcode', choices.defaultValue),
    ...integers('userlicensetype identityid'),
    lookup('businessunitid', 'businessunit', 'business_unit_system_users'),
    lookup('parentsystemuserid', 'systemuser', 'user_parent_user'),
    ...addressWithout('address1_telephone1'),
    ...currencyColumns('TransactionCurrency_SystemUser'),
    ...auditColumns({ audit: 'lk_systemuserbase', onBehalf: 'lk_systemuser' }),
  ],
};

export const team: TableSpec = {
  logicalName: 'team',
  setName: 'teams',
  displayName: 'Team',
  objectTypeCode: 9,
  primaryKey: 'teamid',
  primaryName: 'name',
  base: 'principal',
  privilege: 'Team',
  edmKey: 'ownerid',
  columns: [
    key('teamid'),
    ...platform(guids('ownerid')).map((column) => ({ ...column, inherited: true })),
    ...texts(160, 'name yominame'),
    ...texts(100, 'emailaddress'),
    ...memos('description'),
    ...guids('organizationid processid stageid'),
    ...flags('isdefault systemmanaged'),
    choice(
      'teamtype',
      numbered(
        ['Owner', 'Access', 'Microsoft Entra ID Security Group', 'Microsoft Entra ID Office Group'],
        0,
      ),
    ),
    lookup('businessunitid', 'businessunit', 'business_unit_teams'),
    lookup('administratorid', 'systemuser', 'lk_teambase_administratorid'),
    ...currencyColumns('TransactionCurrency_Team'),
    ...auditColumns({ audit: 'lk_teambase', onBehalf: 'lk_team', without: noTimeZone }),
  ],
};

export const businessunit: TableSpec = {
  logicalName: 'businessunit',
  setName: 'businessunits',
  displayName: 'Business Unit',
  objectTypeCode: 10,
  primaryKey: 'businessunitid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'BusinessUnit',
  columns: [
    key('businessunitid'),
    ...texts(160, 'name'),
    ...texts(100, 'divisionname emailaddress costcenter fileasname'),
    ...texts(200, 'websiteurl ftpsiteurl'),
    ...memos('description'),
    ...flags('isdisabled workflowsuspended'),
    ...integers('inheritancemask utcoffset'),
    lookup('parentbusinessunitid', 'businessunit', 'business_unit_parent_business_unit'),
    lookup('organizationid', 'organization', 'organization_business_units'),
    ...addressWithout('address1_composite'),
    ...currencyColumns('TransactionCurrency_BusinessUnit'),
    ...auditColumns({ audit: 'lk_businessunitbase', onBehalf: 'lk_businessunit', without: noTimeZone }),
  ],
};

export const role: TableSpec = {
  logicalName: 'role',
  setName: 'roles',
  displayName: 'Security Role',
  objectTypeCode: 1036,
  primaryKey: 'roleid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Role',
  columns: [
    key('roleid'),
    ...texts(100, 'name'),
    ...guids('roleidunique organizationid solutionid'),
    ...platform(flags('ismanaged', ['Unmanaged', 'Managed'])),
    globalChoice('componentstate', choices.componentStates),
    lookup('businessunitid', 'businessunit', 'business_unit_roles'),
    lookup('parentroleid', 'role', 'role_parent_role'),
    lookup('parentrootroleid', 'role', 'role_parent_root_role'),
    ...auditColumns({ audit: 'lk_rolebase', onBehalf: 'lk_role', without: noTimeZone }),
  ],
};
