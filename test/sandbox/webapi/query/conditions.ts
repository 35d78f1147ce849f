// Dataverse's own conditions, by the names of their query functions; FetchXML's operators mean the same ones.
import type { SqlValue } from 'node:sqlite';
import { fold } from '../db/fold';
import * as errors from '../errors';
import type { Column, Table } from '../schema/model';
import { callerAndReports, callerOnly, teamsOf, treeAbove, treeBelow } from './hierarchy';
import { calendarRanges, daysOf, fiscalMonths, fiscalPeriod, fiscalYear, relativeRanges } from './periods';
import type { Range } from './periods';
import type { QueryContext } from './scope';
import { join, likeLiteral, sql, value } from './sql';
import type { Sql } from './sql';

/** What a condition is given beside the column: nothing, a text, a number, two numbers, or texts. */
export type Parameters = 'none' | 'text' | 'number' | 'numbers' | 'texts';

/** A condition on one column, with its values as text whatever the column's type. */
export interface Asked {
  readonly sql: Sql;
  readonly column: Column;
  readonly table: Table;
  readonly values: readonly string[];
  readonly context: QueryContext;
}

export interface Condition {
  readonly parameters: Parameters;
  compile(asked: Asked): Sql;
}

const isText = (of: Column): boolean => of.edmType === 'Edm.String';
export const negated = (condition: Sql): Sql => sql`NOT COALESCE((${condition}), 0)`;

/** The column as it is compared: text without case, a day as the moment it begins. */
export function comparable({ sql: of, column }: Asked): Sql {
  if (isText(column)) return sql`fold(${of})`;
  return column.kind === 'date' ? sql`(${of} || 'T00:00:00Z')` : of;
}

/** A value that came as text, as rows hold it. */
export function stored(of: Column, text: string): SqlValue {
  if (isText(of)) return fold(text);
  if (of.kind === 'boolean') return text === 'true' || text === '1' ? 1 : 0;
  if (of.edmType === 'Edm.Guid') return text.replace(/[{}]/g, '').toLowerCase();
  if (of.kind === 'datetime' || of.kind === 'date') return moment(text);
  const number = Number(text);
  if (Number.isNaN(number)) throw errors.incompatibleTypes(of.edmType, 'Edm.String', 'Equal');
  return number;
}

