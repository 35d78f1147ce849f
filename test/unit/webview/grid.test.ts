import { describe, expect, it } from 'vitest';
import { ColumnLayout } from '../../../src/webview/results/grid/columnLayout';
import { commandOf } from '../../../src/webview/results/grid/commands';
import type { KeyPress } from '../../../src/webview/results/grid/commands';
import { RowHeights } from '../../../src/webview/results/grid/rowHeights';
import { GridSelection } from '../../../src/webview/results/grid/selection';
import { VirtualScroll } from '../../../src/webview/results/grid/virtualScroll';
import { duration, rowsState } from '../../../src/webview/results/words';
import type { StatusMessage } from '../../../src/protocol/resultsMessages';

describe('scrolling', () => {
  it('is pixel for pixel while the spacer fits', () => {
    const scroll = new VirtualScroll(new RowHeights(22));
    scroll.resize(100_000, 440);
    expect(scroll.spacer).toBe(2_200_000);
    scroll.scrolled(1000);
    expect([scroll.top, scroll.shift]).toEqual([1000, 0]);
    expect(scroll.visible(0)).toEqual({ first: 45, last: 66 });
  });

  it('reaches the first and the last of five million rows under a capped spacer', () => {
    const scroll = new VirtualScroll(new RowHeights(22));
    scroll.resize(5_000_000, 440);
    expect(scroll.spacer).toBe(16_000_000);
    scroll.scrolled(16_000_000 - 440);
    expect(scroll.visible(0)).toEqual({ first: 4_999_980, last: 5_000_000 });
    scroll.scrolled(0);
    expect(scroll.visible(0)).toEqual({ first: 0, last: 20 });
    scroll.scrolled(8_000_000);
    const { first } = scroll.visible(0);
    expect(Math.abs(first - 2_500_000)).toBeLessThan(200);
  });

  it('passes over no row with the wheel, however many there are', () => {
    const scroll = new VirtualScroll(new RowHeights(22));
    scroll.resize(5_000_000, 440);
    scroll.scrolled(8_000_000);
    const before = scroll.top;
    scroll.scrolled(8_000_100);
    expect(scroll.top - before).toBe(100);
    scroll.placed(scroll.barTop);
    expect(scroll.top - before).toBe(100);
    expect(scroll.shift).toBe(scroll.barTop - scroll.top);
  });

  it('reveals every row, and comes to rest where the bar says', () => {
    const scroll = new VirtualScroll(new RowHeights(22));
    scroll.resize(5_000_000, 440);
    for (const row of [4_999_999, 0, 2_345_678, 2_345_679]) {
      scroll.reveal(row);
      const { first, last } = scroll.visible(0);
      expect(first).toBeLessThanOrEqual(row);
      expect(last).toBeGreaterThan(row);
      const { top } = scroll;
      scroll.placed(scroll.barTop);
      scroll.scrolled(scroll.barTop);
      expect(scroll.top).toBe(top);
    }
  });

  it('has nothing to show without rows', () => {
    const scroll = new VirtualScroll(new RowHeights(22));
    scroll.resize(0, 440);
    expect(scroll.visible(3)).toEqual({ first: 0, last: 0 });
  });
});

describe('columns', () => {
  it('know which of them show', () => {
    const layout = new ColumnLayout();
    expect(layout.visible(0, 500, 1)).toEqual({ first: 0, last: 0 });
    layout.setWidths(Array.from({ length: 300 }, () => 100));
    expect(layout.total).toBe(30_000);
    expect(layout.visible(0, 250, 0)).toEqual({ first: 0, last: 3 });
    expect(layout.visible(10_050, 10_250, 1)).toEqual({ first: 99, last: 104 });
    expect(layout.visible(29_900, 40_000, 2)).toEqual({ first: 297, last: 300 });
  });

  it('move when one before them is resized, never below the narrowest', () => {
    const layout = new ColumnLayout();
    layout.setWidths([100, 100, 100]);
    layout.setWidth(0, 5);
    expect([layout.width(0), layout.start(1), layout.start(2), layout.total]).toEqual([48, 48, 148, 248]);
    layout.setWidth(7, 100);
    expect(layout.count).toBe(3);
  });
});

