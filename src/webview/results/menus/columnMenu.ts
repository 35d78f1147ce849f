import type { ColumnKind } from '../../../core/results/model';
import type { NamedFilter, NamedSort } from '../arrange/arrangement';
import type { MenuEntry } from './menu';

export interface ColumnMenuState {
  readonly kind: ColumnKind;
  readonly sort: NamedSort | undefined;
  /** Another column sorts. */
  readonly othersSort: boolean;
  readonly pinned: boolean;
  readonly filter: NamedFilter | undefined;
  /** No other column is on view. */
  readonly last: boolean;
}

export interface ColumnMenuActions {
  sort(descending: boolean, add: boolean): void;
  clearSort(): void;
  filter(): void;
  clearFilter(): void;
  pin(): void;
  hide(): void;
  fit(): void;
  move(by: -1 | 1): void;
  copy(): void;
  copyInList(): void;
  addToFilter(): void;
  about(): void;
}

export function columnMenu(state: ColumnMenuState, actions: ColumnMenuActions): readonly MenuEntry[] {
  const sorts = state.kind !== 'rows' && state.kind !== 'image';
  const sorting: MenuEntry[] = sorts
    ? [
        { label: 'Sort ascending', run: () => actions.sort(false, false) },
        { label: 'Sort descending', run: () => actions.sort(true, false) },
        {
          label: state.sort ? 'Turn its sort round' : 'Add to sort',
          keys: 'Shift+Click',
          disabled: !state.othersSort,
          run: () => actions.sort(state.sort ? !state.sort.descending : false, true),
        },
        ...(state.sort ? [{ label: 'Do not sort', run: () => actions.clearSort() }] : []),
        'line',
      ]
    : [];
  return [
    ...sorting,
    { label: 'Filter…', keys: 'Ctrl+Shift+L', run: () => actions.filter() },
    ...(state.filter ? [{ label: 'Clear the filter', run: () => actions.clearFilter() }] : []),
    { label: state.pinned ? 'Unpin' : 'Pin', run: () => actions.pin() },
    { label: 'Hide', disabled: state.last, run: () => actions.hide() },
    { label: 'Fit to content', run: () => actions.fit() },
    { label: 'Move left', run: () => actions.move(-1) },
    { label: 'Move right', run: () => actions.move(1) },
    'line',
    { label: 'Copy column', run: () => actions.copy() },
    { label: 'Copy as SQL IN list', run: () => actions.copyInList() },
    'line',
    {
      label: 'Add to $filter in the query',
      disabled: state.filter === undefined,
      run: () => actions.addToFilter(),
    },
    { label: 'About this column', run: () => actions.about() },
  ];
}
