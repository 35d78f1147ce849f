import type { NavigationProperty, Property } from '../../metadata/model';
import type { PathExpression } from '../../odata';
import type { Scope } from '../binding';
import { functionEntries } from '../reference/words';
import { castDrafts } from './pathItems';
import { columnDrafts, navigationDrafts } from './columns';
import { definitionSets } from '../reference/options';
import { simpleName } from '../../metadata/names';
import { Rank, type Draft } from './draft';
import { queryFunctionDrafts } from './queryFunctions';
import type { Site } from './site';

/** What an operand is a part of. */
export type Role =
  /** True or false by itself, or the left side of a comparison. */
  | 'condition'
  /** `$orderby` */
  | 'sort'
  /** A column to group by. */
  | 'group'
  /** What `aggregate` sums up. */
  | 'sum'
  /** The first argument of `contains` and the like. */
  | 'text'
  /** The right side of a comparison. */
  | 'compared';

interface OperandUse {
  readonly role: Role;
  readonly used?: ReadonlySet<string>;
  /** `not` stands before it. */
  readonly negated?: boolean;
  /** The column of the same row that it is compared with. */
  readonly like?: Property;
  /** Edm types of which it has to be. */
  readonly types?: readonly string[];
  readonly behind?: number;
}

/** Columns and relationships that an expression may begin with; variables, functions and aliases where they fit. */
export function operandDrafts(site: Site, use: OperandUse): Draft[] {
  const scope = site.binding?.scopeAt(site.slot.at)?.scope;
  const type = scope?.type;
  // No column's name has a dot.
  if (site.word.typed.includes('.')) {
    return use.role === 'condition' && use.negated !== true ? queryFunctionDrafts(site, type) : [];
  }
  const inLambda = (scope?.variables.size ?? 0) > 0;
  // In a lambda nearly everything hangs on its variable.
  const behind = (use.behind ?? 0) + (inLambda ? Rank.seldom : 0);
  return [
    ...(scope ? variableDrafts(scope) : []),
    ...(scope ? computedDrafts(scope) : []),
    ...(type ? membersOf(site, type, { ...use, behind }, scope.paths) : []),
    ...(use.role === 'condition' && !onDefinitions(site)
      ? functionDrafts(site, scope, use.negated === true)
      : []),
    ...(use.role === 'sum' ? [countDraft] : []),
  ];
}

/** Definitions of tables and columns are compared, not searched. */
function onDefinitions({ block }: Site): boolean {
  return definitionSets.has(block.url.path.segments[0]?.name.name ?? '');
}

const countDraft: Draft = {
  label: '$count',
  kind: 'keyword',
  insertText: '$count as ${1:count}',
  snippet: true,
  detail: 'Number of rows',
  rank: Rank.best,
};

function variableDrafts({ variables }: Scope): Draft[] {
  // The innermost is the last one.
  return [...variables].map(([name, { type }], index) => ({
    label: name,
    kind: 'variable',
    insertText: `${name}/`,
    detail: type ? `Row of ${type.name}` : 'Row of the collection',
    rank: Rank.best + variables.size - 1 - index,
    suggestNext: true,
  }));
}

function computedDrafts({ computed }: Scope): Draft[] {
  return [...computed.keys()].map((name) => ({
    label: name,
    kind: 'alias',
    insertText: name,
    detail: 'Made by $apply',
    rank: Rank.best,
  }));
}

function membersOf(
  site: Site,
  type: NonNullable<Scope['type']>,
  use: OperandUse,
  paths: ReadonlySet<string> | undefined,
): Draft[] {
  const { labels } = site;
  const { role, used, behind = 0 } = use;
  const columns = columnDrafts(type, {
    labels,
    behind,
    ...(used ? { used } : {}),
    accepts: (property) => acceptsColumn(property, use) && (!paths || paths.has(property.name)),
    insert: ({ name }) => afterColumn(name, role, site),
  });
  if (paths && role !== 'condition') return columns;
  const navigations = navigationDrafts(type, {
    labels,
    // Most conditions are about the row's own columns.
    behind: behind + Rank.likely,
    accepts: (navigation) => acceptsNavigation(navigation, role) && leadsToLeft(navigation, paths),
    suffix: site.word.next === '/' ? '' : '/',
    suggestNext: site.word.next !== '/',
  });
  return [...columns, ...navigations];
}

function leadsToLeft({ name }: NavigationProperty, paths: ReadonlySet<string> | undefined): boolean {
  return !paths || [...paths].some((path) => path.startsWith(`${name}/`));
}

const summable = new Set([
  'Edm.Guid',
  'Edm.String',
  'Edm.Int32',
  'Edm.Int64',
  'Edm.Decimal',
  'Edm.Double',
  'Edm.DateTimeOffset',
  'Edm.Date',
]);
const dates = new Set(['Edm.DateTimeOffset', 'Edm.Date']);

function acceptsColumn({ name, type }: Property, { role, like, types }: OperandUse): boolean {
  if (type.collection || type.name === 'Edm.Binary' || type.name === 'Edm.Stream') return false;
  if (types && !types.includes(type.name)) return false;
  if (role === 'text') return type.name === 'Edm.String';
  // Dataverse does not group by dates.
  if (role === 'group') return !dates.has(type.name);
  if (role === 'compared') {
    // A column always equals itself.
    return like !== undefined && like.type.name === type.name && like.name !== name;
  }
  return role !== 'sum' || summable.has(type.name);
}

