import { openAboutColumn } from './menus/aboutColumn';
import { cellMenu } from './menus/cellMenu';
import { columnMenu } from './menus/columnMenu';
import type { ColumnMenuActions } from './menus/columnMenu';
import { openMenu } from './menus/menu';
import type { Anchor, CellPlace } from './grid/contract';
import type { GridView } from './gridView';

/** The menu of a column: from its chevron, by right click and Alt+Down. */
export function openMenuOfColumn(view: GridView, column: number, anchor: Anchor): void {
  const of = view.column(column);
  if (!of) return;
  const sort = view.arrangement.sortOf(of.name);
  const state = {
    kind: of.kind,
    sort,
    othersSort: view.arrangement.sorts,
    pinned: view.grid.columns.all.some(({ index, pinned }) => index === column && pinned),
    filter: view.arrangement.filter(of.name),
    last: view.grid.columns.shown.length === 1,
  };
  openMenu(
    view.host.popups,
    anchor,
    `Column ${of.name}`,
    columnMenu(state, actionsOf(view, column, of.name)),
  );
}

function actionsOf(view: GridView, column: number, name: string): ColumnMenuActions {
  const { grid, arrangement, host } = view;
  return {
    sort: (descending, add) => {
      arrangement.setSort(name, descending, add);
      view.apply();
    },
    clearSort: () => {
      arrangement.removeSort(name);
      view.apply();
    },
    filter: () => view.openFilter(column),
    clearFilter: () => view.setFilter(name, undefined),
    ...placing(view, column, name),
    fit: () => grid.fit(column),
    copy: () => view.requests.copy(view.requests.cellsOf([column]), 'tsv', view.headings),
    copyInList: () => view.requests.copy(view.requests.cellsOf([column]), 'in-list', false),
    addToFilter: () => view.requests.addToFilter(column),
    about: () => {
      const cells = view.requests.cellsOf([column]);
      const of = view.column(column);
      if (!of) return;
      openAboutColumn(host.popups, grid.anchorOf(column), of, {
        ask: host.ask,
        cells,
        failed: (error) => host.failed(error),
      });
    },
  };
}

/** What moves a column about says so: the active cell may stay the same. */
function placing(
  { grid: { columns }, host }: GridView,
  column: number,
  name: string,
): Pick<ColumnMenuActions, 'pin' | 'hide' | 'move'> {
  return {
    pin: () => {
      const pinned = columns.all.some((one) => one.index === column && one.pinned);
      columns.pin(column, !pinned);
      host.say(pinned ? `${name} is no longer pinned.` : `${name} is pinned.`);
    },
    hide: () => {
      columns.hide(column, true);
      host.say(`${name} is hidden.`);
    },
    move: (by) => {
      const moved = columns.step(column, by);
      const place = `column ${columns.shown.indexOf(column) + 1} of ${columns.shown.length}`;
      host.say(moved ? `${name}: ${place}.` : `${name} cannot go further.`);
    },
  };
}

/** The menu of a cell: by right click, Shift+F10 and the menu key. */
export function openMenuAtCell(view: GridView, place: CellPlace, anchor: Anchor): void {
  const { grid, host } = view;
  const { row, column } = place;
  const cell = view.source.cell(row, column);
  const of = view.column(column);
  if (!cell || !of) return;
  const entries = cellMenu(
    { kind: of.kind, cell, single: grid.single },
    {
      copy: (headings) => grid.copy(headings),
      filter: (not) => void filterToCell(view, place, not).catch((error: unknown) => host.failed(error)),
      showValue: () => grid.toggleDetail(place),
      openRecord: () => host.openRecord(row),
      follow: (to) => view.requests.follow(place, to),
      followRow: (to) => view.requests.follow({ row, column: ownColumn(view) }, to),
    },
  );
  openMenu(host.popups, anchor, 'Cell', entries);
}

/** A column that is no lookup: what is followed from there is the row itself. */
function ownColumn(view: GridView): number {
  return Math.max(
    0,
    view.source.schema.columns.findIndex(({ kind }) => kind !== 'lookup' && kind !== 'rows'),
  );
}

async function filterToCell(view: GridView, place: CellPlace, not: boolean): Promise<void> {
  const cell = view.source.cell(place.row, place.column);
  const of = view.column(place.column);
  if (!cell || !of) return;
  const raw =
    cell.state !== 'value' ? null : cell.cut ? ((await view.source.whole(place))?.raw ?? cell.raw) : cell.raw;
  const label = cell.state !== 'value' ? 'null' : (cell.formatted ?? cell.raw);
  const before = view.arrangement.filter(of.name);
  // What is excluded adds up: one value after the other.
  const more = not && before && 'values' in before && before.not ? before : undefined;
  view.setFilter(of.name, {
    values: [...(more?.values ?? []), raw],
    labels: [...(more?.labels ?? []), label],
    not,
  });
}
