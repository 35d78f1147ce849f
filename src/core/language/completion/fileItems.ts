import type { LanguageBlock, LanguageDocument } from '../document';
import { isBatch } from '../document/batch';
import type { LanguageKnowledge } from '../model';
import { headerByName, headerEntries, type HeaderEntry, type HeaderValue } from '../reference/headers';
import { methodEntries } from '../reference/methods';
import { Rank, type Draft } from './draft';
import { valueDrafts } from './values';

/** Methods at the beginning of a request. */
export function methodDrafts(next: string): Draft[] {
  const blank = next === ' ' ? '' : ' ';
  return methodEntries.map(({ name, text }, index) => ({
    label: name,
    kind: 'method',
    insertText: name + blank,
    detail: text,
    rank: Rank.likely + index,
    suggestNext: true,
  }));
}

/** Names between `{{` and `}}`. */
export function variableDrafts(document: LanguageDocument, offset: number, closed: boolean): Draft[] {
  const close = closed ? '' : '}}';
  const own = document.file.variables
    // The last definition of a name counts; a variable is no part of its own value.
    .filter(({ start, end }) => document.isPart || offset < start || offset > end)
    .map(({ name, value }): Draft => ({
      label: name.name,
      kind: 'variable',
      insertText: name.name + close,
      detail: value.slice(0, 80),
      rank: Rank.best,
    }));
  return [...new Map(own.map((draft) => [draft.label, draft])).values(), ...dynamicDrafts(close)];
}

function dynamicDrafts(close: string): Draft[] {
  const drafts: readonly (readonly [label: string, text: string, detail: string])[] = [
    ['$guid', '$guid', 'A new GUID with every run'],
    ['$now', '$now', 'The time of the run, in UTC'],
    ['$now -7 d', '$now -7 d', 'An offset: s, m, h, d, w, M (months) or y'],
  ];
  return drafts.map(([label, text, detail], index) => ({
    label,
    kind: 'variable',
    insertText: text + close,
    detail,
    rank: Rank.usual + index,
  }));
}

/** `# @name`, `# @env` */
export function directiveDrafts(): Draft[] {
  return [
    {
      label: '@name',
      kind: 'keyword',
      insertText: '@name ',
      detail: 'A name for the request below',
      rank: Rank.best,
    },
    {
      label: '@env',
      kind: 'keyword',
      insertText: '@env ',
      detail: 'The environment that the request goes to',
      rank: Rank.best + 1,
      suggestNext: true,
    },
  ];
}

export function environmentDrafts({ environments }: LanguageKnowledge): Draft[] {
  return (environments ?? []).map((name) => ({
    label: name,
    kind: 'environment',
    insertText: name,
    rank: Rank.best,
  }));
}

/** Headers that are not there yet and that go with the method. */
export function headerDrafts(block: LanguageBlock): Draft[] {
  const used = new Set(block.query.headers.map(({ name }) => name.name.toLowerCase()));
  const reads = block.method === 'GET' || block.method === 'HEAD';
  return headerEntries
    .filter(({ name }) => !used.has(name.toLowerCase()))
    .map((entry, index) => ({
      label: entry.name,
      kind: 'header',
      insertText: `${entry.name}: `,
      detail: entry.text,
      rank: (fitsMethod(entry, reads) ? Rank.usual : Rank.noise) + Math.min(index, 9),
      ...(entry.values || isUser(entry.name) ? { suggestNext: true } : {}),
    }));
}

function fitsMethod({ for: what }: HeaderEntry, reads: boolean): boolean {
  return what === undefined || (what === 'read') === reads;
}

function isUser(name: string): boolean {
  return name === 'CallerObjectId' || name === 'MSCRMCallerID';
}

/** Values of a header of a block; `others` are the preferences that stand beside the cursor. */
export function headerValueDrafts(
  document: LanguageDocument,
  block: LanguageBlock,
  knowledge: LanguageKnowledge,
  name: string,
  others: readonly string[],
): Draft[] {
  const entry = headerByName.get(name.toLowerCase());
  if (entry && isUser(entry.name)) {
    const site = { document, knowledge, schema: knowledge.schema, labels: knowledge.labels };
    const type = { name: 'Edm.Guid', collection: false };
    return valueDrafts(site, { type, nullable: false, form: 'literal', inQuotes: false });
  }
  const used = new Set(others.map(nameOfPreference));
  return (entry?.values ?? [])
    .filter((value) => entry?.name !== 'Prefer' || !used.has(nameOfPreference(value.name)))
    .filter(
      (value) => entry?.name !== 'Content-Type' || value.name.startsWith('multipart') === isBatch(block),
    )
    .map(headerValueDraft);
}

function headerValueDraft({ name, snippet, text }: HeaderValue, index: number): Draft {
  return {
    label: name,
    kind: 'value',
    insertText: snippet ?? name,
    ...(snippet === undefined ? {} : { snippet: true }),
    detail: text,
    rank: Rank.best + index,
  };
}

function nameOfPreference(text: string): string {
  return text
    .trim()
    .replace(/\s*=.*$/s, '')
    .toLowerCase();
}
