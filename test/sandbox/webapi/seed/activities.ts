// Calls, appointments, letters, e-mails and faxes with those who take part, and attachments of e-mails.
import type { Row } from '../db/store';
import { never } from '../never';
import { insertRows } from './context';
import type { SeedContext } from './context';
import type { DealSeed } from './deals';
import { isoSecond, lifeOf } from './random';
import { byUser, grow, hour, link, ownedRow, plainActivity } from './rows';
import type { Life, Market } from './rows';
import type { CaseSeed } from './service';
import { dealNouns, streets } from './words';

type ActivityTable = 'phonecall' | 'appointment' | 'letter' | 'email' | 'fax';

interface Regarded {
  readonly table: string;
  readonly id: string;
}

interface ActivitySeed {
  readonly id: string;
  readonly table: ActivityTable;
  readonly subject: string;
  readonly about: Regarded | undefined;
  readonly outgoing: boolean;
  readonly status: number;
  readonly statecode: number;
  readonly life: Life;
  readonly start: number;
  readonly minutes: number;
  readonly user: string;
}

interface Kind {
  readonly table: ActivityTable;
  readonly count: number;
  readonly statuses: readonly (readonly [state: number, status: number])[];
  readonly subjects: readonly string[];
}

const kinds: readonly Kind[] = [
  { table: 'phonecall', count: 240, statuses: [[0, 1], [1, 2], [1, 4], [2, 3]], subjects: ['Call back', 'Asks for delivery date', 'Follow-up call'] },
  { table: 'appointment', count: 150, statuses: [[3, 5], [0, 2], [1, 3], [2, 4]], subjects: ['Visit', 'Presentation', 'Quarterly review', 'Site inspection'] },
  { table: 'letter', count: 60, statuses: [[0, 1], [0, 2], [1, 4], [1, 3]], subjects: ['Contract', 'Reminder', 'Price list'] },
  { table: 'email', count: 260, statuses: [[0, 1], [1, 3], [1, 3], [1, 4]], subjects: ['Your offer', 'Some text about meters', 'Re: invoice', 'Thank you for the visit'] },
  { table: 'fax', count: 20, statuses: [[0, 1], [1, 3], [1, 4]], subjects: ['Order form', 'Signed contract'] },
]; // prettier-ignore

export function seedActivities(
  context: SeedContext,
  market: Market,
  deals: readonly DealSeed[],
  cases: readonly CaseSeed[],
): void {
  const parties: Row[] = [];
  for (const kind of kinds) {
    const activities = grow(context, kind.count, (id) => draw(context, market, { deals, cases }, kind, id));
    insertRows(
      context.store,
      kind.table,
      activities.map((activity) => ({ ...common(context, market, activity), ...own(context, activity) })),
    );
    parties.push(...activities.flatMap((activity) => partiesOf(context, market, activity)));
    if (kind.table === 'email') seedAttachments(context, activities);
  }
  const ids = grow(context, parties.length, (id) => id);
  insertRows(
    context.store,
    'activityparty',
    parties.map((party, index) => ({ activitypartyid: ids[index] ?? '', ...party })),
  );
}

function draw(
  context: SeedContext,
  market: Market,
  { deals, cases }: { deals: readonly DealSeed[]; cases: readonly CaseSeed[] },
  { table, statuses, subjects }: Kind,
  id: string,
): ActivitySeed {
  const { random } = context;
  const life = lifeOf(random);
  const [statecode, status] = random.pick(statuses);
  const chance = random.next();
  const about =
    chance < 0.45
      ? { table: 'account', id: random.pick(market.accounts).id }
      : chance < 0.65
        ? { table: 'contact', id: random.pick(market.contacts).id }
        : chance < 0.8
          ? { table: 'opportunity', id: random.pick(deals).id }
          : chance < 0.95
            ? { table: 'incident', id: random.pick(cases).id }
            : undefined;
  return {
    id,
    table,
    subject: `${random.pick(subjects)}: ${random.pick(dealNouns)}`,
    about,
    outgoing: random.chance(0.6),
    status,
    statecode,
    life,
    start: life.created + random.integer(1, 20 * 24) * hour,
    minutes: random.integer(1, 8) * 15,
    user: random.pick(byUser(market.people)).id,
  };
}

