import type { SchemaLabels } from '../../metadata/labels';
import type { Schema, TypeReference } from '../../metadata/model';
import type { PathResult } from '../binding';
import { segmentEntries } from '../reference/words';
import { catalogOf } from './catalog';
import { columnDrafts, navigationDrafts } from './columns';
import { simpleName } from '../../metadata/names';
import { plainInSnippet, Rank, type Draft } from './draft';
import { callDraft } from './operations';
import { nearest, type Site } from './site';

/** What may stand at the start of a path or behind one of its slashes. */
export function pathDrafts(site: Site): Draft[] {
  const path = nearest(site.slot.trail, 'resource-path');
  const before = path?.segments.at(-2);
  if (!before) return startDrafts(startOf(site), site.schema, site.labels);
  const result = site.binding?.resultOf(before);
  // Nothing is known of what stands before the slash.
  if (!result?.reference || !site.schema) return suffixes('$count', '$ref', '$value');
  return behindDrafts(site, site.schema, result);
}

/** What is known where a path begins. */
export interface PathStart {
  readonly method: string;
  /** The method is written. */
  readonly explicit: boolean;
  /** Character behind the word. */
  readonly next: string;
}

function startOf({ block, word }: Site): PathStart {
  return { method: block.method, explicit: block.query.method !== undefined, next: word.next };
}

/** Tables, functions and actions that a path may begin with. */
export function startDrafts(
  start: PathStart,
  schema: Schema | undefined,
  labels: SchemaLabels | undefined,
): Draft[] {
  const service = segmentEntries
    .filter(({ name }) => name === '$metadata' || (name === '$batch' && start.method === 'POST'))
    .map(({ name, text }) => keywordDraft(name, text, Rank.last));
  if (!schema) return service;
  const catalog = catalogOf(schema);
  const sets = catalog.entitySets.map(({ name, table }) => setDraft(name, table, labels));
  const singletons = catalog.singletons.map((name): Draft => ({
    label: name,
    kind: 'singleton',
    insertText: name,
    rank: Rank.seldom,
  }));
  return [...sets, ...singletons, ...importDrafts(start, schema), ...service];
}

function setDraft(name: string, table: string, labels: SchemaLabels | undefined): Draft {
  const known = labels?.table(table);
  const words = [known?.displayName, known?.collectionName].filter((word) => word !== undefined);
  return {
    label: name,
    kind: 'entitySet',
    insertText: name,
    detail: known?.displayName ?? table,
    filterText: [name, ...words, table].join(' '),
    rank: common.has(name) ? Rank.best + 1 : known?.custom === true ? Rank.likely : Rank.usual,
  };
}

/** Tables that most queries are about. */
const common = new Set([
  'accounts',
  'contacts',
  'systemusers',
  'incidents',
  'opportunities',
  'tasks',
  'leads',
]);

/** Their parameters are not looked at here: that would read hundreds of declarations for one list. */
function importDrafts(start: PathStart, schema: Schema): Draft[] {
  const wanted = start.method === 'POST' ? 'action' : 'function';
  return catalogOf(schema)
    .imports.filter(({ kind }) => kind === wanted || !start.explicit)
    .map(({ name, kind }) => {
      const calls = kind === 'function' && start.next !== '(';
      return {
        label: name,
        kind,
        insertText: calls ? `${plainInSnippet(name)}($0)` : name,
        ...(calls ? { snippet: true, suggestNext: true } : {}),
        detail: kind === 'function' ? 'Function' : 'Action',
        // A function is read and an action is sent by POST: the other kind is hardly what is meant.
        rank: kind === wanted ? Rank.seldom : Rank.last,
      };
    });
}

/** Behind `accounts(…)/` and the like. */
function behindDrafts(site: Site, schema: Schema, result: PathResult): Draft[] {
  const { type, reference, collection } = result;
  if (result.suffix !== undefined) return [];
  const casts = type?.kind === 'entity' ? castDrafts(schema, type.qualifiedName) : [];
  const bound = reference ? boundDrafts(site, schema, reference) : [];
  // No other name has a dot in it.
  if (site.word.typed.includes('.')) return [...bound, ...casts];
  if (collection) return [...suffixes('$count', '$ref'), ...casts, ...bound];
  if (result.property && !type) return suffixes('$value');
  if (!type) return [];
  const { labels } = site;
  // Behind a row, POST calls an action or adds a related row.
  if (site.block.method === 'POST') {
    return [...bound, ...navigationDrafts(type, { labels, behind: Rank.usual }), ...casts];
  }
  const columns = columnDrafts(type, { labels, behind: Rank.likely });
  const ref = result.navigation ? suffixes('$ref') : [];
  return [...ref, ...navigationDrafts(type, { labels }), ...columns, ...casts, ...bound];
}

function suffixes(...names: readonly string[]): Draft[] {
  return segmentEntries
    .filter(({ name }) => names.includes(name))
    .map(({ name, text }) => keywordDraft(name, text, Rank.best));
}

function keywordDraft(name: string, detail: string, rank: number): Draft {
  return { label: name, kind: 'keyword', insertText: name, detail, rank };
}

/** Casts to derived types, found by the simple name too. */
export function castDrafts(schema: Schema, type: string): Draft[] {
  // The server casts no columns to the type that all choices derive from.
  const castable = schema.subtypes(type).filter((one) => !one.endsWith('.EnumAttributeMetadata'));
  return castable.map((qualified) => ({
    label: simpleName(qualified),
    kind: 'type',
    insertText: qualified,
    detail: `Rows that are a ${simpleName(qualified)}`,
    filterText: `${simpleName(qualified)} ${qualified}`,
    rank: Rank.seldom,
  }));
}

function boundDrafts(site: Site, schema: Schema, type: TypeReference): Draft[] {
  const wanted = site.block.method === 'POST' ? 'action' : 'function';
  const seen = new Set<string>();
  return schema.boundOperations(type).flatMap((operation) => {
    const { kind, name, qualifiedName } = operation;
    if (seen.has(qualifiedName)) return [];
    seen.add(qualifiedName);
    if (kind !== wanted && site.block.query.method !== undefined) return [];
    const isAction = kind === 'action' && kind === wanted;
    const rank = isAction ? Rank.likely : kind === wanted ? Rank.usual : Rank.last;
    return [callDraft(site.word.next, operation, { label: name, name: qualifiedName, rank })];
  });
}
