// What roles and users hold: functions that tell it, actions that change it.
import type { Expression } from '../../../../src/core/odata/ast';
import type { Row } from '../db/store';
import * as errors from '../errors';
import { isGuid } from '../query/operand';
import { tableOf } from '../query/scope';
import { rolePrivilegeRow } from '../security/rows';
import { Access, userPrivileges } from '../security/access';
import { accessRights, depthMasks, depths, verbs } from '../security/privileges';
import type { Depth } from '../security/privileges';
import { readBody } from '../write/payload';
import { placeOf } from '../write/reference';
import { currentRow } from '../write/rows';
import type { Exchange } from './exchange';
import { json } from './respond';
import type { Answer } from './respond';
import type { RecordPlace } from './target';

/** `systemusers(…)/Microsoft.Dynamics.CRM.RetrieveUserPrivileges` */
export function retrieveUserPrivileges(exchange: Exchange, user: RecordPlace): Answer {
  exchange.access.require('Read', tableOf(exchange.schema, 'role'));
  const held = userPrivileges(exchange.store, user.id);
  return privilegesAnswer(exchange, 'RetrieveUserPrivileges', held, unitOf(exchange, user));
}

/** `RetrieveRolePrivilegesRole(RoleId=…)` */
export function rolePrivileges(exchange: Exchange, roleId: Expression | undefined): Answer {
  if (roleId?.kind !== 'literal' || roleId.type !== 'guid') throw errors.badSyntax();
  const table = tableOf(exchange.schema, 'role');
  const record = { table, id: roleId.value.toLowerCase() };
  exchange.access.require('Read', table);
  if (currentRow(exchange, record) === undefined) {
    throw new errors.Refusal(404, '0x80040217', `Entity 'role' With Id = ${record.id} Does Not Exist`);
  }
  const held = exchange.store
    .all('SELECT privilegeid, privilegedepthmask FROM roleprivileges WHERE roleid = ?', [record.id])
    .map((row) => ({ id: String(row['privilegeid']), depth: Number(row['privilegedepthmask']) }));
  return privilegesAnswer(exchange, 'RetrieveRolePrivilegesRole', held, unitOf(exchange, record));
}

const unitOf = (exchange: Exchange, record: RecordPlace): unknown =>
  currentRow(exchange, record)?.['businessunitid'] ?? null;

function privilegesAnswer(
  exchange: Exchange,
  called: string,
  held: readonly { id: string; depth: number }[],
  unit: unknown,
): Answer {
  const names = new Map(
    exchange.store
      .all('SELECT privilegeid, name FROM privilege')
      .map((row) => [row['privilegeid'], row['name']]),
  );
  return json({
    '@odata.context': `${exchange.root}$metadata#Microsoft.Dynamics.CRM.${called}Response`,
    RolePrivileges: held.map(({ id, depth }) => ({
      Depth: depths.find((name) => depthMasks[name] === depth) ?? 'Global',
      PrivilegeId: id,
      BusinessUnitId: unit,
      PrivilegeName: names.get(id) ?? null,
      RecordFilterId: '00000000-0000-0000-0000-000000000000',
      RecordFilterUniqueName: '',
    })),
  });
}

/** `systemusers(…)/Microsoft.Dynamics.CRM.RetrievePrincipalAccess(Target=@t)?@t={"@odata.id":"accounts(…)"}` */
export function principalAccess(
  exchange: Exchange,
  user: RecordPlace,
  target: Expression | undefined,
): Answer {
  const place = targetOf(exchange, target);
  const row = currentRow(exchange, place);
  if (row === undefined) throw errors.recordMissing(place.table.logicalName, place.id);
  const theirs = accessOf(exchange, user);
  const rights = verbs.filter((verb) => theirs.allows(verb, place.table, row));
  rights.sort((one, other) => accessRights[one] - accessRights[other]);
  return json({
    '@odata.context': `${exchange.root}$metadata#Microsoft.Dynamics.CRM.RetrievePrincipalAccessResponse`,
    AccessRights: rights.length === 0 ? 'None' : rights.map((verb) => `${verb}Access`).join(', '),
  });
}

function accessOf(exchange: Exchange, user: RecordPlace): Access {
  const row = currentRow(exchange, user) ?? {};
  return new Access(exchange.store, {
    userId: user.id,
    businessUnitId: String(row['businessunitid']),
    accessMode: Number(row['accessmode']),
  });
}

function targetOf(exchange: Exchange, target: Expression | undefined): RecordPlace {
  if (target?.kind !== 'json-object') throw errors.badSyntax();
  const id = target.members.find((member) => member.name.name === '@odata.id')?.value;
  if (id?.kind !== 'literal') throw errors.badSyntax();
  return placeOf(exchange, id.value);
}

/** Adds to what the role holds, or puts the new set in its place. */
export function changePrivileges(exchange: Exchange, role: RecordPlace, replace: boolean): Answer {
  const row = currentRow(exchange, role) ?? {};
  exchange.access.requireRow('Write', role.table, row);
  if (row['ismanaged'] === 1 && row['name'] === 'System Administrator') {
    throw errors.badPayload(
      'roles',
      'Microsoft.Crm.CrmException: The System Administrator role cannot be changed.',
    );
  }
  const wanted = readPrivileges(exchange);
  exchange.store.transaction(() => {
    if (replace) exchange.store.run('DELETE FROM roleprivileges WHERE roleid = ?', [role.id]);
    for (const { privilegeId, depth } of wanted) put(exchange, role.id, privilegeId, depth);
  });
  return { status: 204 };
}

function put(exchange: Exchange, roleId: string, privilegeId: string, depth: Depth): void {
  const row: Row = rolePrivilegeRow(roleId, privilegeId, depth, 0, exchange.nextVersion());
  exchange.store.run('DELETE FROM roleprivileges WHERE roleid = ? AND privilegeid = ?', [
    roleId,
    privilegeId,
  ]);
  exchange.store.insertAll('roleprivileges', Object.keys(row), [Object.values(row)]);
}

function readPrivileges(exchange: Exchange): { privilegeId: string; depth: Depth }[] {
  const given = readBody(exchange, 'roles')['Privileges'];
  if (!Array.isArray(given)) throw errors.unreadableBody('roles');
  return given.map((one: unknown) => {
    const entry: Record<string, unknown> = typeof one === 'object' && one !== null ? { ...one } : {};
    const { PrivilegeId: id, Depth: named } = entry;
    const depth = depths.find((each) => each === named);
    if (depth === undefined) {
      throw errors.badPayload(
        'roles',
        `Microsoft.OData.ODataException: Cannot read the value '${String(named)}' as a quoted JSON string value.`,
      );
    }
    if (typeof id !== 'string' || !isGuid(id)) throw errors.wrongValueType('roles', String(id), 'Edm.Guid');
    const privilegeId = id.toLowerCase();
    const known = exchange.store.get('SELECT 1 AS found FROM privilege WHERE privilegeid = ?', [privilegeId]);
    if (known === undefined) throw errors.recordMissing('privilege', privilegeId);
    return { privilegeId, depth };
  });
}
