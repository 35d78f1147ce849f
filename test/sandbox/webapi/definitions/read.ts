// Requests for definitions: `EntityDefinitions(LogicalName='account')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?…`
import type { ArgumentList, ODataUrl, ResourceSegment } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import { tableOf } from '../query/scope';
import type { Exchange } from '../service/exchange';
import { json } from '../service/respond';
import type { Answer } from '../service/respond';
import { catalogueOf } from './catalogue';
import type { Catalogue } from './catalogue';
import { definitionMissing } from './refusals';
import { contextOf, isMany, shapeOf, show, showAll } from './shape';
import { alternateKeyOf, castType, derives, metadataType } from './types';
import type { MetadataType } from './types';
import type { MetadataItem } from './values';

interface DefinitionSet {
  readonly type: string;
  items(catalogue: Catalogue): readonly MetadataItem[];
}

const sets: Readonly<Record<string, DefinitionSet>> = {
  EntityDefinitions: { type: 'EntityMetadata', items: (catalogue) => catalogue.entities() },
  RelationshipDefinitions: {
    type: 'RelationshipMetadataBase',
    items: (catalogue) => catalogue.relationships().all,
  },
  GlobalOptionSetDefinitions: {
    type: 'OptionSetMetadataBase',
    items: (catalogue) => catalogue.globalOptionSets(),
  },
};

export const asksForDefinitions = ({ path }: ODataUrl): boolean =>
  Object.hasOwn(sets, path.segments[0]?.name.name ?? '');

/** Where a path has led so far. */
interface Place {
  /** Declared type, or what it was cast to. */
  readonly type: MetadataType;
  readonly found: MetadataItem | readonly MetadataItem[];
  /** What the context URL says behind `$metadata#`, with every key as it was written. */
  readonly context: string;
  /** The same of the collection that the item was taken from. */
  readonly collection: string;
}

export function readDefinitions(exchange: Exchange, url: ODataUrl): Answer {
  const { method } = exchange.request;
  if (method !== 'GET' && method !== 'HEAD') throw errors.methodNotAllowed(method);
  // Whoever has a role may read definitions: what is free to those is free here.
  exchange.access.require('Read', tableOf(exchange.schema, 'privilege'));
  const [first, ...rest] = url.path.segments;
  const set = sets[first?.name.name ?? ''];
  if (first === undefined || set === undefined) throw errors.segmentNotFound(first?.name.name ?? '');
  const items = set.items(catalogueOf(exchange.schema));
  let place = keyed(placeAt(metadataType(set.type), items, first.name.name), first);
  for (const [index, segment] of rest.entries()) {
    const property = index === rest.length - 1 ? readProperty(exchange, place, segment) : undefined;
    if (property !== undefined) return property;
    place = step(place, segment);
  }
  return answer(exchange, url, place);
}

const placeAt = (type: MetadataType, found: Place['found'], context: string): Place => ({
  type,
  found,
  context,
  collection: context,
});

function answer(exchange: Exchange, url: ODataUrl, { type, found, collection }: Place): Answer {
  const shape = shapeOf(type, url.options, exchange.query.aliases);
  const at = `${exchange.root}$metadata#${collection}`;
  if (isMany(found)) {
    const value = showAll(found, shape, at);
    const counted = url.options.some((option) => option.kind === 'count' && option.count === true);
    return json({
      '@odata.context': `${at}${contextOf(shape)}`,
      ...(counted ? { '@odata.count': value.length } : {}),
      value,
    });
  }
  return json({ '@odata.context': `${at}${contextOf(shape)}/$entity`, ...show(found, shape, at) });
}

/** A cast, a navigation property, either with a key behind it. */
function step(place: Place, segment: ResourceSegment): Place {
  const { name } = segment.name;
  const cast = castType(name, place.type.name);
  if (cast !== undefined) {
    const context = `${place.context}/${name}`;
    if (isMany(place.found)) {
      const fitting = place.found.filter((item) => derives(item.type, cast.name));
      return keyed(placeAt(cast, fitting, context), segment);
    }
    if (!derives(place.found.type, cast.name)) throw definitionMissing(cast.name, place.found.id);
    return { ...place, type: cast, context, collection: `${place.collection}/${name}` };
  }
  const navigation = isMany(place.found) ? undefined : place.type.navigations.get(name);
  if (navigation === undefined || isMany(place.found)) throw errors.segmentNotFound(name);
  const found = place.found.related?.(name) ?? null;
  if (found === null) throw definitionMissing(navigation.type, place.found.id);
  return keyed(placeAt(metadataType(navigation.type), found, `${place.context}/${name}`), segment);
}

/** The last segment may be a property: `EntityDefinitions(LogicalName='account')/EntitySetName`. */
function readProperty(
  exchange: Exchange,
  { type, found, context }: Place,
  segment: ResourceSegment,
): Answer | undefined {
  const { name } = segment.name;
  const member = isMany(found) ? undefined : type.properties.get(name);
  if (member === undefined || isMany(found)) return undefined;
  const value: unknown = found.values[name] ?? null;
  if (value === null) return { status: 204 };
  const at = { '@odata.context': `${exchange.root}$metadata#${context}/${name}` };
  const complex = typeof value === 'object' && !Array.isArray(value);
  return json(complex ? { ...at, ...value } : { ...at, value });
}

function keyed(place: Place, { args }: ResourceSegment): Place {
  if (args === undefined) return place;
  if (!isMany(place.found)) throw errors.badSyntax();
  const { property, value } = readKey(place.type, args);
  const found = place.found.find((item) =>
    property === 'MetadataId' ? item.id === value : item.values[property] === value,
  );
  if (found === undefined) throw definitionMissing(place.type.name, value);
  const written = property === 'MetadataId' ? value : `'${value}'`;
  return { ...place, found, context: `${place.context}(${written})` };
}

function readKey(type: MetadataType, { items }: ArgumentList): { property: string; value: string } {
  const [only, ...more] = items;
  if (only?.value.kind !== 'literal' || more.length > 0) throw errors.badSyntax();
  const property = only.name?.name ?? 'MetadataId';
  const alternate = Object.entries(alternateKeyOf).find(([of]) => derives(type.name, of))?.[1];
  const wanted = property === 'MetadataId' ? 'guid' : 'string';
  if (property !== 'MetadataId' && property !== alternate) throw errors.keyNotDefined(type.name);
  if (only.value.type !== wanted) throw errors.badSyntax();
  return { property, value: wanted === 'guid' ? only.value.value.toLowerCase() : only.value.value };
}
