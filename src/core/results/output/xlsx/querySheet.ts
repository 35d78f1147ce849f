import { lossWords } from '../lossWords';
import type { Losses } from '../losses';
import { XlsxCells } from './cells';
import { styles } from './styles';
import { sheetNamespace, xmlHead } from './xmlHead';
import { serialDate } from './dates';

/** Where the rows of a file come from. Free of secrets. */
export interface ExportSource {
  readonly title: string;
  readonly environment: string;
  readonly method: string;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly exportedAt: number;
}

/** The sheet that says where the rows come from, and what could not be held. */
export function querySheet(
  rows: number,
  { source, formatted }: { readonly source: ExportSource; readonly formatted: boolean },
  losses: Losses,
): string {
  const left = lossWords(losses.found);
  // What this sheet itself cannot hold, an address longer than a cell, is counted with the rest.
  const cells = new XlsxCells(false, losses);
  const text = (value: string): string => cells.text(value, 'Query', styles.wrapped);
  const lines: (readonly [label: string, cell: string])[] = [
    ['Query', text(source.title)],
    ['Environment', text(source.environment)],
    ['Request', text(`${source.method} ${source.url}`)],
    ['Exported (UTC)', dateCell(source.exportedAt)],
    ['Rows', `><v>${rows}</v></c>`],
    ['Values', text(formatted ? 'As shown: labels of choices, names of lookups' : 'As stored')],
    ['Times', text('UTC')],
    ...left.map((words, i) => [i === 0 ? 'Not as stored' : '', text(words)] as const),
  ];
  const written = lines.map(
    ([label, cell], i) =>
      `<row r="${i + 1}"><c r="A${i + 1}"${cells.text(label, 'Query', styles.label)}<c r="B${i + 1}"${cell}</row>`,
  );
  return (
    `${xmlHead}<worksheet xmlns="${sheetNamespace}"><sheetViews><sheetView workbookViewId="0"/></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="18" customWidth="1"/>' +
    `<col min="2" max="2" width="100" customWidth="1"/></cols><sheetData>${written.join('')}</sheetData></worksheet>`
  );
}

function dateCell(milliseconds: number): string {
  const text = `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
  return ` s="${styles.dateTime}"><v>${serialDate(text)?.serial ?? ''}</v></c>`;
}
