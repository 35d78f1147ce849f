import { describe, expect, it } from 'vitest';
import { cellMenu } from '../../../../src/webview/results/menus/cellMenu';
import { columnMenu } from '../../../../src/webview/results/menus/columnMenu';
import type { ColumnMenuState } from '../../../../src/webview/results/menus/columnMenu';
import { copyMenu } from '../../../../src/webview/results/menus/copyMenu';
import type { MenuEntry } from '../../../../src/webview/results/menus/menu';
import { intervalWord, moreMenu } from '../../../../src/webview/results/menus/moreMenu';
import { paneCommand } from '../../../../src/webview/results/paneKeys';

/** Actions that note their names and arguments. */
function noting(): { actions: never; done: unknown[][] } {
  const done: unknown[][] = [];
  const actions = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          void done.push([name, ...args]),
    },
  ) as never;
  return { actions, done };
}

function labels(entries: readonly MenuEntry[]): string[] {
  return entries.flatMap((entry) => (typeof entry === 'object' && 'label' in entry ? [entry.label] : []));
}

function run(entries: readonly MenuEntry[], label: string): void {
  const entry = entries.find((one) => typeof one === 'object' && 'label' in one && one.label === label);
  if (typeof entry !== 'object' || !('run' in entry) || !('label' in entry)) throw new Error(`No ${label}.`);
  if (entry.disabled) throw new Error(`${label} is switched off.`);
  entry.run();
}

describe('the menu of a column', () => {
  const plain: ColumnMenuState = {
    kind: 'text',
    sort: undefined,
    othersSort: false,
    pinned: false,
    filter: undefined,
    last: false,
  };
  const { actions, done } = noting();

  it('sorts alone, and beside others where others sort', () => {
    run(columnMenu(plain, actions), 'Sort descending');
    run(columnMenu({ ...plain, othersSort: true }, actions), 'Add to sort');
    const sorted = { ...plain, othersSort: true, sort: { name: 'x', descending: false } };
    run(columnMenu(sorted, actions), 'Turn its sort round');
    expect(done.splice(0)).toEqual([
      ['sort', true, false],
      ['sort', false, true],
      ['sort', true, true],
    ]);
    expect(() => run(columnMenu(plain, actions), 'Add to sort')).toThrow('switched off');
  });

  it('leaves at least one column, and puts only a filter that there is into the query', () => {
    expect(() => run(columnMenu({ ...plain, last: true }, actions), 'Hide')).toThrow('switched off');
    expect(() => run(columnMenu(plain, actions), 'Add to $filter in the query')).toThrow('switched off');
    const filtered = columnMenu({ ...plain, filter: { text: 'x' } }, actions);
    run(filtered, 'Add to $filter in the query');
    run(filtered, 'Clear the filter');
    expect(done.splice(0)).toEqual([['addToFilter'], ['clearFilter']]);
  });

  it('does not sort collections and pictures', () => {
    expect(labels(columnMenu({ ...plain, kind: 'rows' }, actions))).not.toContain('Sort ascending');
  });
});

describe('the menu of a cell', () => {
  const value = { state: 'value', type: 'text', raw: 'x' } as const;
  const { actions, done } = noting();

  it('tells the row from what a lookup leads to', () => {
    const menu = cellMenu({ kind: 'lookup', cell: value, single: true }, actions);
    run(menu, 'Open record in browser');
    run(menu, 'Open the lookup in browser');
    run(menu, 'New query for this row');
    run(menu, 'New query for the lookup');
    expect(done.splice(0)).toEqual([
      ['followRow', 'browser'],
      ['follow', 'browser'],
      ['followRow', 'record-query'],
      ['follow', 'record-query'],
    ]);
    expect(labels(cellMenu({ kind: 'text', cell: value, single: true }, actions))).not.toContain(
      'New query for the lookup',
    );
  });

  it('filters to one value only', () => {
    const one = cellMenu({ kind: 'text', cell: { state: 'null' }, single: true }, actions);
    run(one, 'Exclude this value');
    expect(done.splice(0)).toEqual([['filter', true]]);
    const range = cellMenu({ kind: 'text', cell: value, single: false }, actions);
    expect(() => run(range, 'Filter to this value')).toThrow('switched off');
  });
});

describe('the menus of the toolbar', () => {
  it('copy in seven formats and say of what', () => {
    const { actions, done } = noting();
    const menu = copyMenu({ rows: 8, columns: 1, headings: false, formatted: true }, actions);
    expect(menu[0]).toEqual({ heading: '8 rows, 1 column, as shown' });
    for (const label of labels(menu)) run(menu, label);
    expect(done.map(([, format]) => format)).toEqual([
      'tsv',
      'csv',
      'markdown',
      'json',
      'html',
      'in-list',
      'guids',
    ]);
  });

  it('take in what a narrow pane has no room for', () => {
    const { actions } = noting();
    const state = { hasRows: true, filterRow: false, refreshSeconds: 30, pinned: false, writes: false };
    expect(labels(moreMenu({ ...state, narrow: false }, actions))).not.toContain('Columns…');
    const narrow = moreMenu({ ...state, narrow: true }, actions);
    expect(labels(narrow)).toEqual(expect.arrayContaining(['Filter row', 'Columns…', 'Copy as…', 'Export…']));
    const chosen = narrow.filter((entry) => typeof entry === 'object' && 'chosen' in entry && entry.chosen);
    expect(labels(chosen)).toEqual(['Every 30 seconds']);
    const once = moreMenu({ ...state, narrow: false, writes: true }, actions);
    expect(labels(once).filter((label) => /^(?:Every|Never)/.test(label))).toEqual([]);
  });
});

describe('the keys of the pane', () => {
  const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

  it.each([
    ['F5', none, 'runAgain'],
    ['F3', none, 'findNext'],
    ['F3', { ...none, shiftKey: true }, 'findPrevious'],
    ['F6', { ...none, shiftKey: true }, 'previousPart'],
    ['f', { ...none, ctrlKey: true }, 'find'],
    ['f', { ...none, metaKey: true }, 'find'],
    ['L', { ...none, ctrlKey: true, shiftKey: true }, 'toggleFilterRow'],
    ['v', { ...none, ctrlKey: true, altKey: true }, 'toggleFormatted'],
    ['Escape', none, 'escape'],
    ['F5', { ...none, ctrlKey: true }, undefined],
    ['f', none, undefined],
    ['ArrowDown', { ...none, altKey: true }, undefined],
  ] as const)('%s with %o', (key, modifiers, command) => {
    expect(paneCommand({ key, ...modifiers })).toBe(command);
  });
});

it('says how often a query runs again as the menu does', () => {
  expect([10, 60, 300, 45].map(intervalWord)).toEqual([
    'every 10 seconds',
    'every minute',
    'every 5 minutes',
    'every 45 seconds',
  ]);
});
