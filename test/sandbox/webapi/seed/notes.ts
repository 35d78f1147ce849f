// Notes, connections, further addresses and pictures.
import type { Row } from '../db/store';
import { insertRows } from './context';
import type { SeedContext } from './context';
import type { DealSeed } from './deals';
import { auditRow, byUser, grow, link, ownedRow, systemRow } from './rows';
import type { Market } from './rows';
import type { CaseSeed } from './service';
import { streets } from './words';

/** A picture of one pixel, PNG. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function seedNotes(
  context: SeedContext,
  market: Market,
  deals: readonly DealSeed[],
  cases: readonly CaseSeed[],
): void {
  const { random } = context;
  const rows = grow(context, 250, (id, index) => {
    const about = random.pick([
      { table: 'account', id: market.accounts[index % 120]?.id ?? null },
      { table: 'contact', id: market.contacts[index % 120]?.id ?? null },
      { table: 'opportunity', id: random.pick(deals).id },
      { table: 'incident', id: random.pick(cases).id },
    ]);
    const file = index % 6 === 0 ? Buffer.from(`Minutes ${index}\r\n`).toString('base64') : null;
    return {
      annotationid: id,
      subject: random.pick(['Minutes of the call', 'Remark', 'Documents', 'Complaint', 'Idea']),
      notetext: random.maybe(
        0.85,
        () => 'Talked about the "new" prices.\r\n50% now, 50% later & no discount.',
      ),
      isdocument: file === null ? 0 : 1,
      filename: file === null ? null : `minutes-${index}.txt`,
      mimetype: file === null ? null : 'text/plain',
      filesize: file === null ? null : Buffer.from(file, 'base64').length,
      documentbody: file,
      objecttypecode: about.table,
      ...link('objectid', about.table, about.id),
      ...ownedRow(context, market.people),
    };
  });
  insertRows(context.store, 'annotation', rows);
}

const roleNames: readonly (readonly [name: string, category: number])[] = [
  ['Stakeholder', 1000],
  ['Sales Team', 1001],
  ['Spouse/Partner', 2],
  ['Colleague', 1],
  ['Employer', 1],
  ['Employee', 1],
  ['Friend', 3],
];

/** Both halves of every connection: each leads to the other. */
export function seedConnections(context: SeedContext, market: Market, deals: readonly DealSeed[]): void {
  const { people, accounts, contacts } = market;
  const roles = grow(context, roleNames.length, (id, index) => ({
    connectionroleid: id,
    name: roleNames[index]?.[0] ?? '',
    category: roleNames[index]?.[1] ?? 1,
    componentstate: 0,
    ismanaged: 1,
    iscustomizable: 1,
    introducedversion: '5.0.0.0',
    statecode: 0,
    statuscode: 1,
    organizationid: context.organizationId,
    ...systemRow(context, people),
  }));
  insertRows(context.store, 'connectionrole', roles);
  const employer = roles[4]?.connectionroleid ?? '';
  const employee = roles[5]?.connectionroleid ?? '';
  context.store.insertAll(
    'connectionroleassociation',
    ['connectionroleid', 'associatedconnectionroleid'],
    [
      [employer, employee],
      [employee, employer],
    ],
  );
  const users = byUser(people);
  const halves = grow(context, 160, (id) => id);
  const rows = halves.map((id, index) => {
    const at = Math.floor(index / 2);
    const ends: [Side, Side] =
      at % 2 === 0
        ? [
            { table: 'contact', code: 2, id: contacts[at]?.id ?? null, role: employee },
            { table: 'account', code: 1, id: accounts[at]?.id ?? null, role: employer },
          ]
        : [
            {
              table: 'opportunity',
              code: 3,
              id: deals[at]?.id ?? null,
              role: roles[0]?.connectionroleid ?? '',
            },
            {
              table: 'contact',
              code: 2,
              id: contacts[at]?.id ?? null,
              role: roles[0]?.connectionroleid ?? '',
            },
          ];
    const [near, far] = index % 2 === 0 ? ends : ([ends[1], ends[0]] as const);
    const owner = users[at % users.length];
    return {
      connectionid: id,
      relatedconnectionid: halves[index % 2 === 0 ? index + 1 : index - 1] ?? null,
      ismaster: index % 2 === 0 ? 1 : 0,
      ...sideRow(1, near),
      ...sideRow(2, far),
      statecode: 0,
      statuscode: 1,
      ownerid: owner?.id ?? null,
      owneridtype: 'systemuser',
      owningbusinessunit: owner?.businessUnit ?? null,
      ...auditRow(context, people),
    };
  });
  insertRows(context.store, 'connection', rows);
}

