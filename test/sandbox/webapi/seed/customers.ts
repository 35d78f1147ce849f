import type { Row } from '../db/store';
import { audit, insertRows, money, owned } from './context';
import type { Currency, People, SeedContext } from './context';
import { company, domainOf, person } from './names';
import type { PersonName } from './names';
import { isoDay, lifeOf, sequentialIds } from './random';
import { departments, jobTitles, places, streets } from './words';
import type { Place } from './words';

export interface AccountSeed {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly place: Place;
}

export interface ContactSeed {
  readonly id: string;
  readonly account: string | undefined;
}

/** Companies that Dataverse installs as sample data; published queries ask for them. */
const sampleAccounts = [
  'Fourth Coffee (sample)',
  'Litware, Inc. (sample)',
  'Adventure Works (sample)',
  'Fabrikam, Inc. (sample)',
  'Blue Yonder Airlines (sample)',
  'City Power & Light (sample)',
  'Contoso Pharmaceuticals (sample)',
  'Alpine Ski House (sample)',
  'A. Datum Corporation (sample)',
  'Coho Winery (sample)',
];

const sampleContacts = (
  'Yvonne McKay|Susanna Stubberod|Nancy Anderson|Maria Campbell|Sidney Higa|Scott Konersmann|' +
  'Robert Lyon|Paul Cannon|Rene Valdes|Jim Glynn|Patrick Sands|Susan Burk|Thomas Andersen|Vincent Lauriant'
).split('|');

interface Counts {
  readonly accounts: number;
  readonly contacts: number;
}

export function seedCustomers(
  context: SeedContext,
  people: People,
  currencies: readonly Currency[],
  counts: Counts,
): { accounts: AccountSeed[]; contacts: ContactSeed[] } {
  const { random } = context;
  const accountIds = sequentialIds(random, counts.accounts);
  const accounts: AccountSeed[] = Array.from({ length: counts.accounts }, (_, index) => {
    const name = sampleAccounts[index] ?? company(random);
    return { id: accountIds.next().value, name, domain: domainOf(name), place: random.pick(places) };
  });
  const contactIds = sequentialIds(random, counts.contacts);
  const contacts: ContactSeed[] = Array.from({ length: counts.contacts }, (_, index) => {
    const account =
      index < sampleContacts.length
        ? accounts[index % sampleAccounts.length]
        : accountOrNone(context, accounts);
    return { id: contactIds.next().value, account: account?.id };
  });
  const byId = new Map(accounts.map((account) => [account.id, account]));
  insertRows(
    context.store,
    'contact',
    contacts.map((contact, index) =>
      contactRow(context, {
        people,
        currencies,
        contact,
        sample: sampleContacts[index],
        account: byId.get(contact.account ?? ''),
      }),
    ),
  );
  const primary = new Map<string, string>();
  for (const { id, account } of contacts) {
    if (account !== undefined && !primary.has(account)) primary.set(account, id);
  }
  insertRows(
    context.store,
    'account',
    accounts.map((account, index) =>
      accountRow(context, {
        people,
        currencies,
        account,
        index,
        accounts,
        primary: primary.get(account.id) ?? null,
      }),
    ),
  );
  return { accounts, contacts };
}

function accountOrNone(context: SeedContext, accounts: readonly AccountSeed[]): AccountSeed | undefined {
  return context.random.chance(0.92) ? context.random.pick(accounts) : undefined;
}

function addressRow(context: SeedContext, place: Place): Row {
  const line1 = `${context.random.integer(1, 240)} ${context.random.pick(streets)}`;
  return {
    address1_line1: line1,
    address1_city: place.city,
    address1_stateorprovince: place.region === '' ? null : place.region,
    address1_postalcode: place.postal,
    address1_country: place.country,
    address1_latitude: place.latitude,
    address1_longitude: place.longitude,
    address1_composite: [line1, `${place.postal} ${place.city}`, place.country].join('\r\n'),
  };
}

interface AccountInput {
  readonly people: People;
  readonly currencies: readonly Currency[];
  readonly account: AccountSeed;
  readonly index: number;
  readonly accounts: readonly AccountSeed[];
  readonly primary: string | null;
}

