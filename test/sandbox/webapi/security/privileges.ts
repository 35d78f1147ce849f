// What there is to be allowed: a privilege for each verb and table, and a few that belong to no table.
import { createHash } from 'node:crypto';
import type { Schema, Table } from '../schema/model';

/** `accessright` of each verb: the values of Dataverse's AccessRights. */
export const accessRights = {
  Read: 1,
  Write: 2,
  Append: 4,
  AppendTo: 16,
  Create: 32,
  Delete: 65_536,
  Share: 262_144,
  Assign: 524_288,
} as const;

export type Verb = keyof typeof accessRights;

export const verbs: readonly Verb[] = [
  'Create',
  'Read',
  'Write',
  'Delete',
  'Append',
  'AppendTo',
  'Assign',
  'Share',
];

/** How far a privilege reaches: own rows, the business unit's, those of the units below too, everything. */
export const depthMasks = { Basic: 1, Local: 2, Deep: 4, Global: 8 } as const;

export type Depth = keyof typeof depthMasks;

export const depths: readonly Depth[] = ['Basic', 'Local', 'Deep', 'Global'];

export interface Privilege {
  readonly id: string;
  readonly name: string;
  readonly accessRight: number;
  /** Absent where it belongs to no table. */
  readonly table?: Table;
  /** Rows of the table have owners, so that depths below the organisation mean something. */
  readonly owned: boolean;
}

/** Owners are read through users and teams, and what roles hold is for everybody who has one. */
const free = new Set(['principal', 'privilege', 'roleprivileges']);

export const assignRole = 'prvAssignRole';
export const disableUser = 'prvDisableUser';
const general = [disableUser, 'prvActOnBehalfOfAnotherUser', 'prvExportToExcel', 'prvBulkDelete'];

/** Some tables share theirs: all activities are read with one privilege. */
export const privilegeName = (verb: Verb, { logicalName, privilege = logicalName }: Table): string =>
  `prv${verb}${privilege}`;

/** Id of a privilege: every organisation has the same. */
export const privilegeId = (name: string): string => guidOf(`privilege ${name}`);

/** A GUID that a text always gives. */
export function guidOf(text: string): string {
  const hash = createHash('sha1').update(text).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

export const isFree = (table: Table): boolean => free.has(table.logicalName);

export const isOwned = ({ byLogicalName }: Table): boolean =>
  ['owninguser', 'owningteam', 'owningbusinessunit'].every((column) => byLogicalName.has(column));

/** Every privilege of the organisation, each once. */
export function allPrivileges(schema: Schema): Privilege[] {
  const found = new Map<string, Privilege>();
  for (const table of schema.tables.values()) {
    if (isFree(table)) continue;
    for (const verb of verbs) {
      const name = privilegeName(verb, table);
      const accessRight = accessRights[verb];
      // Tables that share a privilege are told by the first that has owners.
      if (found.get(name)?.owned === true) continue;
      found.set(name, { id: privilegeId(name), name, accessRight, table, owned: isOwned(table) });
    }
  }
  for (const name of general) {
    found.set(name, { id: privilegeId(name), name, accessRight: 0, owned: false });
  }
  return [...found.values()];
}
