import type { Property } from '../../metadata/model';
import type { QueryOption } from '../../odata';
import { sourceOf } from '../../odata/source';
import { fetchNames, logicalName } from '../fetchXml';
import { Rank, type Draft } from './draft';
import type { Site } from './site';
import { columnDrafts, primaryNameOf } from './columns';
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

/** Tables and columns in the quotes of FetchXML. */
function fetchNameDrafts({ schema, labels, point, word }: Site, start: number): Draft[] {
  const { chars } = sourceOf(point.text.slice(start, word.start));
  const quote = chars.at(-1) ?? '';
  if (!schema || !`'"`.includes(quote)) return [];
  // As if the name were whole: the one that begins there is the one that is wanted.
  for (const { wanted, type, start: at } of fetchNames(`${chars}x${quote}>`, schema)) {
    if (at !== chars.length) continue;
    if (wanted === 'table') {
      const tables = schema.names('entityType').filter((name) => name === name.toLowerCase());
      return tables.map((name) => ({ ...plain(name, Rank.usual), kind: 'entitySet' }));
    }
    const insert = (property: Property): Partial<Draft> => {
      const name = logicalName(property);
      return { label: name, insertText: name };
    };
    return type ? columnDrafts(type, { labels, insert }) : [];
  }
  return [];
}
