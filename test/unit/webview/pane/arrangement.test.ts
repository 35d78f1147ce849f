import { describe, expect, it } from 'vitest';
import type { ResultColumn } from '../../../../src/core/results/model';
import { Arrangement, isNatural } from '../../../../src/webview/results/arrange/arrangement';

const columns: readonly ResultColumn[] = [
  { name: 'name', kind: 'text' },
  { name: 'revenue', kind: 'money' },
  { name: 'industrycode', kind: 'choice' },
];
const now = Date.UTC(2026, 10, 21);

describe('sort', () => {
  it('turns round with each click: ascending, descending, none', () => {
    const arrangement = new Arrangement();
    const sort = (): unknown => arrangement.view(columns, true, now).sort;
    arrangement.toggleSort('revenue', false);
    expect(sort()).toEqual([{ column: 1, descending: false }]);
    arrangement.toggleSort('revenue', false);
    expect(sort()).toEqual([{ column: 1, descending: true }]);
    arrangement.toggleSort('revenue', false);
    expect(sort()).toEqual([]);
  });

  it('adds columns behind those that sort already, and keeps their rank when one turns', () => {
    const arrangement = new Arrangement();
    arrangement.toggleSort('industrycode', false);
    arrangement.toggleSort('revenue', true);
    arrangement.toggleSort('industrycode', true);
    expect(arrangement.view(columns, true, now).sort).toEqual([
      { column: 2, descending: true },
      { column: 1, descending: false },
    ]);
    arrangement.toggleSort('name', false);
    expect(arrangement.view(columns, true, now).sort).toEqual([{ column: 0, descending: false }]);
  });
});

describe('filters', () => {
  it('become tests by index; what is no filter, and columns that are not there, are left out', () => {
    const arrangement = new Arrangement();
    arrangement.setFilter('name', { text: '^Nord' });
    arrangement.setFilter('revenue', { text: 'much' });
    arrangement.setFilter('gone', { text: 'x' });
    arrangement.setFilter('industrycode', { values: ['30', null], labels: ['Transport', 'null'], not: true });
    expect(arrangement.view(columns, false, now)).toEqual({
      sort: [],
      filters: [
        { column: 0, test: { kind: 'startsWith', text: 'Nord' } },
        { column: 2, test: { kind: 'oneOf', values: ['30', null], not: true } },
      ],
      formatted: false,
    });
  });

  it('follow their columns to another place in another run', () => {
    const arrangement = new Arrangement();
    arrangement.setFilter('revenue', { text: '5' });
    arrangement.toggleSort('gone', false);
    const copy = new Arrangement();
    copy.restore(structuredClone(arrangement.state));
    const others: ResultColumn[] = [
      { name: 'gone', kind: 'text' },
      { name: 'revenue', kind: 'number' },
    ];
    expect(copy.view([...others].reverse(), true, now)).toMatchObject({
      sort: [{ column: 1, descending: false }],
      filters: [{ column: 0, test: { kind: 'range', from: 5, to: 5 } }],
    });
  });

  it('are all gone when they are cleared, the search too', () => {
    const arrangement = new Arrangement();
    arrangement.setFilter('name', { text: 'x' });
    arrangement.setSearch('y');
    expect(isNatural(arrangement.view(columns, true, now))).toBe(false);
    arrangement.clearFilters();
    expect(isNatural(arrangement.view(columns, true, now))).toBe(true);
  });
});
