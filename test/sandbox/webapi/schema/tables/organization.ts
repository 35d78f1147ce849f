import {
  activeInactive,
  choice,
  decimals,
  flags,
  guids,
  integers,
  key,
  lookup,
  numbered,
  texts,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, noTimeZone } from '../standard';

export const organization: TableSpec = {
  logicalName: 'organization',
  setName: 'organizations',
  displayName: 'Organization',
  objectTypeCode: 1019,
  primaryKey: 'organizationid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Organization',
  columns: [
    key('organizationid'),
    ...texts(160, 'name'),
    ...texts(20, 'schemanameprefix initialversion dateformatstring timeformatstring currencysymbol'),
    ...integers('languagecode localeid maxuploadfilesize currencydecimalprecision pricingdecimalprecision'),
    ...integers('maxrecordsforexporttoexcel weekstartdaycode fiscalperiodtype'),
    ...guids('systemuserid integrationuserid supportuserid'),
    ...flags('isauditenabled isuseraccessauditenabled isreadauditenabled isduplicatedetectionenabled'),
    choice('currencydisplayoption', numbered(['Currency symbol', 'Currency code'], 0)),
    lookup('basecurrencyid', 'transactioncurrency', 'basecurrency_organization'),
    ...auditColumns({
      audit: 'lk_organizationbase',
      onBehalf: 'lk_organization',
      without: ['overriddencreatedon', 'importsequencenumber'],
    }),
  ],
};

export const transactioncurrency: TableSpec = {
  logicalName: 'transactioncurrency',
  setName: 'transactioncurrencies',
  displayName: 'Currency',
  collectionName: 'Currencies',
  objectTypeCode: 9105,
  primaryKey: 'transactioncurrencyid',
  primaryName: 'currencyname',
  base: 'crmbaseentity',
  privilege: 'Currency',
  columns: [
    key('transactioncurrencyid'),
    ...texts(100, 'currencyname'),
    ...texts(5, 'isocurrencycode'),
    ...texts(13, 'currencysymbol'),
    ...integers('currencyprecision'),
    ...decimals('exchangerate', 12),
    ...activeInactive(),
    lookup('organizationid', 'organization', 'organization_transactioncurrencies'),
    ...auditColumns({
      audit: 'lk_transactioncurrencybase',
      onBehalf: 'lk_transactioncurrency',
      without: noTimeZone,
    }),
  ],
};
