import type { ExportLosses, Loss, LossKind } from './losses';

const words: Readonly<Record<LossKind, (cells: string, one: boolean) => string>> = {
  cut: (cells, one) =>
    `${cells} ${one ? 'was' : 'were'} cut after 32,767 characters, more than which Excel does not take`,
  'half-character': (cells, one) =>
    `${cells} ${one ? 'holds' : 'hold'} half of a character (a lone surrogate), which the format cannot hold as it is`,
  'control-character': (cells, one) =>
    `${cells} ${one ? 'holds' : 'hold'} control characters, which XML cannot: written as escapes such as _x0001_`,
  'inexact-number': (cells, one) =>
    `${cells} ${one ? 'holds a number' : 'hold numbers'} of more digits than the format keeps: written as text`,
  'date-as-text': (cells, one) =>
    `${cells} ${one ? 'holds a date' : 'hold dates'} that the format has no number for: written as text`,
  guarded: (cells, one) =>
    `${cells} ${one ? 'begins' : 'begin'} like a formula and got an apostrophe before it`,
  'mixed-types': (cells, one) =>
    `${cells} ${one ? 'is' : 'are'} of another type than the rest of the column, which was written as text`,
};

/** What a file does not hold as it stood in the result, a sentence each; none where it holds everything. */
export function lossWords(losses: ExportLosses): readonly string[] {
  const sentences = losses.cells.map(sentence);
  if (losses.rows > 0) {
    sentences.unshift(
      `${counted(losses.rows, 'row', 'rows')} did not fit: a sheet takes 1,048,575 below its headings.`,
    );
  }
  if (losses.columns > 0) {
    sentences.unshift(`${counted(losses.columns, 'column', 'columns')} did not fit: a sheet takes 16,384.`);
  }
  return sentences;
}

function sentence({ kind, cells, first }: Loss): string {
  const place =
    first.row === 0 ? `column ${first.column}` : `row ${number(first.row)}, column ${first.column}`;
  const where = cells === 1 ? place : `the first in ${place}`;
  return `${words[kind](counted(cells, 'cell', 'cells'), cells === 1)} (${where}).`;
}

function counted(count: number, one: string, many: string): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
