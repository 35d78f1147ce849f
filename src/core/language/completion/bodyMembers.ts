import type { Property, Schema } from '../../metadata/model';
import type { ColumnLabels } from '../../metadata/labels';
import type { StructuredType } from '../binding';
import type { BodyShape } from '../body/shape';
import { columnDrafts, navigationDrafts } from './columns';
import { plainInSnippet, Rank, type Draft } from './draft';
import type { JsonPlace } from '../body/jsonPlace';
import { parameterText } from './operations';
import type { ValueSite } from './values';

/** Members that an object of a body does not have yet. The `insertText` of each is its value alone: see {@link asMember}. */
export function memberDrafts(
  site: ValueSite,
  schema: Schema,
  shape: BodyShape,
  used: ReadonlySet<string>,
): Draft[] {
  if (shape.kind === 'row') return rowMembers(site, schema, shape.type, used);
  if (shape.kind === 'parameters') return parameterMembers(shape, used);
  const lone = loneMember(shape);
  return !lone || used.has(lone.label) ? [] : [lone];
}

/** The one member of what is no row. */
function loneMember(shape: Exclude<BodyShape, { kind: 'row' | 'parameters' }>): Draft | undefined {
  if (shape.kind === 'bind') return undefined;
  if (shape.kind === 'reference') {
    return wordMember('@odata.id', memberValue('Edm.String', false), 'Address of the row', Rank.best);
  }
  if (shape.kind === 'rows') {
    return wordMember('value', memberValue(shape.type.name, true), 'All rows of the relationship', Rank.best);
  }
  return wordMember('value', memberValue(shape.type.name, false), 'Value of the column', Rank.best);
}

function wordMember(label: string, insertText: string, detail: string, rank: number): Draft {
  return { label, kind: 'parameter', insertText, detail, rank };
}

function parameterMembers(
  { operation }: Extract<BodyShape, { kind: 'parameters' }>,
  used: ReadonlySet<string>,
): Draft[] {
  return operation.parameters
    .filter(({ name }) => !used.has(name))
    .map((parameter, index) => {
      const { name, type, optional } = parameter;
      const rank = (optional ? Rank.usual : Rank.best) + Math.min(index, 9);
      return wordMember(name, memberValue(type.name, type.collection), parameterText(parameter), rank);
    });
}

function rowMembers(
  site: ValueSite,
  schema: Schema,
  type: StructuredType,
  used: ReadonlySet<string>,
): Draft[] {
  const { labels } = site;
  const columns = columnDrafts(type, {
    labels,
    used,
    accepts: isWritable,
    insert: ({ name, type: { name: typeName, collection } }) => ({
      insertText: memberValue(typeName, collection),
      // The server gives new rows their key.
      ...(type.kind === 'entity' && type.key.includes(name) ? { rank: Rank.seldom } : {}),
    }),
  });
  const bound = new Set([...used].map((key) => key.replace(/@odata\.bind$/, '')));
  const single = navigationDrafts(type, {
    labels,
    used: bound,
    accepts: ({ collection, name }) => !collection && !systemColumns.test(name),
  }).map((draft) => bindMember(draft, schema, type));
  const many = navigationDrafts(type, {
    labels,
    used,
    accepts: ({ collection }) => collection,
    behind: Rank.seldom,
  }).map((draft) => ({ ...draft, insertText: '[{ $1 }]' }));
  const derived = type.kind === 'entity' && schema.subtypes(type.qualifiedName).length > 0;
  const typed = derived && !used.has('@odata.type') ? [typeMember] : [];
  return [...columns, ...single, ...typed, ...many];
}

const typeMember = wordMember('@odata.type', '"$1"', 'Type of the row', Rank.likely);

function isWritable(property: Property, known: ColumnLabels | undefined): boolean {
  const { lookup, readOnly, computed, name } = property;
  if (lookup || readOnly === true || computed === true || systemColumns.test(name)) return false;
  return known?.creatable !== false || known.updatable !== false;
}

/** What only the server writes, where neither labels nor annotations tell. */
const systemColumns =
  /^(?:createdon|modifiedon|createdby|modifiedby|createdonbehalfby|modifiedonbehalfby|versionnumber|owningbusinessunit|owninguser|owningteam|exchangerate|.*_base|.*yominame|traversedpath|entityimage_(?:url|timestamp))$/;

/** `primarycontactid@odata.bind`: a lookup is set by the address of a row. */
function bindMember(draft: Draft, schema: Schema, type: StructuredType): Draft {
  const navigation = type.navigationProperty(draft.label);
  const set = navigation && schema.entitySetsOf(navigation.target)[0]?.name;
  const label = `${draft.label}@odata.bind`;
  return {
    ...draft,
    label,
    insertText: `"/${plainInSnippet(set ?? 'entityset')}(\${1:00000000-0000-0000-0000-000000000000})"`,
    filterText: `${label} ${draft.filterText ?? ''}`,
    rank: draft.rank + Rank.likely,
  };
}

/** Value of a new member, with a place for what is not known yet. */
function memberValue(type: string, collection: boolean): string {
  if (collection) return '[$1]';
  if (quoted.has(type)) return '"$1"';
  if (type === 'Edm.Boolean') return '${1:true}';
  return type.startsWith('Edm.') ? '$1' : '{ $1 }';
}

const quoted = new Set(['Edm.String', 'Edm.Guid', 'Edm.DateTimeOffset', 'Edm.Date', 'Edm.Binary']);

/** `"name": value`, with a comma where another member follows; the name alone where a value stands. */
export function asMember(draft: Draft, { hasValue, needsComma }: JsonPlace): Draft {
  const { label, insertText, filterText } = draft;
  const key = `"${label}"`;
  const whole = `${plainInSnippet(key)}: ${insertText}${needsComma ? ',' : ''}`;
  return {
    ...draft,
    // The quote that has been typed belongs to the text that is matched.
    filterText: `${key} ${filterText ?? ''}`.trimEnd(),
    insertText: hasValue ? key : whole,
    ...(hasValue ? {} : { snippet: true, suggestNext: true }),
  };
}
