import type { Schema } from '../../metadata/model';
import { bindingOf } from '../binding';
import type { LanguageBlock, LanguageDocument } from '../document';
import type { Completion, LanguageKnowledge } from '../model';
import { bodyShape, shapeInside, shapeOf, type BodyShape } from '../body/shape';
import { asMember, memberDrafts } from './bodyMembers';
import type { StructuredType } from '../binding';
import { columnDetail } from './columns';
import { castDrafts } from './pathItems';
import { simpleName } from '../../metadata/names';
import { placed, plainInSnippet, Rank, type Draft } from './draft';
import { jsonPlaceAt, type JsonPlace } from '../body/jsonPlace';
import { valueDrafts, type ValueSite } from './values';

/** `{ … }` below a request that may carry a body and has none. */
export function bodySnippet({ method }: LanguageBlock): Draft[] {
  if (!['POST', 'PATCH', 'PUT'].includes(method)) return [];
  return [
    {
      label: '{ }',
      kind: 'snippet',
      insertText: '{\n  $0\n}',
      snippet: true,
      detail: 'Body of the request above',
      filterText: '{',
      rank: Rank.best,
      suggestNext: true,
    },
  ];
}

/** Members and values in the JSON body of a write. */
export function bodyDrafts(
  document: LanguageDocument,
  block: LanguageBlock,
  offset: number,
  knowledge: LanguageKnowledge,
): Completion[] {
  const { body } = block.query;
  const { schema } = knowledge;
  if (!body || !schema) return [];
  const text = document.text.slice(body.start, body.end);
  const place = jsonPlaceAt(text, offset - body.start);
  const root = bodyShape(bindingOf(block, schema).result, block.method);
  const shape = root && shapeOf(root, place.frames, schema);
  if (!shape) return [];
  const site = { document, knowledge, schema, labels: knowledge.labels };
  const drafts = draftsAt(site, schema, shape, place, serviceOf(document, block));
  const range = { start: body.start + place.start, end: body.start + place.end };
  return placed(drafts, range);
}

/** Where the request goes, as far as it says so, and as it says it: `{{base}}/api/data/v9.2`. */
function serviceOf({ text }: LanguageDocument, { target }: LanguageBlock): string {
  const length = /^https?:\/\/[^/]+\/api\/data\/v[\d.]+/i.exec(target.text)?.[0].length;
  if (length === undefined) return 'https://contoso.crm.dynamics.com/api/data/v9.2';
  const { start, end } = target.map.rangeToDocument(0, length);
  return text.slice(start, end);
}

function draftsAt(
  site: ValueSite,
  schema: Schema,
  shape: BodyShape,
  place: JsonPlace,
  service: string,
): Draft[] {
  const frame = place.frames.at(-1);
  if (place.expects === 'nothing' || !frame) return [];
  if (place.expects === 'key') {
    const members = frame.kind === 'object' ? memberDrafts(site, schema, shape, frame.keys) : [];
    return members.map((draft) => asMember(draft, place));
  }
  if (frame.key === '@odata.type' && shape.kind === 'row') return typeDrafts(schema, shape.type);
  const inside =
    frame.kind === 'object' && frame.key !== undefined ? shapeInside(shape, frame.key, schema) : shape;
  return inside ? valueDraftsOf(site, inside, service) : [];
}

function valueDraftsOf(site: ValueSite, shape: BodyShape, service: string): Draft[] {
  if (shape.kind === 'bind') return bindValues(site, shape.target, shape.whole === true ? service : '');
  if (shape.kind !== 'value') return [];
  const { type, column } = shape;
  const drafts = valueDrafts(site, {
    type,
    ...(column ? { column } : {}),
    nullable: column?.property.nullable ?? true,
    form: 'json',
    inQuotes: false,
  });
  const detail = column && columnDetail(column.property, column.owner, undefined);
  return drafts.map((draft) => ({
    ...draft,
    filterText: `${draft.filterText ?? draft.label} "${draft.filterText ?? draft.label}"`,
    ...(draft.detail === undefined && detail !== undefined ? { detail } : {}),
  }));
}

/** What a row may be: its own type, and those that derive from it. */
function typeDrafts(schema: Schema, { kind, name, qualifiedName }: StructuredType): Draft[] {
  const own: Draft = { label: name, kind: 'type', insertText: qualifiedName, rank: Rank.best };
  const derived = kind === 'entity' ? castDrafts(schema, qualifiedName) : [];
  // No row is only what all rows are.
  const isReal = derived.length === 0 || schema.entitySetsOf(qualifiedName).length > 0;
  return [...(isReal ? [own] : []), ...derived].map((draft) => ({
    ...draft,
    insertText: `"${draft.insertText}"`,
    filterText: `"${draft.insertText}" ${draft.label}`,
  }));
}

/** `"/contacts(…)"`, behind the address of the service where that has to be there. */
function bindValues({ schema, document }: ValueSite, target: string, service: string): Draft[] {
  const set = schema?.entitySetsOf(target)[0]?.name;
  if (set === undefined) return [];
  const empty: Draft = {
    label: `/${set}(…)`,
    kind: 'value',
    insertText: `"${plainInSnippet(service)}/${plainInSnippet(set)}(\${1:00000000-0000-0000-0000-000000000000})"`,
    snippet: true,
    detail: `A row of ${simpleName(target)}`,
    filterText: `"/${set}( "${service}/${set}(`,
    rank: Rank.best,
  };
  const named = document.file.variables
    .filter(({ value }) => /^[\da-f]{8}-[\da-f-]{27}$/i.test(value))
    .map(({ name, value }): Draft => {
      const text = `"${service}/${set}({{${name.name}}})"`;
      return {
        label: `/${set}({{${name.name}}})`,
        kind: 'variable',
        insertText: text,
        detail: value,
        filterText: text,
        rank: Rank.likely,
      };
    });
  return [empty, ...named];
}