function common(context: SeedContext, { people }: Market, activity: ActivitySeed): Row {
  const { random } = context;
  const { life, start, minutes, statecode } = activity;
  return {
    activityid: activity.id,
    activitytypecode: activity.table,
    subject: activity.subject,
    description: random.maybe(0.4, () => 'As agreed on the phone.\nBest regards & thanks.'),
    scheduledstart: isoSecond(start),
    scheduledend: isoSecond(start + minutes * 60_000),
    scheduleddurationminutes: minutes,
    actualstart: statecode === 1 ? isoSecond(start) : null,
    actualend: statecode === 1 ? isoSecond(life.modified) : null,
    actualdurationminutes: statecode === 1 ? minutes : null,
    prioritycode: random.pick([0, 1, 1, 1, 2]),
    ...plainActivity,
    statecode,
    statuscode: activity.status,
    ...link('regardingobjectid', activity.about?.table ?? null, activity.about?.id ?? null),
    ...ownedRow(context, people, life),
  };
}

/** What only this kind of activity has. */
function own({ random }: SeedContext, { table, outgoing, user, id, statecode }: ActivitySeed): Row {
  const directioncode = outgoing ? 1 : 0;
  switch (table) {
    case 'phonecall':
      return { directioncode, phonenumber: `+1 555 ${random.digits(4)}` };
    case 'appointment':
      return {
        isalldayevent: random.chance(0.1) ? 1 : 0,
        location: random.maybe(0.7, () => random.pick(['Room 2', 'At the customer’s', 'Online', 'Showroom'])),
        attachmenterrors: 0,
      };
    case 'letter':
      return { directioncode, address: `${random.integer(1, 240)} ${random.pick(streets)}` };
    case 'email':
      return {
        directioncode,
        sender: outgoing ? 'sales@contoso.test' : 'customer@mail.test',
        torecipients: outgoing ? 'customer@mail.test;' : 'sales@contoso.test;',
        messageid: `<${id}@contoso.test>`,
        mimetype: 'text/html',
        deliveryreceiptrequested: 0,
        readreceiptrequested: 0,
        compressed: 0,
        correlationmethod: 0,
        notifications: 0,
        senton: statecode === 1 ? '2026-05-04T08:15:00Z' : null,
        ...link('emailsender', 'systemuser', outgoing ? user : null),
      };
    case 'fax':
      return {
        directioncode,
        faxnumber: `+49 89 555 ${random.digits(4)}`,
        numberofpages: random.integer(1, 12),
      };
    default:
      return never(table);
  }
}

const masks: Readonly<Record<ActivityTable, readonly [fromUser: number, toOther: number]>> = {
  phonecall: [1, 2],
  appointment: [7, 5],
  letter: [1, 2],
  email: [1, 2],
  fax: [1, 2],
};

/** The user on one side, the customer on the other, and what it is about. */
function partiesOf(context: SeedContext, market: Market, activity: ActivitySeed): Row[] {
  const { about, table, user } = activity;
  const [fromUser, toOther] = masks[table];
  const customer =
    about?.table === 'account' || about?.table === 'contact'
      ? about
      : { table: 'contact', id: context.random.pick(market.contacts).id };
  const party = (of: Regarded, mask: number, address: string | null): Row => ({
    ...link('activityid', table, activity.id),
    ...link('partyid', of.table, of.id),
    participationtypemask: mask,
    addressused: address,
    ispartydeleted: 0,
    donotemail: 0,
    donotfax: 0,
    donotphone: 0,
    donotpostalmail: 0,
    instancetypecode: 0,
    scheduledstart: isoSecond(activity.start),
    scheduledend: isoSecond(activity.start + activity.minutes * 60_000),
    versionnumber: context.nextVersion(),
  });
  const mail = table === 'email';
  return [
    party(
      { table: 'systemuser', id: user },
      activity.outgoing ? fromUser : toOther,
      mail ? 'sales@contoso.test' : null,
    ),
    party(customer, activity.outgoing ? toOther : fromUser, mail ? 'customer@mail.test' : null),
    ...(about === undefined ? [] : [party(about, 8, null)]),
  ];
}

function seedAttachments(context: SeedContext, emails: readonly ActivitySeed[]): void {
  const attached = emails.filter((_, index) => index % 9 === 0);
  const rows = grow(context, attached.length, (id, index) => {
    const body = Buffer.from(`Offer ${index + 1}\r\nValid for 30 days.\r\n`).toString('base64');
    return {
      activitymimeattachmentid: id,
      ...link('objectid', 'email', attached[index]?.id ?? null),
      objecttypecode: 'email',
      filename: `offer-${index + 1}.txt`,
      mimetype: 'text/plain',
      filesize: Buffer.from(body, 'base64').length,
      attachmentnumber: 1,
      body,
      componentstate: 0,
      ismanaged: 0,
      versionnumber: context.nextVersion(),
    };
  });
  insertRows(context.store, 'activitymimeattachment', rows);
}
