import type { ExportFormat } from './export';

export interface ExportFormatWords {
  readonly format: ExportFormat;
  readonly label: string;
  /** Of the file, without the dot. */
  readonly extension: string;
  readonly detail: string;
}

/** What can be chosen, in the order in which it is offered. */
export const exportFormats: readonly ExportFormatWords[] = [
  {
    format: 'xlsx',
    label: 'Excel workbook',
    extension: 'xlsx',
    detail: 'Numbers, dates and texts as such, headings that filter, the query in a second sheet',
  },
  { format: 'csv', label: 'CSV', extension: 'csv', detail: 'Comma-separated values in UTF-8' },
  {
    format: 'json',
    label: 'JSON',
    extension: 'json',
    detail: 'One array of records, every value exactly as it was sent',
  },
  { format: 'ndjson', label: 'NDJSON', extension: 'ndjson', detail: 'The same, a record a line' },
  {
    format: 'parquet',
    label: 'Parquet',
    extension: 'parquet',
    detail: 'Typed columns for DuckDB, pandas, Power BI and their like',
  },
];

/** A file name after a title, without what a file system has a meaning for; 60 characters at most, `result` for none. */
export function fileName(title: string, extension: string): string {
  const name = title
    .replace(/[\\/:*?"<>|]|[^\u0020-\ud7ff\ue000-\ufffd]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .replace(/^[. ]+|[. ]+$/g, '');
  // Windows keeps some names for devices.
  const taken = name === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name);
  return `${taken ? 'result' : name}.${extension}`;
}
