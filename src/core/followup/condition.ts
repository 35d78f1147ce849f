import type { ResultColumn } from '../results/model';
import type { CellTest } from '../results/view';
import { stringLiteral } from './literal';

/** A column as a condition needs it. */
export interface ConditionColumn extends Pick<ResultColumn, 'name' | 'kind'> {
  /** From the schema, where it knows the column: `Edm.String`. */
  readonly edmType?: string;
}

/** So many values make a condition that a server still takes and a person still reads. */
const mostValues = 100;

/**
 * What a filter of the results pane says as an expression of `$filter`. `undefined` where Dataverse cannot say it: parts
 * of a text that only the formatted value has, what is within a collection or a picture.
 * https://learn.microsoft.com/power-apps/developer/data-platform/webapi/query/filter-rows
 */
export function conditionOf(column: ConditionColumn, test: CellTest): string | undefined {
  const { name, kind } = column;
  if (kind === 'json' || kind === 'rows' || kind === 'image') return undefined;
  if (test.kind === 'empty') return `${name} ${test.empty ? 'eq' : 'ne'} null`;
  if (test.kind === 'range') return rangeOf(column, test);
  if (test.kind === 'period') return periodOf(column, test);
  if (test.kind === 'oneOf') return valuesOf(column, test);
  return isText(column) ? textTest(column, test) : undefined;
}

/** Joined by `and`; a condition that holds an `or` of its own gets its parentheses. */
export function allOf(conditions: readonly string[]): string {
  return conditions.join(' and ');
}

const isText = ({ kind, edmType }: ConditionColumn): boolean =>
  edmType === undefined ? kind === 'text' : edmType === 'Edm.String' && kind !== 'choice';

type TextTest = Extract<CellTest, { readonly text: string }>;

function textTest(column: ConditionColumn, { kind, text, not = false }: TextTest): string {
  if (kind === 'equals') return comparison(column, not ? 'ne' : 'eq', text);
  return `${not ? 'not ' : ''}${kind.toLowerCase()}(${column.name},${stringLiteral(text)})`;
}

function rangeOf({ name }: ConditionColumn, test: CellTest & { kind: 'range' }): string | undefined {
  const { exactFrom, exactTo, not = false } = test;
  const from = exactFrom?.digits ?? test.from;
  const to = exactTo?.digits ?? test.to;
  if (from !== undefined && from === to) return `${name} ${not ? 'ne' : 'eq'} ${from}`;
  const above = exactFrom?.open === true ? ['gt', 'le'] : ['ge', 'lt'];
  const below = exactTo?.open === true ? ['lt', 'ge'] : ['le', 'gt'];
  const ends = [
    ...(from === undefined ? [] : [`${name} ${above[not ? 1 : 0]} ${from}`]),
    ...(to === undefined ? [] : [`${name} ${below[not ? 1 : 0]} ${to}`]),
  ];
  if (ends.length < 2) return ends[0];
  return not ? `(${ends.join(' or ')})` : ends.join(' and ');
}

function periodOf(
  { name, edmType }: ConditionColumn,
  test: CellTest & { kind: 'period' },
): string | undefined {
  const { from, before } = test;
  const literal = (time: number): string =>
    new Date(time).toISOString().slice(0, edmType === 'Edm.Date' ? 10 : 19) +
    (edmType === 'Edm.Date' ? '' : 'Z');
  const ends = [
    ...(from === undefined ? [] : [`${name} ge ${literal(from)}`]),
    ...(before === undefined ? [] : [`${name} lt ${literal(before)}`]),
  ];
  return ends.length === 0 ? undefined : ends.join(' and ');
}

function valuesOf(
  column: ConditionColumn,
  { values, not = false }: CellTest & { kind: 'oneOf' },
): string | undefined {
  if (values.length === 0 || values.length > mostValues) return undefined;
  const each = values.map((value) => comparison(column, not ? 'ne' : 'eq', value));
  if (each.length === 1) return each[0];
  return not ? each.join(' and ') : `(${each.join(' or ')})`;
}

/** @param raw as the server sent it; null for null. */
function comparison(column: ConditionColumn, operator: 'eq' | 'ne', raw: string | null): string {
  const { name, kind } = column;
  if (raw === null) return `${name} ${operator} null`;
  if (kind === 'choice' && isList(column, raw)) return choices(name, raw, operator === 'ne');
  return `${name} ${operator} ${literalOf(column, raw)}`;
}

/** Several choices in one column come as `1,3`; they are compared by functions of their own. */
const isList = ({ edmType }: ConditionColumn, raw: string): boolean =>
  edmType === undefined ? raw.includes(',') : edmType === 'Edm.String';

function choices(name: string, raw: string, not: boolean): string {
  const values = raw.split(',').map((value) => `'${value}'`);
  return `${not ? 'not ' : ''}Microsoft.Dynamics.CRM.ContainValues(PropertyName='${name}',PropertyValues=[${values.join(',')}])`;
}

function literalOf(column: ConditionColumn, raw: string): string {
  return isText(column) ? stringLiteral(raw) : raw;
}
