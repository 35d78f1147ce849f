import type { SqlValue } from 'node:sqlite';
import type { DirectoryApplication, DirectoryUser } from '../../server/types';
import type { Row, Store } from '../db/store';
import type { Schema } from '../schema/model';
import type { Random } from './random';
import { isoSecond } from './random';

export interface Owner {
  readonly id: string;
  readonly type: 'systemuser' | 'team';
  readonly businessUnit: string;
}

/** What the parts of the seed hand on to each other. */
export interface SeedContext {
  readonly store: Store;
  readonly schema: Schema;
  readonly random: Random;
  readonly users: readonly DirectoryUser[];
  readonly applications: readonly DirectoryApplication[];
  readonly organizationId: string;
  readonly environmentName: string;
  nextVersion(): number;
}

export interface People {
  readonly rootBusinessUnit: string;
  /** The user that the platform acts as. */
  readonly system: string;
  readonly users: readonly string[];
  readonly owners: readonly Owner[];
}

export interface Currency {
  readonly id: string;
  readonly rate: number;
}

/** All rows must have the columns of the first. */
export function insertRows(store: Store, table: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0] ?? {});
  store.insertAll(table, columns, valuesOf(rows, columns));
}

function* valuesOf(rows: readonly Row[], columns: readonly string[]): Generator<SqlValue[]> {
  for (const row of rows) yield columns.map((column) => row[column] ?? null);
}

/** Columns that every row has: version, times, authors. */
export function audit(
  context: SeedContext,
  life: { created: number; modified: number },
  createdBy: string,
  modifiedBy = createdBy,
): Row {
  return {
    createdon: isoSecond(life.created),
    modifiedon: isoSecond(life.modified),
    createdby: createdBy,
    modifiedby: modifiedBy,
    versionnumber: context.nextVersion(),
  };
}

export function owned(owner: Owner): Row {
  return {
    ownerid: owner.id,
    owneridtype: owner.type,
    owninguser: owner.type === 'systemuser' ? owner.id : null,
    owningteam: owner.type === 'team' ? owner.id : null,
    owningbusinessunit: owner.businessUnit,
  };
}

export function money(name: string, amount: number | null, currency: Currency): Row {
  return {
    [name]: amount,
    [`${name}_base`]: amount === null ? null : Math.round((amount / currency.rate) * 10_000) / 10_000,
  };
}
