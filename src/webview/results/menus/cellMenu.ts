import type { Cell, ColumnKind } from '../../../core/results/model';
import type { FollowTarget } from '../grid/contract';
import type { MenuEntry } from './menu';

export interface CellMenuState {
  readonly kind: ColumnKind;
  readonly cell: Cell;
  /** Only this cell is selected. */
  readonly single: boolean;
}

export interface CellMenuActions {
  copy(headings: boolean): void;
  filter(not: boolean): void;
  showValue(): void;
  openRecord(): void;
  follow(to: FollowTarget): void;
  /** The row's own record, whatever the cell holds. */
  followRow(to: FollowTarget): void;
}

export function cellMenu(
  { kind, cell, single }: CellMenuState,
  actions: CellMenuActions,
): readonly MenuEntry[] {
  const value = cell.state === 'value';
  const lookup = value && (kind === 'lookup' || cell.target !== undefined);
  const filters = kind !== 'rows' && kind !== 'image' && kind !== 'json';
  return [
    { label: 'Copy', keys: 'Ctrl+C', run: () => actions.copy(false) },
    { label: 'Copy with headings', keys: 'Ctrl+Shift+C', run: () => actions.copy(true) },
    'line',
    ...(filters
      ? [
          { label: 'Filter to this value', disabled: !single, run: () => actions.filter(false) },
          { label: 'Exclude this value', disabled: !single, run: () => actions.filter(true) },
        ]
      : []),
    { label: 'Show the whole value', keys: 'Space', disabled: !value, run: () => actions.showValue() },
    'line',
    { label: 'Open record here', keys: lookup ? '' : 'Enter', run: () => actions.openRecord() },
    {
      label: 'Open record in browser',
      keys: lookup ? '' : 'Ctrl+Enter',
      run: () => actions.followRow('browser'),
    },
    { label: 'New query for this row', run: () => actions.followRow('record-query') },
    ...(lookup
      ? [
          { label: 'New query for the lookup', keys: 'Enter', run: () => actions.follow('record-query') },
          { label: 'Open the lookup in browser', keys: 'Ctrl+Enter', run: () => actions.follow('browser') },
        ]
      : []),
    ...(kind === 'rows'
      ? [{ label: 'New query for these records', run: () => actions.follow('nested-query') }]
      : []),
    ...(filters
      ? [{ label: 'Filter to this value in a new query', run: () => actions.follow('filter-query') }]
      : []),
  ];
}
