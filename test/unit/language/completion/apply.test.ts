import { describe, expect, it } from 'vitest';
import { accepted, labels, type AcceptCase } from '../support/completionCases';

const apply = 'accounts?$apply=';

const cases: readonly AcceptCase[] = [
  ['|', 'groupby', 'groupby((|))'],
  ['agg|', 'aggregate', 'aggregate(|)'],
  ['groupby((|))', 'statecode', 'groupby((statecode|))'],
  ['groupby((statecode,|))', 'primarycontactid', 'groupby((statecode,primarycontactid/|))'],
  ['groupby((primarycontactid/|))', 'fullname', 'groupby((primarycontactid/fullname|))'],
  ['groupby((statecode),|)', 'aggregate', 'groupby((statecode),aggregate(|))'],
  ['aggregate(|)', 'revenue', 'aggregate(revenue |)'],
  ['aggregate(|)', '$count', 'aggregate($count as |count)'],
  ['aggregate(revenue |)', 'with', 'aggregate(revenue with |)'],
  ['aggregate(revenue |)', 'with sum', 'aggregate(revenue with sum as |revenue_sum)'],
  ['aggregate(revenue with |)', 'sum', 'aggregate(revenue with sum|)'],
  ['aggregate(revenue with sum |)', 'as', 'aggregate(revenue with sum as |revenue_sum)'],
  ['aggregate(revenue with sum as |)', 'total', 'aggregate(revenue with sum as total|)'],
  ['aggregate($count |)', 'as', 'aggregate($count as |count)'],
  ['filter(|)', 'statecode', 'filter(statecode |)'],
  ['filter(statecode eq |)', 'Active', 'filter(statecode eq 0|)'],
  ['filter(statecode eq 0)/|', 'groupby', 'filter(statecode eq 0)/groupby((|))'],
];

describe('$apply', () => {
  it.each(cases)('%s + %s', (marked, label, after) => {
    expect(accepted(apply + marked, label)).toBe(apply + after);
  });

  it('offers methods that the column allows', () => {
    expect(labels(`${apply}aggregate(revenue with |)`)).toEqual([
      'sum',
      'average',
      'min',
      'max',
      'countdistinct',
    ]);
    expect(labels(`${apply}aggregate(createdon with |)`)).toEqual(['min', 'max', 'countdistinct']);
    expect(labels(`${apply}aggregate(name with |)`)).toEqual(['countdistinct']);
  });

  it('groups by no date, and inside of groupby offers aggregate alone', () => {
    expect(labels(`${apply}groupby((|))`)).not.toContain('createdon');
    expect(labels(`${apply}groupby((statecode),|)`)).toEqual(['aggregate']);
  });

  it('behind groupby knows what is left, and what was made', () => {
    const found = labels(`${apply}groupby((statecode),aggregate(revenue with sum as total))/filter(|)`);
    expect(found).toEqual(expect.arrayContaining(['statecode', 'total']));
    expect(found).not.toContain('name');
  });
});
