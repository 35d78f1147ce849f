import type { ODataUrl, QueryOption, Span } from '../../odata';
import { Rank, type Draft } from './draft';
import type { Site } from './site';

const aliasPattern = /(?<=[=(,\s&?])@[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_.])/gu;

/** Names of parameter aliases in a URL, but for the one at the cursor. */
function aliasesIn(text: string, word: Span): Set<string> {
  const names = new Set<string>();
  for (const { 0: name, index } of text.matchAll(aliasPattern)) {
    if (index !== word.start) names.add(name);
  }
  return names;
}

/** Parameter aliases that the path or an option uses, and that no option but the one at the cursor gives a value. */
export function aliasesWithoutValue(url: ODataUrl, word: Span): string[] {
  const given = new Set(
    url.options.filter((option) => givesValue(option, word)).map(({ name }) => name.name),
  );
  return [...aliasesIn(url.text, word)].filter((name) => !given.has(name));
}

function givesValue({ kind, name }: QueryOption, word: Span): boolean {
  return kind === 'alias' && name.start !== word.start;
}

/** Aliases in the place of a value or a column: those of the URL, and a new one. */
export function aliasDrafts(site: Site): Draft[] {
  const known = aliasesIn(site.block.url.text, site.word);
  const draft = (label: string, detail: string, rank: number): Draft => {
    return { label, kind: 'alias', insertText: label, detail, rank };
  };
  return [
    ...[...known].map((name) => draft(name, 'Parameter alias', Rank.usual)),
    draft(newAlias(site), 'New parameter alias: its value follows as an option', Rank.last),
  ];
}

/** The first of `@p1`, `@p2`, … that the URL does not have. */
export function newAlias({ block, word }: Site): string {
  const known = aliasesIn(block.url.text, word);
  let number = 1;
  while (known.has(`@p${number}`)) number++;
  return `@p${number}`;
}

const columnAliasPattern = /PropertyName\s*=\s*(@[\p{L}_][\p{L}\p{N}_]*)/gu;
const searchedAliasPattern = /(?:contains|startswith|endswith)\s*\(\s*(@[\p{L}_][\p{L}\p{N}_]*)/gu;

/** `Between(PropertyName=@p1,…)&@p1='…'`: the value is the name of a column. */
export function namesColumn(site: Site, alias: string): boolean {
  return isUsed(site, alias, columnAliasPattern);
}

/** `contains(@p1,'…')&@p1=…`: the value is a column. */
export function isSearched(site: Site, alias: string): boolean {
  return isUsed(site, alias, searchedAliasPattern);
}

function isUsed({ block }: Site, alias: string, pattern: RegExp): boolean {
  for (const [, name] of block.url.text.matchAll(pattern)) if (name === alias) return true;
  return false;
}
