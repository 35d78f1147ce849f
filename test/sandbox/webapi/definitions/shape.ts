// What of an item an answer shows: $select and $expand of one level.
import type { ExpandItem, ExpandOption, QueryOption, SelectOption } from '../../../../src/core/odata/ast';
import * as errors from '../errors';
import type { QueryContext } from '../query/scope';
import { compileFilter } from './filter';
import type { Predicate } from './filter';
import { optionRefused } from './refusals';
import { metadataType } from './types';
import type { MetadataType } from './types';
import type { MetadataItem } from './values';

export interface Shape {
  readonly type: MetadataType;
  /** Undefined: everything. */
  readonly select: readonly string[] | undefined;
  readonly expands: readonly ExpandShape[];
  readonly filter: Predicate | undefined;
}

interface ExpandShape {
  readonly navigation: string;
  readonly collection: boolean;
  readonly shape: Shape;
}

type Aliases = QueryContext['aliases'];

/** Sorting and cutting are for rows: definitions come whole. */
const taken = new Set(['select', 'filter', 'expand', 'alias', 'custom', 'count']);

export function shapeOf(type: MetadataType, options: readonly QueryOption[], aliases: Aliases): Shape {
  const refused = options.find(({ kind }) => !taken.has(kind));
  if (refused !== undefined) throw optionRefused(refused.name.name.trim());
  const select = options.find((option) => option.kind === 'select');
  const filter = options.find((option) => option.kind === 'filter');
  const expand = options.find((option) => option.kind === 'expand');
  return {
    type,
    select: select === undefined ? undefined : selected(type, select),
    expands: expand === undefined ? [] : expanded(type, expand, aliases),
    filter: filter === undefined ? undefined : compileFilter({ type, aliases }, filter.expression),
  };
}

function selected(type: MetadataType, { items }: SelectOption): string[] | undefined {
  const names = items.map(({ path }) => path.map(({ name }) => name).join('/'));
  if (names.includes('*')) return undefined;
  for (const name of names) {
    if (!type.properties.has(name)) throw errors.unknownProperty(name, type.name);
  }
  return names;
}

function expanded(type: MetadataType, { items }: ExpandOption, aliases: Aliases): ExpandShape[] {
  return items.map((item) => {
    const name = nameOf(item);
    const navigation = type.navigations.get(name);
    if (navigation === undefined) {
      throw type.properties.has(name) ? errors.notANavigation(name) : errors.unknownProperty(name, type.name);
    }
    return {
      navigation: name,
      collection: navigation.collection,
      shape: shapeOf(metadataType(navigation.type), item.options, aliases),
    };
  });
}

function nameOf({ path, suffix }: ExpandItem): string {
  const [first, ...more] = path.map(({ name }) => name);
  if (first === undefined || more.length > 0 || suffix !== undefined) throw errors.badSyntax();
  return first;
}

/** `(LogicalName,OptionSet,OptionSet(Options))`: what a context URL says of a shape. */
export function contextOf({ select = [], expands }: Shape): string {
  const names = [...select, ...expands.map(({ navigation }) => navigation)];
  const inner = expands.flatMap(({ navigation, shape }) => {
    const of = contextOf(shape);
    return of === '' ? [] : [`${navigation}${of}`];
  });
  const all = [...names, ...inner];
  return all.length === 0 ? '' : `(${all.join(',')})`;
}

/** `place` is the context URL of the item's own collection, with what it was cast to. */
export function show(item: MetadataItem, shape: Shape, place: string): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  if (item.type !== shape.type.name) answer['@odata.type'] = `#Microsoft.Dynamics.CRM.${item.type}`;
  for (const name of shape.select ?? metadataType(item.type).properties.keys()) {
    answer[name] = item.values[name] ?? null;
  }
  answer['MetadataId'] = item.id;
  for (const { navigation, collection, shape: inner } of shape.expands) {
    const found = item.related?.(navigation) ?? null;
    const within = `${place.replace(cast, '')}(${item.id})${castOf(item, shape)}/${navigation}`;
    if (collection) {
      answer[`${navigation}@odata.context`] = `${within}${contextOf(inner)}`;
      answer[navigation] = showAll(isMany(found) ? found : [], inner, within);
    } else if (found === null || isMany(found)) answer[navigation] = null;
    else {
      answer[`${navigation}@odata.context`] = `${within}${contextOf(inner)}/$entity`;
      answer[navigation] = show(found, inner, within);
    }
  }
  return answer;
}

const cast = /\/Microsoft\.Dynamics\.CRM\.\w+$/;

/** Navigation properties of a derived type stand behind its name. */
const castOf = (item: MetadataItem, { type }: Shape): string =>
  type.base === 'MetadataBase' ? '' : `/Microsoft.Dynamics.CRM.${item.type}`;

export const showAll = (
  items: readonly MetadataItem[],
  shape: Shape,
  place: string,
): Record<string, unknown>[] =>
  items
    .filter((item) => shape.filter === undefined || shape.filter(item))
    .map((item) => show(item, shape, place));

export const isMany = (
  found: MetadataItem | readonly MetadataItem[] | null,
): found is readonly MetadataItem[] => Array.isArray(found);
