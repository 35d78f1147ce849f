// Rows that the seed and the service write alike.
import type { Row } from '../db/store';
import { depthMasks, guidOf } from './privileges';
import type { Depth } from './privileges';

export function rolePrivilegeRow(
  roleid: string,
  privilegeid: string,
  depth: Depth,
  ismanaged: 0 | 1,
  versionnumber: number,
): Row {
  const id = guidOf(`role ${roleid} ${privilegeid}`);
  return {
    roleprivilegeid: id,
    roleprivilegeidunique: id,
    roleid,
    privilegeid,
    privilegedepthmask: depthMasks[depth],
    ismanaged,
    componentstate: 0,
    versionnumber,
  };
}

/** What tells an application user from a person. */
export function applicationUserColumns(applicationId: string, displayName: string): Row {
  return {
    fullname: `# ${displayName}`,
    firstname: '#',
    lastname: displayName,
    domainname: applicationId,
    internalemailaddress: null,
    applicationid: applicationId,
    islicensed: 0,
    accessmode: 4,
  };
}
