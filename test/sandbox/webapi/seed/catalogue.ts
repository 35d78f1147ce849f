// What is sold, in which units and at which prices; and who else sells it.
import type { Row } from '../db/store';
import { insertRows, money } from './context';
import type { Currency, SeedContext } from './context';
import { auditRow, cents, currencyRow, grow, systemRow } from './rows';
import type { Market } from './rows';
import { companyHeads, companyTails, places } from './words';

export interface ProductSeed {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly unit: string;
  readonly price: number;
}

export interface Catalogue {
  readonly products: readonly ProductSeed[];
  /** The price list in the organisation's own currency. */
  readonly priceList: string;
  readonly competitors: readonly string[];
}

const families: readonly (readonly [name: string, items: string, lowest: number, highest: number])[] = [
  [
    'Meters',
    'Electricity meter EM-40|Gas meter GM-12|Water meter WM-20|Heat meter HM-8|Prepaid meter PM-4',
    60,
    420,
  ],
  ['Gateways', 'Gateway LTE|Gateway Ethernet|Gateway LoRa|Repeater indoor|Repeater outdoor', 140, 900],
  [
    'Software',
    'Head-end licence|Analytics licence|Billing connector|Mobile reader|Data archive',
    900,
    24_000,
  ],
  ['Services', 'Installation day|Training day|On-site support|Remote support|Calibration', 120, 1_600],
  ['Spare parts', 'Battery pack|Optical head|Mounting plate|Seal kit|Antenna', 4, 95],
  ['Coffee', 'Roast Nordwerk|Roast Málaga|Espresso blend|Decaf blend|Gift box', 6, 48],
];

export function seedCatalogue(context: SeedContext, market: Market): Catalogue {
  const units = seedUnits(context, market);
  const priceLists = seedPriceLists(context, market);
  const products = seedProducts(context, market, units, priceLists);
  return { products, priceList: priceLists[0]?.id ?? '', competitors: seedCompetitors(context, market) };
}

interface Units {
  readonly schedule: string;
  readonly each: string;
}

function seedUnits(context: SeedContext, { people }: Market): Units {
  const schedules = grow(context, 2, (id, index) => ({
    uomscheduleid: id,
    name: index === 0 ? 'Default Unit' : 'Working time',
    baseuomname: index === 0 ? 'Primary Unit' : 'Hour',
    statecode: 0,
    statuscode: 1,
    organizationid: context.organizationId,
    ...systemRow(context, people),
  }));
  insertRows(context.store, 'uomschedule', schedules);
  const names = ['Primary Unit', 'Dozen', 'Pallet', 'Hour', 'Day'];
  const units = grow(context, names.length, (id, index) => ({ id, name: names[index] ?? '', index }));
  const rows = units.map(({ id, name, index }) => {
    const time = index > 2 ? 1 : 0;
    return {
      uomid: id,
      name,
      quantity: [1, 12, 480, 1, 8][index] ?? 1,
      isschedulebaseuom: index === 0 || index === 3 ? 1 : 0,
      uomscheduleid: schedules[time]?.uomscheduleid ?? null,
      baseuom: index === 0 || index === 3 ? null : (units[time * 3]?.id ?? null),
      ...systemRow(context, people),
    };
  });
  insertRows(context.store, 'uom', rows);
  return { schedule: schedules[0]?.uomscheduleid ?? '', each: units[0]?.id ?? '' };
}

interface PriceListSeed {
  readonly id: string;
  readonly currency: Currency;
}

function seedPriceLists(context: SeedContext, { people, currencies }: Market): PriceListSeed[] {
  const names = ['Retail 2026', 'Wholesale Europe', 'Retail United Kingdom', 'Retail Switzerland'];
  const lists = grow(context, Math.min(names.length, currencies.length), (id, index) => ({
    id,
    name: names[index] ?? '',
    currency: currencies[index] ?? { id: '', rate: 1 },
  }));
  insertRows(
    context.store,
    'pricelevel',
    lists.map(({ id, name, currency }) => ({
      pricelevelid: id,
      name,
      description: null,
      begindate: '2026-01-01T00:00:00Z',
      enddate: '2026-12-31T00:00:00Z',
      statecode: 0,
      statuscode: 100_001,
      organizationid: context.organizationId,
      ...currencyRow(currency),
      ...systemRow(context, people),
    })),
  );
  return lists;
}

