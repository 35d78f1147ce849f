// What the rows of most tables have in common.
import type { Row } from '../db/store';
import { audit, owned } from './context';
import type { Currency, Owner, People, SeedContext } from './context';
import type { AccountSeed, ContactSeed } from './customers';
import { isoSecond, lifeOf, sequentialIds } from './random';

/** Who is there to sell to, and in what currency. */
export interface Market {
  readonly people: People;
  readonly currencies: readonly Currency[];
  readonly accounts: readonly AccountSeed[];
  readonly contacts: readonly ContactSeed[];
}

export interface Life {
  readonly created: number;
  readonly modified: number;
}

/** Rows with ids that grow; `make` gets the id and the index. */
export function grow<T>(context: SeedContext, count: number, make: (id: string, index: number) => T): T[] {
  const ids = sequentialIds(context.random, count);
  return Array.from({ length: count }, (_, index) => make(ids.next().value, index));
}

/** Bookkeeping of a row that somebody owns. */
export function ownedRow(context: SeedContext, people: People, life: Life = lifeOf(context.random)): Row {
  return { ...owned(context.random.pick(people.owners)), ...auditRow(context, people, life) };
}

export function auditRow(context: SeedContext, people: People, life: Life = lifeOf(context.random)): Row {
  return audit(context, life, context.random.pick(people.users), context.random.pick(people.users));
}

/** For tables without owner and with the platform as author. */
export const systemRow = (context: SeedContext, people: People): Row =>
  audit(context, installed, people.system);

const installed: Life = { created: Date.UTC(2021, 8, 14, 7, 20), modified: Date.UTC(2024, 2, 5, 21, 40) };

/** A lookup of several tables. */
export const link = (column: string, table: string | null, id: string | null): Row => ({
  [column]: id,
  [`${column}type`]: id === null ? null : table,
});

export const byUser = (people: People): Owner[] => people.owners.filter(({ type }) => type === 'systemuser');

export const currencyRow = ({ id, rate }: Currency): Row => ({
  transactioncurrencyid: id,
  exchangerate: rate,
});

/** What every activity says no to, or says by default. */
export const plainActivity: Row = {
  isbilled: 0,
  isregularactivity: 1,
  isworkflowcreated: 0,
  leftvoicemail: 0,
  instancetypecode: 0,
};

export const hour = 3_600_000;
export const day = 24 * hour;

/** An instant so many days after another. */
export const daysAfter = (time: number, days: number): string =>
  isoSecond(time + Math.round(days * 24) * hour);

/** Money is kept to the cent. */
export const cents = (amount: number): number => Math.round(amount * 100) / 100;
