// From offer to money: quotes, orders and invoices, each with its lines.
import type { Row } from '../db/store';
import { insertRows, money } from './context';
import type { SeedContext } from './context';
import type { Catalogue, ProductSeed } from './catalogue';
import type { DealSeed } from './deals';
import { isoDay } from './random';
import { auditRow, cents, currencyRow, day, grow, hour, link, ownedRow } from './rows';
import type { Market } from './rows';
import { places, streets } from './words';

interface Kind {
  readonly table: 'quote' | 'salesorder' | 'invoice';
  readonly number: string;
  readonly prefix: string;
  /** Pairs of state and status. */
  readonly statuses: readonly (readonly [state: number, status: number])[];
  readonly daysAfterDeal: number;
}

const kinds: readonly Kind[] = [
  { table: 'quote', number: 'quotenumber', prefix: 'QUO', statuses: [[0, 1], [1, 2], [1, 3], [2, 4], [3, 5]], daysAfterDeal: 4 },
  { table: 'salesorder', number: 'ordernumber', prefix: 'ORD', statuses: [[0, 1], [0, 2], [1, 3], [3, 100_001], [4, 100_003]], daysAfterDeal: 12 },
  { table: 'invoice', number: 'invoicenumber', prefix: 'INV', statuses: [[0, 1], [0, 4], [2, 100_001], [2, 100_001], [3, 100_003]], daysAfterDeal: 30 },
]; // prettier-ignore

interface LineSeed {
  readonly product: ProductSeed;
  readonly quantity: number;
  readonly price: number;
}

interface DocumentSeed {
  readonly id: string;
  readonly deal: DealSeed;
  readonly index: number;
  readonly lines: readonly LineSeed[];
}

/** Every document of a deal has the deal's lines; an order follows a quote, an invoice an order. */
export function seedOrders(
  context: SeedContext,
  market: Market,
  catalogue: Catalogue,
  deals: readonly DealSeed[],
): void {
  const won = deals.filter(({ state }) => state === 1).slice(0, 100);
  const open = deals.filter(({ state }) => state === 0).slice(0, 40);
  const cart = new Map([...won, ...open].map((deal) => [deal.id, linesOf(context, catalogue, deal)]));
  let before: readonly DocumentSeed[] = [];
  for (const kind of kinds) {
    const about =
      kind.table === 'quote' ? [...won, ...open] : won.slice(0, kind.table === 'invoice' ? 80 : 100);
    const documents = grow(context, about.length, (id, index) => ({ id, index, deal: about[index] })).flatMap(
      ({ deal, ...rest }) => (deal === undefined ? [] : [{ ...rest, deal, lines: cart.get(deal.id) ?? [] }]),
    );
    insertRows(
      context.store,
      kind.table,
      documents.map((document) => documentRow(context, market, { kind, catalogue, document, before })),
    );
    insertRows(context.store, `${kind.table}detail`, detailRows(context, market, kind, documents));
    before = documents;
  }
  context.store.insertAll(
    'contactinvoices',
    ['contactid', 'invoiceid'],
    before.flatMap(({ id, deal }) => (deal.customer.table === 'contact' ? [[deal.customer.id, id]] : [])),
  );
}

function linesOf({ random }: SeedContext, { products }: Catalogue, { currency }: DealSeed): LineSeed[] {
  return Array.from({ length: random.integer(1, 3) }, () => {
    const product = random.pick(products);
    return { product, quantity: random.integer(1, 40), price: cents(product.price * currency.rate) };
  });
}

interface DocumentInput {
  readonly kind: Kind;
  readonly catalogue: Catalogue;
  readonly document: DocumentSeed;
  /** The documents that these follow. */
  readonly before: readonly DocumentSeed[];
}

