// The custom table with very many rows: what sensors reported. It is filled when it is first asked for.
import {
  activeInactive,
  datetimes,
  decimals,
  flags,
  globalChoice,
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

export const sensorevent: TableSpec = {
  logicalName: 'new_sensorevent',
  setName: 'new_sensorevents',
  displayName: 'Sensor Event',
  objectTypeCode: 10113,
  primaryKey: 'new_sensoreventid',
  primaryName: 'new_name',
  base: 'crmbaseentity',
  custom: true,
  description: 'What a sensor reported.',
  columns: [
    key('new_sensoreventid'),
    ...texts(100, 'new_name new_site new_signature'),
    ...texts(20, 'new_sensor'),
    ...memos('new_message new_payload'),
    ...datetimes('new_occurredon new_acknowledgedon'),
    ...decimals('new_reading new_threshold', 3),
    ...moneys('new_cost'),
    ...integers('new_sequence'),
    ...flags('new_isalarm', ['Notice', 'Alarm']),
    globalChoice('new_severity', numbered(['Low', 'Normal', 'High', 'Critical'], 100_000_000)),
    ...activeInactive(),
    lookup('new_accountid', 'account', 'new_account_new_sensorevent_AccountId', 'new_AccountId'),
    lookup('new_contactid', 'contact', 'new_contact_new_sensorevent_ContactId', 'new_ContactId'),
    ...ownerColumns({
      principal: 'owner_new_sensorevent',
      user: 'user_new_sensorevent',
      team: 'team_new_sensorevent',
      businessUnit: 'business_unit_new_sensorevent',
    }),
    ...currencyColumns('TransactionCurrency_new_sensorevent'),
    ...auditColumns({ audit: 'lk_new_sensorevent' }),
  ],
};