function accountRow(context: SeedContext, input: AccountInput): Row {
  const { random } = context;
  const { account, index, accounts, people } = input;
  const owner = random.pick(people.owners);
  const currency = random.pick(input.currencies);
  const inactive = index >= sampleAccounts.length && random.chance(0.08);
  const employees = Math.round(random.skewed(3, 40_000));
  return {
    accountid: account.id,
    name: account.name,
    accountnumber: random.maybe(0.8, () => `AC-${random.digits(6)}`),
    telephone1: `${account.place.dial} 555 ${random.digits(4)}`,
    fax: random.maybe(0.2, () => `${account.place.dial} 555 ${random.digits(4)}`),
    emailaddress1: random.maybe(0.85, () => `info@${account.domain}`),
    websiteurl: random.maybe(0.7, () => `https://www.${account.domain}/`),
    description: random.maybe(
      0.25,
      () =>
        `Customer since ${random.integer(1988, 2025)}. "${account.name}" orders by phone & e-mail;\nask for 50% + delivery.`,
    ),
    ...money(
      'revenue',
      random.maybe(0.85, () => Math.round(employees * random.skewed(20_000, 400_000)) / 1),
      currency,
    ),
    ...money(
      'creditlimit',
      random.maybe(0.5, () => random.integer(1, 60) * 5000),
      currency,
    ),
    numberofemployees: random.maybe(0.9, () => employees),
    creditonhold: random.chance(0.06) ? 1 : 0,
    merged: 0,
    participatesinworkflow: 0,
    marketingonly: 0,
    followemail: 1,
    donotbulkemail: random.chance(0.2) ? 1 : 0,
    donotbulkpostalmail: 0,
    donotemail: 0,
    donotfax: 0,
    donotphone: random.chance(0.1) ? 1 : 0,
    donotpostalmail: 0,
    donotsendmm: 0,
    accountcategorycode: random.maybe(0.6, () => random.integer(1, 2)),
    accountclassificationcode: 1,
    accountratingcode: 1,
    businesstypecode: 1,
    customersizecode: 1,
    customertypecode: random.maybe(0.8, () => random.pick([3, 3, 3, 3, 5, 8, 9, 10, 1, 12])),
    industrycode: random.maybe(0.75, () => random.integer(1, 33)),
    ownershipcode: random.maybe(0.4, () => random.integer(1, 4)),
    paymenttermscode: random.maybe(0.5, () => random.integer(1, 4)),
    preferredcontactmethodcode: 1,
    shippingmethodcode: 1,
    territorycode: 1,
    statecode: inactive ? 1 : 0,
    statuscode: inactive ? 2 : 1,
    primarycontactid: input.primary,
    parentaccountid:
      index > 30 ? random.maybe(0.12, () => accounts[random.integer(0, 30)]?.id ?? null) : null,
    transactioncurrencyid: currency.id,
    exchangerate: currency.rate,
    ...addressRow(context, account.place),
    ...owned(owner),
    ...audit(context, lifeOf(random), random.pick(people.users), random.pick(people.users)),
  };
}

interface ContactInput {
  readonly people: People;
  readonly currencies: readonly Currency[];
  readonly contact: ContactSeed;
  readonly sample: string | undefined;
  readonly account: AccountSeed | undefined;
}

function sampleName(sample: string): PersonName {
  const [first = '', last = ''] = sample.split(' ');
  return {
    first,
    last: `${last} (sample)`,
    full: `${sample} (sample)`,
    mailbox: sample.toLowerCase().replace(' ', '.'),
  };
}

function contactRow(
  context: SeedContext,
  { people, currencies, contact, sample, account }: ContactInput,
): Row {
  const { random } = context;
  const name = sample === undefined ? person(random) : sampleName(sample);
  const owner = random.pick(people.owners);
  const currency = random.pick(currencies);
  const place = account?.place ?? random.pick(places);
  const inactive = sample === undefined && random.chance(0.05);
  return {
    contactid: contact.id,
    fullname: name.full,
    firstname: name.first,
    lastname: name.last,
    salutation: random.maybe(0.2, () => random.pick(['Mr.', 'Ms.', 'Dr.'])),
    jobtitle: random.maybe(0.85, () => random.pick(jobTitles)),
    department: random.maybe(0.4, () => random.pick(departments)),
    telephone1: `${place.dial} 555 ${random.digits(4)}`,
    mobilephone: random.maybe(0.5, () => `${place.dial} 555 ${random.digits(4)}`),
    emailaddress1: random.maybe(0.93, () => `${name.mailbox}@${account?.domain ?? 'mail.test'}`),
    description: random.maybe(
      0.1,
      () => 'Met at the trade fair.\r\nPrefers mornings; speaks "some" Deutsch.',
    ),
    ...money(
      'annualincome',
      random.maybe(0.7, () => Math.round(random.skewed(24_000, 260_000) / 500) * 500),
      currency,
    ),
    birthdate: random.maybe(0.35, () =>
      isoDay(Date.UTC(random.integer(1950, 2004), random.integer(0, 11), random.integer(1, 28))),
    ),
    numberofchildren: random.maybe(0.2, () => random.integer(0, 4)),
    gendercode: random.maybe(0.3, () => random.integer(1, 2)),
    familystatuscode: random.maybe(0.2, () => random.integer(1, 4)),
    creditonhold: 0,
    merged: 0,
    followemail: 1,
    isbackofficecustomer: 0,
    donotbulkemail: random.chance(0.25) ? 1 : 0,
    donotemail: 0,
    donotphone: random.chance(0.1) ? 1 : 0,
    donotsendmm: 0,
    customertypecode: 1,
    haschildrencode: 1,
    leadsourcecode: 1,
    preferredcontactmethodcode: random.integer(1, 5),
    statecode: inactive ? 1 : 0,
    statuscode: inactive ? 2 : 1,
    parentcustomerid: account?.id ?? null,
    parentcustomeridtype: account === undefined ? null : 'account',
    transactioncurrencyid: currency.id,
    exchangerate: currency.rate,
    ...addressRow(context, place),
    ...owned(owner),
    ...audit(context, lifeOf(random), random.pick(people.users), random.pick(people.users)),
  };
}
