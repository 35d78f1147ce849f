// Cases with the tree of subjects, the queues that they wait in, and how they were solved.
import type { Row } from '../db/store';
import { insertRows } from './context';
import type { SeedContext } from './context';
import type { Catalogue } from './catalogue';
import { isoSecond, lifeOf } from './random';
import { auditRow, byUser, daysAfter, grow, hour, link, ownedRow, plainActivity, systemRow } from './rows';
import type { Life, Market } from './rows';

export interface CaseSeed {
  readonly id: string;
  readonly title: string;
  readonly customer: { readonly table: 'account' | 'contact'; readonly id: string };
  readonly state: number;
  readonly life: Life;
}

const subjects = ['Meters', 'Billing', 'Delivery', 'Software'];
const faults: readonly (readonly [subject: number, title: string])[] = [
  [0, 'Display stays dark'],
  [0, 'Counter runs backwards'],
  [0, 'Seal is broken'],
  [1, 'Invoice shows the wrong amount'],
  [1, 'Credit note is missing'],
  [2, 'Parcel arrived damaged'],
  [2, 'Two pallets are missing'],
  [3, 'Import stops at 50%'],
  [3, 'Cannot sign in & reset'],
  [3, 'Report has no totals'],
];

export function seedCases(
  context: SeedContext,
  market: Market,
  catalogue: Catalogue,
  count: number,
): CaseSeed[] {
  const { random } = context;
  const tree = seedSubjects(context, market);
  const cases = grow(context, count, (id, index) => {
    const [subject, title] = random.pick(faults);
    const forContact = random.chance(0.35);
    const customer = forContact
      ? ({ table: 'contact', id: random.pick(market.contacts).id } as const)
      : ({ table: 'account', id: random.pick(market.accounts).id } as const);
    const [state, status] = random.pick([[0, 1], [0, 1], [0, 2], [0, 3], [1, 5], [1, 1000], [2, 6]] as const); // prettier-ignore
    return {
      id,
      index,
      title,
      subject: tree[subject + 1] ?? null,
      customer,
      state,
      status,
      life: lifeOf(random),
    };
  });
  const rows = cases.map(({ id, index, title, subject, customer, state, status, life }) => ({
    incidentid: id,
    title,
    ticketnumber: `CAS-${String(1000 + index).padStart(5, '0')}-${random.digits(6)}`,
    description: random.maybe(0.6, () => `The customer writes: "${title}".\r\nAsks for an answer today.`),
    caseorigincode: random.pick([1, 2, 2, 3, 2483]),
    casetypecode: random.integer(1, 3),
    prioritycode: random.pick([1, 2, 2, 3]),
    severitycode: 1,
    customersatisfactioncode: state === 1 ? random.integer(1, 5) : null,
    contractservicelevelcode: random.maybe(0.4, () => random.integer(1, 3)),
    incidentstagecode: 1,
    messagetypecode: 0,
    servicestage: random.integer(0, 2),
    firstresponseslastatus: 1,
    resolvebyslastatus: 1,
    isescalated: random.chance(0.05) ? 1 : 0,
    followupby: random.maybe(0.4, () => daysAfter(life.created, 3)),
    checkemail: 0,
    merged: 0,
    routecase: 1,
    blockedprofile: 0,
    activitiescomplete: state === 1 ? 1 : 0,
    customercontacted: 1,
    decremententitlementterm: 1,
    firstresponsesent: 0,
    followuptaskcreated: 0,
    isdecrementing: 0,
    productid: random.maybe(0.6, () => random.pick(catalogue.products).id),
    productserialnumber: random.maybe(0.4, () => `SN-${random.digits(8)}`),
    subjectid: subject,
    parentcaseid: index > 20 ? random.maybe(0.08, () => cases[index % 20]?.id ?? null) : null,
    primarycontactid: customer.table === 'contact' ? customer.id : null,
    ...link('customerid', customer.table, customer.id),
    statecode: state,
    statuscode: status,
    ...ownedRow(context, market.people, life),
  }));
  insertRows(context.store, 'incident', rows);
  seedResolutions(context, market, cases);
  return cases;
}

