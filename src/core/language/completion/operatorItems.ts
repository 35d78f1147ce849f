import type { Expression } from '../../odata';
import { aggregateEntries, operatorEntries, type OperatorEntry } from '../reference/words';
import { Rank, type Draft } from './draft';
import { nearest, type Site } from './site';
import type { TrailNode } from './trail';

/** What may follow an operand: an operator that fits it, a direction, or how it is summed up. */
export function operatorDrafts(site: Site): Draft[] {
  const { trail } = site.slot;
  const left = trail.at(-1);
  const around = trail.at(-2);
  if (around?.kind === 'orderby-item') return directionDrafts();
  if (around?.kind === 'aggregate-item') return behindAggregated(site, left);
  if (around?.kind === 'groupby' || nearest(trail, 'argument')) return [];
  if (!left || !isExpression(left)) return [];
  if (isCondition(site, left)) return operatorsOf(site, ({ for: what }) => what === 'logical');
  return comparisonDrafts(site, left);
}

function directionDrafts(): Draft[] {
  return [
    { label: 'asc', kind: 'keyword', insertText: 'asc', detail: 'Ascending', rank: Rank.best },
    { label: 'desc', kind: 'keyword', insertText: 'desc', detail: 'Descending', rank: Rank.best + 1 },
  ];
}

/** `revenue with sum as total`, method by method, as far as the column's type allows. */
function behindAggregated(site: Site, left: TrailNode | undefined): Draft[] {
  const path = left?.kind === 'path' ? left.segments.map(({ name }) => name).join('_') : 'value';
  const as: Draft = {
    label: 'as',
    kind: 'keyword',
    insertText: 'as ${1:name}',
    snippet: true,
    detail: 'Name of the result',
    rank: Rank.usual,
  };
  if (path.endsWith('$count')) return [{ ...as, insertText: 'as ${1:count}' }];
  const keyword: Draft = {
    label: 'with',
    kind: 'keyword',
    insertText: 'with ',
    detail: 'How the values are summed up',
    rank: Rank.best,
    suggestNext: true,
  };
  const whole = methodDrafts(site, left).map((draft): Draft => ({
    ...draft,
    label: `with ${draft.label}`,
    insertText: `with ${draft.label} as \${1:${path}_${draft.label}}`,
    snippet: true,
    rank: draft.rank + 1,
  }));
  return [keyword, ...whole];
}

const numbers = new Set(['Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double']);
const dates = new Set(['Edm.DateTimeOffset', 'Edm.Date']);

export function methodDrafts(site: Site, summed: TrailNode | undefined): Draft[] {
  const type = summed && isExpression(summed) ? site.binding?.typeOf(summed)?.name : undefined;
  return aggregateEntries
    .filter(({ for: what }) => {
      if (type === undefined || what === 'any') return true;
      return numbers.has(type) || (what === 'ordered' && dates.has(type));
    })
    .map(({ name, text }, index) => ({
      label: name,
      kind: 'keyword',
      insertText: name,
      detail: text,
      rank: Rank.best + index,
    }));
}

/** `as` behind a method. */
export function asDrafts({ slot }: Site): Draft[] {
  const item = nearest(slot.trail, 'aggregate-item');
  const path = item?.expression.kind === 'path' ? item.expression.segments.at(-1)?.name : undefined;
  const name = [path ?? 'value', ...(item?.method ? [item.method.name] : [])].join('_').replace('$', '');
  return [
    {
      label: 'as',
      kind: 'keyword',
      insertText: `as \${1:${name}}`,
      snippet: true,
      detail: 'Name of the result',
      rank: Rank.best,
    },
  ];
}

function isExpression(node: TrailNode): node is Expression {
  return expressions.has(node.kind);
}

const expressions: ReadonlySet<string> = new Set<Expression['kind']>([
  'literal',
  'alias-reference',
  'path',
  'call',
  'lambda',
  'logical',
  'binary',
  'unary',
  'parenthesized',
  'list',
  'json-array',
  'json-object',
]);

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in', 'has']);

/** Whether an expression is true or false by itself. */
function isCondition(site: Site, expression: Expression): boolean {
  switch (expression.kind) {
    case 'binary':
      return comparisons.has(expression.operator);
    case 'logical':
    case 'lambda':
      return true;
    case 'unary':
      return expression.operator === 'not';
    case 'parenthesized':
      return isCondition(site, expression.expression);
    case 'call': {
      const type = site.binding?.typeOf(expression)?.name;
      return type === undefined || type === 'Edm.Boolean';
    }
    case 'literal':
    case 'alias-reference':
    case 'path':
    case 'list':
    case 'json-array':
    case 'json-object':
    case 'missing':
    case 'error':
      return false;
    default:
      return false;
  }
}

// Of these types no value is greater than another.
const unordered = new Set(['Edm.Boolean', 'Edm.Guid']);

function comparisonDrafts(site: Site, left: Expression): Draft[] {
  const type = site.binding?.typeOf(left)?.name;
  const noOrder = type !== undefined && (unordered.has(type) || !type.startsWith('Edm.'));
  const chosen = operatorsOf(site, ({ for: what }) => what === 'any' || (what === 'ordered' && !noOrder));
  const empty = ['ne null', 'eq null'].map((text, index): Draft => ({
    label: text,
    kind: 'operator',
    insertText: text,
    detail: text === 'ne null' ? 'Has a value' : 'Has no value',
    rank: Rank.usual + index,
  }));
  return [...chosen, ...empty];
}

function operatorsOf({ word }: Site, accepts: (entry: OperatorEntry) => boolean): Draft[] {
  // Behind a bracket or a quote a blank must come first.
  const lead = word.previous === ' ' || word.previous === '' ? '' : ' ';
  const isBefore = word.typed === '' && word.text !== '';
  const trail = word.next === ' ' && !isBefore ? '' : ' ';
  return operatorEntries.filter(accepts).map(({ name, text }, index) => ({
    label: name,
    kind: 'operator',
    insertText: lead + name + trail,
    detail: text.replace(/\.$/, ''),
    rank: Rank.best + index,
    suggestNext: true,
  }));
}
