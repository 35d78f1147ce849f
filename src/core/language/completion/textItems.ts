import type { Property } from '../../metadata/model';
import type { QueryOption } from '../../odata';
import { sourceOf } from '../../odata/source';
import { fetchNames, logicalName } from '../fetchXml';
import { Rank, type Draft } from './draft';
import type { Site } from './site';
import { simpleName } from '../../metadata/names';
import { primaryNameOf } from '../binding/primaryName';
import { columnDrafts } from './columns';
import { valueDrafts } from './values';

/** Values of options that are a number, a word or free text. */
export function optionValueDrafts(site: Site, option: QueryOption): Draft[] {
  switch (option.name.name) {
    case '$top':
      return ['10', '50', '100', '500', '1000', '5000'].map((text, index) => plain(text, Rank.best + index));
    case '$count':
      return [plain('true', Rank.best), plain('false', Rank.best + 1)];
    case 'size':
      return [plain('full', Rank.best)];
    case 'savedQuery':
    case 'userQuery':
      return valueDrafts(site, { type: guid, nullable: false, form: 'literal', inQuotes: false });
    case 'fetchXml':
      return option.value ? fetchXmlDrafts(site, option.value.start) : [];
    default:
      return [];
  }
}

const guid = { name: 'Edm.Guid', collection: false };

function plain(text: string, rank: number): Draft {
  return { label: text, kind: 'value', insertText: text, rank };
}

function fetchXmlDrafts(site: Site, start: number): Draft[] {
  if (site.word.previous !== '=') return fetchNameDrafts(site, start);
  const type = site.binding?.result.type;
  const name = type && primaryNameOf(type, site.labels);
  const text = `<fetch top="50"><entity name="\${1:${type?.name ?? 'account'}}"><attribute name="\${2:${name ?? 'name'}}" /></entity></fetch>`;
  if (site.word.next === '<') return [];
  return [
    {
      label: '<fetch>',
      kind: 'snippet',
      insertText: text,
      snippet: true,
      detail: 'FetchXML',
      rank: Rank.best,
    },
  ];
}

const yesNo = 'true false';

/** What attributes of FetchXML hold, likely ones first. */
const fetchValues: Readonly<Record<string, string>> = {
  operator:
    'eq ne like not-like in not-in null not-null gt ge lt le between not-between on on-or-after on-or-before today yesterday tomorrow ' +
    'last-x-days next-x-days last-x-months last-week this-week next-week last-month this-month next-month last-year this-year next-year ' +
    'older-than-x-months begins-with ends-with contain-values not-contain-values eq-userid ne-userid eq-businessid eq-userteams ' +
    'above eq-or-above under eq-or-under not-under',
  'link-type': 'inner outer any all exists in matchfirstrowusingcrossapply',
  type: 'and or',
  aggregate: `count countcolumn sum avg min max ${yesNo}`,
  dategrouping: 'day week month quarter year fiscal-period fiscal-year',
  descending: yesNo,
  distinct: yesNo,
  groupby: yesNo,
  'no-lock': yesNo,
  returntotalrecordcount: yesNo,
};

/** What stands in the quotes of FetchXML. */
function fetchNameDrafts({ schema, labels, point, word, binding }: Site, start: number): Draft[] {
  const { chars } = sourceOf(point.text.slice(start, word.start));
  const quote = chars.at(-1) ?? '';
  if (!`'"`.includes(quote)) return [];
  const attribute = /([\w-]+)[\s+]*=[\s+]*.$/.exec(chars.slice(-60))?.[1] ?? '';
  const values = Object.hasOwn(fetchValues, attribute) ? fetchValues[attribute] : undefined;
  if (values !== undefined) return values.split(' ').map((text, at) => plain(text, Math.min(at, 9)));
  if (!schema) return [];
  // As if the name were whole: the one that begins there is the one that is wanted.
  for (const { wanted, type, start: at } of fetchNames(`${chars}x${quote}>`, schema)) {
    if (at !== chars.length) continue;
    if (wanted === 'table') {
      const tables = schema.names('entityType').filter((name) => name === name.toLowerCase());
      // The request's own table in its entity; in a link those that it has relationships with.
      const row = binding?.result.type;
      const isLink = /<link-entity[^<]*$/.test(chars);
      const linked = row?.navigationProperties.map(({ target }) => simpleName(target));
      const likely = new Set(isLink ? linked : [row?.name]);
      return tables.map((name) => {
        return { ...plain(name, likely.has(name) ? Rank.likely : Rank.usual), kind: 'entitySet' };
      });
    }
    const insert = (property: Property): Partial<Draft> => {
      const name = logicalName(property);
      return { label: name, insertText: name };
    };
    return type ? columnDrafts(type, { labels, insert }) : [];
  }
  return [];
}
