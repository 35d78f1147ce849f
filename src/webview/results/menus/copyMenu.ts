import type { CopyFormat } from '../../../protocol/resultsMessages';
import { count, rowsWord } from '../words';
import type { MenuEntry } from './menu';

export interface CopyMenuState {
  readonly rows: number;
  readonly columns: number;
  readonly headings: boolean;
  readonly formatted: boolean;
}

export interface CopyMenuActions {
  copy(format: CopyFormat): void;
  setHeadings(on: boolean): void;
  setFormatted(on: boolean): void;
}

const formats: readonly (readonly [format: CopyFormat, label: string, keys?: string])[] = [
  ['tsv', 'Tab-separated', 'Ctrl+C'],
  ['csv', 'CSV'],
  ['markdown', 'Markdown table'],
  ['json', 'JSON'],
  ['html', 'HTML table'],
  ['in-list', 'SQL IN list'],
  ['guids', 'GUIDs only'],
];

export function copyMenu(state: CopyMenuState, actions: CopyMenuActions): readonly MenuEntry[] {
  const columns = state.columns === 1 ? '1 column' : `${count(state.columns)} columns`;
  return [
    { heading: `${rowsWord(state.rows)}, ${columns}, as shown` },
    ...formats.map(([format, label, keys]) => ({
      label,
      ...(keys !== undefined && { keys }),
      run: () => actions.copy(format),
    })),
    'line',
    { check: 'With headings', on: state.headings, run: (on) => actions.setHeadings(on) },
    { check: 'Formatted values', on: state.formatted, run: (on) => actions.setFormatted(on) },
  ];
}
