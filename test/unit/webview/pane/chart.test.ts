import { describe, expect, it } from 'vitest';
import type { ResultColumn } from '../../../../src/core/results/model';
import { freshMemory } from '../../../../src/webview/results/memory';
import { chartAsk, chartChoices } from '../../../../src/webview/results/views/chartChoices';
import { clipped } from '../../../../src/webview/chart/svg';
import { forXml } from '../../../../src/webview/results/views/picture';

const columns: readonly ResultColumn[] = [
  { name: 'name', kind: 'text' },
  { name: 'count', kind: 'number' },
  { name: 'revenue', kind: 'money' },
  { name: 'industrycode', kind: 'choice' },
  { name: 'createdon', kind: 'date' },
  { name: 'contacts', kind: 'rows' },
];

describe('what a chart begins with', () => {
  it('is the first choice, and money before other numbers', () => {
    expect(chartChoices(freshMemory.chart, columns)).toMatchObject({ of: 2, by: 3, measure: 'sum' });
  });

  it('is a count where there is no number, and nothing where there is no column', () => {
    const memory = { ...freshMemory.chart, measure: 'sum' as const };
    expect(chartChoices(memory, columns.slice(0, 1))).toMatchObject({
      of: undefined,
      by: 0,
      measure: 'count',
    });
    expect(chartAsk(chartChoices(memory, []), [], 0)).toBeUndefined();
  });

  it('forgets columns that are not there or cannot be used so', () => {
    const memory = { ...freshMemory.chart, of: 'name', by: 'contacts' };
    expect(chartChoices(memory, columns)).toMatchObject({ of: 2, by: 3 });
  });
});

describe('what is asked for a chart', () => {
  const choices = chartChoices({ ...freshMemory.chart, measure: 'sum' }, columns);

  it('names no column of numbers where rows are counted', () => {
    expect(chartAsk({ ...choices, measure: 'count' }, columns, 3)).toEqual({
      version: 3,
      by: 3,
      measure: 'count',
      most: 25,
      order: 'value',
    });
    expect(chartAsk(choices, columns, 3)).toMatchObject({ of: 2, measure: 'sum' });
  });

  it('groups dates by a period, in their order', () => {
    expect(chartAsk({ ...choices, by: 4, period: 'quarter' }, columns, 0)).toMatchObject({
      period: 'quarter',
      order: 'label',
    });
  });

  it('leaves no date out between others, in bars as in lines', () => {
    const dates = { ...choices, by: 4 };
    const most = chartAsk({ ...dates, shape: 'line' }, columns, 0)?.most;
    expect(chartAsk({ ...dates, shape: 'bar' }, columns, 0)).toMatchObject({ most });
    expect(chartAsk({ ...dates, shape: 'pie' }, columns, 0)?.most).toBeLessThan(10);
  });
});

describe('a text in a picture', () => {
  it('loses what XML cannot hold', () => {
    expect(forXml('a\u0000b\ud800c\u001b[31m\uffffd 🏔 <x>')).toBe('a\ufffdb\ufffdc\ufffd[31m\ufffdd 🏔 <x>');
  });
});

describe('a label without room', () => {
  it('ends before a character, not within it', () => {
    expect(clipped('😀'.repeat(20), 7.4 * 9)).toBe('😀'.repeat(4) + '…');
    expect(clipped(`a${'😀'.repeat(20)}`, 7.4 * 9)).toBe(`a${'😀'.repeat(3)}…`);
    expect(clipped('Nordhavn', 7.4 * 9)).toBe('Nordhavn');
  });
});
