import type { CopiedText, CopyFormat } from './copyCells';

const formatNames: Readonly<Record<Exclude<CopyFormat, 'record'>, string>> = {
  tsv: '',
  csv: ' as CSV',
  markdown: ' as a Markdown table',
  json: ' as JSON',
  html: ' as an HTML table',
  'in-list': ' as a SQL IN list',
  guids: '',
};

/** What is said after copying; it names what was left out. */
export function copiedWords(copied: CopiedText, format: CopyFormat): string {
  const { rows, of, values } = copied;
  if (format === 'record') return 'Copied the record as JSON.';
  const what =
    values === undefined
      ? counted(rows, 'row', 'rows')
      : format === 'guids'
        ? counted(values, 'GUID', 'GUIDs')
        : counted(values, 'value', 'values');
  const how = formatNames[format];
  if (rows === of) return `Copied ${what}${how}.`;
  const first =
    values === undefined ? `the first ${what}` : `${what} of the first ${counted(rows, 'row', 'rows')}`;
  return `Copied ${first} of ${counted(of, 'row', 'rows')}${how}: a clipboard takes no more. Export the result to get all of them.`;
}

/** `undefined` where there is something to put on the clipboard. */
export function nothingToCopy(copied: CopiedText, format: CopyFormat): string | undefined {
  if (copied.values !== 0) return undefined;
  return format === 'guids' ? 'There is no GUID among these cells.' : 'There is no value among these cells.';
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
