import type { RowsView } from '../view';
import { DelimitedFormat } from './formats/delimited';
import { JsonFormat } from './formats/json';
import type { ExportLosses, Losses } from './losses';
import { bytesOf, type OutColumn, type OutRows } from './rows';
import type { ExportSource } from './xlsx/querySheet';

/** What rows can be written to. */
export type ExportFormat = 'csv' | 'json' | 'ndjson' | 'xlsx' | 'parquet';

/** Those that are one text. */
export type TextFileFormat = Exclude<ExportFormat, 'xlsx' | 'parquet'>;

export interface ExportOptions {
  readonly format: ExportFormat;
  /** As shown; JSON and NDJSON hold stored values in any case, and formatted ones beside them. */
  readonly formatted: boolean;
  /** CSV: the file begins with a byte order mark, by which Excel knows UTF-8. */
  readonly byteOrderMark: boolean;
  /** CSV: texts that a spreadsheet would calculate get an apostrophe before them. */
  readonly formulaGuard: boolean;
  /** XLSX: told in a sheet of its own. Parquet: told in the metadata of the file. */
  readonly source: ExportSource;
}

/** Writes the rows of an arrangement to a file. */
export interface ExportAsk extends ExportOptions {
  /** How the rows are arranged that go out. */
  readonly view: RowsView;
  /** Indexes into the columns of the result, in the order in which they go out. */
  readonly columns: readonly number[];
  /** Absolute path of the file; one that is there is replaced once the new one is whole. */
  readonly file: string;
  /** Absolute path beside it, where the file is made; whoever asks removes it should this thread end. */
  readonly temporary: string;
}

/** How it went. */
export interface ExportReport {
  readonly rows: number;
  readonly columns: number;
  readonly bytes: number;
  readonly ms: number;
  readonly losses: ExportLosses;
}

/** The bytes of a file that is one text, in stretches. */
export function textFileBytes(
  rows: OutRows,
  columns: readonly OutColumn[],
  options: Omit<ExportOptions, 'format'> & { readonly format: TextFileFormat },
  losses: Losses,
): Iterable<Uint8Array> {
  const { format, formatted, formulaGuard } = options;
  const layout = format === 'json' ? 'array' : 'lines';
  const written =
    format === 'csv'
      ? new DelimitedFormat({ columns, separator: ',', headings: true, formatted, formulaGuard }, losses)
      : new JsonFormat({ columns, layout, headings: true, formatted });
  return bytesOf(written, { rows, losses });
}
