import { describe, expect, it } from 'vitest';
import { Arrangement } from '../../../../src/webview/results/arrange/arrangement';
import { ArrangementWords } from '../../../../src/webview/results/arrange/arrangementWords';

describe('what is said of a change of sort and filters', () => {
  it('names the columns that sort, in their order, and tells when none does', () => {
    const words = new ArrangementWords();
    const arrangement = new Arrangement();
    arrangement.setSort('revenue', true, false);
    expect(words.changed(arrangement.state)).toBe('Sorted by revenue, descending.');
    arrangement.setSort('name', false, true);
    expect(words.changed(arrangement.state)).toBe('Sorted by revenue, descending, then name, ascending.');
    arrangement.removeSort('revenue');
    arrangement.removeSort('name');
    expect(words.changed(arrangement.state)).toBe('Not sorted.');
  });

  it('leaves filters to the count of rows that pass, and tells when the last one is gone', () => {
    const words = new ArrangementWords();
    const arrangement = new Arrangement();
    arrangement.setSort('name', false, false);
    arrangement.setFilter('revenue', { text: '>5' });
    words.take(arrangement.state);
    arrangement.setSearch('foods');
    expect(words.changed(arrangement.state)).toBeUndefined();
    arrangement.setFilter('revenue', undefined);
    expect(words.changed(arrangement.state)).toBeUndefined();
    arrangement.setSearch('');
    expect(words.changed(arrangement.state)).toBe('No filter: all loaded rows are shown.');
  });

  it('tells of both at once', () => {
    const words = new ArrangementWords();
    const arrangement = new Arrangement();
    arrangement.setSort('name', false, false);
    arrangement.setFilter('revenue', { text: '>5' });
    words.take(arrangement.state);
    arrangement.restore({ sort: [], filters: [], search: '' });
    expect(words.changed(arrangement.state)).toBe('Not sorted. No filter: all loaded rows are shown.');
  });
});
