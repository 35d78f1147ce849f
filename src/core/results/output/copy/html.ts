import { cellText } from '../../cellText';
import type { Cell } from '../../model';
import { ColumnTexts } from '../columnTexts';
import type { OutColumn, OutRows, RowFormat } from '../rows';

/** The source of an HTML table without styles; everything from the rows is text in it. */
export class HtmlFormat implements RowFormat {
  readonly #columns: readonly OutColumn[];
  readonly #headings: boolean;
  readonly #texts: ColumnTexts;

  constructor(columns: readonly OutColumn[], headings: boolean, formatted: boolean) {
    this.#columns = columns;
    this.#headings = headings;
    this.#texts = new ColumnTexts(columns, (cell: Cell) => `<td>${htmlText(cellText(cell, formatted))}</td>`);
  }

  head(): string {
    if (!this.#headings) return '<table>\n<tbody>\n';
    const names = this.#columns.map(({ name }) => `<th scope="col">${htmlText(name)}</th>`);
    return `<table>\n<thead>\n<tr>${names.join('')}</tr>\n</thead>\n<tbody>\n`;
  }

  row(rows: OutRows): string {
    const cells = this.#columns.map((column, place) => this.#texts.text(rows, column, place));
    return `<tr>${cells.join('')}</tr>\n`;
  }

  tail(): string {
    return '</tbody>\n</table>\n';
  }
}

function htmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/\r\n|[\r\n]/g, '<br>');
}
