import { cellText } from './cellText';
import type { RowStore } from './rowStore';

/** A rectangle of cells, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Copying stops at so many UTF-16 code units; about what a clipboard and a spreadsheet take without trouble. */
const longestCopy = 64_000_000;

export interface TsvResult {
  readonly text: string;
  /** Rows that `text` holds: fewer than the range where it grew too long. */
  readonly rows: number;
}

/**
 * The cells as tab-separated values with `\r\n` between rows, as spreadsheets paste them: a cell with a tab,
 * a line break or a quote is quoted.
 */
export function rangeToTsv(
  store: RowStore,
  range: CellRange,
  options: { readonly formatted: boolean; readonly headings: boolean; readonly columns?: readonly number[] },
): TsvResult {
  const columns = options.columns ?? allColumns(range);
  const lines: string[] = [];
  if (options.headings) {
    lines.push(columns.map((column) => quoted(store.schema.columns[column]?.name ?? '')).join('\t'));
  }
  let length = 0;
  let rows = 0;
  for (let row = range.top; row <= range.bottom && length <= longestCopy; row++) {
    const line = columns
      .map((column) => quoted(cellText(store.cell(row, column), options.formatted)))
      .join('\t');
    length += line.length + 2;
    lines.push(line);
    rows++;
  }
  return { text: lines.join('\r\n'), rows };
}

function allColumns(range: CellRange): number[] {
  return Array.from({ length: range.right - range.left + 1 }, (_, i) => range.left + i);
}

function quoted(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
