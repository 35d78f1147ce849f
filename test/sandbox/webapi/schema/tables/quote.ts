// Quotes and their lines.
import * as choices from '../choices';
import {
  choice,
  dates,
  datetimes,
  guids,
  integers,
  key,
  lookup,
  numbered,
  platform,
  polymorphic,
  stateAndStatus,
  texts,
  toward,
} from '../columns';
import type { TableSpec } from '../model';
import { documentColumns, sentLineColumns } from '../salesDocument';
import { auditColumns, currencyColumns, ownerColumns } from '../standard';

export const quote: TableSpec = {
  logicalName: 'quote',
  setName: 'quotes',
  displayName: 'Quote',
  collectionName: 'Quotes',
  objectTypeCode: 1084,
  primaryKey: 'quoteid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Quote',
  columns: [
    key('quoteid'),
    ...documentColumns(),
    ...texts(100, 'quotenumber billto_contactname shipto_contactname'),
    ...platform(integers('revisionnumber')),
    ...dates('expireson closedon'),
    ...datetimes('effectiveto requestdeliveryby effectivefrom'),
    ...guids('shipto_addressid billto_addressid'),
    choice('freighttermscode', choices.freightTerms),
    ...stateAndStatus([
      { label: 'Draft', statuses: { 1: 'In Progress' } },
      { label: 'Active', statuses: { 2: 'In Progress', 3: 'Open' } },
      { label: 'Won', statuses: { 4: 'Won' } },
      { label: 'Closed', statuses: { 5: 'Lost', 6: 'Canceled', 7: 'Revised' } },
    ]),
    polymorphic(
      'customerid',
      toward('customerid', { account: 'quote_customer_accounts', contact: 'quote_customer_contacts' }),
    ),
    lookup('pricelevelid', 'pricelevel', 'price_level_quotes'),
    lookup('opportunityid', 'opportunity', 'opportunity_quotes'),
    lookup('campaignid', 'campaign', 'campaign_quotes'),
    ...ownerColumns({
      principal: 'owner_quotes',
      user: 'system_user_quotes',
      team: 'team_quotes',
      businessUnit: 'business_unit_quotes',
    }),
    ...currencyColumns('transactioncurrency_quote'),
    ...auditColumns({ audit: 'lk_quotebase', onBehalf: 'lk_quote' }),
  ],
};

export const quotedetail: TableSpec = {
  logicalName: 'quotedetail',
  setName: 'quotedetails',
  displayName: 'Quote Line',
  collectionName: 'Quote Lines',
  objectTypeCode: 1085,
  primaryKey: 'quotedetailid',
  primaryName: 'quotedetailname',
  base: 'crmbaseentity',
  privilege: 'Quote',
  columns: [
    key('quotedetailid'),
    ...texts(500, 'quotedetailname'),
    ...sentLineColumns(),
    ...texts(100, 'shipto_contactname'),
    ...datetimes('requestdeliveryby'),
    ...platform([choice('quotestatecode', numbered(['Draft', 'Active', 'Won', 'Closed'], 0))]),
    ...guids('shipto_addressid'),
    lookup('productid', 'product', 'product_quote_details'),
    lookup('uomid', 'uom', 'unit_of_measurement_quote_details'),
    lookup('quoteid', 'quote', 'quote_details'),
    lookup('salesrepid', 'systemuser', 'system_user_quotedetail'),
    ...currencyColumns('transactioncurrency_quotedetail'),
    ...auditColumns({ audit: 'lk_quotedetailbase', onBehalf: 'lk_quotedetail' }),
  ],
};
