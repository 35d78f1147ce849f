import type { SqlValue } from 'node:sqlite';
import type { Currency, People, SeedContext } from './context';
import type { AccountSeed } from './customers';
import { isoSecond, sequentialIds } from './random';

const columns = [
  'new_meterreadingid',
  'new_name',
  'new_meternumber',
  'new_readon',
  'new_value',
  'new_cost',
  'new_cost_base',
  'new_quality',
  'new_isestimated',
  'new_medium',
  'new_remark',
  'statecode',
  'statuscode',
  'new_accountid',
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

const firstReading = Date.UTC(2024, 0, 1);
const quarterHours = 900_000;

/** The large table: readings every quarter of an hour from some hundred meters, in the order in which they came. */
export function seedReadings(
  context: SeedContext,
  people: People,
  currency: Currency,
  accounts: readonly AccountSeed[],
  count: number,
): void {
  context.store.insertAll('new_meterreading', columns, readings(context, people, currency, accounts, count));
}

function* readings(
  context: SeedContext,
  people: People,
  currency: Currency,
  accounts: readonly AccountSeed[],
  count: number,
): Generator<SqlValue[]> {
  const { random } = context;
  const ids = sequentialIds(random, count);
  const owner = people.owners[0];
  const meters = Array.from({ length: 160 }, (_, index) => ({
    number: `M-${String(10_000 + index * 37)}`,
    account: accounts[(index * 7) % accounts.length]?.id ?? null,
    medium: 100_000_000 + (index % 4),
    value: random.integer(0, 90_000),
  }));
  let time = '';
  for (let index = 0; index < count; index += 1) {
    const at = index % meters.length;
    const meter = meters[at];
    if (meter === undefined) return;
    // All meters are read at the same time.
    if (at === 0) time = isoSecond(firstReading + (index / meters.length) * quarterHours * 4);
    const used = Math.round(random.next() * 4000) / 1000;
    meter.value = Math.round((meter.value + used) * 1000) / 1000;
    const cost = Math.round(used * 31) / 100;
    const estimated = random.chance(0.03);
    yield [
      ids.next().value,
      `MR-${String(index + 1).padStart(6, '0')}`,
      meter.number,
      time,
      meter.value,
      cost,
      cost,
      random.integer(90, 100),
      estimated ? 1 : 0,
      meter.medium,
      estimated ? 'No reading; estimated from the last month' : null,
      0,
      1,
      meter.account,
      owner?.id ?? null,
      'systemuser',
      owner?.id ?? null,
      owner?.businessUnit ?? null,
      currency.id,
      currency.rate,
      time,
      time,
      people.system,
      people.system,
      context.nextVersion(),
    ];
  }
}
