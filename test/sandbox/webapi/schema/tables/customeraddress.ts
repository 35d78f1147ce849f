// Further addresses of accounts and contacts.
import * as choices from '../choices';
import {
  choice,
  doubles,
  entityName,
  integers,
  key,
  memos,
  platform,
  polymorphic,
  texts,
  toward,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, currencyColumns } from '../standard';

export const customeraddress: TableSpec = {
  logicalName: 'customeraddress',
  setName: 'customeraddresses',
  displayName: 'Address',
  collectionName: 'Addresses',
  objectTypeCode: 1071,
  primaryKey: 'customeraddressid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'CustomerAddress',
  columns: [
    key('customeraddressid'),
    ...texts(200, 'name'),
    ...texts(4, 'upszone'),
    ...texts(20, 'postofficebox postalcode'),
    ...texts(50, 'telephone1 county fax telephone2 telephone3'),
    ...texts(80, 'country stateorprovince city'),
    ...texts(100, 'primarycontactname'),
    ...texts(250, 'line2 line3 line1'),
    ...platform(memos('composite')),
    entityName('objecttypecode'),
    ...integers('addressnumber utcoffset'),
    ...doubles('longitude latitude'),
    choice('addresstypecode', choices.accountAddressTypes),
    choice('freighttermscode', choices.freightTerms),
    choice('shippingmethodcode', choices.shippingMethods),
    polymorphic(
      'parentid',
      toward('parentid', { account: 'Account_CustomerAddress', contact: 'Contact_CustomerAddress' }),
    ),
    ...currencyColumns('TransactionCurrency_CustomerAddress'),
    ...auditColumns({ audit: 'lk_customeraddressbase', onBehalf: 'lk_customeraddress' }),
  ],
};
