import type { Principal } from '../../server/types';
import type { Store } from '../db/store';
import * as errors from '../errors';
import type { Caller } from '../query/scope';

/** The systemuser behind a token: by application id for applications, by directory object for people. */
export function findCaller(store: Store, principal: Principal): Caller {
  const [column, of] =
    principal.kind === 'application'
      ? (['applicationid', principal.applicationId] as const)
      : (['azureactivedirectoryobjectid', principal.objectId] as const);
  const row = store.get(
    `SELECT systemuserid, businessunitid, isdisabled, accessmode FROM systemuser WHERE ${column} = ?`,
    [of.toLowerCase()],
  );
  if (row === undefined) throw errors.notAMember();
  const userId = String(row['systemuserid']);
  if (row['isdisabled'] === 1) throw errors.userDisabled(userId);
  return { userId, businessUnitId: String(row['businessunitid']), accessMode: Number(row['accessmode']) };
}
