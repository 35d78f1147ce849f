import type { Property } from '../../metadata/model';
import type { AliasOption, BinaryExpression, Expression, Literal, PathExpression } from '../../odata';
import { argumentDrafts, columnTextDrafts } from './argumentItems';
import { aliasDrafts, isSearched, namesColumn } from './aliases';
import { Rank, type Draft } from './draft';
import { behindSlashDrafts, lambdaDrafts, operandDrafts, type Role } from './operandItems';
import { usedItems } from './siblings';
import { nearest, type Site } from './site';
import type { TrailNode } from './trail';
import { valueDrafts } from './values';
import { wishAt } from './wish';

/** A name in an expression: the last node of the trail is its last segment, the one before it the path. */
export function expressionDrafts(site: Site, path: PathExpression): Draft[] {
  const { trail } = site.slot;
  const around = trail[trail.lastIndexOf(path) - 1];
  if (!around) return [];
  const role = roleOf(trail, path);
  if (path.segments.length > 1 || path.base) {
    return role === undefined ? [] : behindSlashDrafts(site, path, role === 'compared' ? 'sort' : role);
  }
  if (around.kind === 'lambda' && !around.variable) return lambdaDrafts(site);
  if (around.kind === 'argument') return inArgument(site, around);
  const comparison = comparisonAround(trail, path);
  if (comparison) return comparedDrafts(site, comparison, path);
  if (around.kind === 'alias') return aliasValueDrafts(site, around, path);
  if (around.kind === 'json-array') return arrayDrafts(site, path);
  if (role === undefined) return [];
  const negated = around.kind === 'unary' && around.operator === 'not';
  return [...operandDrafts(site, { role, negated, ...usedIn(site, role) }), ...aliasDrafts(site)];
}

function inArgument(site: Site, argument: Extract<TrailNode, { kind: 'argument' }>): Draft[] {
  const { trail } = site.slot;
  const at = trail.lastIndexOf(argument);
  const list = trail[at - 1];
  const called = trail[at - 2];
  if (list?.kind !== 'arguments') return [];
  if (called?.kind !== 'call' && called?.kind !== 'segment') return [];
  return [...argumentDrafts(site, called, list, argument), ...aliasDrafts(site)];
}

/** The comparison whose right side, or whose list, the expression is. */
export function comparisonAround(
  trail: readonly TrailNode[],
  node: Expression,
): BinaryExpression | undefined {
  const at = trail.lastIndexOf(node);
  const above = trail[at - 1];
  const comparison = above?.kind === 'list' ? trail[at - 2] : above;
  return comparison?.kind === 'binary' ? comparison : undefined;
}

function comparedDrafts(site: Site, { operator, left }: BinaryExpression, path: PathExpression): Draft[] {
  // `null eq …`: nothing but a column can follow.
  if (left.kind === 'literal') {
    return [...operandDrafts(site, { role: 'sort', ...typesFor(left) }), ...aliasDrafts(site)];
  }
  const wish = wishAt(site, path);
  // No value is neither greater nor smaller than another.
  const nullable = operator === 'eq' || operator === 'ne';
  const property = wish?.column?.property;
  const columns = property ? columnsBeside(site, left, property) : [];
  const values = wish ? valueDrafts(site, { ...wish, nullable }) : looseValues();
  return [...values, ...aliasDrafts(site), ...columns];
}

/** Dataverse compares columns of one row only. */
function columnsBeside(site: Site, left: Expression, property: Property): Draft[] {
  const [first, ...more] = left.kind === 'path' ? left.segments : [];
  if (!first) return [];
  const isVariable = site.binding?.referenceAt(first.end)?.meaning.kind === 'variable';
  if (more.length > (isVariable ? 1 : 0)) return [];
  const behind = Rank.noise - Rank.usual;
  const drafts = operandDrafts(site, { role: 'compared', like: property, behind });
  return isVariable ? drafts.filter(({ kind }) => kind === 'variable') : drafts;
}

const numbers = ['Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double'];
const typesOf: Readonly<Partial<Record<Literal['type'], readonly string[]>>> = {
  boolean: ['Edm.Boolean'],
  integer: numbers,
  decimal: numbers,
  double: numbers,
  string: ['Edm.String'],
  guid: ['Edm.Guid'],
  date: ['Edm.DateTimeOffset', 'Edm.Date'],
  dateTimeOffset: ['Edm.DateTimeOffset', 'Edm.Date'],
};

/** Of what types a column is that a literal is compared with; any for null. */
function typesFor({ type }: Literal): { types?: readonly string[] } {
  const types = typesOf[type];
  return types ? { types } : {};
}

/** Nothing is known of the other side. */
function looseValues(): Draft[] {
  return ['null', 'true', 'false'].map((text, index) => ({
    label: text,
    kind: 'value',
    insertText: text,
    rank: Rank.usual + index,
  }));
}

function aliasValueDrafts(site: Site, { name }: AliasOption, path: PathExpression): Draft[] {
  if (namesColumn(site, name.name)) return columnTextDrafts(site, undefined, "'");
  if (isSearched(site, name.name)) return operandDrafts(site, { role: 'text' });
  const wish = wishAt(site, path);
  if (wish) return valueDrafts(site, wish);
  const type = site.binding?.result.type;
  return type ? operandDrafts(site, { role: 'sort' }) : [];
}

function arrayDrafts(site: Site, path: PathExpression): Draft[] {
  const wish = wishAt(site, path);
  if (!wish) return [];
  // The texts of a condition have double quotes in a list, as JSON has them.
  const type = { ...wish.type, collection: wish.form === 'text' };
  return valueDrafts(site, { ...wish, type });
}

function usedIn(site: Site, role: Role): { used?: ReadonlySet<string> } {
  const option = nearest(site.slot.trail, 'orderby');
  return role === 'sort' && option ? { used: usedItems(site.block.url, option, site.word) } : {};
}

/** What a path in an expression serves, from what is around it. */
function roleOf(trail: readonly TrailNode[], path: PathExpression): Role | undefined {
  for (let at = trail.lastIndexOf(path) - 1; at >= 0; at--) {
    const kind = trail[at]?.kind;
    if (kind === undefined) return undefined;
    const role = roles[kind];
    if (role !== undefined) return role;
    if (!transparent.has(kind)) return undefined;
  }
  return undefined;
}

const roles: Readonly<Partial<Record<TrailNode['kind'], Role>>> = {
  filter: 'condition',
  'filter-transformation': 'condition',
  lambda: 'condition',
  'orderby-item': 'sort',
  alias: 'sort',
  'aggregate-item': 'sum',
  'compute-item': 'sum',
  groupby: 'group',
  binary: 'compared',
  argument: 'text',
};

/** What is inside serves what these serve themselves. */
const transparent: ReadonlySet<TrailNode['kind']> = new Set([
  'logical',
  'unary',
  'parenthesized',
  'list',
  'call',
  'arguments',
]);
