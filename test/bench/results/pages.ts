/** Pages as Dataverse sends them, made of a seed: the same number makes the same page, byte for byte. */

const formatted = '@OData.Community.Display.V1.FormattedValue';
const lookupName = '@Microsoft.Dynamics.CRM.lookuplogicalname';
const navigation = '@Microsoft.Dynamics.CRM.associatednavigationproperty';

const firstNames =
  'Anna Boris Clara David Elif Frank Grace Hugo Ines Jonas Karin Lukas Maria Noah Olga Peter Quinn Rosa Stefan Tina Umar Vera Walter Xenia Yusuf Zoë'.split(
    ' ',
  );
const lastNames =
  "Adams Bauer Chen Dąbrowski Evans Fischer García Hansen Ivanov Jensen Kowalski López Meyer Novak O'Neill Petrov Rossi Schmidt Tanaka Weber".split(
    ' ',
  );
const companies = 'Contoso Fabrikam Northwind Adventure Litware Tailspin Wingtip Proseware Trey Alpine'.split(
  ' ',
);
const cities = 'Redmond Seattle Berlin Köln Paris Madrid Oslo Warszawa Praha Toronto'.split(' ');

/** A generator of numbers that can be repeated. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return this.#state / 4294967296;
  }

  /** Both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  guid(): string {
    return `${this.#hex(8)}-${this.#hex(4)}-4${this.#hex(3)}-a${this.#hex(3)}-${this.#hex(12)}`;
  }

  /** `2021-03-04T05:06:07Z` */
  instant(): string {
    return `${new Date(1.5e12 + this.next() * 2.6e11).toISOString().slice(0, 19)}Z`;
  }

  #hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.whole(0, 65_535).toString(16).padStart(4, '0');
    return text.slice(0, digits);
  }
}

type Record = { [name: string]: unknown };
type Person = readonly [guid: string, name: string];

/** What the records of all pages refer to. */
const directory = ((): { users: Person[]; units: Person[]; currencies: Person[]; contacts: Person[] } => {
  const dice = new Dice(7);
  const people = (count: number): Person[] =>
    Array.from({ length: count }, () => [dice.guid(), `${dice.pick(firstNames)} ${dice.pick(lastNames)}`]);
  return {
    users: people(40),
    units: companies.slice(0, 5).map((name) => [dice.guid(), `${name} BU`]),
    currencies: ['US Dollar', 'Euro'].map((name) => [dice.guid(), name]),
    contacts: people(900),
  };
})();

function lookup(row: Record, name: string, [id, label]: Person, table: string, property?: string): void {
  row[`_${name}_value${formatted}`] = label;
  if (property !== undefined) row[`_${name}_value${navigation}`] = property;
  row[`_${name}_value${lookupName}`] = table;
  row[`_${name}_value`] = id;
}

function choice(row: Record, name: string, dice: Dice, labels: readonly string[]): void {
  const value = dice.whole(0, labels.length - 1);
  row[name + formatted] = labels[value];
  row[name] = value;
}

function date(row: Record, name: string, dice: Dice): void {
  const value = dice.instant();
  const at = new Date(value);
  const hours = at.getUTCHours();
  const clock = `${hours % 12 || 12}:${String(at.getUTCMinutes()).padStart(2, '0')} ${hours < 12 ? 'AM' : 'PM'}`;
  row[name + formatted] = `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${clock}`;
  row[name] = value;
}

function lookups(row: Record, dice: Dice): void {
  const { users, units, currencies, contacts } = directory;
  lookup(row, 'ownerid', dice.pick(users), 'systemuser', 'ownerid');
  lookup(row, 'owningbusinessunit', dice.pick(units), 'businessunit', 'owningbusinessunit');
  lookup(row, 'createdby', dice.pick(users), 'systemuser');
  lookup(row, 'modifiedby', dice.pick(users), 'systemuser');
  lookup(row, 'transactioncurrencyid', dice.pick(currencies), 'transactioncurrency', 'transactioncurrencyid');
  if (dice.next() < 0.6) lookup(row, 'primarycontactid', dice.pick(contacts), 'contact', 'primarycontactid');
  else row['_primarycontactid_value'] = null;
}

