import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bindingOf } from '../../../../src/core/language/binding';
import { complete, snippetText } from '../../../../src/core/language/completion';
import { LanguageDocument } from '../../../../src/core/language/document';
import type { Schema } from '../../../../src/core/metadata/model';
import { findRoot } from '../../../support/projectRoot';
import { realSchema } from '../../../support/schema';

const folder = path.resolve(findRoot(), '..', 'shared', 'data', 'queries');
const schemas = [realSchema('annotated'), realSchema('bcgov-2020-11')].filter((one) => one !== undefined);

function published(file: string, toText: (entry: Record<string, string>) => string | undefined): string[] {
  const entries = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, string>[];
  return entries.flatMap((entry) => toText(entry) ?? []);
}

/** Names, options and words outside of texts and GUIDs, with their offsets. */
function identifiers(text: string): { readonly name: string; readonly at: number }[] {
  const bare = text
    .replaceAll(/'(?:[^']|'')*'|"[^"]*"|<.*|%3C.*/g, (part) => ' '.repeat(part.length))
    .replaceAll(/[\da-f]{8}-[\da-f-]{20,27}/gi, (part) => ' '.repeat(part.length));
  return [...bare.matchAll(/(?<![\w.%-])[$@]?[A-Za-z_](?:\w|\.\w)*/g)].map(({ 0: name, index }) => ({
    name,
    at: index,
  }));
}

interface Recall {
  total: number;
  readonly missed: string[];
}

/** At the beginning of each name, with the query whole and with it cut there, the name is among what is offered. */
function recall(texts: readonly string[], schemas: readonly Schema[]): Recall {
  const result: Recall = { total: 0, missed: [] };
  for (const on of schemas) for (const text of texts) addRecall(result, text, on);
  return result;
}

function addRecall(result: Recall, text: string, on: Schema): void {
  const whole = LanguageDocument.read(text);
  const block = whole.blocks[0];
  const table = block && bindingOf(block, on).references[0]?.meaning.kind;
  if (!block || table === 'unknown' || table === 'undetermined') return;
  for (const { name, at } of identifiers(text)) {
    const offset = block.target.map.fromDocument(at);
    const meaning = offset === undefined ? undefined : bindingOf(block, on).referenceAt(offset)?.meaning.kind;
    // What this organisation does not have cannot be offered; the name of a result is the author's own.
    if (meaning === 'unknown' || meaning === 'undetermined' || text.slice(0, at).endsWith(' as ')) continue;
    for (const document of [whole, LanguageDocument.read(text.slice(0, at))]) {
      result.total++;
      const isThere = complete(document, at, { schema: on }).some(
        ({ label, insertText }) => label === name || snippetText(insertText).startsWith(name),
      );
      if (!isThere) result.missed.push(`${text.slice(0, at)}¦${text.slice(at, at + 40)}`);
    }
  }
}

describe.skipIf(!existsSync(folder) || schemas.length === 0)('published queries', () => {
  it('has every name of every published query on its list', () => {
    const texts = published('queries.json', ({ query, expect: outcome }) =>
      outcome === 'accept' ? query : undefined,
    );
    const { total, missed } = recall(texts, schemas);
    expect(total).toBeGreaterThan(1000);
    // The name of an alias is the author's own.
    expect(missed.filter((one) => !one.includes('¦@tid'))).toEqual([]);
  });

  it('has every method, table and column of every published write', () => {
    const texts = published('write-requests.json', ({ method, query }) => `${method} ${query}`);
    const { missed } = recall(texts, schemas);
    // An option that an upload invents.
    expect(missed.filter((one) => !/FileContinuationToken/.test(one))).toEqual([]);
  });
});
