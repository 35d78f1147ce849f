import { describe, expect, it } from 'vitest';
import { parseFilterText } from '../../../src/core/results/filterText';
import type { ColumnKind } from '../../../src/core/results/model';

const now = Date.UTC(2026, 10, 21, 10, 30);

function parsed(text: string, kind: ColumnKind): unknown {
  return parseFilterText(text, kind, now);
}

function test(text: string, kind: ColumnKind): unknown {
  const answer = parseFilterText(text, kind, now);
  if (!answer || 'error' in answer) throw new Error(`No filter: ${JSON.stringify(answer)}`);
  return answer.test;
}

/** A period as the days at its ends. */
function days(text: string): readonly [string | undefined, string | undefined] {
  const { from, before } = test(text, 'date') as { from?: number; before?: number };
  const day = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString().replace('T00:00:00.000Z', '');
  return [day(from), day(before)];
}

describe('any column', () => {
  it('takes nothing for no filter, and knows null', () => {
    expect(parsed('  ', 'text')).toBeUndefined();
    for (const kind of ['text', 'number', 'date', 'choice', 'lookup', 'rows'] as const) {
      expect(test('null', kind)).toEqual({ kind: 'empty', empty: true });
      expect(test(' !NULL ', kind)).toEqual({ kind: 'empty', empty: false });
    }
  });
});

describe('a text', () => {
  it.each([
    ['ship', { kind: 'contains', text: 'ship' }],
    ['=Ship Ltd', { kind: 'equals', text: 'Ship Ltd' }],
    ['^Nord', { kind: 'startsWith', text: 'Nord' }],
    ['A/S$', { kind: 'endsWith', text: 'A/S' }],
    ['^whole$', { kind: 'equals', text: 'whole' }],
    ['!ship', { kind: 'contains', text: 'ship', not: true }],
    ['!=ship', { kind: 'equals', text: 'ship', not: true }],
    ['!^ship', { kind: 'startsWith', text: 'ship', not: true }],
    ['""', { kind: 'equals', text: '' }],
    ['!""', { kind: 'equals', text: '', not: true }],
    ['=""', { kind: 'equals', text: '' }],
    ['"=5"', { kind: 'contains', text: '=5' }],
    ['"null"', { kind: 'contains', text: 'null' }],
    ['!', { kind: 'contains', text: '!' }],
    ['$', { kind: 'contains', text: '$' }],
    ['5..10', { kind: 'contains', text: '5..10' }],
  ])('%s', (text, expected) => {
    expect(test(text, 'text')).toEqual(expected);
  });

  it('says what is missing', () => {
    expect(parsed('=', 'text')).toEqual({ error: 'Type a text behind =, or "" for an empty one.' });
  });
});

describe('a number', () => {
  it.each([
    ['5', { from: 5, to: 5 }],
    ['=5', { from: 5, to: 5 }],
    ['!=5', { from: 5, to: 5, not: true }],
    ['>=1,000,000', { from: 1_000_000 }],
    ['≥ 1 000', { from: 1000 }],
    ['<=-0.5', { to: -0.5 }],
    ['5..10', { from: 5, to: 10 }],
    ['5..', { from: 5 }],
    ['..10', { to: 10 }],
    ['-3 .. -1', { from: -3, to: -1 }],
  ])('%s', (text, expected) => {
    expect(test(text, 'money')).toEqual({ kind: 'range', ...expected });
  });

  it.each(['5', '-5', '0', '0.1', '1e300'])(
    'leaves out %s itself with < and >, and nothing beside it',
    (typed) => {
      const value = Number(typed);
      const exact = {
        digits: expect.toSatisfy((digits: string) => Number(digits) === value) as string,
        open: true,
      };
      expect(test(`>${typed}`, 'number')).toEqual({ kind: 'range', from: value, exactFrom: exact });
      expect(test(`<${typed}`, 'number')).toEqual({ kind: 'range', to: value, exactTo: exact });
    },
  );

  it('keeps all that was typed of a number that no double reaches, and nothing of one that it holds', () => {
    const exact = { digits: '1e400' };
    const endless = { from: Infinity, to: Infinity, exactFrom: exact, exactTo: exact };
    expect(test('=1e400', 'number')).toEqual({ kind: 'range', ...endless });
    expect(test('>=1e3', 'number')).toEqual({ kind: 'range', from: 1000 });
  });

  it.each(['abc', '=', '1..2..3', '..', '1,00', '5 apples'])('refuses %s in words', (text) => {
    expect(parsed(text, 'number')).toEqual({
      error: 'Type a number, as in =5, >=5, <5, 5..10, or null.',
    });
  });

  it('refuses a range without a number in it', () => {
    expect(parsed('10..5', 'number')).toEqual({
      error: '10 is more than 5: no number lies between them.',
    });
  });
});

describe('a date', () => {
  it.each([
    ['2026', '2026-01-01', '2027-01-01'],
    ['2026-01', '2026-01-01', '2026-02-01'],
    ['=2026-02-28', '2026-02-28', '2026-03-01'],
    ['2024-2-29', '2024-02-29', '2024-03-01'],
    ['since 2026-01-01', '2026-01-01', undefined],
    ['>=2026-01', '2026-01-01', undefined],
    ['> 2026-01', '2026-02-01', undefined],
    ['<2026', undefined, '2026-01-01'],
    ['until 2026', undefined, '2027-01-01'],
    ['..2025', undefined, '2026-01-01'],
    ['2025..', '2025-01-01', undefined],
    ['2025-03..2025-05', '2025-03-01', '2025-06-01'],
    ['today', '2026-11-21', '2026-11-22'],
    ['yesterday', '2026-11-20', '2026-11-21'],
    ['since yesterday', '2026-11-20', undefined],
    ['this week', '2026-11-16', '2026-11-23'],
    ['last month', '2026-10-01', '2026-11-01'],
    ['This  Quarter', '2026-10-01', '2027-01-01'],
    ['next year', '2027-01-01', '2028-01-01'],
    ['last 7 days', '2026-11-14', '2026-11-22'],
    ['last 1 month', '2026-10-21', '2026-11-22'],
    ['next 2 weeks', '2026-11-21', '2026-12-06'],
  ])('%s', (text, from, before) => {
    expect(days(text)).toEqual([from, before]);
  });

  it('may be a minute or a second', () => {
    expect(days('2026-11-21 10:30')).toEqual(['2026-11-21T10:30:00.000Z', '2026-11-21T10:31:00.000Z']);
    expect(days('0001-01-01')).toEqual(['0001-01-01', '0001-01-02']);
    expect(days('0099')).toEqual(['0099-01-01', '0100-01-01']);
    expect(days('=2026-11-21T10:30:05Z')).toEqual(['2026-11-21T10:30:05.000Z', '2026-11-21T10:30:06.000Z']);
    expect(days('last 2 hours')).toEqual(['2026-11-21T08:00:00.000Z', '2026-11-21T11:00:00.000Z']);
  });

  it.each(['soon', '2026-13', '2026-02-30', '21.11.2026', '2026-11-21 25:00', '..', 'this 3 days'])(
    'refuses %s in words',
    (text) => {
      expect(parsed(text, 'date')).toEqual({
        error:
          'Type a date or a period, as in 2026-01, since 2026-01-15, ..2025, today, last 7 days, or null.',
      });
    },
  );

  it('refuses a period that ends before it begins', () => {
    expect(parsed('2026..2025', 'date')).toEqual({
      error: 'The end lies before the beginning: no date lies between them.',
    });
  });
});
