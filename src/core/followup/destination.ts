import { bindingOf } from '../language/binding';
import { LanguageDocument } from '../language/document';
import type { EntityType, Schema } from '../metadata/model';
import type { Cell } from '../results/model';
import { conditionOf } from './condition';
import { narrowedQuery, recordQuery, relatedQuery } from './newQueries';
import type { FollowedCell, FollowTarget, ResultOrigin, RowCell } from './ports';
import { cannotFollow, columnAt, noCondition, noSchema, typeAt } from './resultType';

export type Destination =
  /** Text of a new `.odata` file. */
  { readonly kind: 'query'; readonly text: string } | { readonly kind: 'browser'; readonly url: string };

/** What is known of the environment that the rows came from. */
export interface EnvironmentKnowledge {
  /** `https://contoso.crm4.dynamics.com` */
  readonly url: string;
  readonly schema?: Schema;
}

/** Where a cell leads. Throws a ProblemError where that cannot be told. */
export function destinationOf(
  origin: ResultOrigin,
  followed: FollowedCell,
  to: FollowTarget,
  knowledge: EnvironmentKnowledge,
): Destination {
  if (to === 'filter-query') return filterQuery(origin, followed, knowledge);
  const { schema } = knowledge;
  if (!schema) throw noSchema(origin.environment);
  if (to === 'nested-query') return nestedQuery(origin, followed, schema);
  const record = recordOf(followed, schema, rowTypeOf(origin, schema));
  if (to === 'browser') return { kind: 'browser', url: recordPage(knowledge.url, record) };
  const set = setOf(record.type, schema);
  const head = { title: record.name ?? `One of ${set}`, environment: origin.environment };
  return { kind: 'query', text: recordQuery(head, set, record.id) };
}

/** The type of the rows that a query gives, where the schema can tell. */
export function rowTypeOf({ target }: ResultOrigin, schema: Schema): EntityType | undefined {
  const [block] = LanguageDocument.read(`GET ${target}`).blocks;
  const type = block && bindingOf(block, schema).result.type;
  return type?.kind === 'entity' ? type : undefined;
}

interface FoundRecord {
  readonly type: EntityType;
  readonly id: string;
  readonly name?: string;
}

/** The record that a lookup leads to, or the one that the cell is in: the row's, or that of an expanded record. */
function recordOf(followed: FollowedCell, schema: Schema, rowType: EntityType | undefined): FoundRecord {
  const lookup = followed.column.kind === 'lookup' ? lookedUp(followed, schema, rowType) : undefined;
  if (lookup) return lookup;
  const path = followed.column.name.split('/').slice(0, -1);
  const type = rowType && typeAt(rowType, path, schema);
  const key = type?.key[0];
  const id = key === undefined ? undefined : textOf(followed.row, [...path, key].join('/'));
  if (!type || id === undefined) throw cannotFollow(followed.column.name);
  const name = namingColumns
    .map((column) => textOf(followed.row, [...path, column].join('/')))
    .find((text) => text !== undefined && text !== '');
  return { type, id, ...(name === undefined ? {} : { name }) };
}

/** What usually names a record. */
const namingColumns = ['name', 'fullname', 'subject', 'title'];

function lookedUp(
  { column, cell }: RowCell,
  schema: Schema,
  rowType: EntityType | undefined,
): FoundRecord | undefined {
  if (cell.state !== 'value') return undefined;
  const table = cell.target?.logicalName ?? onlyTarget(column.name, schema, rowType);
  const type = table === undefined ? undefined : schema.entityType(table);
  return type && { type, id: cell.raw, ...(cell.formatted === undefined ? {} : { name: cell.formatted }) };
}

/** The table of a lookup that has just one, for answers without annotations. */
function onlyTarget(name: string, schema: Schema, rowType: EntityType | undefined): string | undefined {
  const path = name.split('/');
  const owner = rowType && typeAt(rowType, path.slice(0, -1), schema);
  const targets = owner?.lookupTargets(path.at(-1) ?? '') ?? [];
  return targets.length === 1 ? targets[0]?.target : undefined;
}

function textOf(row: readonly RowCell[], name: string): string | undefined {
  const cell: Cell | undefined = row.find(({ column }) => column.name === name)?.cell;
  return cell?.state === 'value' ? cell.raw : undefined;
}

function setOf(type: EntityType, schema: Schema): string {
  const [set] = schema.entitySetsOf(type.qualifiedName);
  if (!set) throw cannotFollow(type.name);
  return set.name;
}

/** https://learn.microsoft.com/power-apps/developer/model-driven-apps/open-forms-views-dialogs-reports-url */
function recordPage(url: string, { type, id }: FoundRecord): string {
  return `${url}/main.aspx?pagetype=entityrecord&etn=${encodeURIComponent(type.name)}&id=${encodeURIComponent(id)}`;
}

function nestedQuery(origin: ResultOrigin, followed: FollowedCell, schema: Schema): Destination {
  const { type, id, name } = recordOf(followed, schema, rowTypeOf(origin, schema));
  const navigation = followed.column.name.split('/').at(-1) ?? '';
  const head = { title: `${navigation} of ${name ?? type.name}`, environment: origin.environment };
  const columns = (followed.nested ?? []).filter((column) => !column.includes('/'));
  return { kind: 'query', text: relatedQuery(head, { set: setOf(type, schema), id, navigation }, columns) };
}

function filterQuery(
  origin: ResultOrigin,
  { column, cell }: FollowedCell,
  { schema }: EnvironmentKnowledge,
): Destination {
  const known = columnAt(schema && rowTypeOf(origin, schema), column, schema);
  const condition = conditionOf(known, { kind: 'oneOf', values: [cell.state === 'value' ? cell.raw : null] });
  if (condition === undefined) throw noCondition([column.name]);
  const head = { title: `${column.name} is ${shown(cell)}`, environment: origin.environment };
  return { kind: 'query', text: narrowedQuery(head, origin.target, [condition]) };
}

function shown(cell: Cell): string {
  if (cell.state !== 'value') return 'null';
  const text = cell.formatted ?? cell.raw;
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
