// FetchXML as a tree with its names checked against what an element may hold; columns are looked up later.
import * as errors from '../../errors';
import { largestPageNumber } from '../cookie';
import { parseXml } from './xml';
import type { XmlElement } from './xml';

export interface FetchAttribute {
  readonly name: string;
  readonly alias: string | undefined;
  readonly aggregate: string | undefined;
  readonly groupby: boolean;
  readonly dateGrouping: string | undefined;
  readonly distinct: boolean;
}

export interface FetchOrder {
  /** A column, or an alias of an aggregate. */
  readonly attribute: string | undefined;
  readonly alias: string | undefined;
  /** Alias of the link whose column it is. */
  readonly entityName: string | undefined;
  readonly descending: boolean;
}

export interface FetchCondition {
  readonly attribute: string;
  readonly entityName: string | undefined;
  readonly operator: string;
  readonly values: readonly string[];
  readonly valueOf: string | undefined;
}

export interface FetchFilter {
  readonly type: 'and' | 'or';
  readonly conditions: readonly FetchCondition[];
  readonly filters: readonly FetchFilter[];
  readonly links: readonly FetchLink[];
}

export interface FetchEntity {
  readonly name: string;
  readonly attributes: readonly FetchAttribute[];
  /** `all-attributes`, `no-attrs`, or neither. */
  readonly which: 'all' | 'none' | 'listed';
  readonly orders: readonly FetchOrder[];
  readonly filters: readonly FetchFilter[];
  readonly links: readonly FetchLink[];
}

export interface FetchLink extends FetchEntity {
  readonly from: string;
  readonly to: string;
  readonly alias: string | undefined;
  readonly type: string;
}

export interface Fetch {
  readonly entity: FetchEntity;
  readonly distinct: boolean;
  readonly aggregate: boolean;
  readonly top: number | undefined;
  readonly count: number | undefined;
  readonly page: number;
  readonly returnTotalRecordCount: boolean;
}

const truth = (element: XmlElement, name: string): boolean =>
  ['true', '1'].includes((element.attributes.get(name) ?? '').toLowerCase());

export function readFetch(text: string): Fetch {
  const root = parseXml(text.trim());
  if (root === undefined || root.name !== 'fetch') throw errors.invalidXml();
  const entity = root.children.find((child) => child.name === 'entity');
  if (entity?.attributes.get('name') === undefined) throw errors.fetchWithoutEntity();
  const [top, count, page] = ['top', 'count', 'page'].map((name) => wholeNumber(root, name));
  if (top !== undefined && (page !== undefined || root.attributes.has('paging-cookie'))) {
    throw errors.topWithPaging();
  }
  return {
    entity: readEntity(entity),
    distinct: truth(root, 'distinct'),
    aggregate: truth(root, 'aggregate'),
    top,
    count,
    page: Math.max(1, page ?? 1),
    returnTotalRecordCount: truth(root, 'returntotalrecordcount'),
  };
}

function wholeNumber(element: XmlElement, name: string): number | undefined {
  const text = element.attributes.get(name);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) > largestPageNumber) throw errors.invalidFetchValue(name, text);
  return Number(text);
}

const entityChildren = 'filter, order, link-entity, attribute, all-attributes, no-attrs';

function readEntity(element: XmlElement): FetchEntity {
  for (const child of element.children) {
    if (!entityChildren.split(', ').includes(child.name)) throw errors.invalidChild(entityChildren, child);
  }
  const named = (name: string): XmlElement[] => element.children.filter((child) => child.name === name);
  const all = named('all-attributes').length > 0;
  const none = named('no-attrs').length > 0;
  return {
    name: element.attributes.get('name') ?? '',
    attributes: named('attribute').map(readAttribute),
    which: all ? 'all' : none ? 'none' : 'listed',
    orders: named('order').map(readOrder),
    filters: named('filter').map(readFilter),
    links: named('link-entity').map(readLink),
  };
}

/** `<attribute name="…"/>` */
export const plainAttribute = (name: string): FetchAttribute => ({
  name,
  alias: undefined,
  aggregate: undefined,
  groupby: false,
  dateGrouping: undefined,
  distinct: false,
});

const readAttribute = (element: XmlElement): FetchAttribute => ({
  name: element.attributes.get('name') ?? '',
  alias: element.attributes.get('alias'),
  aggregate: element.attributes.get('aggregate'),
  groupby: truth(element, 'groupby'),
  dateGrouping: element.attributes.get('dategrouping'),
  distinct: truth(element, 'distinct'),
});

const readOrder = (element: XmlElement): FetchOrder => ({
  attribute: element.attributes.get('attribute'),
  alias: element.attributes.get('alias'),
  entityName: element.attributes.get('entityname'),
  descending: truth(element, 'descending'),
});

function readLink(element: XmlElement): FetchLink {
  const [from, to] = [element.attributes.get('from'), element.attributes.get('to')];
  if (from === undefined || to === undefined) throw errors.invalidFetchValue('link-entity', element.source);
  return {
    ...readEntity(element),
    from,
    to,
    alias: element.attributes.get('alias'),
    type: element.attributes.get('link-type') ?? 'inner',
  };
}

const filterChildren = 'condition, filter, link-entity';

function readFilter(element: XmlElement): FetchFilter {
  for (const child of element.children) {
    if (!filterChildren.split(', ').includes(child.name)) throw errors.invalidChild(filterChildren, child);
  }
  const named = (name: string): XmlElement[] => element.children.filter((child) => child.name === name);
  return {
    type: element.attributes.get('type') === 'or' ? 'or' : 'and',
    conditions: named('condition').map(readCondition),
    filters: named('filter').map(readFilter),
    links: named('link-entity').map(readLink),
  };
}

function readCondition(element: XmlElement): FetchCondition {
  const { attributes, children } = element;
  const value = attributes.get('value');
  const listed = children.filter((child) => child.name === 'value').map((child) => child.text);
  return {
    attribute: attributes.get('attribute') ?? '',
    entityName: attributes.get('entityname'),
    operator: attributes.get('operator') ?? 'eq',
    values: value === undefined ? listed : [value],
    valueOf: attributes.get('valueof'),
  };
}