function seedProducts(
  context: SeedContext,
  market: Market,
  units: Units,
  priceLists: readonly PriceListSeed[],
): ProductSeed[] {
  const { random } = context;
  const base = market.currencies[0] ?? { id: '', rate: 1 };
  const heads = grow(context, families.length, (id, index) => ({ id, family: families[index] }));
  const items = heads.flatMap(({ id: parent, family }) =>
    (family?.[1] ?? '')
      .split('|')
      .map((name) => ({ name, parent, low: family?.[2] ?? 1, high: family?.[3] ?? 1 })),
  );
  const products = grow(context, items.length, (id, index) => {
    const item = items[index] ?? { name: '', parent: '', low: 1, high: 1 };
    const price = cents(item.low + random.next() * (item.high - item.low));
    return { ...item, id, number: `P-${String(1001 + index)}`, unit: units.each, price };
  });
  const row = (id: string, name: string, columns: Row): Row => ({
    productid: id,
    name,
    productnumber: null,
    parentproductid: null,
    productstructure: 2,
    producttypecode: 1,
    defaultuomscheduleid: units.schedule,
    defaultuomid: units.each,
    pricelevelid: priceLists[0]?.id ?? null,
    quantitydecimal: 0,
    quantityonhand: null,
    isstockitem: 0,
    iskit: 0,
    statecode: 0,
    statuscode: 1,
    organizationid: context.organizationId,
    ...money('price', null, base),
    ...money('standardcost', null, base),
    ...currencyRow(base),
    ...auditRow(context, market.people),
    ...columns,
  });
  insertRows(context.store, 'product', [
    ...heads.map(({ id, family }) => row(id, family?.[0] ?? '', { productnumber: `F-${family?.[0] ?? ''}` })),
    ...products.map(({ id, name, number, parent, price }, index) =>
      row(id, name, {
        productnumber: number,
        parentproductid: parent,
        productstructure: 1,
        producttypecode: name.includes('day') || name.includes('support') ? 3 : 1,
        quantityonhand: random.integer(0, 900),
        isstockitem: 1,
        statecode: index % 11 === 10 ? 1 : 0,
        statuscode: index % 11 === 10 ? 2 : 1,
        ...money('price', price, base),
        ...money('standardcost', cents(price * 0.62), base),
      }),
    ),
  ]);
  seedPrices(context, market, units, products, priceLists);
  return products;
}

function seedPrices(
  context: SeedContext,
  { people }: Market,
  units: Units,
  products: readonly ProductSeed[],
  priceLists: readonly PriceListSeed[],
): void {
  const pairs = products.flatMap((product) => priceLists.map((list) => ({ product, list })));
  const rows = grow(context, pairs.length, (id, index) => ({ id, pair: pairs[index] })).flatMap(
    ({ id, pair }) =>
      pair === undefined
        ? []
        : [
            {
              productpricelevelid: id,
              productid: pair.product.id,
              productnumber: pair.product.number,
              pricelevelid: pair.list.id,
              uomid: units.each,
              uomscheduleid: units.schedule,
              pricingmethodcode: 1,
              quantitysellingcode: 1,
              roundingpolicycode: 1,
              ...money('amount', cents(pair.product.price * pair.list.currency.rate), pair.list.currency),
              ...currencyRow(pair.list.currency),
              ...systemRow(context, people),
            },
          ],
  );
  insertRows(context.store, 'productpricelevel', rows);
}

function seedCompetitors(context: SeedContext, market: Market): string[] {
  const { random } = context;
  const base = market.currencies[0] ?? { id: '', rate: 1 };
  const rows = grow(context, 18, (id, index) => {
    const place = random.pick(places);
    const name = `${companyHeads[(index * 5 + 2) % companyHeads.length] ?? ''} ${companyTails[index % companyTails.length] ?? ''}`;
    return {
      competitorid: id,
      name,
      websiteurl: `https://www.competitor${index + 1}.test/`,
      keyproduct: random.pick(families)[0],
      strengths: random.maybe(0.6, () => 'Price & delivery time; strong "local" sales force.'),
      weaknesses: random.maybe(0.6, () => 'No service of their own.'),
      winpercentage: random.maybe(0.7, () => random.integer(5, 70)),
      tickersymbol: random.maybe(0.3, () => name.slice(0, 4).toUpperCase()),
      address1_city: place.city,
      address1_country: place.country,
      address1_postalcode: place.postal,
      ...money(
        'reportedrevenue',
        random.maybe(0.7, () => random.integer(1, 900) * 100_000),
        base,
      ),
      organizationid: context.organizationId,
      ...currencyRow(base),
      ...auditRow(context, market.people),
    };
  });
  insertRows(context.store, 'competitor', rows);
  return rows.map((row) => row.competitorid);
}
