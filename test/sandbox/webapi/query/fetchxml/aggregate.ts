// Columns of an aggregate fetch: what is counted or added up, and what is grouped by.
import * as errors from '../../errors';
import type { Column } from '../../schema/model';
import { raw, sql } from '../sql';
import type { Sql } from '../sql';
import type { Output } from './plan';
import { sourceSql } from './source';
import type { Source } from './source';
import type { FetchAttribute } from './tree';

const functions: Readonly<Record<string, (of: Sql) => Sql>> = {
  sum: (of) => sql`SUM(${of})`,
  avg: (of) => sql`AVG(${of})`,
  min: (of) => sql`MIN(${of})`,
  max: (of) => sql`MAX(${of})`,
};

const part =
  (from: number, length: number) =>
  (of: Sql): Sql =>
    sql`CAST(substr(${of}, ${String(from)}, ${String(length)}) AS INTEGER)`;
const month = part(6, 2);

/** A new organisation's fiscal year is the calendar's, in quarters. */
const dateParts: Readonly<Record<string, (of: Sql) => Sql>> = {
  year: part(1, 4),
  'fiscal-year': part(1, 4),
  month,
  day: part(9, 2),
  quarter: (of) => sql`((${month(of)} + 2) / 3)`,
  'fiscal-period': (of) => sql`((${month(of)} + 2) / 3)`,
  week: (of) => sql`(CAST(strftime('%W', ${of}) AS INTEGER) + 1)`,
};

export function aggregateOutput(source: Source, column: Column, attribute: FetchAttribute): Output {
  const { alias, aggregate, groupby, dateGrouping } = attribute;
  if (alias === undefined) throw errors.invalidFetchValue('alias', '');
  const of = sourceSql(source, column);
  const shown = { property: alias, source };
  if (groupby) {
    const date = column.kind === 'datetime' || column.kind === 'date';
    if (!date) return { ...shown, column, sql: of, key: true };
    const grouped = dateParts[dateGrouping ?? ''];
    if (grouped === undefined) throw errors.invalidFetchValue('dategrouping', dateGrouping ?? '');
    return { ...shown, column: undefined, sql: grouped(of), key: true };
  }
  if (aggregate === 'count') return { ...shown, column: undefined, sql: raw('COUNT(*)'), key: false };
  if (aggregate === 'countcolumn') {
    const counted = attribute.distinct ? sql`COUNT(DISTINCT ${of})` : sql`COUNT(${of})`;
    return { ...shown, column: undefined, sql: counted, key: false };
  }
  const compute = functions[aggregate ?? ''];
  if (compute === undefined) throw errors.invalidFetchValue('aggregate', aggregate ?? '');
  return { ...shown, column, sql: compute(of), key: false };
}
