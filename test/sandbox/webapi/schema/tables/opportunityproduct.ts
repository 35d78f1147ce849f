// Lines of an opportunity.
import { choice, imageColumns, key, lookup, numbered, platform, texts } from '../columns';
import type { TableSpec } from '../model';
import { lineColumns } from '../salesDocument';
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
    ...lineColumns(),
    ...platform([choice('opportunitystatecode', numbered(['Open', 'Won', 'Lost'], 0))]),
    lookup('productid', 'product', 'opportunity_products'),
    lookup('opportunityid', 'opportunity', 'product_opportunities'),
    lookup('uomid', 'uom', 'unit_of_measurement_opportunity_products'),
    ...currencyColumns('transactioncurrency_opportunityproduct'),
    ...auditColumns({ audit: 'lk_opportunityproductbase', onBehalf: 'lk_opportunityproduct' }),
  ],
};