interface Side {
  readonly table: string;
  readonly code: number;
  readonly id: string | null;
  readonly role: string;
}

const sideRow = (side: 1 | 2, { table, code, id, role }: Side): Row => ({
  ...link(`record${side}id`, table, id),
  [`record${side}objecttypecode`]: code,
  [`record${side}roleid`]: role,
});

export function seedAddresses(context: SeedContext, market: Market): void {
  const { random } = context;
  const rows = grow(context, 150, (id, index) => {
    const account = market.accounts[index];
    return {
      customeraddressid: id,
      name: random.maybe(0.6, () => random.pick(['Warehouse', 'Head office', 'Shop'])),
      addressnumber: 1,
      addresstypecode: random.integer(1, 4),
      objecttypecode: 'account',
      line1: `${random.integer(1, 240)} ${random.pick(streets)}`,
      city: account?.place.city ?? null,
      postalcode: account?.place.postal ?? null,
      country: account?.place.country ?? null,
      ...link('parentid', 'account', account?.id ?? null),
      ...auditRow(context, market.people),
    };
  });
  insertRows(context.store, 'customeraddress', rows);
}

/** Pictures of some customers, what some contacts do in their spare time, and files of some readings. */
export function decorate(context: SeedContext, market: Market): void {
  const { store, random } = context;
  market.accounts.slice(0, 6).forEach(({ id }, index) => {
    picture(context, { table: 'account', key: 'accountid', id, column: 'entityimage' }, index);
  });
  market.contacts.slice(0, 6).forEach(({ id }, index) => {
    picture(context, { table: 'contact', key: 'contactid', id, column: 'entityimage' }, index + 6);
  });
  for (const { id } of market.contacts.slice(0, 40)) {
    const chosen = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter(() => random.chance(0.25));
    if (chosen.length === 0) continue;
    store.run('UPDATE contact SET sample_outdooractivities = ? WHERE contactid = ?', [chosen.join(','), id]);
  }
  const readings = store.all('SELECT new_meterreadingid AS id FROM new_meterreading ORDER BY 1 LIMIT 3');
  readings.forEach(({ id }, index) => {
    const reading = {
      table: 'new_meterreading',
      key: 'new_meterreadingid',
      id: String(id),
      column: 'new_photo',
    };
    picture(context, reading, index + 12);
    const content = Buffer.from(`Protocol of reading ${index + 1}\r\n`).toString('base64');
    store.run(
      'UPDATE new_meterreading SET new_protocol = ?, new_protocol_name = ?, new_protocolcontent = ? WHERE new_meterreadingid = ?',
      [fileId(index), `protocol-${index + 1}.txt`, content, reading.id],
    );
  });
}

const fileId = (index: number): string => `f11e0000-0000-4000-8000-${String(index).padStart(12, '0')}`;

interface PictureOf {
  readonly table: string;
  readonly key: string;
  readonly id: string;
  readonly column: string;
}

function picture({ store }: SeedContext, { table, key, id, column }: PictureOf, index: number): void {
  const stamp = 6_377_000_000_000 + index;
  const url = `/Image/download.aspx?Entity=${table}&Attribute=${column}&Id=${id}&Timestamp=${stamp}`;
  store.run(
    `UPDATE ${table} SET ${column} = ?, ${column}_url = ?, ${column}_timestamp = ?, ${column}id = ? WHERE ${key} = ?`,
    [pixel, url, stamp, `1a6e0000-0000-4000-8000-${String(index).padStart(12, '0')}`, id],
  );
}
