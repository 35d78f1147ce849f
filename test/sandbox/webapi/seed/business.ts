import type { Row } from '../db/store';
import { audit, insertRows, money, owned } from './context';
import type { People, SeedContext } from './context';
import { isoDay, isoSecond, lifeOf, sequentialIds } from './random';
import { hour, plainActivity } from './rows';
import type { Market } from './rows';
import { dealNouns, taskVerbs } from './words';

const outcomes = [
  { weight: 0.5, statecode: 0, statuses: [1, 1, 1, 2] },
  { weight: 0.75, statecode: 1, statuses: [3] },
  { weight: 1, statecode: 2, statuses: [4, 5] },
] as const;

export function seedOpportunities(context: SeedContext, business: Market, count: number): string[] {
  const { random } = context;
  const ids = sequentialIds(random, count);
  const rows = Array.from({ length: count }, () => opportunityRow(context, business, ids.next().value));
  insertRows(context.store, 'opportunity', rows);
  return rows.map((row) => String(row['opportunityid']));
}

function opportunityRow(
  context: SeedContext,
  { people, currencies, accounts, contacts }: Market,
  id: string,
): Row {
  const { random } = context;
  const account = random.pick(accounts);
  const contact = random.pick(contacts);
  const forContact = random.chance(0.1);
  const currency = random.pick(currencies);
  const draw = random.next();
  const outcome = outcomes.find((candidate) => draw < candidate.weight) ?? outcomes[0];
  const life = lifeOf(random);
  const value = Math.round(random.skewed(800, 900_000) * 100) / 100;
  const quantity = random.integer(2, 400);
  return {
    opportunityid: id,
    name: `${quantity} × ${random.pick(dealNouns)}, ${account.name}`,
    description: random.maybe(
      0.5,
      () => `Wants an offer before the ${random.integer(1, 28)}th; budget is #${random.digits(4)}.`,
    ),
    ...money('estimatedvalue', value, currency),
    ...money('actualvalue', outcome.statecode === 1 ? Math.round(value * 93) / 100 : null, currency),
    ...money(
      'budgetamount',
      random.maybe(0.4, () => Math.round(value)),
      currency,
    ),
    closeprobability: random.maybe(0.8, () => random.integer(1, 20) * 5),
    estimatedclosedate: isoDay(life.created + random.integer(14, 300) * 24 * hour),
    actualclosedate: outcome.statecode === 0 ? null : isoDay(life.modified),
    isrevenuesystemcalculated: 0,
    decisionmaker: random.maybe(0.5, () => random.integer(0, 1)),
    opportunityratingcode: random.integer(1, 3),
    purchasetimeframe: random.maybe(0.5, () => random.integer(0, 4)),
    salesstage: random.integer(0, 3),
    pricingerrorcode: 0,
    statecode: outcome.statecode,
    statuscode: random.pick(outcome.statuses),
    customerid: forContact ? contact.id : account.id,
    customeridtype: forContact ? 'contact' : 'account',
    parentaccountid: forContact ? (contact.account ?? null) : account.id,
    parentcontactid: random.maybe(0.6, () => contact.id),
    transactioncurrencyid: currency.id,
    exchangerate: currency.rate,
    ...owned(random.pick(people.owners)),
    ...audit(context, life, random.pick(people.users), random.pick(people.users)),
  };
}

interface Regarding {
  readonly type: 'account' | 'contact' | 'opportunity';
  readonly id: string;
  readonly name: string;
}

export function seedTasks(
  context: SeedContext,
  business: Market,
  opportunities: readonly string[],
  count: number,
): void {
  const { random } = context;
  const ids = sequentialIds(random, count);
  const rows = Array.from({ length: count }, (_, index) =>
    taskRow(context, business.people, ids.next().value, regarding(context, business, opportunities, index)),
  );
  insertRows(context.store, 'task', rows);
}

function regarding(
  context: SeedContext,
  business: Market,
  opportunities: readonly string[],
  index: number,
): Regarding | undefined {
  const { random } = context;
  const account = index < 10 ? business.accounts[index] : random.pick(business.accounts);
  const draw = index < 10 ? 0 : random.next();
  if (draw > 0.94 || account === undefined) return undefined;
  if (draw < 0.5) return { type: 'account', id: account.id, name: account.name };
  if (draw < 0.75) return { type: 'contact', id: random.pick(business.contacts).id, name: 'customer' };
  return { type: 'opportunity', id: random.pick(opportunities), name: 'buyer' };
}

function taskRow(context: SeedContext, people: People, id: string, about: Regarding | undefined): Row {
  const { random } = context;
  const life = lifeOf(random);
  const start = life.created + random.integer(1, 30 * 24) * hour;
  const status = random.pick([2, 2, 3, 4, 5, 5, 5, 6, 7]);
  const statecode = status === 5 ? 1 : status === 6 ? 2 : 0;
  const minutes = random.integer(1, 16) * 15;
  return {
    activityid: id,
    activitytypecode: 'task',
    subject:
      about === undefined ? 'Task: tidy up the week’s notes' : `${random.pick(taskVerbs)} ${about.name}`,
    description: random.maybe(0.3, () => 'See the notes in the file.\nCall back if there is no answer.'),
    scheduledstart: isoSecond(start),
    scheduledend: isoSecond(start + minutes * 60_000),
    actualend: statecode === 1 ? isoSecond(life.modified) : null,
    scheduleddurationminutes: minutes,
    actualdurationminutes: statecode === 1 ? random.integer(1, minutes) : null,
    percentcomplete: statecode === 1 ? 100 : random.maybe(0.4, () => random.integer(0, 9) * 10),
    prioritycode: random.pick([0, 1, 1, 1, 2]),
    ...plainActivity,
    community: null,
    statecode,
    statuscode: status,
    category: random.maybe(0.15, () => random.pick(['Sales', 'Service', 'Finance'])),
    regardingobjectid: about?.id ?? null,
    regardingobjectidtype: about?.type ?? null,
    ...owned(random.pick(people.owners)),
    ...audit(context, life, random.pick(people.users), random.pick(people.users)),
  };
}
