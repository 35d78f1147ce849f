import { expect } from 'vitest';
import { complete } from '../../../../src/core/language/completion';
import { LanguageDocument } from '../../../../src/core/language/document';
import type { Completion, LanguageKnowledge } from '../../../../src/core/language/model';
import type { SchemaLabels } from '../../../../src/core/metadata/labels';
import { crmSchema } from './crmSchema';

const columnLabels: Readonly<Record<string, ReturnType<SchemaLabels['column']>>> = {
  'account.name': { displayName: 'Account Name', type: 'String', required: 'required' },
  'account.statecode': {
    displayName: 'Status',
    type: 'State',
    choices: [
      { value: 0, label: 'Active' },
      { value: 1, label: 'Inactive', description: 'No *longer* used' },
    ],
  },
  'account.creditonhold': {
    displayName: 'Credit Hold',
    type: 'Boolean',
    choices: [
      { value: 0, label: 'No' },
      { value: 1, label: 'Yes' },
    ],
  },
  'account._primarycontactid_value': { displayName: 'Primary Contact', type: 'Lookup', targets: ['contact'] },
};

export const crmLabels: SchemaLabels = {
  table: (name) => (name === 'account' ? { displayName: 'Company', collectionName: 'Companies' } : undefined),
  column: (table, column) => columnLabels[`${table}.${column}`],
};

export const known: LanguageKnowledge = {
  schema: crmSchema(),
  labels: crmLabels,
  environments: ['contoso dev', 'contoso prod'],
  now: Date.UTC(2026, 10, 21, 10, 30),
};

/** The cursor stands at the `|`. */
export function cursorIn(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('|');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

/** What is offered at the `|`, in the order of a list with nothing typed. */
export function offered(marked: string, knowledge: LanguageKnowledge = known): readonly Completion[] {
  const { text, offset } = cursorIn(marked);
  const items = complete(LanguageDocument.read(text), offset, knowledge);
  return items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
}

export function labels(marked: string, knowledge?: LanguageKnowledge): string[] {
  return offered(marked, knowledge).map(({ label }) => label);
}

/** The document after an item was accepted, with a `|` where one goes on typing. */
export function accepted(marked: string, label: string, knowledge?: LanguageKnowledge): string {
  const { text, offset } = cursorIn(marked);
  const item = offered(marked, knowledge).find((one) => one.label === label);
  if (!item) throw new Error(`"${label}" is not offered at ${marked}`);
  const { range, insertText, snippet } = item;
  expect(offset, 'the cursor is in the range').toBeGreaterThanOrEqual(range.start);
  expect(offset, 'the cursor is in the range').toBeLessThanOrEqual(range.end);
  expectFilterMatch(text.slice(range.start, offset), item);
  const inserted = snippet === true ? firstStop(insertText) : `${insertText}|`;
  return text.slice(0, range.start) + inserted + text.slice(range.end);
}

/** VS Code drops an item whose filter text does not hold, in order, what has been typed of the range. */
function expectFilterMatch(typed: string, { filterText, label }: Completion): void {
  const text = (filterText ?? label).toLowerCase();
  let at = 0;
  for (const char of typed.toLowerCase().trimStart()) {
    at = text.indexOf(char, at) + 1;
    expect(at, `"${typed}" is found in "${text}"`).toBeGreaterThan(0);
  }
}

/** A snippet with its defaults, and a `|` at its first tab stop. */
function firstStop(snippet: string): string {
  const first = snippet.includes('$1') || snippet.includes('${1') ? 1 : 0;
  const marked = snippet.replace(new RegExp(String.raw`\$${first}|\$\{${first}:((?:[^}\\]|\\.)*)\}`), '|$1');
  const text = marked.replaceAll(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1').replaceAll(/(?<!\\)\$\d/g, '');
  return text.replaceAll(/\\([\\$}])/g, '$1');
}

/** `[where, label, document afterwards]` */
export type AcceptCase = readonly [marked: string, label: string, after: string];
