import type { AggregateItem } from '../../odata';
import { transformationEntries } from '../reference/words';
import { Rank, type Draft } from './draft';
import { methodDrafts } from './operatorItems';
import type { Site } from './site';

/** Transformations of `$apply`, at its beginning, behind a slash and behind the columns of `groupby`. */
export function transformationDrafts(site: Site): Draft[] {
  const { word, slot } = site;
  const inGroup = slot.trail.some(({ kind }) => kind === 'groupby');
  const called = word.next === '(';
  return transformationEntries
    .filter(({ name }) => !inGroup || name === 'aggregate')
    .map(({ name, text }, index) => ({
      label: name,
      kind: 'function',
      insertText: called ? name : (shapes[name] ?? `${name}($0)`),
      ...(called ? {} : { snippet: true, suggestNext: true }),
      detail: text,
      rank: Rank.best + index,
    }));
}

const shapes: Readonly<Record<string, string>> = { groupby: 'groupby(($1)$2)$0' };

/** `sum`, `max`, … behind `with`. */
export function aggregateMethodDrafts(site: Site, item: AggregateItem): Draft[] {
  return methodDrafts(site, item.expression);
}

/** Names for what is summed up: `revenue_sum`, `total`. */
export function aliasNameDrafts({ slot }: Site, item: AggregateItem): Draft[] {
  const path = item.expression.kind === 'path' ? item.expression.segments.at(-1)?.name : undefined;
  const method = item.method?.name;
  const taken = new Set(slot.url.text.match(/(?<=\bas )\w+/g));
  const long = path === '$count' ? 'count' : [path ?? 'value', method].filter(Boolean).join('_');
  const names = [long, ...(method === undefined ? [] : [shortNames[method] ?? method])];
  return names
    .filter((name) => !taken.has(name))
    .map((label, index) => ({
      label,
      kind: 'alias',
      insertText: label,
      detail: 'Name of the result',
      rank: Rank.best + index,
    }));
}

const shortNames: Readonly<Record<string, string>> = {
  sum: 'total',
  min: 'first',
  max: 'last',
  countdistinct: 'different',
};
