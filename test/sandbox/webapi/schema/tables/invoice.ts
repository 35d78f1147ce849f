// Invoices and their lines.
import * as choices from '../choices';
import {
  choice,
  dates,
  datetimes,
  decimals,
  flags,
  imageColumns,
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

export const invoice: TableSpec = {
  logicalName: 'invoice',
  setName: 'invoices',
  displayName: 'Invoice',
  collectionName: 'Invoices',
  objectTypeCode: 1090,
  primaryKey: 'invoiceid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Invoice',
  columns: [
    key('invoiceid'),
    ...documentColumns(),
    ...imageColumns(),
    ...texts(100, 'invoicenumber'),
    ...dates('duedate'),
    ...datetimes('lastbackofficesubmit datedelivered'),
    ...flags('ispricelocked'),
    choice('prioritycode', choices.defaultValue),
    ...stateAndStatus([
      {
        label: 'Active',
        statuses: {
          1: 'New',
          2: 'Partially Shipped',
          4: 'Billed',
          5: 'Booked (applies to services)',
          6: 'Installed (applies to services)',
        },
      },
      {
        label: 'Closed (deprecated)',
        statuses: { 3: 'Canceled (deprecated)', 7: 'Paid in Full (deprecated)' },
      },
      { label: 'Paid', statuses: { 100001: 'Complete', 100002: 'Partial' } },
      { label: 'Canceled', statuses: { 100003: 'Canceled' } },
    ]),
    polymorphic(
      'customerid',
      toward('customerid', { account: 'invoice_customer_accounts', contact: 'invoice_customer_contacts' }),
    ),
    lookup('opportunityid', 'opportunity', 'opportunity_invoices'),
    lookup('pricelevelid', 'pricelevel', 'price_level_invoices'),
    lookup('salesorderid', 'salesorder', 'order_invoices'),
    ...ownerColumns({
      principal: 'owner_invoices',
      user: 'system_user_invoices',
      team: 'team_invoices',
      businessUnit: 'business_unit_invoices',
    }),
    ...currencyColumns('transactioncurrency_invoice'),
    ...auditColumns({ audit: 'lk_invoicebase', onBehalf: 'lk_invoice' }),
  ],
};

export const invoicedetail: TableSpec = {
  logicalName: 'invoicedetail',
  setName: 'invoicedetails',
  displayName: 'Invoice Line',
  collectionName: 'Invoice Lines',
  objectTypeCode: 1091,
  primaryKey: 'invoicedetailid',
  primaryName: 'invoicedetailname',
  base: 'crmbaseentity',
  privilege: 'Invoice',
  columns: [
    key('invoicedetailid'),
    ...texts(500, 'invoicedetailname'),
    ...sentLineColumns(),
    ...texts(100, 'shippingtrackingnumber'),
    ...decimals('quantityshipped quantitybackordered quantitycancelled', 5),
    ...datetimes('actualdeliveryon'),
    ...flags('iscopied'),
    ...platform(flags('invoiceispricelocked')),
    ...platform([choice('invoicestatecode', numbered(['Active', 'Closed', 'Paid', 'Canceled'], 0))]),
    lookup('uomid', 'uom', 'unit_of_measurement_invoice_details'),
    lookup('salesrepid', 'systemuser', 'system_user_invoicedetail'),
    lookup('productid', 'product', 'product_invoice_details'),
    lookup('invoiceid', 'invoice', 'invoice_details'),
    ...currencyColumns('transactioncurrency_invoicedetail'),
    ...auditColumns({ audit: 'lk_invoicedetailbase', onBehalf: 'lk_invoicedetail' }),
  ],
};
