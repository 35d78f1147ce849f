import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../../src/core/language/diagnostics';
import { LanguageDocument } from '../../../../src/core/language/document';
import { accepted, known } from '../support/completionCases';

/** Text in quotes is typed; everything else is taken from the list. */
type Keys = readonly string[];

/** Types and accepts as an editor that closes brackets and quotes by itself. */
function write(keys: Keys): string {
  let marked = '|';
  for (const key of keys) {
    marked = /^`.*`$/s.test(key) ? typed(marked, key.slice(1, -1)) : accepted(marked, key);
  }
  return marked;
}

function typed(marked: string, keys: string): string {
  let [before = '', after = ''] = marked.split('|');
  for (const key of keys) {
    if (/[)\]}'"]/.test(key) && after.startsWith(key)) after = after.slice(1);
    else if (key === '(') after = `)${after}`;
    else if (key === "'") after = `'${after}`;
    else if (key === '\t') [before, after] = [before + after, ''];
    before += key === '\t' ? '' : key;
  }
  return `${before}|${after}`;
}

const queries: readonly (readonly [Keys, string])[] = [
  [
    ['`acc`', 'accounts', '`?`', '$select', '`na`', 'name', '`,`', 'revenue', '`&`', '$top', '50'],
    'accounts?$select=name,revenue&$top=50',
  ],
  [
    ['accounts', '`?`', '$filter', 'statecode', 'eq', 'Active', '` `', 'and', 'revenue', 'gt', '`100`'],
    'accounts?$filter=statecode eq 0 and revenue gt 100',
  ],
  [['accounts', '`?`', '$filter', '`con`', 'contains', 'name', '`\t`'], "accounts?$filter=contains(name,'')"],
  [
    [
      'accounts',
      '`?`',
      '$expand',
      'primarycontactid',
      '`(`',
      '$select',
      'fullname',
      '`)`',
      '`&`',
      '$select',
      'name',
    ],
    'accounts?$expand=primarycontactid($select=fullname)&$select=name',
  ],
  [
    ['accounts', '`?`', '$filter', 'Account_Tasks', 'any', 'statecode', 'eq', '`1`'],
    'accounts?$filter=Account_Tasks/any(t:t/statecode eq 1)',
  ],
  [
    ['accounts', '`?`', '$filter', 'primarycontactid', 'fullname', 'ne', 'null'],
    'accounts?$filter=primarycontactid/fullname ne null',
  ],
  [
    ['accounts', '`?`', '$filter', '`Last`', 'LastXDays', 'createdon'],
    "accounts?$filter=Microsoft.Dynamics.CRM.LastXDays(PropertyName='createdon',PropertyValue=1)",
  ],
  [
    ['accounts', '`?`', '$apply', 'groupby', 'statecode', '`)`', '`,`', 'aggregate', 'revenue', 'with sum'],
    'accounts?$apply=groupby((statecode),aggregate(revenue with sum as revenue_sum))',
  ],
  [
    [
      'accounts',
      '`?`',
      '$filter',
      'createdon',
      'ge',
      'Start of this month',
      '`&`',
      '$orderby',
      'createdon',
      '` `',
      'desc',
    ],
    'accounts?$filter=createdon ge 2026-11-01T00:00:00Z&$orderby=createdon desc',
  ],
  [
    [
      'accounts',
      '`?`',
      '$expand',
      'Account_Tasks',
      '`(`',
      '$filter',
      'statecode',
      'eq',
      '`0`',
      '`;`',
      '$select',
      'subject',
      '`)`',
    ],
    'accounts?$expand=Account_Tasks($filter=statecode eq 0;$select=subject)',
  ],
  [
    ['GET', 'accounts', '`\n`', 'Prefer', 'odata.include-annotations="*"'],
    'GET accounts\nPrefer: odata.include-annotations="*"',
  ],
  [['WhoAmI'], 'WhoAmI()'],
];

describe('queries written with completion only', () => {
  it.each(queries)('%j', (keys, query) => {
    const text = write(keys).replace('|', '');
    expect(text).toBe(query);
    const faults = diagnosticsOf(LanguageDocument.read(text), known).filter(
      ({ severity }) => severity === 'error',
    );
    expect(faults).toEqual([]);
  });
});
