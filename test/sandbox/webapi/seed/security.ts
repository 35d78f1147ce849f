// Privileges, what the roles hold of them, and the principals that may not do everything.
import type { LimitedAccess } from '../../server/types';
import type { Row } from '../db/store';
import { allPrivileges, guidOf } from '../security/privileges';
import type { Depth, Privilege, Verb } from '../security/privileges';
import { applicationUserColumns, rolePrivilegeRow } from '../security/rows';
import { audit, insertRows } from './context';
import type { SeedContext } from './context';

/** How far a role reaches with a privilege; undefined where it does not hold it. */
type Grant = (privilege: Privilege, verb: string) => Depth | undefined;

/** The role of the principals that only read. */
export const readOnlyRole = 'Service Reader';

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** One table stands for those that share its privileges: the pointer for every activity. */
const everyday = set(
  'account contact opportunity activitypointer new_meterreading new_sensorevent lead incident annotation connection customeraddress quote salesorder invoice userquery queueitem',
);
const surroundings = set(
  'businessunit organization systemuser team transactioncurrency product subject queue competitor campaign list savedquery connectionrole theme',
);
/** What the read-only role reads. */
const readable = set('account contact businessunit organization systemuser team transactioncurrency');

const isRead = (verb: string): boolean => verb === 'Read';
const about = ({ table }: Privilege, tables: ReadonlySet<string>): boolean =>
  table !== undefined && tables.has(table.logicalName);

/** Works with everyday rows to this depth and reads what surrounds them. */
const worker =
  (depth: Depth): Grant =>
  (privilege, verb) =>
    about(privilege, everyday)
      ? depth
      : about(privilege, surroundings) && isRead(verb)
        ? 'Global'
        : undefined;

const grants: Readonly<Record<string, Grant>> = {
  'System Administrator': () => 'Global',
  'System Customizer': (privilege, verb) =>
    isRead(verb) ? 'Global' : about(privilege, everyday) ? 'Basic' : undefined,
  'Basic User': worker('Basic'),
  Salesperson: worker('Local'),
  'Sales Manager': worker('Deep'),
  [readOnlyRole]: (privilege, verb) => (isRead(verb) && about(privilege, readable) ? 'Global' : undefined),
  'Environment Maker': (privilege, verb) =>
    isRead(verb) && about(privilege, surroundings) ? 'Global' : undefined,
  Delegate: ({ name }) => (name === 'prvActOnBehalfOfAnotherUser' ? 'Global' : undefined),
};

const verbOf = ({ name }: Privilege): Verb | '' => (name.startsWith('prvRead') ? 'Read' : '');

export function seedPrivileges(
  context: SeedContext,
  roles: readonly { roleid: string; name: string }[],
): void {
  const privileges = allPrivileges(context.schema);
  insertRows(
    context.store,
    'privilege',
    privileges.map((one) => privilegeRow(context, one)),
  );
  const rows = roles.flatMap((role) =>
    privileges.flatMap((privilege) => {
      const depth = grants[role.name]?.(privilege, verbOf(privilege));
      if (depth === undefined) return [];
      return [
        rolePrivilegeRow(
          role.roleid,
          privilege.id,
          privilege.owned ? depth : 'Global',
          1,
          context.nextVersion(),
        ),
      ];
    }),
  );
  insertRows(context.store, 'roleprivileges', rows);
}

function privilegeRow(context: SeedContext, { id, name, accessRight, owned }: Privilege): Row {
  const below = owned ? 1 : 0;
  return {
    privilegeid: id,
    name,
    accessright: accessRight,
    canbebasic: below,
    canbelocal: below,
    canbedeep: below,
    canbeglobal: 1,
    canbeentityreference: 0,
    canbeparententityreference: 0,
    ismanaged: 1,
    introducedversion: '5.0.0.0',
    privilegerowid: id,
    componentstate: 0,
    versionnumber: context.nextVersion(),
  };
}

interface LimitedSeed {
  readonly root: string;
  readonly system: string;
  readonly readOnlyRoleId: string;
}

/** Ids come from the directory's, not from the random numbers: no other row changes with who is limited. */
export function seedLimited(context: SeedContext, seed: LimitedSeed): void {
  const people = context.users.filter(isLimited).map((user) => ({
    access: user.access,
    objectId: user.objectId,
    columns: {
      fullname: `${user.givenName} ${user.familyName}`,
      firstname: user.givenName,
      lastname: user.familyName,
      domainname: user.userPrincipalName,
      internalemailaddress: user.userPrincipalName,
      applicationid: null,
      islicensed: 1,
      accessmode: 0,
    },
  }));
  const applications = context.applications.filter(isLimited).map((application) => ({
    access: application.access,
    objectId: application.objectId,
    columns: applicationUserColumns(application.applicationId, application.displayName),
  }));
  for (const { access, objectId, columns } of [...people, ...applications]) {
    const systemuserid = guidOf(`user ${objectId}`);
    const row = {
      systemuserid,
      ownerid: systemuserid,
      azureactivedirectoryobjectid: objectId,
      isdisabled: access === 'disabled' ? 1 : 0,
      setupuser: 0,
      caltype: 0,
      organizationid: context.organizationId,
      businessunitid: seed.root,
      ...columns,
      ...audit(context, founded, seed.system),
    };
    insertRows(context.store, 'systemuser', [row]);
    if (access === 'no-role') continue;
    context.store.insertAll(
      'systemuserroles',
      ['systemuserid', 'roleid'],
      [[systemuserid, seed.readOnlyRoleId]],
    );
  }
}

const founded = { created: Date.UTC(2026, 9, 5, 9, 30), modified: Date.UTC(2026, 9, 5, 9, 30) };

function isLimited(one: { inDataverse: boolean; access?: LimitedAccess }): boolean {
  return one.inDataverse && one.access !== undefined;
}
