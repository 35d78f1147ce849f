// The custom table with many rows: readings of energy meters, as a maker would have built it.
import {
  activeInactive,
  datetimes,
  decimals,
  fileColumns,
  flags,
  globalChoice,
  imageColumns,
  integers,
  key,
  lookup,
  memos,
  moneys,
  numbered,
  texts,
} from '../columns';
import type { TableSpec } from '../model';
import { auditColumns, currencyColumns, ownerColumns } from '../standard';

export const meterreading: TableSpec = {
  logicalName: 'new_meterreading',
  setName: 'new_meterreadings',
  displayName: 'Meter Reading',
  objectTypeCode: 10112,
  primaryKey: 'new_meterreadingid',
  primaryName: 'new_name',
  base: 'crmbaseentity',
  custom: true,
  description: 'What a meter showed at a time.',
  alternateKeys: [
    { name: 'new_readingnumber', columns: ['new_name'] },
    { name: 'new_meterandtime', columns: ['new_meternumber', 'new_readon'] },
  ],
  columns: [
    key('new_meterreadingid'),
    ...texts(100, 'new_name'),
    ...texts(20, 'new_meternumber'),
    ...memos('new_remark'),
    ...datetimes('new_readon'),
    ...decimals('new_value', 3),
    ...moneys('new_cost'),
    ...integers('new_quality'),
    ...flags('new_isestimated', ['Measured', 'Estimated']),
    globalChoice('new_medium', numbered(['Electricity', 'Gas', 'Water', 'District heating'], 100_000_000)),
    ...imageColumns('new_photo'),
    ...fileColumns('new_protocol'),
    ...activeInactive(),
    lookup('new_accountid', 'account', 'new_account_new_meterreading_AccountId', 'new_AccountId'),
    ...ownerColumns({
      principal: 'owner_new_meterreading',
      user: 'user_new_meterreading',
      team: 'team_new_meterreading',
      businessUnit: 'business_unit_new_meterreading',
    }),
    ...currencyColumns('TransactionCurrency_new_meterreading'),
    ...auditColumns({ audit: 'lk_new_meterreading' }),
  ],
};
