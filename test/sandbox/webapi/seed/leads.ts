// Before there is a deal: campaigns, marketing lists and leads.
import type { Row } from '../db/store';
import { insertRows, money } from './context';
import type { SeedContext } from './context';
import type { Catalogue } from './catalogue';
import { company, domainOf, person } from './names';
import { isoDay, lifeOf } from './random';
import { cents, currencyRow, day, daysAfter, grow, link, ownedRow } from './rows';
import type { Market } from './rows';
import { dealNouns, jobTitles, places, streets } from './words';

const campaignNames = [
  'Spring mailing',
  'Meter roll-out 2026',
  'Hannover trade fair',
  'Webinar “Reading gas meters”',
  'Customer day Kraków',
  'Partner breakfast',
  'Autumn discount',
  'Trial: Analytics',
];

export function seedLeads(context: SeedContext, market: Market, catalogue: Catalogue, count: number): void {
  const campaigns = seedCampaigns(context, market, catalogue);
  const leads = grow(context, count, (id) => leadRow(context, market, campaigns, id));
  insertRows(context.store, 'lead', leads);
  const ids = leads.map((row) => String(row['leadid']));
  tie(context, 'accountleads', 'accountid', 'leadid', ids, (index) => market.accounts[index * 3]?.id);
  tie(context, 'contactleads', 'contactid', 'leadid', ids, (index) => market.contacts[index * 4]?.id);
  tie(
    context,
    'leadcompetitors',
    'competitorid',
    'leadid',
    ids,
    (index) => catalogue.competitors[index % 18],
  );
  tie(context, 'leadproduct', 'productid', 'leadid', ids, (index) => catalogue.products[index % 30]?.id);
  seedLists(context, market, ids);
}

/** Every fourth lead gets one row of the other table. */
function tie(
  context: SeedContext,
  intersect: string,
  column: string,
  leadColumn: string,
  leads: readonly string[],
  other: (index: number) => string | undefined,
): void {
  const pairs = leads.flatMap((lead, index) => {
    const far = index % 4 === 0 ? other(index) : undefined;
    return far === undefined ? [] : [[far, lead] as const];
  });
  context.store.insertAll(intersect, [column, leadColumn], pairs);
}

function seedCampaigns(context: SeedContext, market: Market, { priceList }: Catalogue): string[] {
  const { random } = context;
  const base = market.currencies[0] ?? { id: '', rate: 1 };
  const rows = grow(context, campaignNames.length, (id, index) => {
    const life = lifeOf(random);
    const status = random.pick([0, 1, 2, 2, 3, 3, 4]);
    const started = status > 1;
    return {
      campaignid: id,
      name: campaignNames[index] ?? '',
      codename: `CMP-${String(1000 + index)}-${random.digits(4)}`,
      typecode: random.integer(1, 5),
      expectedresponse: random.integer(2, 30),
      proposedstart: daysAfter(life.created, 14),
      proposedend: daysAfter(life.created, 74),
      actualstart: started ? daysAfter(life.created, 15) : null,
      istemplate: 0,
      pricelistid: priceList,
      ...money('budgetedcost', random.integer(4, 60) * 500, base),
      ...money('expectedrevenue', random.integer(10, 300) * 1000, base),
      statecode: 0,
      statuscode: status,
      ...currencyRow(base),
      ...ownedRow(context, market.people, life),
    };
  });
  insertRows(context.store, 'campaign', rows);
  return rows.map((row) => row.campaignid);
}

function leadRow(context: SeedContext, market: Market, campaigns: readonly string[], id: string): Row {
  const { random } = context;
  const name = person(random);
  const companyName = company(random);
  const place = random.pick(places);
  const currency = random.pick(market.currencies);
  const life = lifeOf(random);
  const status = random.pick([1, 1, 1, 2, 2, 3, 3, 4, 5, 7]);
  const statecode = status < 3 ? 0 : status === 3 ? 1 : 2;
  const account = statecode === 1 ? random.pick(market.accounts) : undefined;
  const amount = cents(random.skewed(500, 200_000));
  return {
    leadid: id,
    subject: `Asks for ${random.pick(dealNouns)}`,
    fullname: name.full,
    firstname: name.first,
    lastname: name.last,
    jobtitle: random.maybe(0.7, () => random.pick(jobTitles)),
    companyname: companyName,
    emailaddress1: random.maybe(0.9, () => `${name.mailbox}@${domainOf(companyName)}`),
    telephone1: `${place.dial} 555 ${random.digits(4)}`,
    websiteurl: random.maybe(0.4, () => `https://www.${domainOf(companyName)}/`),
    description: random.maybe(0.3, () => 'Filled in the form on the web site.\r\nWants to be called "soon".'),
    numberofemployees: random.maybe(0.5, () => random.integer(2, 4000)),
    industrycode: random.maybe(0.6, () => random.integer(1, 33)),
    leadsourcecode: random.integer(1, 10),
    leadqualitycode: random.integer(1, 3),
    purchasetimeframe: random.maybe(0.5, () => random.integer(0, 4)),
    prioritycode: 1,
    salesstagecode: 1,
    preferredcontactmethodcode: 1,
    estimatedclosedate: random.maybe(0.6, () => isoDay(life.created + random.integer(20, 200) * day)),
    estimatedvalue: amount,
    donotbulkemail: random.chance(0.2) ? 1 : 0,
    donotemail: 0,
    donotphone: 0,
    decisionmaker: random.chance(0.3) ? 1 : 0,
    merged: 0,
    participatesinworkflow: 0,
    address1_line1: `${random.integer(1, 240)} ${random.pick(streets)}`,
    address1_city: place.city,
    address1_postalcode: place.postal,
    address1_country: place.country,
    ...money('estimatedamount', amount, currency),
    statecode,
    statuscode: status,
    campaignid: random.maybe(0.5, () => random.pick(campaigns)),
    parentaccountid: account?.id ?? null,
    ...link('customerid', 'account', account?.id ?? null),
    ...currencyRow(currency),
    ...ownedRow(context, market.people, life),
  };
}

const listNames = [
  'Key accounts',
  'Newsletter',
  'Trade fair 2026',
  'Lost customers',
  'Pilot sites',
  'Leads of spring',
];

function seedLists(context: SeedContext, market: Market, leads: readonly string[]): void {
  const { random } = context;
  const codes = [1, 2, 2, 1, 1, 4];
  const members: Readonly<Record<number, readonly string[]>> = {
    1: market.accounts.map(({ id }) => id),
    2: market.contacts.map(({ id }) => id),
    4: leads,
  };
  const rows = grow(context, listNames.length, (id, index) => {
    const code = codes[index] ?? 1;
    const count = random.integer(15, 60);
    return {
      members: (members[code] ?? []).filter((_, at) => at % 7 === index).slice(0, count),
      row: {
        listid: id,
        listname: listNames[index] ?? '',
        purpose: random.maybe(0.5, () => 'Mailing'),
        createdfromcode: code,
        membertype: code,
        membercount: count,
        type: 0,
        lockstatus: 0,
        donotsendonoptout: 1,
        ignoreinactivelistmembers: 1,
        statecode: 0,
        statuscode: 1,
        ...ownedRow(context, market.people),
      },
    };
  }).map(({ members: ids, row }) => ({ ids, row: { ...row, membercount: ids.length } }));
  insertRows(
    context.store,
    'list',
    rows.map(({ row }) => row),
  );
  const pairs = rows.flatMap(({ ids, row }) => ids.map((id) => [row.listid, id] as const));
  context.store.insertAll('listmember', ['listid', 'entityid'], pairs);
}