function seedSubjects(context: SeedContext, { people }: Market): string[] {
  const rows = grow(context, subjects.length + 1, (id, index) => ({
    subjectid: id,
    title: subjects[index - 1] ?? 'Default Subject',
    featuremask: 1,
    organizationid: context.organizationId,
    ...systemRow(context, people),
  }));
  const [root] = rows;
  insertRows(
    context.store,
    'subject',
    rows.map((row) => ({ ...row, parentsubject: row === root ? null : (root?.subjectid ?? null) })),
  );
  return rows.map((row) => row.subjectid);
}

function seedResolutions(context: SeedContext, market: Market, cases: readonly CaseSeed[]): void {
  const solved = cases.filter(({ state }) => state === 1);
  const rows = grow(context, solved.length, (id, index) => resolutionRow(context, market, id, solved[index]));
  insertRows(context.store, 'incidentresolution', rows);
}

function resolutionRow(context: SeedContext, market: Market, id: string, about: CaseSeed | undefined): Row {
  const { random } = context;
  const modified = about?.life.modified ?? 0;
  const minutes = random.integer(1, 20) * 15;
  return {
    activityid: id,
    activitytypecode: 'incidentresolution',
    subject: `Solved: ${about?.title ?? ''}`,
    incidentid: about?.id ?? null,
    timespent: minutes,
    actualdurationminutes: minutes,
    actualend: isoSecond(modified),
    statecode: 1,
    statuscode: 2,
    ...plainActivity,
    prioritycode: 1,
    ...ownedRow(context, market.people, { created: modified, modified }),
  };
}

export function seedQueues(context: SeedContext, market: Market, cases: readonly CaseSeed[]): string[] {
  const { random } = context;
  const { people } = market;
  const names = ['Support', 'Billing questions', 'Returns', 'Meter faults', 'Sales inbox'];
  const users = byUser(people);
  const waiting = cases.filter(({ state }) => state === 0).slice(0, 90);
  const queues = grow(context, names.length, (id, index) => ({
    queueid: id,
    name: names[index] ?? '',
    emailaddress: `queue${index + 1}@contoso.test`,
    queuetypecode: 1,
    queueviewtype: index % 2,
    incomingemaildeliverymethod: 2,
    outgoingemaildeliverymethod: 2,
    incomingemailfilteringmethod: 0,
    emailrouteraccessapproval: 1,
    ignoreunsolicitedemail: 0,
    isemailaddressapprovedbyo365admin: 1,
    numberofitems: waiting.filter((_, at) => at % names.length === index).length,
    numberofmembers: users.filter((_, at) => at % names.length === index).length,
    statecode: 0,
    statuscode: 1,
    organizationid: context.organizationId,
    ownerid: users[index]?.id ?? null,
    owneridtype: 'systemuser',
    owningbusinessunit: users[index]?.businessUnit ?? null,
    ...auditRow(context, people),
  }));
  insertRows(context.store, 'queue', queues);
  const ids = queues.map((queue) => queue.queueid);
  context.store.insertAll(
    'queuemembership',
    ['queueid', 'systemuserid'],
    users.map(({ id }, index) => [ids[index % ids.length] ?? '', id]),
  );
  const items = grow(context, waiting.length, (id, index) => {
    const about = waiting[index];
    const worker = random.chance(0.5) ? users[index % users.length] : undefined;
    return {
      queueitemid: id,
      title: about?.title ?? null,
      queueid: ids[index % ids.length] ?? null,
      objecttypecode: 112,
      ...link('objectid', 'incident', about?.id ?? null),
      ...link('workerid', 'systemuser', worker?.id ?? null),
      enteredon: isoSecond((about?.life.created ?? 0) + hour),
      statecode: 0,
      statuscode: 1,
      organizationid: context.organizationId,
      ...auditRow(context, people),
    };
  });
  insertRows(context.store, 'queueitem', items);
  return ids;
}
