import { cellText } from '../../cellText';
import { firstEntry } from '../../model';
import { ColumnTexts } from '../columnTexts';
import type { Losses } from '../losses';
import { bytesOf, type OutColumn, type OutRows, type RowFormat } from '../rows';
import type { Sink } from '../sink';
import { columnLetters, XlsxCells } from './cells';
import { mostXlsxColumns, mostXlsxRows } from './limits';
import { styles } from './styles';
import { sheetNamespace, xmlHead } from './xmlHead';

/** So many of the first rows tell how wide a column is. */
const rowsLookedAt = 200;
/** In characters. */
const narrowest = 8;
const widest = 60;
const dateWidth = 20;
/** Room for the button of the filter. */
const filterButton = 3;

export interface RowsSheetOptions {
  readonly columns: readonly OutColumn[];
  readonly formatted: boolean;
}

/** The sheet of the rows: headings that stay in view and filter, typed cells, columns as wide as what they hold. */
export class RowsSheet implements RowFormat {
  readonly #columns: readonly OutColumn[];
  readonly #letters: readonly string[];
  /** Beginning of each column's cells, up to the number of the row. */
  readonly #starts: readonly string[];
  readonly #cells: XlsxCells;
  readonly #texts: ColumnTexts;
  readonly #widths: readonly number[];
  readonly #rows: OutRows;
  readonly #count: number;
  readonly #losses: Losses;
  #row = 1;

  constructor(rows: OutRows, { columns, formatted }: RowsSheetOptions, losses: Losses) {
    this.#columns = columns.slice(0, mostXlsxColumns);
    losses.columnsLeft = columns.length - this.#columns.length;
    losses.rowsLeft = Math.max(0, rows.count - (mostXlsxRows - 1));
    this.#rows = rows;
    this.#count = rows.count - losses.rowsLeft;
    this.#losses = losses;
    this.#letters = this.#columns.map((_, place) => columnLetters(place));
    this.#starts = this.#letters.map((letters) => `<c r="${letters}`);
    this.#cells = new XlsxCells(formatted, losses);
    this.#texts = new ColumnTexts({
      columns: this.#columns,
      write: (cell, column) => this.#cells.write(cell, column),
      plain: (column) => this.#cells.plain(column),
      losses,
    });
    this.#widths = widthsOf(rows, this.#columns, formatted);
  }

  /** The cells that the headings filter, `$A$1:$C$9`. */
  get area(): string {
    return `$A$1:$${this.#letters.at(-1) ?? 'A'}$${this.#count + 1}`;
  }

  bytes(): Iterable<Uint8Array> {
    return bytesOf(this, { rows: this.#rows, count: this.#count, losses: this.#losses });
  }

  head(sink: Sink<unknown>): void {
    const area = this.area.replaceAll('$', '');
    const widths = this.#widths.map(
      (width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
    );
    const headings = this.#columns.map(
      ({ name }, place) => `${this.#starts[place]}1"${this.#cells.text(name, name, styles.heading)}`,
    );
    sink.add(
      `${xmlHead}<worksheet xmlns="${sheetNamespace}"><dimension ref="${area}"/>` +
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">' +
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>' +
        `<sheetFormatPr defaultRowHeight="15"/>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}` +
        `<sheetData><row r="1">${headings.join('')}</row>`,
    );
  }

  row(rows: OutRows, sink: Sink<unknown>): void {
    this.#row++;
    const number = String(this.#row);
    sink.add('<row r="');
    sink.add(number);
    sink.add('">');
    for (let place = 0; place < this.#columns.length; place++) {
      const column = this.#columns[place];
      if (column === undefined || rows.state(column.index) < firstEntry) continue;
      sink.add(this.#starts[place] ?? '');
      sink.add(number);
      sink.add('"');
      this.#texts.add(rows, place, sink);
    }
    sink.add('</row>');
  }

  tail(sink: Sink<unknown>): void {
    sink.add(`</sheetData><autoFilter ref="${this.area.replaceAll('$', '')}"/></worksheet>`);
  }
}

function widthsOf(rows: OutRows, columns: readonly OutColumn[], formatted: boolean): number[] {
  const widths = columns.map(({ name }) => Math.max(narrowest, name.length + filterButton));
  for (let row = 0; row < Math.min(rows.count, rowsLookedAt); row++) {
    rows.go(row);
    for (const [place, { index, kind }] of columns.entries()) {
      const { length } = cellText(rows.cell(index), formatted);
      // Dates all read alike; amounts of money get decimals and a comma for every three digits.
      const width =
        kind === 'date' ? dateWidth : (kind === 'money' ? Math.ceil((length * 4) / 3) + 2 : length) + 2;
      if (width > (widths[place] ?? 0)) widths[place] = width;
    }
  }
  return widths.map((width) => Math.min(widest, width));
}
