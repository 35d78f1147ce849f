import type { SqlValue } from 'node:sqlite';
import type { Store } from '../db/store';
import { isoSecond, Random } from './random';

const table = 'new_sensorevent';
const sensorEvents = 300_000;

const columns = [
  'new_sensoreventid',
  'new_name',
  'new_site',
  'new_signature',
  'new_sensor',
  'new_message',
  'new_payload',
  'new_occurredon',
  'new_acknowledgedon',
  'new_reading',
  'new_threshold',
  'new_cost',
  'new_cost_base',
  'new_sequence',
  'new_isalarm',
  'new_severity',
  'statecode',
  'statuscode',
  'new_accountid',
  'new_contactid',
  'ownerid',
  'owneridtype',
  'owninguser',
  'owningbusinessunit',
  'transactioncurrencyid',
  'exchangerate',
  'createdon',
  'modifiedon',
  'createdby',
  'modifiedby',
  'versionnumber',
];

const sites = [
  'Turbine hall 2',
  'Zürich–Oerlikon',
  'Łódź, hala nº 4',
  'مصنع دبي',
  '東京第二工場',
  'Pump station 🌊',
  "O'Hara's yard",
];

/** What people and devices write: plain, long, marked up, in other directions, and what looks like a formula. */
const messages = [
  null,
  'Within limits',
  'Bearing temperature rises faster than expected; see the work order.',
  'Line 1\r\nLine 2\twith a tab, a "quote" and a comma',
  '<b onmouseover="alert(1)">not bold</b> &amp; <script>alert(1)</script>',
  '=HYPERLINK("https://example.test","open")',
  'الضغط منخفض 42 بار',
  'Ventil 🔧 klemmt',
  '',
];

/** Whether a request may need rows of the table: by its name, wherever it stands. */
export const asksForSensorEvents = (url: string, body: Buffer): boolean =>
  /new_sensorevent|new_contact_new_sensor|new_account_new_sensor/i.test(url) || body.includes(table);

/** Fills the table: the same rows every time. Returns the last row version that was used. */
export function seedSensorEvents(store: Store, firstVersion: number): number {
  store.transaction(() => store.insertAll(table, columns, rows(store, firstVersion)));
  return firstVersion + sensorEvents;
}

function* rows(store: Store, firstVersion: number): Generator<SqlValue[]> {
  const random = new Random(300_000);
  const accounts = idsOf(store, 'SELECT accountid AS id FROM account ORDER BY 1 LIMIT 400');
  const contacts = idsOf(store, 'SELECT contactid AS id FROM contact ORDER BY 1 LIMIT 900');
  const users = store.all('SELECT systemuserid AS id, businessunitid AS unit FROM systemuser ORDER BY 1');
  const currency = store.get(
    'SELECT transactioncurrencyid AS id, exchangerate AS rate FROM transactioncurrency',
  );
  const first = Date.UTC(2025, 0, 1);
  for (let index = 0; index < sensorEvents; index += 1) {
    const user = users[index % users.length];
    const severity = random.integer(0, 3);
    const occurred = first + index * 97_000;
    const reading = Math.round(random.next() * 250_000) / 1000;
    const cost = index % 6 === 0 ? null : Math.round(reading * 12.5 * 100) / 100;
    const when = isoSecond(occurred);
    yield [
      guidOf(index),
      `SE-${String(index + 1).padStart(6, '0')}`,
      sites[index % sites.length] ?? null,
      `${(index * 2_654_435_761).toString(36)}-${random.integer(0, 1_000_000_000).toString(36)}`,
      `S-${String(1000 + ((index * 31) % 700))}`,
      messages[random.integer(0, messages.length - 1)] ?? null,
      index % 3 === 0 ? JSON.stringify({ volts: reading, phases: [1, 2, 3], ok: severity < 2 }) : null,
      when,
      severity > 1 ? isoSecond(occurred + random.integer(1, 9000) * 1000) : null,
      reading,
      200,
      cost,
      cost,
      index + 1,
      severity > 2 ? 1 : 0,
      100_000_000 + severity,
      0,
      1,
      accounts[(index * 13) % accounts.length] ?? null,
      index % 4 === 0 ? null : (contacts[(index * 7) % contacts.length] ?? null),
      user?.['id'] ?? null,
      'systemuser',
      user?.['id'] ?? null,
      user?.['unit'] ?? null,
      currency?.['id'] ?? null,
      currency?.['rate'] ?? null,
      when,
      when,
      user?.['id'] ?? null,
      user?.['id'] ?? null,
      firstVersion + index + 1,
    ];
  }
}

/** Grows with the index, so that the rows stand in the order of their names. */
const guidOf = (index: number): string => {
  const tail = ((index * 40_503) % 65_536).toString(16).padStart(4, '0');
  return `${(0x5e00_0000 + index).toString(16)}-0000-4e5e-8000-00000000${tail}`;
};

const idsOf = (store: Store, sql: string): SqlValue[] => store.all(sql).map(({ id }) => id ?? null);
