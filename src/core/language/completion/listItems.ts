import type { ExpandItem, SelectItem } from '../../odata';
import { segmentByName } from '../reference/words';
import { columnDrafts, navigationDrafts } from './columns';
import { Rank, type Draft } from './draft';
import { castDrafts } from './pathItems';
import { usedItems } from './siblings';
import { nearest, type Site } from './site';

/** Columns of `$select` that do not stand there yet. */
export function selectDrafts(site: Site, item: SelectItem): Draft[] {
  const reference = site.binding?.referenceAt(site.slot.at);
  const scope = site.binding?.scopeAt(site.slot.at)?.scope;
  const type = reference?.owner;
  if (!type) return [];
  const option = nearest(site.slot.trail, 'select');
  const used = item.path.length > 1 ? new Set<string>() : usedItems(site.block.url, option, site.word);
  const { labels } = site;
  const computed = [...(scope?.computed.keys() ?? [])].map((name): Draft => ({
    label: name,
    kind: 'alias',
    insertText: name,
    detail: 'Made by $apply',
    rank: Rank.best,
  }));
  return [...computed, ...columnDrafts(type, { labels, used }), ...selectable(site, type, used)];
}

/** Complex columns and casts hold columns of their own; tables and columns themselves have relationships to select. */
function selectable(
  site: Site,
  type: NonNullable<Site['binding']>['result']['type'] & object,
  used: Set<string>,
): Draft[] {
  // Of a row of a table no navigation property is selected: that is what $expand is for.
  if (type.properties.some(({ lookup }) => lookup)) return [];
  return navigationDrafts(type, { labels: site.labels, used, behind: Rank.usual });
}

/** Navigation properties of `$expand`; behind a slash `$ref` and casts. */
export function expandDrafts(site: Site, item: ExpandItem): Draft[] {
  const reference = site.binding?.referenceAt(site.slot.at);
  const type = reference?.owner;
  const behindSlash = item.path.length + (item.suffix ? 1 : 0) > 1;
  if (!type) return behindSlash && !site.schema ? [refDraft] : [];
  const { labels, schema } = site;
  if (behindSlash) {
    const casts = schema && type.kind === 'entity' ? castDrafts(schema, type.qualifiedName) : [];
    return [refDraft, ...casts];
  }
  const used = usedItems(site.block.url, nearest(site.slot.trail, 'expand'), site.word);
  return navigationDrafts(type, { labels, used });
}

const refDraft: Draft = {
  label: '$ref',
  kind: 'keyword',
  insertText: '$ref',
  detail: segmentByName.get('$ref')?.text ?? '',
  rank: Rank.best,
};
