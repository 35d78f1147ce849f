import { cellText } from '../../cellText';
import type { Cell } from '../../model';
import { ColumnTexts } from '../columnTexts';
import { hasHalfCharacter, type Losses } from '../losses';
import type { OutColumn, OutRows, RowFormat } from '../rows';
import { guarded, isFormula } from './formulaGuard';

export interface DelimitedOptions {
  readonly columns: readonly OutColumn[];
  readonly separator: ',' | '\t';
  readonly headings: boolean;
  readonly formatted: boolean;
  /** Texts that a spreadsheet would calculate get an apostrophe before them. */
  readonly formulaGuard: boolean;
}

/**
 * Comma-separated values of RFC 4180, lines ended by CRLF; tab-separated ones in the same way, as spreadsheets paste
 * them. Null and what was not sent are empty; an empty text is `""` among commas, so that the two can be told apart.
 */
export class DelimitedFormat implements RowFormat {
  readonly #options: DelimitedOptions;
  readonly #losses: Losses;
  readonly #texts: ColumnTexts;
  readonly #special: RegExp;
  /** What an empty text, and what nothing, is written as. */
  readonly #empty: string;
  readonly #nothing: string;

  constructor(options: DelimitedOptions, losses: Losses) {
    this.#options = options;
    this.#losses = losses;
    this.#special = options.separator === ',' ? /[",\r\n]/ : /["\t\r\n]/;
    const commas = options.separator === ',';
    this.#empty = commas ? '""' : '';
    // An empty line in a file of one column is skipped by many readers.
    this.#nothing = commas && options.columns.length === 1 ? '""' : '';
    this.#texts = new ColumnTexts(options.columns, (cell, column) => this.#cell(cell, column), losses);
  }

  head(): string {
    const { columns, headings, separator } = this.#options;
    if (!headings) return '';
    return `${columns.map(({ name }) => this.#field(name, name, false)).join(separator)}\r\n`;
  }

  row(rows: OutRows): string {
    const { columns, separator } = this.#options;
    let line = '';
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place];
      if (place > 0) line += separator;
      if (column) line += this.#texts.text(rows, column, place);
    }
    return `${line}\r\n`;
  }

  tail(): string {
    return '';
  }

  #cell(cell: Cell, column: OutColumn): string {
    if (cell.state !== 'value') return this.#nothing;
    const text = cellText(cell, this.#options.formatted);
    return text === '' ? this.#empty : this.#field(text, column.name, cell.type === 'number');
  }

  #field(text: string, column: string, isNumber: boolean): string {
    if (hasHalfCharacter(text)) this.#losses.add('half-character', column);
    let written = text;
    if (this.#options.formulaGuard && isFormula(text, isNumber)) {
      this.#losses.add('guarded', column);
      written = guarded(text);
    }
    return this.#special.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
  }
}
