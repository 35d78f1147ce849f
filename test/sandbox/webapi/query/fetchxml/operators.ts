// Operators of FetchXML conditions: plain comparisons here, Dataverse's own by the query functions that mean the same.
import { fold } from '../../db/fold';
import * as errors from '../../errors';
import { comparable, conditions, negated, stored } from '../conditions';
import type { Asked } from '../conditions';
import { likeLiteral, sql, value } from '../sql';
import type { Sql } from '../sql';

/** Names that do not follow from the query function's name. */
const renamed: Readonly<Record<string, string>> = {
  'last-seven-days': 'Last7Days',
  'next-seven-days': 'Next7Days',
  'eq-userid': 'EqualUserId',
  'ne-userid': 'NotEqualUserId',
  'eq-businessid': 'EqualBusinessId',
  'ne-businessid': 'NotEqualBusinessId',
  'eq-userlanguage': 'EqualUserLanguage',
  'eq-userteams': 'EqualUserTeams',
  'eq-useroruserteams': 'EqualUserOrUserTeams',
  'eq-useroruserhierarchy': 'EqualUserOrUserHierarchy',
  'eq-useroruserhierarchyandteams': 'EqualUserOrUserHierarchyAndTeams',
  'contain-values': 'ContainValues',
  'not-contain-values': 'DoesNotContainValues',
  'eq-or-above': 'AboveOrEqual',
  'eq-or-under': 'UnderOrEqual',
  'in-or-before-fiscal-period-and-year': 'InOrBeforeFiscalPeriodAndYear',
  'in-or-after-fiscal-period-and-year': 'InOrAfterFiscalPeriodAndYear',
};

/** `last-x-days` → `LastXDays`, `olderthan-x-months` → `OlderThanXMonths` */
const functionName = (operator: string): string =>
  renamed[operator] ??
  operator
    .replace(/^olderthan/, 'older-than')
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');

const comparisons: Readonly<Record<string, string>> = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' };

/** `%` and `_` of `like` are wildcards, as in SQL; in the other two they are text. */
const patterns: Readonly<Record<string, (text: string) => string>> = {
  like: (text) => text.replace(/\\/g, '\\\\'),
  'begins-with': (text) => `${likeLiteral(text)}%`,
  'ends-with': (text) => `%${likeLiteral(text)}`,
};

const opposites: Readonly<Record<string, string>> = {
  'not-like': 'like',
  'not-begin-with': 'begins-with',
  'not-end-with': 'ends-with',
  ne: 'eq',
  neq: 'eq',
};

/** @param other the column of `valueof`, as SQL, in place of the condition's value */
export function compileOperator(operator: string, asked: Asked, other: Sql | undefined): Sql {
  if (operator === 'null') return sql`${asked.sql} IS NULL`;
  if (operator === 'not-null') return sql`${asked.sql} IS NOT NULL`;
  const opposite = opposites[operator];
  if (opposite !== undefined) return negated(compileOperator(opposite, asked, other));
  const comparison = comparisons[operator];
  const [first] = asked.values;
  if (comparison !== undefined) {
    if (other === undefined && first === undefined) throw errors.conditionWithoutValue(operator);
    return sql`${comparable(asked)} ${comparison} ${other ?? value(stored(asked.column, first ?? ''))}`;
  }
  const pattern = patterns[operator];
  if (pattern !== undefined) {
    if (first === undefined) throw errors.conditionWithoutValue(operator);
    return sql`${comparable(asked)} LIKE ${value(pattern(fold(first)))} ESCAPE '\\'`;
  }
  const condition = conditions.get(functionName(operator));
  if (condition === undefined) throw errors.invalidFetchValue('operator', operator);
  if (condition.parameters !== 'none' && first === undefined) throw errors.conditionWithoutValue(operator);
  return condition.compile(asked);
}
