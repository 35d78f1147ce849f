// Solutions, and the apps and themes in them.
import { shortAddress } from '../address';
import * as choices from '../choices';
import {
  activeInactive,
  bigints,
  choice,
  datetimes,
  flags,
  globalChoice,
  guids,
  imageColumns,
  integers,
  key,
  lookup,
  memos,
  platform,
  texts,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, currencyColumns } from '../standard';

export const solution: TableSpec = {
  logicalName: 'solution',
  setName: 'solutions',
  displayName: 'Solution',
  collectionName: 'Solutions',
  objectTypeCode: 7100,
  primaryKey: 'solutionid',
  primaryName: 'friendlyname',
  base: 'crmbaseentity',
  privilege: 'Solution',
  columns: [
    key('solutionid'),
    ...texts(256, 'friendlyname version'),
    ...texts(65, 'uniquename'),
    ...texts(100, 'solutionpackageversion'),
    ...platform(texts(100, 'pinpointsolutiondefaultlocale pinpointassetid')),
    ...memos('description'),
    ...platform(bigints('pinpointsolutionid pinpointpublisherid')),
    ...platform(datetimes('installedon')),
    ...platform(flags('isvisible')),
    ...flags('ismanaged', ['Unmanaged', 'Managed']),
    lookup('publisherid', 'publisher', 'publisher_solution'),
    ...platform([lookup('organizationid', 'organization', 'organization_solution')]),
    lookup('parentsolutionid', 'solution', 'solution_parent_solution'),
    ...auditColumns({
      audit: 'lk_solution',
      onBehalf: 'lk_solutionbase',
      without: [
        'overriddencreatedon',
        'importsequencenumber',
        'timezoneruleversionnumber',
        'utcconversiontimezonecode',
      ],
    }),
  ],
};

export const publisher: TableSpec = {
  logicalName: 'publisher',
  setName: 'publishers',
  displayName: 'Publisher',
  collectionName: 'Publishers',
  objectTypeCode: 7101,
  primaryKey: 'publisherid',
  primaryName: 'friendlyname',
  base: 'crmbaseentity',
  privilege: 'Publisher',
  columns: [
    key('publisherid'),
    ...imageColumns(),
    ...['address1', 'address2'].flatMap((prefix) =>
      shortAddress(prefix).filter(({ logicalName }) => logicalName !== `${prefix}_composite`),
    ),
    ...texts(256, 'friendlyname uniquename'),
    ...texts(8, 'customizationprefix'),
    ...texts(100, 'emailaddress supportingwebsiteurl'),
    ...platform(texts(100, 'pinpointpublisherdefaultlocale')),
    ...memos('description'),
    ...integers('customizationoptionvalueprefix'),
    ...platform(bigints('pinpointpublisherid')),
    ...platform(flags('isreadonly')),
    ...platform([lookup('organizationid', 'organization', 'organization_publisher')]),
    ...auditColumns({
      audit: 'lk_publisher',
      onBehalf: 'lk_publisherbase',
      without: [
        'overriddencreatedon',
        'importsequencenumber',
        'timezoneruleversionnumber',
        'utcconversiontimezonecode',
      ],
    }),
  ],
};

export const appmodule: TableSpec = {
  logicalName: 'appmodule',
  setName: 'appmodules',
  displayName: 'Model-driven App',
  collectionName: 'Model-driven Apps',
  objectTypeCode: 9800,
  primaryKey: 'appmoduleid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'AppModule',
  columns: [
    key('appmoduleid'),
    ...texts(160, 'name'),
    ...texts(48, 'introducedversion'),
    ...texts(100, 'appmoduleversion'),
    ...texts(200, 'url'),
    ...texts(256, 'uniquename'),
    ...memos('description configxml descriptor appmodulexmlmanaged'),
    ...integers('importsequencenumber'),
    ...bigints('versionnumber'),
    ...datetimes('modifiedon publishedon overriddencreatedon overwritetime createdon'),
    ...flags('isdefault isfeatured'),
    ...flags('ismanaged', ['Unmanaged', 'Managed']),
    ...guids('solutionid appmoduleidunique webresourceid welcomepageid'),
    globalChoice('componentstate', choices.componentStates),
    choice('formfactor', [
      { value: 1, label: 'All' },
      { value: 2, label: 'Desktop' },
      { value: 4, label: 'Tablet' },
      { value: 8, label: 'Phone' },
    ]),
    choice('clienttype', [
      { value: 4, label: 'Unified Interface' },
      { value: 2, label: 'Web' },
    ]),
    ...platform([
      lookup(
        'modifiedonbehalfby',
        'systemuser',
        'systemuser_appmodule_modifiedonbehalfby',
        'appmodule_modifiedonbehalfby',
      ),
    ]),
    ...platform([lookup('createdby', 'systemuser', 'systemuser_appmodule_createdby', 'appmodule_createdby')]),
    lookup('publisherid', 'publisher', 'publisher_appmodule', 'publisher_appmodule_appmodule'),
    ...platform([
      lookup('modifiedby', 'systemuser', 'systemuser_appmodule_modifiedby', 'appmodule_modifiedby'),
    ]),
    ...platform([
      lookup(
        'createdonbehalfby',
        'systemuser',
        'systemuser_appmodule_createdonbehalfby',
        'appmodule_createdonbehalfby',
      ),
    ]),
    ...platform([
      lookup('organizationid', 'organization', 'organization_appmodule', 'organization_appmodule_appmodule'),
    ]),
  ],
};

export const theme: TableSpec = {
  logicalName: 'theme',
  setName: 'themes',
  displayName: 'Theme',
  collectionName: 'Themes',
  objectTypeCode: 2015,
  primaryKey: 'themeid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Theme',
  columns: [
    key('themeid'),
    ...texts(160, 'name'),
    ...texts(7, 'headercolor controlborder globallinkcolor navbarbackgroundcolor backgroundcolor'),
    ...texts(7, 'processcontrolcolor hoverlinkeffect defaultcustomentitycolor defaultentitycolor'),
    ...texts(7, 'selectedlinkeffect navbarshelfcolor controlshade'),
    ...texts(100, 'logotooltip'),
    ...flags('isdefaulttheme type'),
    ...activeInactive(),
    ...platform([lookup('organizationid', 'organization', 'organization_theme')]),
    ...currencyColumns('TransactionCurrency_Theme'),
    ...auditColumns({ audit: 'lk_theme' }),
  ],
};
