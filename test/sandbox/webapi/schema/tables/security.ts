// What roles are made of.
import { componentStates } from '../choices';
import { flags, globalChoice, guids, integers, key, platform, texts } from '../columns';
import type { TableSpec } from '../model';

const componentState = () => globalChoice('componentstate', componentStates);

export const privilege: TableSpec = {
  logicalName: 'privilege',
  setName: 'privileges',
  displayName: 'Privilege',
  objectTypeCode: 1023,
  primaryKey: 'privilegeid',
  primaryName: 'name',
  base: 'crmbaseentity',
  columns: platform([
    key('privilegeid'),
    ...texts(100, 'name'),
    ...integers('accessright'),
    ...flags('canbebasic canbelocal canbedeep canbeglobal canbeentityreference canbeparententityreference'),
    ...flags('ismanaged', ['Unmanaged', 'Managed']),
    ...texts(48, 'introducedversion'),
    ...guids('solutionid privilegerowid'),
    componentState(),
    { logicalName: 'versionnumber', kind: 'bigint' },
  ]),
};

/** Which role holds which privilege, and how far it reaches: 1 user, 2 business unit, 4 units below, 8 organisation. */
export const roleprivileges: TableSpec = {
  logicalName: 'roleprivileges',
  setName: 'roleprivilegescollection',
  displayName: 'Role Privileges',
  objectTypeCode: 12,
  primaryKey: 'roleprivilegeid',
  primaryName: 'roleprivilegeid',
  base: 'crmbaseentity',
  columns: platform([
    key('roleprivilegeid'),
    ...guids('roleid privilegeid roleprivilegeidunique solutionid'),
    ...integers('privilegedepthmask'),
    ...flags('ismanaged', ['Unmanaged', 'Managed']),
    componentState(),
    { logicalName: 'versionnumber', kind: 'bigint' },
  ]),
};
