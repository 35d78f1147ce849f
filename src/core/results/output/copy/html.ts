import { cellText } from '../../cellText';
import { ColumnTexts } from '../columnTexts';
import type { OutColumn, OutRows, RowFormat } from '../rows';
import type { Sink } from '../sink';

/** The source of an HTML table without styles; everything from the rows is text in it. */
export class HtmlFormat implements RowFormat {
  readonly #columns: readonly OutColumn[];
  readonly #headings: boolean;
  readonly #texts: ColumnTexts;

  constructor(columns: readonly OutColumn[], headings: boolean, formatted: boolean) {
    this.#columns = columns;
    this.#headings = headings;
    this.#texts = new ColumnTexts({
      columns,
      write: (cell) => `<td>${htmlText(cellText(cell, formatted))}</td>`,
    });
  }

  head(sink: Sink<unknown>): void {
    const names = this.#columns.map(({ name }) => `<th scope="col">${htmlText(name)}</th>`);
    const headings = this.#headings ? `<thead>\n<tr>${names.join('')}</tr>\n</thead>\n` : '';
    sink.add(`<table>\n${headings}<tbody>\n`);
  }

  row(rows: OutRows, sink: Sink<unknown>): void {
    sink.add('<tr>');
    for (let place = 0; place < this.#columns.length; place++) this.#texts.add(rows, place, sink);
    sink.add('</tr>\n');
  }

  tail(sink: Sink<unknown>): void {
    sink.add('</tbody>\n</table>\n');
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