function moment(text: string): string {
  const time = Date.parse(/T.*(Z|[+-]\d\d:\d\d)$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(time)) throw errors.incompatibleTypes('Edm.DateTimeOffset', 'Edm.String', 'Equal');
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const first = ({ values }: Asked): string => values[0] ?? '';

function whole(text: string | undefined): number {
  const number = Number(text);
  if (text === undefined || !Number.isInteger(number) || number < 1) throw errors.badSyntax();
  return number;
}

function requireDate({ column }: Asked): void {
  if (column.kind === 'datetime' || column.kind === 'date') return;
  throw errors.incompatibleTypes(column.edmType, 'Edm.DateTimeOffset', 'Equal');
}

const within = (asked: Asked, range: Range): Sql => sql`${from(asked, range)} AND ${until(asked, range)}`;

function from(asked: Asked, [start]: Range): Sql {
  requireDate(asked);
  return sql`${comparable(asked)} >= ${value(start)}`;
}

function until(asked: Asked, [, end]: Range): Sql {
  requireDate(asked);
  return sql`${comparable(asked)} < ${value(end)}`;
}

const day = (text: string): Range => daysOf(Date.parse(moment(text)), 0, 1);

function listed(asked: Asked): Sql {
  const values = asked.values.map((one) => value(stored(asked.column, one)));
  return sql`${comparable(asked)} IN (${join(values, ', ')})`;
}

function between(asked: Asked): Sql {
  const [low, high] = asked.values.map((one) => stored(asked.column, one));
  if (low === undefined || high === undefined) throw errors.badSyntax();
  return sql`${comparable(asked)} BETWEEN ${value(low)} AND ${value(high)}`;
}

function matching(asked: Asked, pattern: (literal: string) => string): Sql {
  if (!isText(asked.column)) throw errors.incompatibleTypes(asked.column.edmType, 'Edm.String', 'Equal');
  return sql`${comparable(asked)} LIKE ${value(pattern(likeLiteral(fold(first(asked)))))} ESCAPE '\\'`;
}

/** A choice column of several values holds them as `1,8,9`. */
function holdsAny(asked: Asked): Sql {
  const parts = asked.values.map(
    (one) => sql`(',' || ${asked.sql} || ',') LIKE ${value(`%,${one.trim()},%`)}`,
  );
  return sql`(${join(parts, ' OR ')})`;
}

const guid = (asked: Asked): string => first(asked).replace(/[{}]/g, '').toLowerCase();
const onTree =
  (tree: typeof treeBelow, itself: boolean) =>
  (asked: Asked): Sql => {
    const inTree = sql`${asked.sql} IN (${tree(asked.table, guid(asked))})`;
    return itself ? inTree : sql`${inTree} AND ${asked.sql} <> ${value(guid(asked))}`;
  };

/** Every user of the sandbox works in English. */
const userLanguage = 1033;

const lists: Readonly<Record<string, (asked: Asked) => Sql>> = {
  In: listed,
  NotIn: (asked) => negated(listed(asked)),
  Between: between,
  NotBetween: (asked) => negated(between(asked)),
  ContainValues: holdsAny,
  DoesNotContainValues: (asked) => negated(holdsAny(asked)),
};

const callers: Readonly<Record<string, (asked: Asked) => Sql>> = {
  EqualUserId: ({ sql: of, context }) => sql`${of} = ${value(context.caller.userId)}`,
  NotEqualUserId: ({ sql: of, context }) => sql`${of} IS NOT ${value(context.caller.userId)}`,
  EqualBusinessId: ({ sql: of, context }) => sql`${of} = ${value(context.caller.businessUnitId)}`,
  NotEqualBusinessId: ({ sql: of, context }) => sql`${of} IS NOT ${value(context.caller.businessUnitId)}`,
  EqualUserLanguage: ({ sql: of }) => sql`${of} = ${value(userLanguage)}`,
  EqualUserTeams: ({ sql: of, context }) => sql`${of} IN (${teamsOf(callerOnly(context.caller))})`,
  EqualUserOrUserTeams: ({ sql: of, context }) =>
    sql`${of} = ${value(context.caller.userId)} OR ${of} IN (${teamsOf(callerOnly(context.caller))})`,
  EqualUserOrUserHierarchy: ({ sql: of, context }) => sql`${of} IN (${callerAndReports(context.caller)})`,
  EqualUserOrUserHierarchyAndTeams: ({ sql: of, context }) =>
    sql`${of} IN (${callerAndReports(context.caller)}) OR ${of} IN (${teamsOf(callerAndReports(context.caller))})`,
};

const oneText: Readonly<Record<string, (asked: Asked) => Sql>> = {
  Above: onTree(treeAbove, false),
  AboveOrEqual: onTree(treeAbove, true),
  Under: onTree(treeBelow, false),
  UnderOrEqual: onTree(treeBelow, true),
  NotUnder: (asked) => negated(onTree(treeBelow, false)(asked)),
  Contains: (asked) => matching(asked, (literal) => `%${literal}%`),
  On: (asked) => within(asked, day(first(asked))),
  OnOrAfter: (asked) => from(asked, day(first(asked))),
  OnOrBefore: (asked) => until(asked, day(first(asked))),
};

const fiscal: Readonly<Record<string, (asked: Asked, range: Range) => Sql>> = {
  InFiscalPeriodAndYear: within,
  InOrAfterFiscalPeriodAndYear: from,
  InOrBeforeFiscalPeriodAndYear: until,
};

function inFiscalPeriod(asked: Asked): Sql {
  requireDate(asked);
  const [opening, closing] = fiscalMonths(whole(asked.values[0]));
  return sql`CAST(substr(${asked.sql}, 6, 2) AS INTEGER) BETWEEN ${value(opening)} AND ${value(closing)}`;
}

const oneNumber: Readonly<Record<string, (asked: Asked) => Sql>> = {
  InFiscalPeriod: inFiscalPeriod,
  InFiscalYear: (asked) => within(asked, fiscalYear(whole(asked.values[0]))),
};

function* all(): Generator<readonly [string, Condition]> {
  const entry = (name: string, parameters: Parameters, compile: Condition['compile']) =>
    [name, { parameters, compile }] as const;
  for (const [name, compile] of Object.entries(lists)) yield entry(name, 'texts', compile);
  for (const [name, compile] of Object.entries(callers)) yield entry(name, 'none', compile);
  for (const [name, compile] of Object.entries(oneText)) yield entry(name, 'text', compile);
  for (const [name, compile] of Object.entries(oneNumber)) yield entry(name, 'number', compile);
  for (const [name, compile] of Object.entries(fiscal)) {
    yield entry(name, 'numbers', (asked) =>
      compile(asked, fiscalPeriod(whole(asked.values[0]), whole(asked.values[1]))),
    );
  }
  for (const [name, range] of Object.entries(calendarRanges)) {
    yield entry(name, 'none', (asked) => within(asked, range(asked.context.now)));
  }
  for (const [name, range] of Object.entries(relativeRanges)) {
    yield entry(name, 'number', (asked) => within(asked, range(asked.context.now, whole(asked.values[0]))));
  }
}

export const conditions: ReadonlyMap<string, Condition> = new Map(all());
