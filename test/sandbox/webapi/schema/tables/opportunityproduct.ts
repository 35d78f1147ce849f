// Lines of an opportunity.
import * as choices from '../choices';
import {
  choice,
  decimals,
  flags,
  guids,
  imageColumns,
  integers,
  key,
  lookup,
  memos,
  moneys,
  numbered,
  platform,
  texts,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, currencyColumns } from '../standard';

export const opportunityproduct: TableSpec = {
  logicalName: 'opportunityproduct',
  setName: 'opportunityproducts',
  displayName: 'Opportunity Product',
  collectionName: 'Opportunity Products',
  objectTypeCode: 1083,
  primaryKey: 'opportunityproductid',
  primaryName: 'opportunityproductname',
  base: 'crmbaseentity',
  privilege: 'Opportunity',
  columns: [
    key('opportunityproductid'),
    ...imageColumns(),
    ...texts(100, 'opportunityproductname'),
    ...memos('description productdescription'),
    ...moneys('priceperunit extendedamount tax manualdiscountamount baseamount'),
    ...platform(moneys('volumediscountamount')),
    ...decimals('quantity', 5),
    ...integers('lineitemnumber sequencenumber'),
    ...flags('isproductoverridden', ['Existing', 'Write in']),
    ...flags('ispriceoverridden', ['Use Default', 'Override Price']),
    ...platform(guids('owninguser')),
    choice('pricingerrorcode', choices.pricingErrors),
    choice('producttypecode', choices.lineTypes),
    ...guids('productassociationid parentbundleid'),
    choice('propertyconfigurationstatus', choices.propertyConfigurations),
    ...platform([choice('opportunitystatecode', numbered(['Open', 'Won', 'Lost'], 0))]),
    lookup('productid', 'product', 'opportunity_products'),
    lookup('opportunityid', 'opportunity', 'product_opportunities'),
    lookup('uomid', 'uom', 'unit_of_measurement_opportunity_products'),
    ...currencyColumns('transactioncurrency_opportunityproduct'),
    ...auditColumns({ audit: 'lk_opportunityproductbase', onBehalf: 'lk_opportunityproduct' }),
  ],
};
