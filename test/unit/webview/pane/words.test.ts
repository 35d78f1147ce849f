import { describe, expect, it } from 'vitest';
import { summaryWords } from '../../../../src/webview/results/compareBar';
import { filterWords } from '../../../../src/webview/results/footer';
import { statisticsOf } from '../../../../src/webview/results/statistics';
import { copiedWord } from '../../../../src/webview/results/words';

describe('what is said of a copied value', () => {
  it('tells where it is the beginning of a text', () => {
    expect(copiedWord('name', {})).toBe('Copied name.');
    expect(copiedWord('documentbody', { cutAt: 10_000_000 })).toContain('the beginning of documentbody');
  });
});

describe('what the footer says', () => {
  it('of a filter', () => {
    expect(filterWords({ rows: 1, of: 1 })).toBe('1 of 1 row passes the filter');
    expect(filterWords({ rows: 212, of: 5000 })).toBe('212 of 5,000 rows pass the filter');
  });

  it('of a selection of numbers, and what of it is copied', () => {
    const figures = statisticsOf({
      cells: 3,
      nulls: 1,
      distinct: 2,
      numbers: { count: 2, sum: 0.1 + 0.2, min: 0.1, max: 1_234_567.5 },
    });
    expect(figures.map(({ name, text, plain }) => [name, text, plain])).toEqual([
      ['Count', '3', '3'],
      ['Null', '1', '1'],
      ['Sum', '0.3', '0.3'],
      ['Average', '0.15', '0.15'],
      ['Min', '0.1', '0.1'],
      ['Max', '1,234,567.5', '1234567.5'],
      ['Distinct', '2', '2'],
    ]);
    const many = statisticsOf({ cells: 4e6, nulls: 0, distinct: 3_000_000, estimated: true });
    expect(many.at(-1)).toEqual({ name: 'Distinct', text: '≈ 3,000,000', plain: '3000000' });
  });

  it('of a selection of dates', () => {
    const dates = { count: 2, min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 10, 21, 10, 30) };
    expect(statisticsOf({ cells: 2, nulls: 0, distinct: 2, dates }).slice(1, 3)).toEqual([
      { name: 'First', text: '2026-01-01', plain: '2026-01-01' },
      { name: 'Last', text: '2026-11-21 10:30:00Z', plain: '2026-11-21T10:30:00Z' },
    ]);
  });
});

describe('what is said of a comparison', () => {
  const summary = {
    key: 'accountid',
    added: 3,
    removed: 2,
    changedRows: 1,
    changedCells: 1200,
    onlyBefore: [],
    onlyAfter: [],
  };

  it('counts rows and cells, and says how rows were matched', () => {
    expect(summaryWords(summary)).toBe(
      'Since the pinned result, by accountid: 3 added, 2 removed, 1 row changed (1,200 cells)',
    );
  });

  it('says that nothing changed, and which columns were not compared', () => {
    const { key: _, ...byPlace } = { ...summary, added: 0, removed: 0, changedRows: 0, onlyAfter: ['name'] };
    expect(summaryWords(byPlace)).toBe('No change since the pinned result, row by row; not compared: name');
  });
});