function acceptsNavigation({ collection }: NavigationProperty, role: Role): boolean {
  if (role === 'compared') return false;
  return !collection || role === 'condition';
}

/** A condition goes on behind its column, a list does not. */
function afterColumn(name: string, role: Role, { word }: Site): Partial<Draft> {
  if (role === 'condition') return followed(name, word.next);
  return role === 'sum' ? followed(name, word.next) : {};
}

/** A blank behind the name, unless something stands there; the list of operators opens then. */
function followed(name: string, next: string): Partial<Draft> {
  return next === '' || next === ')' || next === '&' || next === ';'
    ? { insertText: `${name} `, suggestNext: true }
    : {};
}

function functionDrafts(site: Site, scope: Scope | undefined, negated: boolean): Draft[] {
  const called = site.word.next === '(';
  const builtin = functionEntries.map(({ name, text }, index): Draft => ({
    label: name,
    kind: 'function',
    insertText: called ? name : `${name}($1,'$2')$0`,
    ...(called ? {} : { snippet: true, suggestNext: true }),
    detail: text,
    rank: (negated ? Rank.best : Rank.likely + 5) + index,
  }));
  // Dataverse takes no query function behind it.
  if (negated) return builtin;
  const not: Draft = {
    label: 'not',
    kind: 'operator',
    insertText: 'not ',
    detail: 'The condition is not met',
    rank: Rank.seldom,
    suggestNext: true,
  };
  return [...builtin, not, ...queryFunctionDrafts(site, scope?.type)];
}

/** What may stand behind a slash of a path in an expression. */
export function behindSlashDrafts(site: Site, path: PathExpression, role: Role): Draft[] {
  const reference = site.binding?.referenceAt(site.slot.at);
  const type = reference?.owner;
  const isCondition = role === 'condition';
  if (reference?.ownerCollection) return isCondition ? collectionDrafts(site, type?.name) : [];
  // Nothing is known of what stands before the slash: what any related row may have.
  if (!type) {
    return isCondition ? [...collectionDrafts(site, undefined), ...queryFunctionDrafts(site, undefined)] : [];
  }
  const { labels, schema } = site;
  const behindLookup = !startsWithVariable(site, path) || path.segments.length > 2;
  const columns = columnDrafts(type, {
    labels,
    accepts: (property) => acceptsColumn(property, { role }),
    insert: ({ name }) => afterColumn(name, role, site),
  });
  const navigations = navigationDrafts(type, {
    labels,
    behind: Rank.likely,
    // Dataverse takes no lambda on a collection that lies behind a lookup.
    accepts: ({ collection }) => !collection || (isCondition && !behindLookup),
    suffix: site.word.next === '/' ? '' : '/',
    suggestNext: site.word.next !== '/',
  });
  const isQualified = site.word.typed.includes('.');
  const casts = schema && type.kind === 'entity' ? castDrafts(schema, type.qualifiedName) : [];
  const conditions = isCondition ? queryFunctionDrafts(site, type) : [];
  return [...(isQualified ? [] : [...columns, ...navigations]), ...casts, ...conditions];
}

function startsWithVariable({ binding }: Site, { segments }: PathExpression): boolean {
  const first = segments[0];
  return first !== undefined && binding?.referenceAt(first.end)?.meaning.kind === 'variable';
}

/** `any(o:o/…)` and `all(o:o/…)` behind a collection. */
function collectionDrafts(site: Site, table: string | undefined): Draft[] {
  const variable = freeVariable(site, table);
  const called = site.word.next === '(';
  return ['any', 'all'].map((name, index) => ({
    label: name,
    kind: 'function',
    insertText: called ? name : `${name}(${variable}:${variable}/$0)`,
    ...(called ? {} : { snippet: true, suggestNext: true }),
    detail:
      name === 'any'
        ? 'At least one related row meets the condition'
        : 'Every related row meets the condition',
    rank: Rank.best + index,
  }));
}

/** `any(` stands there: the variable and what hangs on it. */
export function lambdaDrafts(site: Site): Draft[] {
  const reference = site.binding?.references.findLast(({ wanted, meaning }) => {
    return wanted === 'collection' && meaning.kind === 'navigation';
  });
  const target = reference?.meaning.kind === 'navigation' ? reference.meaning.navigation.target : undefined;
  const letter = freeVariable(site, target && simpleName(target));
  return [...new Set([letter, freeVariable(site, undefined)])].map((variable, index) => ({
    label: variable,
    kind: 'variable',
    insertText: `${variable}:${variable}/`,
    detail: 'Stands for each related row in turn',
    filterText: `${variable}:`,
    rank: Rank.best + index,
    suggestNext: true,
  }));
}

/** The first letter of the table, or the next one that no lambda around has taken. */
function freeVariable({ binding, slot }: Site, table: string | undefined): string {
  const taken = binding?.scopeAt(slot.at)?.scope.variables;
  const first = table !== undefined && /^[a-z]/i.test(table) ? table.charAt(0).toLowerCase() : 'o';
  const letters = [first, ...'opqrstuvwxyz'.split('')];
  return letters.find((letter) => !taken?.has(letter)) ?? `${first}1`;
}
