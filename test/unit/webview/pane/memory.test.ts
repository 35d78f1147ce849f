import { describe, expect, it } from 'vitest';
import { freshMemory, memoryOf } from '../../../../src/webview/results/memory';
import type { PaneMemory } from '../../../../src/webview/results/memory';

describe('what a pane remembers', () => {
  it('comes back as it was', () => {
    const memory: PaneMemory = {
      sort: [{ name: 'name', descending: true }],
      filters: [
        ['name', { text: '=x' }],
        ['__proto__', { values: [null, '3'], labels: ['null', 'Three'], not: true }],
      ],
      search: 'ship',
      formatted: false,
      filterRow: true,
      columns: { order: ['b'], hidden: ['c'], pinned: ['a'], widths: { a: 80 }, collapsed: ['d'] },
      view: 'chart',
      headings: true,
      scroll: { row: 12, left: 40 },
      chart: { shape: 'pie', measure: 'sum', of: 'revenue', by: 'industrycode', period: 'year' },
      refreshSeconds: 30,
      kept: 'some/run',
    };
    expect(memoryOf(structuredClone(memory))).toEqual(memory);
  });

  it.each([undefined, null, 5, 'x', [], {}])('is that of a new pane for %j', (state) => {
    expect(memoryOf(state)).toEqual(freshMemory);
  });

  it('is taken over from the pane before this one: widths and what is formatted', () => {
    expect(memoryOf({ formatted: false, widths: { name: 99, bad: 'x' } })).toMatchObject({
      formatted: false,
      columns: { widths: { name: 99 } },
    });
  });

  it('leaves out what does not fit', () => {
    const state = {
      sort: [{ name: 5 }, 'x'],
      filters: [['a'], ['b', { values: [] }], [1, { text: 'x' }]],
      view: 'table',
      scroll: { row: -1, left: 'x' },
      chart: { shape: 'cake', measure: 'average' },
    };
    expect(memoryOf(state)).toEqual({ ...freshMemory, chart: { ...freshMemory.chart, measure: 'average' } });
  });
});
