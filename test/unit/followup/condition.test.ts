import { describe, expect, it } from 'vitest';
import { conditionOf, type ConditionColumn } from '../../../src/core/followup/condition';
import { parseODataUrl } from '../../../src/core/odata';
import type { CellTest } from '../../../src/core/results/view';

const text: ConditionColumn = { name: 'name', kind: 'text' };
const number: ConditionColumn = { name: 'revenue', kind: 'money' };
const choice: ConditionColumn = { name: 'industrycode', kind: 'choice', edmType: 'Edm.Int32' };
const lookup: ConditionColumn = { name: '_ownerid_value', kind: 'lookup' };
const date: ConditionColumn = { name: 'createdon', kind: 'date' };
const guid = '6f9619ff-8b86-d011-b42d-00c04fc964ff';

const cases: readonly (readonly [ConditionColumn, CellTest, string | undefined])[] = [
  [text, { kind: 'contains', text: "O'Hara" }, "contains(name,'O''Hara')"],
  [text, { kind: 'contains', text: 'x', not: true }, "not contains(name,'x')"],
  [text, { kind: 'startsWith', text: 'a' }, "startswith(name,'a')"],
  [text, { kind: 'equals', text: '100%25 {{x}}\n' }, "name eq '100%2525 %7B%7Bx}}%0A'"],
  [text, { kind: 'equals', text: '12', not: true }, "name ne '12'"],
  [text, { kind: 'oneOf', values: ['a', null] }, "(name eq 'a' or name eq null)"],
  [text, { kind: 'oneOf', values: ['a', 'b'], not: true }, "name ne 'a' and name ne 'b'"],
  [text, { kind: 'empty', empty: true }, 'name eq null'],
  [text, { kind: 'empty', empty: false }, 'name ne null'],
  [number, { kind: 'range', from: 5, to: 5 }, 'revenue eq 5'],
  [number, { kind: 'range', from: 1_000_000 }, 'revenue ge 1000000'],
  [number, { kind: 'range', from: -1, to: 2.5 }, 'revenue ge -1 and revenue le 2.5'],
  [number, { kind: 'range', from: 1, to: 2, not: true }, '(revenue lt 1 or revenue gt 2)'],
  [number, { kind: 'contains', text: '5' }, undefined],
  [choice, { kind: 'oneOf', values: ['1', '3'] }, '(industrycode eq 1 or industrycode eq 3)'],
  [
    { name: 'new_tags', kind: 'choice', edmType: 'Edm.String' },
    { kind: 'oneOf', values: ['1,3'] },
    "Microsoft.Dynamics.CRM.ContainValues(PropertyName='new_tags',PropertyValues=['1','3'])",
  ],
  [lookup, { kind: 'oneOf', values: [guid] }, `_ownerid_value eq ${guid}`],
  [lookup, { kind: 'contains', text: 'Ana' }, undefined],
  [
    date,
    { kind: 'period', from: Date.UTC(2026, 0, 1), before: Date.UTC(2026, 1, 1) },
    'createdon ge 2026-01-01T00:00:00Z and createdon lt 2026-02-01T00:00:00Z',
  ],
  [
    { ...date, edmType: 'Edm.Date' },
    { kind: 'period', from: Date.UTC(2026, 0, 1) },
    'createdon ge 2026-01-01',
  ],
  [
    { name: 'primarycontactid/fullname', kind: 'text' },
    { kind: 'equals', text: 'A' },
    "primarycontactid/fullname eq 'A'",
  ],
  [{ name: 'tasks', kind: 'rows' }, { kind: 'empty', empty: true }, undefined],
  // A text of digits in a column of texts is a text.
  [
    { name: 'telephone1', kind: 'text', edmType: 'Edm.String' },
    { kind: 'equals', text: '555' },
    "telephone1 eq '555'",
  ],
  [
    { name: 'versionnumber', kind: 'number', edmType: 'Edm.Int64' },
    { kind: 'oneOf', values: ['12'] },
    'versionnumber eq 12',
  ],
];

describe('a filter of the pane as an expression of $filter', () => {
  it.each(cases)('%j %j', (column, test, expected) => {
    const condition = conditionOf(column, test);
    expect(condition).toBe(expected);
    if (condition !== undefined) {
      expect(parseODataUrl(`accounts?$filter=${condition}`).errors).toEqual([]);
    }
  });
});
