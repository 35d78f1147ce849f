import type { MenuEntry } from './menu';

export interface MoreMenuState {
  /** The pane is so narrow that the toolbar has no room for what is rare. */
  readonly narrow: boolean;
  readonly hasRows: boolean;
  readonly filterRow: boolean;
  readonly refreshSeconds: number;
  readonly pinned: boolean;
  /** What was run changes something, and does not run by itself. */
  readonly writes: boolean;
}

export interface MoreMenuActions {
  toggleFilterRow(): void;
  columns(): void;
  copy(): void;
  export(): void;
  refreshEvery(seconds: number): void;
  pin(on: boolean): void;
  reset(): void;
}

const intervals: readonly (readonly [seconds: number, label: string])[] = [
  [0, 'Never'],
  [10, 'Every 10 seconds'],
  [30, 'Every 30 seconds'],
  [60, 'Every minute'],
  [300, 'Every 5 minutes'],
];

/** `every 5 minutes` */
export function intervalWord(seconds: number): string {
  const [, label] = intervals.find(([of]) => of === seconds) ?? [seconds, `Every ${seconds} seconds`];
  return label.replace('E', 'e');
}

export function moreMenu(state: MoreMenuState, actions: MoreMenuActions): readonly MenuEntry[] {
  const disabled = !state.hasRows;
  const rare: readonly MenuEntry[] = [
    {
      label: state.filterRow ? 'Hide the filter row' : 'Filter row',
      keys: 'Ctrl+Shift+L',
      disabled,
      run: () => actions.toggleFilterRow(),
    },
    { label: 'Columns…', disabled, run: () => actions.columns() },
    { label: 'Copy as…', disabled, run: () => actions.copy() },
    { label: 'Export…', disabled, run: () => actions.export() },
    'line',
  ];
  const refresh: readonly MenuEntry[] = [
    { heading: 'Run again by itself' },
    ...intervals.map(([seconds, label]) => ({
      label,
      chosen: seconds === state.refreshSeconds,
      run: () => actions.refreshEvery(seconds),
    })),
    'line',
  ];
  return [
    ...(state.narrow ? rare : []),
    ...(state.writes ? [] : refresh),
    {
      label: state.pinned ? 'Unpin this result' : 'Pin and compare with the next run',
      run: () => actions.pin(!state.pinned),
    },
    { label: 'Reset sort, filters and columns', run: () => actions.reset() },
  ];
}
