// Competitors in opportunities.
import { shortAddress } from '../address';
import {
  doubles,
  guids,
  imageColumns,
  integers,
  key,
  lookup,
  memos,
  moneys,
  platform,
  texts,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, currencyColumns } from '../standard';

export const competitor: TableSpec = {
  logicalName: 'competitor',
  setName: 'competitors',
  displayName: 'Competitor',
  collectionName: 'Competitors',
  objectTypeCode: 123,
  primaryKey: 'competitorid',
  primaryName: 'name',
  base: 'crmbaseentity',
  privilege: 'Competitor',
  description: 'Business competing for the sale represented by a lead or opportunity.',
  columns: [
    key('competitorid'),
    ...imageColumns(),
    ...shortAddress('address1'),
    ...shortAddress('address2'),
    ...texts(100, 'name'),
    ...texts(10, 'tickersymbol'),
    ...texts(20, 'stockexchange'),
    ...texts(160, 'yominame'),
    ...texts(200, 'keyproduct websiteurl referenceinfourl'),
    ...texts(1250, 'traversedpath'),
    ...memos('weaknesses threats opportunities strengths overview'),
    ...moneys('reportedrevenue'),
    ...integers('reportingyear reportingquarter'),
    ...doubles('winpercentage'),
    ...guids('stageid processid'),
    ...platform([lookup('organizationid', 'organization', 'organization_competitors')]),
    ...currencyColumns('transactioncurrency_competitor'),
    ...auditColumns({ audit: 'lk_competitorbase', onBehalf: 'lk_competitor' }),
  ],
};
