import { describe, expect, it } from 'vitest';
import type { Cell, ResultColumn } from '../../../../src/core/results/model';
import {
  idsOf,
  isEmpty,
  recordGroups,
  recordKey,
  recordName,
  valueTexts,
} from '../../../../src/webview/results/views/recordRows';

const text = (raw: string, formatted?: string): Cell => ({
  state: 'value',
  type: 'text',
  raw,
  ...(formatted === undefined ? {} : { formatted }),
});
const guid = '3e7f1c80-5a2b-ed11-9db1-000d3a4a1b2c';
const row: readonly (readonly [ResultColumn, Cell])[] = [
  [{ name: 'accountid', kind: 'guid' }, text(guid)],
  [{ name: 'description', kind: 'text' }, text('first text')],
  [{ name: 'name', kind: 'text' }, text('Nordhavn')],
  [{ name: '_ownerid_value', kind: 'lookup' }, text(guid, 'Ana')],
  [{ name: 'primarycontactid/fullname', kind: 'text' }, text('Ingrid')],
  [{ name: 'primarycontactid/contactid', kind: 'guid' }, { state: 'null' }],
  [{ name: 'contact_customer_accounts', kind: 'rows' }, text('[]', '3 contacts')],
];
const groups = recordGroups(
  row.map(([column]) => column),
  (index) => row[index]?.[1] ?? { state: 'absent' },
);

describe('a record', () => {
  it('is told in groups, each column with its place in the schema', () => {
    expect(
      groups.map(({ name, rows }) => [name, rows.map(({ index, column }) => [index, column.name])]),
    ).toEqual([
      [
        '',
        [
          [0, 'accountid'],
          [1, 'description'],
          [2, 'name'],
        ],
      ],
      ['Lookups', [[3, '_ownerid_value']]],
      [
        'primarycontactid',
        [
          [4, 'fullname'],
          [5, 'contactid'],
        ],
      ],
      ['Related', [[6, 'contact_customer_accounts']]],
    ]);
  });

  it('is told from others by all ids of its own, not by those of its lookups and expanded records', () => {
    expect(idsOf(groups)).toBe(guid);
    expect(idsOf(groups.slice(1))).toBe('');
  });

  it('is called by its naming column and known by its key', () => {
    const own = groups[0]?.rows ?? [];
    expect(recordName(own)).toBe('Nordhavn');
    expect(recordName(own.filter(({ column }) => column.name !== 'name'))).toBe('first text');
    expect(recordKey(own)?.column.name).toBe('accountid');
  });

  it('shows what is stored only where it differs', () => {
    expect(valueTexts(text('30', 'Transport'))).toEqual({ value: 'Transport', stored: '30' });
    expect(valueTexts(text('x', 'x'))).toEqual({ value: 'x', stored: '' });
    expect(valueTexts({ state: 'null' })).toEqual({ value: '', stored: '' });
    const empty = groups.flatMap(({ rows }) => rows).filter(isEmpty);
    expect(empty.map(({ index }) => index)).toEqual([5]);
  });
});