describe('keys', () => {
  const size = { rows: 1000, columns: 10, page: 20 };
  const press = (key: string, held: Partial<KeyPress> = {}): ReturnType<typeof commandOf> =>
    commandOf(
      { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held },
      { row: 100, column: 5 },
      size,
    );

  it.each([
    ['ArrowUp', {}, 99, 5],
    ['ArrowDown', { ctrlKey: true }, 999, 5],
    ['ArrowLeft', { metaKey: true }, 100, 0],
    ['ArrowRight', {}, 100, 6],
    ['Home', {}, 100, 0],
    ['Home', { ctrlKey: true }, 0, 0],
    ['End', { ctrlKey: true }, 999, 9],
    ['PageUp', {}, 80, 5],
    ['PageDown', {}, 120, 5],
  ])('%s with %j goes to row %i, column %i', (key, held, row, column) => {
    expect(press(key, held)).toEqual({ command: 'move', to: { row, column }, extend: false });
  });

  it('extend with Shift, select, copy, resize, and leave the rest alone', () => {
    expect(press('End', { shiftKey: true })).toMatchObject({ extend: true });
    expect(press('a', { ctrlKey: true })).toEqual({ command: 'selectAll' });
    expect(press('C', { metaKey: true, shiftKey: true })).toEqual({ command: 'copy', headings: true });
    expect(press(' ', { shiftKey: true })).toEqual({ command: 'selectRow' });
    expect(press(' ', { ctrlKey: true })).toEqual({ command: 'selectColumn' });
    expect([press('a'), press('Tab'), press('F5'), press('Enter', { shiftKey: true })]).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(press('v', { ctrlKey: true, altKey: true })).toBeUndefined();
  });

  it.each([
    ['ArrowLeft', { altKey: true }, { command: 'resize', by: -16 }],
    ['ArrowRight', { altKey: true, shiftKey: true }, { command: 'step', by: 1 }],
    ['ArrowDown', { altKey: true }, { command: 'columnMenu' }],
    ['ArrowUp', { altKey: true }, { command: 'toggleBand' }],
    ['F10', { shiftKey: true }, { command: 'cellMenu' }],
    ['ContextMenu', {}, { command: 'cellMenu' }],
    ['Enter', {}, { command: 'enter', browser: false }],
    ['Enter', { ctrlKey: true }, { command: 'enter', browser: true }],
    [' ', {}, { command: 'toggleRow' }],
    ['F2', {}, { command: 'toggleCell' }],
    ['Escape', {}, { command: 'collapse' }],
  ])('%s with %j is %j', (key, held, command) => {
    expect(press(key, held)).toEqual(command);
  });
});

describe('a selection', () => {
  it('spans from the anchor to the active cell and stays inside', () => {
    const selection = new GridSelection();
    selection.resize(10, 5);
    selection.moveTo({ row: 4, column: 2 }, false);
    selection.moveTo({ row: 2, column: 99 }, true);
    expect(selection.range).toEqual({ top: 2, left: 2, bottom: 4, right: 4 });
    expect(selection.active).toEqual({ row: 2, column: 4 });
    selection.collapse();
    expect(selection.single).toBe(true);
  });

  it('of everything takes in rows that come later', () => {
    const selection = new GridSelection();
    selection.resize(10, 5);
    selection.selectAll();
    selection.resize(20, 6);
    expect(selection.range).toEqual({ top: 0, left: 0, bottom: 19, right: 5 });
  });
});

describe('words', () => {
  const status: StatusMessage = {
    type: 'status',
    run: 1,
    phase: 'done',
    face: { face: 'rows' },
    rows: 500,
    pages: 1,
    more: true,
    countLimitExceeded: false,
    bytes: 0,
    elapsedMs: 0,
    json: true,
  };

  it('tell what is loaded of what there is', () => {
    expect(rowsState(status)).toBe('500 rows, more on the server');
    expect(rowsState({ ...status, count: 48_212 })).toBe('500 of 48,212 rows');
    expect(rowsState({ ...status, count: 5000, countLimitExceeded: true })).toBe('500 of 5,000+ rows');
    expect(rowsState({ ...status, more: false, rows: 1 })).toBe('1 row, complete');
  });

  it('tell how long it took', () => {
    expect([0.4, 618, 2449, 65_000].map(duration)).toEqual(['0 ms', '618 ms', '2.4 s', '1:05 min']);
  });
});
