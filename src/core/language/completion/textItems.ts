import type { QueryOption } from '../../odata';
import { Rank, type Draft } from './draft';
import type { Site } from './site';
import { primaryNameOf } from './columns';
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
      return fetchXmlDrafts(site);
    default:
      return [];
  }
}

const guid = { name: 'Edm.Guid', collection: false };

function plain(text: string, rank: number): Draft {
  return { label: text, kind: 'value', insertText: text, rank };
}

function fetchXmlDrafts(site: Site): Draft[] {
  const type = site.binding?.result.type;
  const name = type && primaryNameOf(type, site.labels);
  const text = `<fetch top="50"><entity name="\${1:${type?.name ?? 'account'}}"><attribute name="\${2:${name ?? 'name'}}" /></entity></fetch>`;
  if (site.word.next === '<' || site.word.previous !== '=') return [];
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
