import { cellText } from '../../cellText';
import { ColumnTexts } from '../columnTexts';
import type { OutColumn, OutRows, RowFormat } from '../rows';
import type { Sink } from '../sink';

/** A table of GitHub Flavored Markdown. Without headings its first line, which the format asks for, is empty. */
export class MarkdownFormat implements RowFormat {
  readonly #columns: readonly OutColumn[];
  readonly #headings: boolean;
  readonly #texts: ColumnTexts;

  constructor(columns: readonly OutColumn[], headings: boolean, formatted: boolean) {
    this.#columns = columns;
    this.#headings = headings;
    this.#texts = new ColumnTexts({
      columns,
      write: (cell) => markdownText(cellText(cell, formatted)),
    });
  }

  head(sink: Sink<unknown>): void {
    const names = this.#columns.map(({ name }) => (this.#headings ? markdownText(name) : ' '));
    const rules = this.#columns.map(({ kind }) => (kind === 'number' || kind === 'money' ? '---:' : '---'));
    sink.add(`| ${names.join(' | ')} |\n| ${rules.join(' | ')} |\n`);
  }

  row(rows: OutRows, sink: Sink<unknown>): void {
    for (let place = 0; place < this.#columns.length; place++) {
      sink.add(place === 0 ? '| ' : ' | ');
      this.#texts.add(rows, place, sink);
    }
    sink.add(' |\n');
  }

  tail(): void {
    // The last line ends the table.
  }
}

/**
 * Text that reads as it is: nothing in it is markup, a link or HTML. An underscore inside a word is none either
 * (CommonMark, "Emphasis and strong emphasis").
 */
function markdownText(text: string): string {
  return text
    .replace(/[\\`*[\]|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\r\n|[\r\n]/g, '<br>');
}
