// Who may not, and why.
import { Refusal } from './refusal';

export const notAMember = (): Refusal =>
  new Refusal(403, '0x80072560', 'The user is not a member of the organization.');

export const userDisabled = (id: string): Refusal =>
  new Refusal(403, '0x80040225', `The specified user(Id = ${id}) is disabled. Consider enabling this user.`);

/** `-2147209463` is 0x80042F09 as .NET writes it. */
export const noRole = (userId: string): Refusal =>
  new Refusal(
    403,
    '0x80042f09',
    `SecLib::CheckPrivilegeForUser failed - no roles are assigned to user. Returned hr = -2147209463, User: ${userId}`,
  );

export interface MissingPrivilege {
  readonly userId: string;
  readonly accessMode: number;
  readonly roleCount: number;
  readonly privilegeCount: number;
  readonly privilege: { readonly id: string; readonly name: string };
  readonly table: { readonly logicalName: string; readonly objectTypeCode: number };
}

export const missingPrivilege = (missing: MissingPrivilege): Refusal => {
  const { userId, accessMode, roleCount, privilegeCount, privilege, table } = missing;
  return new Refusal(
    403,
    '0x80040220',
    `Principal user (Id=${userId}, type=8, roleCount=${roleCount}, privilegeCount=${privilegeCount}, accessMode=${accessMode}), is missing ${privilege.name} privilege (Id=${privilege.id}) on OTC=${table.objectTypeCode} for entity '${table.logicalName}'. context.Caller=${userId}`,
  );
};

interface DeniedRow {
  readonly verb: string;
  readonly table: { readonly objectTypeCode: number; readonly key: { readonly sql: string } };
  readonly row: Readonly<Record<string, unknown>>;
  readonly userId: string;
}

/** The privilege is there, but not for this row: it lies beyond the privilege's depth. */
export const accessDenied = ({ verb, table, row, userId }: DeniedRow): Refusal =>
  new Refusal(
    403,
    '0x80048306',
    `SecLib::AccessCheckEx failed. Returned hr = -2147187962, ObjectID: ${String(row[table.key.sql])}, OwnerId: ${String(row['ownerid'])}, OwnerIdType: ${row['owneridtype'] === 'team' ? 9 : 8} and CallingUser: ${userId}. ObjectTypeCode: ${table.objectTypeCode}, objectBusinessUnitId: ${String(row['owningbusinessunit'])}, AccessRights: ${verb}Access`,
  );
