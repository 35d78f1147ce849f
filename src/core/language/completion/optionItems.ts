import type { ExpandItem, SelectItem } from '../../odata';
import type { PathResult } from '../binding';
import { definitionSets, optionEntries, type OptionEntry } from '../reference/options';
import { aliasesWithoutValue } from './aliases';
import { Rank, type Draft } from './draft';
import { expandItemAround, optionsOf } from './siblings';
import { nearest, type Site } from './site';

/** Names of options behind `?`, `&`, `(` and `;` that fit there and do not stand there yet. */
export function optionDrafts(site: Site): Draft[] {
  const item = nearest(site.slot.trail, 'expand-item', 'select-item');
  return item ? nestedDrafts(site, item) : topDrafts(site);
}

function topDrafts(site: Site): Draft[] {
  const used = optionsOf(site.block.url.options, site.word);
  const result = site.binding?.result;
  const entries = optionEntries.filter(({ name, on }) => {
    return (on !== undefined || (name === '$id' && result !== undefined)) && !used.has(name);
  });
  const fitting = result ? entries.filter((entry) => fits(entry, result, site)) : entries;
  return [...fitting.map((entry, index) => optionDraft(entry, site, index, used)), ...aliasDrafts(site)];
}

function fits({ name, on }: OptionEntry, result: PathResult, { block }: Site): boolean {
  if (block.method !== 'GET' && block.method !== 'HEAD') return fitsWrite(name, result, block.method);
  if (on === undefined) return false;
  if (result.suffix === '$count') return name === '$filter' || name === '$deltatoken';
  if (result.suffix === '$value') return on === 'value';
  if (result.suffix !== undefined && result.suffix !== '$ref') return false;
  if (result.property && !result.type) return false;
  if (result.set && definitionSets.has(result.set.name) && !onDefinitions.has(name)) return false;
  if (result.reference === undefined) return true;
  // A function's answer that has no columns: nothing to choose from.
  if (!result.type) return false;
  return on === 'any' || (result.collection && on === 'rows');
}

/** What a write answers can be chosen from, but for a link or a batch. */
function fitsWrite(name: string, { suffix, collection }: PathResult, method: string): boolean {
  if (method === 'DELETE') return name === '$id' && suffix === '$ref' && collection;
  return suffix === undefined && (name === '$select' || name === '$expand');
}

const onDefinitions = new Set(['$select', '$filter', '$expand']);

function nestedDrafts(site: Site, probe: ExpandItem | SelectItem): Draft[] {
  const around = expandItemAround(site.block.url, site.word.start);
  const used = new Set([
    ...optionsOf(probe.options, site.word),
    ...optionsOf(around?.options ?? [], site.word),
  ]);
  const last = probe.path.at(-1);
  const meaning = last && site.binding?.referenceAt(last.end)?.meaning;
  const single = meaning?.kind === 'navigation' && !meaning.navigation.collection;
  return optionEntries
    .filter(({ name, inExpand }) => inExpand !== undefined && !used.has(name) && !clashes(name, used))
    .filter(({ inExpand }) => inExpand === 'any' || !single)
    .map((entry, index) => optionDraft(entry, site, index, used));
}

/** `$top` and `$orderby` do not go with a nested `$expand` ($expand on a collection, Join tables using OData). */
function clashes(name: string, used: ReadonlySet<string>): boolean {
  if (name === '$expand') return used.has('$top') || used.has('$orderby');
  return (name === '$top' || name === '$orderby') && used.has('$expand');
}

function optionDraft(entry: OptionEntry, site: Site, index: number, used: ReadonlySet<string>): Draft {
  const { name, text } = entry;
  const written = site.word.next === '=';
  // There is but one value worth writing.
  const whole = name === '$count' && !written;
  const insertText = written ? name : whole ? '$count=true' : `${name}=`;
  // Columns and rows are what `$apply` makes, not what the table has.
  const behind = used.has('$apply') && name !== '$filter' ? Rank.seldom : 0;
  return {
    label: name,
    kind: 'option',
    insertText,
    detail: text,
    rank: tokens.has(name) ? Rank.last : behind + Rank.likely + Math.min(index, 9),
    ...(name.startsWith('$') ? { filterText: `${name} ${name.slice(1)}` } : {}),
    ...(written || whole ? {} : { suggestNext: true }),
  };
}

/** The server writes them; people hardly ever do. */
const tokens = new Set(['$skiptoken', '$deltatoken']);

function aliasDrafts(site: Site): Draft[] {
  return aliasesWithoutValue(site.block.url, site.word).map((name) => ({
    label: name,
    kind: 'alias',
    insertText: site.word.next === '=' ? name : `${name}=`,
    detail: 'Value of the parameter alias',
    rank: Rank.best,
    suggestNext: true,
  }));
}