function documentRow(context: SeedContext, market: Market, input: DocumentInput): Row {
  const { random } = context;
  const { kind, catalogue, document } = input;
  const { id, index, deal, lines } = document;
  const [statecode, statuscode] = random.pick(kind.statuses);
  const created = deal.modified + kind.daysAfterDeal * day;
  const net = cents(lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0));
  const discount = random.chance(0.3) ? cents(net * 0.05) : 0;
  const tax = cents((net - discount) * 0.19);
  const place = random.pick(places);
  const amounts: Readonly<Record<string, number>> = {
    totallineitemamount: net,
    discountamount: discount,
    totaldiscountamount: discount,
    totalamountlessfreight: cents(net - discount),
    freightamount: 0,
    totaltax: tax,
    totalamount: cents(net - discount + tax),
  };
  return {
    [`${kind.table}id`]: id,
    name: deal.name,
    [kind.number]: `${kind.prefix}-${String(1000 + index).padStart(5, '0')}-${random.digits(6)}`,
    opportunityid: deal.id,
    ...follows(kind, input.before, deal),
    ...link('customerid', deal.customer.table, deal.customer.id),
    pricelevelid: catalogue.priceList,
    billto_line1: `${random.integer(1, 240)} ${random.pick(streets)}`,
    billto_city: place.city,
    billto_postalcode: place.postal,
    billto_country: place.country,
    shipto_city: place.city,
    shipto_country: place.country,
    paymenttermscode: random.integer(1, 4),
    shippingmethodcode: random.maybe(0.5, () => random.integer(1, 7)),
    pricingerrorcode: 0,
    willcall: 0,
    statecode,
    statuscode,
    ...dates(kind, created),
    ...Object.fromEntries(
      Object.entries(amounts).flatMap(([name, of]) => Object.entries(money(name, of, deal.currency))),
    ),
    ...currencyRow(deal.currency),
    ...ownedRow(context, market.people, { created, modified: created + random.integer(1, 200) * hour }),
  };
}

function follows({ table }: Kind, before: readonly DocumentSeed[], deal: DealSeed): Row {
  const earlier = before.find((document) => document.deal === deal)?.id ?? null;
  if (table === 'quote') return {};
  return table === 'salesorder' ? { quoteid: earlier } : { salesorderid: earlier };
}

function dates({ table }: Kind, created: number): Row {
  if (table === 'invoice') return { duedate: isoDay(created + 30 * day), datedelivered: null };
  if (table === 'quote') return { expireson: isoDay(created + 60 * day) };
  return { ispricelocked: 0 };
}

function detailRows(
  context: SeedContext,
  market: Market,
  { table }: Kind,
  documents: readonly DocumentSeed[],
): Row[] {
  const lines = documents.flatMap((document) => document.lines.map((line, at) => ({ document, line, at })));
  return grow(context, lines.length, (id, index) => lineRow(context, market, table, { id, ...lines[index] }));
}

interface LineInput {
  readonly id: string;
  readonly document?: DocumentSeed;
  readonly line?: LineSeed;
  readonly at?: number;
}

function lineRow(
  context: SeedContext,
  market: Market,
  table: Kind['table'],
  { id, document, line, at = 0 }: LineInput,
): Row {
  const currency = document?.deal.currency ?? { id: '', rate: 1 };
  const amount = cents((line?.price ?? 0) * (line?.quantity ?? 0));
  return {
    [`${table}detailid`]: id,
    [`${table}detailname`]: line?.product.name ?? null,
    [`${table}id`]: document?.id ?? null,
    productid: line?.product.id ?? null,
    uomid: line?.product.unit ?? null,
    quantity: line?.quantity ?? null,
    lineitemnumber: at + 1,
    sequencenumber: at + 1,
    ispriceoverridden: 0,
    isproductoverridden: 0,
    willcall: 0,
    producttypecode: 1,
    pricingerrorcode: 0,
    propertyconfigurationstatus: 2,
    ...money('priceperunit', line?.price ?? null, currency),
    ...money('baseamount', amount, currency),
    ...money('extendedamount', amount, currency),
    ...money('tax', cents(amount * 0.19), currency),
    ...currencyRow(currency),
    ...auditRow(context, market.people),
  };
}
