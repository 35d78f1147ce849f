// What hangs on opportunities: lines, competitors, and how they ended.
import type { Row } from '../db/store';
import { insertRows, money } from './context';
import type { SeedContext } from './context';
import type { Catalogue } from './catalogue';
import { auditRow, cents, currencyRow, grow, ownedRow, plainActivity } from './rows';
import type { Market } from './rows';

/** An opportunity as the rest of the seed needs it. */
export interface DealSeed {
  readonly id: string;
  readonly name: string;
  readonly state: number;
  readonly status: number;
  readonly value: number;
  readonly customer: { readonly table: string; readonly id: string };
  readonly currency: { readonly id: string; readonly rate: number };
  readonly modified: number;
}

export function readDeals(context: SeedContext): DealSeed[] {
  const rows = context.store.all(
    'SELECT opportunityid, name, statecode, statuscode, estimatedvalue, customerid, customeridtype, transactioncurrencyid, exchangerate, modifiedon FROM opportunity ORDER BY opportunityid',
  );
  return rows.map((row) => ({
    id: String(row['opportunityid']),
    name: String(row['name']),
    state: Number(row['statecode']),
    status: Number(row['statuscode']),
    value: Number(row['estimatedvalue']),
    customer: { table: String(row['customeridtype']), id: String(row['customerid']) },
    currency: { id: String(row['transactioncurrencyid']), rate: Number(row['exchangerate']) },
    modified: Date.parse(String(row['modifiedon'])),
  }));
}

export function seedDeals(
  context: SeedContext,
  market: Market,
  catalogue: Catalogue,
  deals: readonly DealSeed[],
): void {
  const withLines = deals.slice(0, 250);
  insertRows(context.store, 'opportunityproduct', lines(context, market, catalogue, withLines));
  context.store.insertAll(
    'opportunitycompetitors',
    ['opportunityid', 'competitorid'],
    withLines.flatMap(({ id }, index) =>
      catalogue.competitors
        .filter((_, at) => (at + index) % 11 === 0)
        .map((competitor) => [id, competitor] as const),
    ),
  );
  const closed = deals.filter(({ state }) => state !== 0).slice(0, 150);
  insertRows(context.store, 'opportunityclose', closes(context, market, catalogue, closed));
}

function lines(
  context: SeedContext,
  market: Market,
  { products }: Catalogue,
  deals: readonly DealSeed[],
): Row[] {
  const { random } = context;
  const chosen = deals.flatMap((deal) =>
    Array.from({ length: random.integer(1, 3) }, (_, at) => ({ deal, at })),
  );
  return grow(context, chosen.length, (id, index) => {
    const { deal, at } = chosen[index] ?? { deal: undefined, at: 0 };
    const product = random.pick(products);
    const quantity = random.integer(1, 60);
    const currency = deal?.currency ?? { id: '', rate: 1 };
    const price = cents(product.price * currency.rate);
    return {
      opportunityproductid: id,
      opportunityproductname: product.name,
      opportunityid: deal?.id ?? null,
      productid: product.id,
      uomid: product.unit,
      quantity,
      lineitemnumber: at + 1,
      sequencenumber: at + 1,
      ispriceoverridden: 0,
      isproductoverridden: 0,
      producttypecode: 1,
      pricingerrorcode: 0,
      propertyconfigurationstatus: 2,
      opportunitystatecode: deal?.state ?? 0,
      ...money('priceperunit', price, currency),
      ...money('baseamount', cents(price * quantity), currency),
      ...money('extendedamount', cents(price * quantity), currency),
      ...currencyRow(currency),
      ...auditRow(context, market.people),
    };
  });
}

/** Won or lost: the activity that says so. */
function closes(
  context: SeedContext,
  market: Market,
  { competitors }: Catalogue,
  deals: readonly DealSeed[],
): Row[] {
  const { random } = context;
  return grow(context, deals.length, (id, index) => {
    const deal = deals[index];
    const won = deal?.state === 1;
    const modified = deal?.modified ?? 0;
    const currency = deal?.currency ?? { id: '', rate: 1 };
    return {
      activityid: id,
      activitytypecode: 'opportunityclose',
      subject: `${won ? 'Won' : 'Lost'}: ${deal?.name ?? ''}`,
      description: won ? null : random.maybe(0.5, () => 'Price too high.'),
      actualend: new Date(modified).toISOString().replace(/\.\d+/, ''),
      opportunityid: deal?.id ?? null,
      competitorid: deal?.status === 5 ? random.pick(competitors) : null,
      ...money('actualrevenue', won ? cents(deal.value * 0.93) : 0, currency),
      statecode: 1,
      statuscode: 2,
      ...plainActivity,
      prioritycode: 1,
      ...currencyRow(currency),
      ...ownedRow(context, market.people, { created: modified, modified }),
    };
  });
}
