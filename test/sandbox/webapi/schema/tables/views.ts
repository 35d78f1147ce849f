// Views: those of the system and those that users saved.
import * as choices from '../choices';
import {
  activeInactive,
  datetimes,
  entityName,
  flags,
  globalChoice,
  guids,
  integers,
  key,
  lookup,
  managed,
  memos,
  platform,
  texts,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, ownerColumns } from '../standard';

export const savedquery: TableSpec = {
  logicalName: 'savedquery',
  setName: 'savedqueries',
  displayName: 'View',
  collectionName: 'Views',
  objectTypeCode: 1039,
  primaryKey: 'savedqueryid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Query',
  columns: [
    key('savedqueryid'),
    ...texts(200, 'name'),
    ...texts(48, 'introducedversion'),
    ...platform(texts(100, 'queryapi')),
    ...memos('columnsetxml conditionalformatting advancedgroupby description'),
    ...memos('layoutxml fetchxml', 1073741823),
    entityName('returnedtypecode'),
    ...integers('querytype queryappusage'),
    ...platform(integers('organizationtaborder')),
    ...platform(datetimes('overwritetime')),
    ...flags('isdefault isquickfindquery'),
    ...platform(flags('isuserdefined iscustom')),
    ...flags('ismanaged', ['Unmanaged', 'Managed']),
    ...platform(guids('solutionid savedqueryidunique')),
    ...managed('iscustomizable canbedeleted'),
    ...platform([globalChoice('componentstate', choices.componentStates)]),
    ...activeInactive(),
    ...platform([lookup('organizationid', 'organization', 'organization_saved_queries')]),
    ...auditColumns({
      audit: 'lk_savedquerybase',
      onBehalf: 'lk_savedquery',
      without: [
        'overriddencreatedon',
        'importsequencenumber',
        'timezoneruleversionnumber',
        'utcconversiontimezonecode',
      ],
    }),
  ],
};

export const userquery: TableSpec = {
  logicalName: 'userquery',
  setName: 'userqueries',
  displayName: 'Saved View',
  collectionName: 'Saved Views',
  objectTypeCode: 4230,
  primaryKey: 'userqueryid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'UserQuery',
  columns: [
    key('userqueryid'),
    ...texts(200, 'name'),
    ...memos('advancedgroupby columnsetxml description conditionalformatting'),
    ...memos('fetchxml layoutxml', 1073741823),
    entityName('returnedtypecode'),
    ...integers('querytype'),
    ...activeInactive(),
    ...ownerColumns({
      principal: 'owner_userquerys',
      user: 'user_userquery',
      team: 'team_userquery',
      businessUnit: 'business_unit_userquery',
    }),
    ...auditColumns({
      audit: 'lk_userquery',
      without: [
        'overriddencreatedon',
        'importsequencenumber',
        'timezoneruleversionnumber',
        'utcconversiontimezonecode',
      ],
    }),
  ],
};
