import type { Literal } from '../../odata';
import { columnTextDrafts } from './argumentItems';
import { namesColumn } from './aliases';
import { catalogOf } from './catalog';
import { plainInSnippet, Rank, type Draft } from './draft';
import { comparisonAround } from './expressionItems';
import type { Site } from './site';
import type { TrailNode } from './trail';
import { valueDrafts } from './values';
import { wishAt } from './wish';

/** What may stand between quotes: names of columns and tables, members of enumerations, choices. */
export function stringDrafts(site: Site, literal: Literal): Draft[] {
  if (literal.typeName !== undefined) return memberDrafts(site, literal.typeName);
  const { trail } = site.slot;
  const argument = trail.findLast((node) => node.kind === 'argument');
  if (argument?.name?.name === 'PropertyName') return propertyNameDrafts(site, trail);
  if (argument?.name?.name === 'LogicalName' && nestedNowhere(trail)) return logicalNameDrafts(site, trail);
  const alias = trail.findLast((node) => node.kind === 'alias');
  if (alias && namesColumn(site, alias.name.name)) return columnTextDrafts(site, undefined, '');
  const member = trail.findLast((node) => node.kind === 'json-member');
  if (member?.name.name === '@odata.id') return rowDrafts(site);
  const parameter = site.binding?.expectationOf(literal)?.parameter?.parameter.name;
  if (comparesTableName(trail, literal) || (parameter !== undefined && tableNames.has(parameter))) {
    return tableDrafts(site);
  }
  const wish = wishAt(site, literal);
  return wish ? valueDrafts(site, { ...wish, inQuotes: true }) : [];
}

function propertyNameDrafts(site: Site, trail: readonly TrailNode[]): Draft[] {
  const call = trail.findLast((node) => node.kind === 'call');
  return columnTextDrafts(site, call && site.binding?.referenceAt(call.name.end)?.meaning, '');
}

function memberDrafts({ schema }: Site, typeName: string): Draft[] {
  const type = schema?.enumType(typeName);
  return (type?.members ?? []).map(({ name, value }) => ({
    label: name,
    kind: 'choice',
    insertText: name,
    detail: value,
    rank: Rank.best,
  }));
}

/** In the path, not in an expression. */
function nestedNowhere(trail: readonly TrailNode[]): boolean {
  return trail.some(({ kind }) => kind === 'resource-path');
}

/** `EntityDefinitions(LogicalName='…')`, `…/Attributes(LogicalName='…')` */
function logicalNameDrafts(site: Site, trail: readonly TrailNode[]): Draft[] {
  const path = trail.find((node) => node.kind === 'resource-path');
  const [first, second] = path?.segments ?? [];
  if (!second) return tableDrafts(site);
  const table = first?.args?.items.find(({ name }) => name?.name === 'LogicalName')?.value;
  const type = table?.kind === 'literal' ? site.schema?.entityType(table.value) : undefined;
  return second.name.name === 'Attributes' && type ? attributeDrafts(site, type) : [];
}

function attributeDrafts(
  site: Site,
  type: NonNullable<ReturnType<NonNullable<Site['schema']>['entityType']>>,
): Draft[] {
  return type.properties.map(({ name, lookup }) => {
    const logical = lookup ? name.replace(/^_(.*)_value$/, '$1') : name;
    const label = site.labels?.column(type.name, name)?.displayName;
    return {
      label: logical,
      kind: 'column',
      insertText: logical,
      ...(label === undefined ? {} : { detail: label, filterText: `${logical} ${label}` }),
      rank: Rank.usual,
    };
  });
}

const tableNames = new Set([
  'LogicalName',
  'ReferencedEntity',
  'ReferencingEntity',
  'Entity1LogicalName',
  'Entity2LogicalName',
  'returnedtypecode',
  'primaryentity',
  'objecttypecode',
  // Parameters of functions.
  'EntityNames',
  'EntityLogicalName',
  'EntityName',
]);

function comparesTableName(trail: readonly TrailNode[], literal: Literal): boolean {
  const comparison = comparisonAround(trail, literal);
  const left = comparison?.left.kind === 'path' ? comparison.left.segments.at(-1) : undefined;
  return left !== undefined && tableNames.has(left.name);
}

/** `{'@odata.id':'contacts(…)'}`: the address of a row. */
function rowDrafts({ schema, labels }: Site): Draft[] {
  if (!schema) return [];
  return catalogOf(schema).entitySets.map(({ name, table }) => ({
    label: name,
    kind: 'entitySet',
    insertText: `${plainInSnippet(name)}(\${1:00000000-0000-0000-0000-000000000000})`,
    snippet: true,
    detail: labels?.table(table)?.displayName ?? table,
    filterText: `${name} ${table}`,
    rank: Rank.usual,
  }));
}

/** Tables by their logical names, found by their labels too. */
function tableDrafts({ schema, labels }: Pick<Site, 'schema' | 'labels'>): Draft[] {
  if (!schema) return [];
  return catalogOf(schema).entitySets.map(({ table, name }) => {
    const label = labels?.table(table)?.displayName;
    return {
      label: table,
      kind: 'entitySet',
      insertText: table,
      detail: label ?? name,
      filterText: [table, ...(label === undefined ? [] : [label]), name].join(' '),
      rank: Rank.usual,
    };
  });
}