function codes(row: Record, dice: Dice): void {
  choice(row, 'statecode', dice, ['Active', 'Inactive']);
  choice(row, 'statuscode', dice, ['Active', 'Inactive', 'On hold']);
  choice(
    row,
    'industrycode',
    dice,
    'Accounting Agriculture Broadcasting Brokers Consulting Design Financial'.split(' '),
  );
  choice(row, 'customertypecode', dice, 'Competitor Consultant Customer Investor Partner'.split(' '));
  choice(row, 'merged', dice, ['No', 'Yes']);
  date(row, 'createdon', dice);
  date(row, 'modifiedon', dice);
  if (dice.next() < 0.3) date(row, 'lastonholdtime', dice);
  else row['lastonholdtime'] = null;
}

const amountFormat = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 });
const countFormat = new Intl.NumberFormat('en-US');

function numbers(row: Record, dice: Dice): void {
  const revenue = dice.whole(1000, 90_000_000) / 100;
  const shown = `$${amountFormat.format(revenue)}`;
  row[`revenue${formatted}`] = shown;
  row['revenue'] = revenue;
  row[`revenue_base${formatted}`] = shown;
  row['revenue_base'] = revenue;
  const people = dice.whole(1, 50_000);
  row[`numberofemployees${formatted}`] = countFormat.format(people);
  row['numberofemployees'] = people;
}

function texts(row: Record, dice: Dice, index: number): void {
  const name = `${dice.pick(companies)} ${dice.pick(firstNames)} ${dice.whole(1, 99_999)}`;
  row['name'] = name;
  row['accountid'] = dice.guid();
  row['accountnumber'] = `ACC-${dice.whole(100_000, 999_999)}`;
  row['emailaddress1'] =
    `${dice.pick(firstNames).toLowerCase()}${dice.whole(1, 9999)}@${dice.pick(companies).toLowerCase()}.com`;
  row['telephone1'] = `+49 ${dice.whole(100, 999)} ${dice.whole(1_000_000, 9_999_999)}`;
  row['websiteurl'] = dice.next() < 0.5 ? `https://www.${dice.pick(companies).toLowerCase()}.example` : null;
  row['address1_city'] = dice.pick(cities);
  row['address1_postalcode'] = String(dice.whole(10_000, 99_999));
  row['address1_line1'] = `${dice.pick(lastNames)} Street ${dice.whole(1, 200)}`;
  row['description'] =
    dice.next() < 0.2 ? `Imported from legacy system.\nCheck "quotes" & <tags>, then ${name}` : null;
  row['versionnumber'] = 90_000_000 + index;
  row['donotphone'] = dice.next() < 0.2;
  row['creditlimit'] = dice.next() < 0.5 ? dice.whole(1, 1000) * 1000 : null;
}

/** One account with 30 columns and all annotations, about 3 KB of JSON. `index`: number of the row in the result. */
function accountRow(dice: Dice, index: number): Record {
  const row: Record = { '@odata.etag': `W/"${90_000_000 + dice.whole(0, 9_999_999)}"` };
  lookups(row, dice);
  codes(row, dice);
  numbers(row, dice);
  texts(row, dice, index);
  return row;
}

/** A page of accounts, 15 MB for 5,000 rows. `nextLink` is left out of the last one. */
export function accountPage(page: number, rows: number, nextLink?: string): string {
  const dice = new Dice(1000 + page);
  const lines = Array.from({ length: rows }, (_, i) => JSON.stringify(accountRow(dice, page * rows + i)));
  return pageOf(lines, nextLink);
}

/** Rows that are JSON texts already, as one page. */
export function pageOf(rows: readonly string[], nextLink?: string): string {
  const head =
    '{"@odata.context":"https://contoso.crm4.dynamics.com/api/data/v9.2/$metadata#accounts","@Microsoft.Dynamics.CRM.totalrecordcount":-1,"@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded":false,"@Microsoft.Dynamics.CRM.globalmetadataversion":"91434216","value":[';
  const tail = nextLink === undefined ? ']}' : `],"@odata.nextLink":${JSON.stringify(nextLink)}}`;
  return head + rows.join(',') + tail;
}
