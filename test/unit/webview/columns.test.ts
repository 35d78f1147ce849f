import { beforeEach, describe, expect, it } from 'vitest';
import type { ResultColumn } from '../../../src/core/results/model';
import { bandsOf } from '../../../src/webview/results/grid/bands';
import { GridColumns } from '../../../src/webview/results/grid/columns';

const text = (name: string): ResultColumn => ({ name, kind: 'text' });
const schema = ['name', 'contact/fullname', 'contact/email', 'revenue', 'city'].map(text);

describe('the columns', () => {
  let columns: GridColumns;
  let changes: number;
  const shown = (): string[] => columns.shown.map((index) => schema[index]?.name ?? '');

  beforeEach(() => {
    columns = new GridColumns();
    columns.setSchema(schema);
    changes = 0;
    columns.onChange(() => changes++);
  });

  it('stand as in the query, and one that comes late stands with its record', () => {
    expect(columns.shown).toEqual([0, 1, 2, 3, 4]);
    columns.setSchema([...schema, text('contact/phone'), text('late')]);
    expect(columns.shown).toEqual([0, 1, 2, 5, 3, 4, 6]);
    expect(changes).toBe(0);
  });

  it('are not shown for the rows without a record, of which the others have columns', () => {
    columns.setSchema([text('contact'), ...schema]);
    expect(columns.shown).toEqual([1, 2, 3, 4, 5]);
    expect(columns.all.map(({ column }) => column.name)).not.toContain('contact');
    columns.setSchema([text('contact'), text('name')]);
    expect(columns.shown).toEqual([0, 1]);
    columns.setSchema([
      { name: 'contact', kind: 'json' },
      text('contact/owner/fullname'),
      text('contact/owner'),
    ]);
    expect(columns.shown).toEqual([0, 1]);
  });

  it('move before each other and to the end', () => {
    columns.move(4, 0);
    expect(shown()).toEqual(['city', 'name', 'contact/fullname', 'contact/email', 'revenue']);
    columns.move(0, undefined);
    expect(shown()).toEqual(['city', 'contact/fullname', 'contact/email', 'revenue', 'name']);
    expect(columns.step(4, -1)).toBe(false);
    expect(columns.step(4, 1)).toBe(true);
    expect(shown()[1]).toBe('city');
    expect(changes).toBe(3);
  });

  it('that are pinned stand at the left, and are passed by no other', () => {
    columns.pin(3, true);
    expect(shown()[0]).toBe('revenue');
    expect(columns.pinned).toBe(1);
    expect(columns.step(3, 1)).toBe(false);
    expect(columns.step(0, -1)).toBe(false);
    columns.pin(3, false);
    expect(columns.shown).toEqual([0, 1, 2, 3, 4]);
  });

  it('that are pinned leave room for the others', () => {
    for (const column of [0, 3, 4]) columns.pin(column, true);
    columns.room = 250;
    expect(columns.pinned).toBe(2);
    columns.room = 1000;
    expect(columns.pinned).toBe(3);
  });

  it('hide, but for the last one', () => {
    for (const column of [0, 1, 2, 3, 4]) columns.hide(column, true);
    expect(columns.shown).toEqual([4]);
    expect(columns.all.map(({ index, hidden }) => [index, hidden])).toContainEqual([0, true]);
    expect(columns.positionOf(0)).toBe(-1);
    columns.hide(0, false);
    expect(columns.shown).toEqual([0, 4]);
  });

  it('of an expanded record are shown as one', () => {
    expect(columns.bands).toEqual([{ record: 'contact', from: 1, to: 3, collapsed: false }]);
    columns.collapse('contact', true);
    expect(shown()).toEqual(['name', 'contact/fullname', 'revenue', 'city']);
    expect(columns.bands).toEqual([{ record: 'contact', from: 1, to: 2, collapsed: true }]);
    columns.collapse('contact', false);
    expect(columns.shown).toHaveLength(5);
  });

  it('keep order and widths for a run that has other columns, and forget them when told', () => {
    columns.move(4, 0);
    columns.setWidth(4, 333);
    columns.pin(3, true);
    columns.setSchema([text('city'), text('other'), text('revenue')]);
    expect(columns.shown).toEqual([2, 0, 1]);
    expect(columns.layout.width(1)).toBe(333);
    const { state } = columns;
    const next = new GridColumns();
    next.restore(state);
    next.setSchema(schema);
    expect(next.shown).toEqual([3, 4, 0, 1, 2]);
    next.reset();
    expect(next.shown).toEqual([0, 1, 2, 3, 4]);
    expect(next.layout.width(4)).not.toBe(333);
  });

  it('take a guessed width without telling, and a chosen one before it', () => {
    columns.guessWidth(0, 200, true);
    columns.guessWidth(1, 80, false);
    columns.measured();
    expect([columns.layout.width(0), columns.layout.width(1)]).toEqual([200, 80]);
    expect([columns.hasWidth(0), columns.hasWidth(1)]).toEqual([true, false]);
    expect(Object.keys(columns.state.widths)).toEqual(['name']);
    expect(changes).toBe(0);
    columns.setWidth(0, 5);
    expect(columns.layout.width(0)).toBe(48);
  });
});

describe('bands', () => {
  it('end where the record ends, at the pinned columns, and are told apart by their path', () => {
    expect(bandsOf(['a/x', 'a/y', 'a/b/z', 'n', 'a/w'], 1, new Set())).toEqual([
      { record: 'a', from: 0, to: 1, collapsed: false },
      { record: 'a', from: 1, to: 2, collapsed: false },
      { record: 'a/b', from: 2, to: 3, collapsed: false },
      { record: 'a', from: 4, to: 5, collapsed: false },
    ]);
    expect(bandsOf([], 0, new Set())).toEqual([]);
  });
});
