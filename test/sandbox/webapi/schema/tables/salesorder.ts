// Orders and their lines.
import * as choices from '../choices';
import {
  choice,
  datetimes,
  decimals,
  flags,
  guids,
  imageColumns,
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

export const salesorder: TableSpec = {
  logicalName: 'salesorder',
  setName: 'salesorders',
  displayName: 'Order',
  collectionName: 'Orders',
  objectTypeCode: 1088,
  primaryKey: 'salesorderid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Order',
  columns: [
    key('salesorderid'),
    ...documentColumns(),
    ...imageColumns(),
    ...texts(100, 'shipto_contactname ordernumber billto_contactname submitstatusdescription'),
    ...integers('submitstatus'),
    ...datetimes('datefulfilled requestdeliveryby lastbackofficesubmit submitdate'),
    ...flags('ispricelocked'),
    ...guids('billto_addressid shipto_addressid'),
    choice('freighttermscode', choices.freightTerms),
    choice('prioritycode', choices.defaultValue),
    ...stateAndStatus([
      { label: 'Active', statuses: { 1: 'New', 2: 'Pending' } },
      { label: 'Submitted', statuses: { 3: 'In Progress' } },
      { label: 'Canceled', statuses: { 4: 'No Money' } },
      { label: 'Fulfilled', statuses: { 100001: 'Complete', 100002: 'Partial' } },
      { label: 'Invoiced', statuses: { 100003: 'Invoiced' } },
    ]),
    lookup('campaignid', 'campaign', 'campaign_orders'),
    lookup('quoteid', 'quote', 'quote_orders'),
    lookup('pricelevelid', 'pricelevel', 'price_level_orders'),
    polymorphic(
      'customerid',
      toward('customerid', { account: 'order_customer_accounts', contact: 'order_customer_contacts' }),
    ),
    lookup('opportunityid', 'opportunity', 'opportunity_sales_orders'),
    ...ownerColumns({
      principal: 'owner_salesorders',
      user: 'system_user_orders',
      team: 'team_orders',
      businessUnit: 'business_unit_orders',
    }),
    ...currencyColumns('transactioncurrency_salesorder'),
    ...auditColumns({ audit: 'lk_salesorderbase', onBehalf: 'lk_salesorder' }),
  ],
};

export const salesorderdetail: TableSpec = {
  logicalName: 'salesorderdetail',
  setName: 'salesorderdetails',
  displayName: 'Order Line',
  collectionName: 'Order Lines',
  objectTypeCode: 1089,
  primaryKey: 'salesorderdetailid',
  primaryName: 'salesorderdetailname',
  base: 'crmbaseentity',
  privilege: 'Order',
  columns: [
    key('salesorderdetailid'),
    ...texts(500, 'salesorderdetailname'),
    ...sentLineColumns(),
    ...texts(100, 'shipto_contactname'),
    ...decimals('quantityshipped quantitycancelled quantitybackordered', 5),
    ...datetimes('requestdeliveryby'),
    ...flags('iscopied'),
    ...platform(flags('salesorderispricelocked')),
    ...platform([
      choice(
        'salesorderstatecode',
        numbered(['Active', 'Submitted', 'Canceled', 'Fulfilled', 'Invoiced'], 0),
      ),
    ]),
    ...guids('shipto_addressid'),
    lookup('uomid', 'uom', 'unit_of_measurement_order_details'),
    lookup('salesorderid', 'salesorder', 'order_details'),
    lookup('salesrepid', 'systemuser', 'system_user_salesorderdetail'),
    lookup('productid', 'product', 'product_order_details'),
    ...currencyColumns('transactioncurrency_salesorderdetail'),
    ...auditColumns({ audit: 'lk_salesorderdetailbase', onBehalf: 'lk_salesorderdetail' }),
  ],
};
