import { prettyJson } from '../../prettyJson';
import { Losses } from '../losses';
import type { OutColumn, OutRows, RowFormat } from '../rows';
import { StringSink } from '../sink';
import { DelimitedFormat } from '../formats/delimited';
import { JsonFormat } from '../formats/json';
import { HtmlFormat } from './html';
import { MarkdownFormat } from './markdown';
import { guidList, sqlInList, type ValueList } from './valueLists';

/** How the selection is put on the clipboard. */
export type CopyFormat = 'tsv' | 'csv' | 'markdown' | 'json' | 'record' | 'html' | 'in-list' | 'guids';

export interface CopyOptions {
  readonly format: CopyFormat;
  readonly headings: boolean;
  /** As shown; lists of values are always of stored ones. */
  readonly formatted: boolean;
  /** For formats that spreadsheets take: texts that they would calculate get an apostrophe before them. */
  readonly formulaGuard: boolean;
}

export interface CopiedText {
  readonly text: string;
  /** Rows that `text` holds: the first ones where all of them were too much. */
  readonly rows: number;
  /** Rows that were to be copied. */
  readonly of: number;
  /** Values, where the format lists them. */
  readonly values?: number;
}

/**
 * A clipboard takes this many UTF-16 code units without trouble, and they reach it at once; what is larger is for a
 * file.
 */
const longestCopy = 16_000_000;

/** Rows between two steps. */
const rowsAtOnce = 256;

/** Makes the text of rows that were selected, some of them a step. It never holds half a row. */
export function* copySteps(
  rows: OutRows,
  columns: readonly OutColumn[],
  options: CopyOptions,
  longest: number = longestCopy,
): Generator<number, CopiedText> {
  const list = listOf(columns, options);
  return list ? yield* listSteps(rows, list, longest) : yield* tableSteps(rows, columns, options, longest);
}

function* tableSteps(
  rows: OutRows,
  columns: readonly OutColumn[],
  options: CopyOptions,
  longest: number,
): Generator<number, CopiedText> {
  const format = formatOf(columns, options);
  const sink = new StringSink();
  format.head(sink);
  const parts = [sink.take()];
  let length = parts[0]?.length ?? 0;
  let row = 0;
  while (row < rows.count) {
    rows.go(row);
    format.row(rows, sink);
    const text = sink.take();
    if (length + text.length > longest && row > 0) break;
    parts.push(text);
    length += text.length;
    row++;
    if (row % rowsAtOnce === 0) yield row;
  }
  format.tail(sink);
  const text = (parts.join('') + sink.take()).replace(/\r?\n$/, '');
  if (options.format === 'record') return { text: [...prettyJson(text)].join(''), rows: row, of: rows.count };
  return { text, rows: row, of: rows.count };
}

function* listSteps(rows: OutRows, list: ValueList, longest: number): Generator<number, CopiedText> {
  let row = 0;
  while (row < rows.count && list.length < longest) {
    rows.go(row);
    list.take(rows);
    row++;
    if (row % rowsAtOnce === 0) yield row;
  }
  return { text: list.text(), rows: row, of: rows.count, values: list.size };
}

function listOf(columns: readonly OutColumn[], { format, headings }: CopyOptions): ValueList | undefined {
  if (format === 'in-list') return sqlInList(columns, headings);
  return format === 'guids' ? guidList(columns) : undefined;
}

function formatOf(columns: readonly OutColumn[], options: CopyOptions): RowFormat {
  const { format, headings, formatted, formulaGuard } = options;
  if (format === 'markdown') return new MarkdownFormat(columns, headings, formatted);
  if (format === 'html') return new HtmlFormat(columns, headings, formatted);
  // One row, as an object of stored values: it is laid out when it is whole.
  const record = { columns, headings: true, formatted: false, layout: 'lines' } as const;
  if (format === 'record') return new JsonFormat(record);
  if (format === 'json') return new JsonFormat({ columns, headings, formatted, layout: 'array' });
  const separator = format === 'csv' ? ',' : '\t';
  return new DelimitedFormat({ columns, headings, formatted, formulaGuard, separator }, new Losses());
}
