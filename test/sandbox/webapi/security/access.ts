// What one caller may do: the privileges of all roles, the user's own and those of the user's teams.
import type { Row, Store } from '../db/store';
import * as errors from '../errors';
import type { Caller } from '../query/scope';
import { name, raw, sql, value, join } from '../query/sql';
import type { Sql } from '../query/sql';
import type { Table } from '../schema/model';
import { depthMasks, isFree, isOwned, privilegeId, privilegeName } from './privileges';
import type { Verb } from './privileges';

const roles =
  'SELECT roleid FROM systemuserroles WHERE systemuserid = ?1 UNION SELECT roleid FROM teamroles WHERE teamid IN (SELECT teamid FROM teammembership WHERE systemuserid = ?1)';

/** Privileges of a user by id, with the widest depth (mask) of each. */
export function userPrivileges(store: Store, userId: string): { id: string; depth: number }[] {
  const rows = store.all(
    `SELECT privilegeid, MAX(privilegedepthmask) AS depth FROM roleprivileges WHERE roleid IN (${roles}) GROUP BY privilegeid`,
    [userId],
  );
  return rows.map((row) => ({ id: String(row['privilegeid']), depth: Number(row['depth']) }));
}

export class Access {
  private held: ReadonlyMap<string, number> | undefined;
  private units: readonly string[] | undefined;

  constructor(
    private readonly store: Store,
    private readonly caller: Caller,
  ) {}

  /** @throws Refusal where no role of the caller holds the privilege at any depth. */
  require(verb: Verb, table: Table): void {
    if (isFree(table)) this.requireRole();
    else this.requirePrivilege(privilegeName(verb, table), table);
  }

  requirePrivilege(privilege: string, table: Table): void {
    if (this.depth(privilege) > 0) return;
    this.requireRole();
    const { userId, accessMode } = this.caller;
    throw errors.missingPrivilege({
      userId,
      accessMode,
      roleCount: this.roleCount(),
      privilegeCount: this.privileges().size,
      privilege: { id: privilegeId(privilege), name: privilege },
      table,
    });
  }

  /** Condition on the rows that the caller may treat so; undefined where it is all of them. */
  rows(verb: Verb, table: Table, alias: string): Sql | undefined {
    this.require(verb, table);
    if (isFree(table) || !isOwned(table)) return undefined;
    const { userId } = this.caller;
    const depth = this.depth(privilegeName(verb, table));
    const column = (of: string): string => `${alias}.${name(of)}`;
    if (depth >= depthMasks.Global) return undefined;
    const own = sql`${column('owninguser')} = ${value(userId)} OR ${column('owningteam')} IN (SELECT teamid FROM teammembership WHERE systemuserid = ${value(userId)})`;
    if (depth < depthMasks.Local) return own;
    const units = depth < depthMasks.Deep ? [this.caller.businessUnitId] : this.unitsBelow();
    return sql`${own} OR ${column('owningbusinessunit')} IN (${join(units.map(value), ', ')})`;
  }

  /** @throws Refusal where the row lies beyond the depth of the caller's privilege. */
  requireRow(verb: Verb, table: Table, row: Row): void {
    const condition = this.rows(verb, table, 'row');
    if (condition === undefined) return;
    const key = row[table.key.sql] ?? null;
    const query = sql`SELECT 1 AS found FROM ${name(table.logicalName)} row WHERE row.${name(table.key.sql)} = ${value(key)} AND (${condition})`;
    if (this.store.get(query.text, query.values) !== undefined) return;
    throw errors.accessDenied({ verb, table, row, userId: this.caller.userId });
  }

  /** Whether the caller may treat this row so. */
  allows(verb: Verb, table: Table, row: Row): boolean {
    try {
      this.requireRow(verb, table, row);
      return true;
    } catch (error) {
      if (error instanceof errors.Refusal) return false;
      throw error;
    }
  }

  private depth(privilege: string): number {
    return this.privileges().get(privilegeId(privilege)) ?? 0;
  }

  private privileges(): ReadonlyMap<string, number> {
    this.held ??= new Map(userPrivileges(this.store, this.caller.userId).map(({ id, depth }) => [id, depth]));
    return this.held;
  }

  private requireRole(): void {
    if (this.privileges().size === 0 && this.roleCount() === 0) throw errors.noRole(this.caller.userId);
  }

  private roleCount(): number {
    return this.store.all(roles, [this.caller.userId]).length;
  }

  private unitsBelow(): readonly string[] {
    const query = raw(
      'WITH RECURSIVE below(id) AS (VALUES (?1) UNION SELECT businessunitid FROM businessunit JOIN below ON parentbusinessunitid = id) SELECT id FROM below',
    );
    this.units ??= this.store.all(query.text, [this.caller.businessUnitId]).map((row) => String(row['id']));
    return this.units;
  }
}
