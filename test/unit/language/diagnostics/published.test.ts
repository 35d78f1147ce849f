import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../../src/core/metadata/model';
import { findRoot } from '../../../support/projectRoot';
import { realSchema } from '../../../support/schema';
import { diagnose } from '../support/diagnosticCases';

// Queries that Microsoft has published, and such as its pages say fail; see data/README.md beside the project.

interface PublishedQuery {
  readonly query: string;
  readonly method?: string;
  readonly expect?: string;
}

function published(name: string): readonly PublishedQuery[] {
  const file = path.resolve(findRoot(), '..', 'shared', 'data', 'queries', name);
  if (!existsSync(file)) {
    console.warn(`Tests on published queries are passed over: there is no ${name}.`);
    return [];
  }
  const rows: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(rows) ? rows.filter(isPublished) : [];
}

function isPublished(row: unknown): row is PublishedQuery {
  return typeof row === 'object' && row !== null && 'query' in row && typeof row.query === 'string';
}

const accepted = published('queries.json').filter((one) => one.expect === 'accept');
const typos = published('queries.json').filter((one) => one.expect === 'published-with-typo');
const writes = published('write-requests.json');
const failures = published('documented-failures.json');

function errors(text: string, schema?: Schema): string[] {
  return diagnose(text, schema ? { schema } : {})
    .filter(({ severity }) => severity === 'error')
    .map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
}

/** What the published queries name and none of the documents has, looked up by hand. */
const elsewhere = new Set([
  // Placeholders of the pages for a picture column and a table of one's own.
  'unknown-segment myentityimage',
  'unknown-segment myfileattribute',
  'unknown-resource contoso_sensordatas',
  'unknown-resource x',
  'unknown-resource sample_CreateCustomer',
  'unknown-resource sample_CleanupExportedDataAnnotations',
  // A mistake of the page: the relationship is called Account_Tasks.
  'unknown-segment AccountTasks',
  // Not in these organisations, or not yet in their version.
  'unknown-resource entitymaps',
  'unknown-resource ManyToManyRelationships',
  'unknown-resource ExecuteCosmosSqlQuery',
]);

/** The organisation of the annotated document is older. */
const newer = new Set([
  ...elsewhere,
  'unknown-resource appmodules',
  'unknown-resource RetrieveAppComponents',
  'unknown-resource RetrieveTotalRecordCount',
  'unknown-resource RemoveAppComponents',
  'unknown-resource SetAutoNumberSeed',
]);

describe.skipIf(accepted.length === 0)('published queries that the server takes', () => {
  it('have no error without a schema', () => {
    for (const { query } of accepted) expect(errors(query), query).toEqual([]);
  });

  it.each([
    ['bcgov-2020-04', elsewhere],
    ['bcgov-2020-11', elsewhere],
    ['annotated', newer],
  ] as const)('have no error with the schema %s, but for names that it does not have', (name, missing) => {
    const schema = realSchema(name);
    if (!schema) return;
    const reads = accepted.map(({ query }) => query);
    const requests = writes.map(({ method = 'POST', query }) => `${method} ${query}`);
    for (const text of [...reads, ...requests]) {
      expect(
        errors(text, schema).filter((one) => !missing.has(one)),
        text,
      ).toEqual([]);
    }
  });

  it('with a typo that it takes have a warning and no error', () => {
    for (const { query } of typos) {
      const found = diagnose(query, {});
      expect(found.map(({ severity }) => severity).filter((one) => one !== 'information')).toEqual([
        'warning',
      ]);
    }
  });
});

describe.skipIf(failures.length === 0)('documented failures', () => {
  const causes: readonly (readonly [start: string, code: string])[] = [
    ["contacts?$select=fullname&$filter=lastname eq 'O'Bryan'", 'unterminated-string'],
    ['accounts?$filter=primarycontactid/new_contact_account/any', 'lambda-behind-lookup'],
    ['systemusers?$select=fullname,systemuserid&$filter=not', 'not-query-function'],
    ['accounts?$select=name&$filter=not Microsoft', 'not-query-function'],
    ['accounts?$select=name&$expand=contact_customer_accounts($select=fullname;$top=2', 'expand-top-orderby'],
    [
      'accounts?$apply=groupby((statuscode),aggregate(revenue with sum as total))&$orderby',
      'orderby-aggregate',
    ],
    ['accounts?$skip=10', 'unsupported-option'],
    ['accounts?$select=Name', 'unknown-column'],
    ['tasks?$filter=regardingobjectid_account/accountid eq guid', 'v3-literal'],
    ['assignments(b7b9-', 'incomplete-guid'],
    ['your_function_name()', 'unknown-resource'],
    ["GlobalOptionSetDefinitions(Name='new_priority')?$expand=Options", 'expand-column'],
  ];

  it.each(['bcgov-2020-04', 'bcgov-2020-11', 'annotated'] as const)(
    'have their cause reported with %s',
    (name) => {
      const schema = realSchema(name);
      if (!schema) return;
      expect(failures).toHaveLength(causes.length);
      for (const { query } of failures) {
        const code = causes.find(([start]) => query.startsWith(start))?.[1];
        expect(
          errors(query, schema).map((one) => one.split(' ', 1)[0]),
          query,
        ).toContain(code);
      }
    },
  );
});
