import { cellText } from '../../cellText';
import type { Cell } from '../../model';
import { ColumnTexts } from '../columnTexts';
import { hasHalfCharacter, type Losses } from '../losses';
import type { OutColumn, OutRows, RowFormat } from '../rows';
import { plainExcept, writeInstant, type PlainCells } from '../plainCells';
import type { Sink } from '../sink';
import { formulaStarts, guarded, isFormula } from './formulaGuard';

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
    const { columns, separator, formatted, formulaGuard } = options;
    const commas = separator === ',';
    this.#options = options;
    this.#losses = losses;
    this.#special = commas ? /[",\r\n]/ : /["\t\r\n]/;
    this.#empty = commas ? '""' : '';
    // An empty line in a file of one column is skipped by many readers.
    this.#nothing = commas && columns.length === 1 ? '""' : '';
    const plain = plainFields(formatted, formulaGuard);
    this.#texts = new ColumnTexts({
      columns,
      write: (cell, column) => this.#cell(cell, column),
      losses,
      ...(commas ? { plain: () => plain } : {}),
    });
  }

  head(sink: Sink<unknown>): void {
    const { columns, headings, separator } = this.#options;
    if (!headings) return;
    sink.add(`${columns.map(({ name }) => this.#field(name, name, false)).join(separator)}\r\n`);
  }

  row(rows: OutRows, sink: Sink<unknown>): void {
    const { columns, separator } = this.#options;
    for (let place = 0; place < columns.length; place++) {
      if (place > 0) sink.add(separator);
      this.#texts.add(rows, place, sink);
    }
    sink.add('\r\n');
  }

  tail(): void {
    // A line ends with itself.
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

/** Fields among commas that are neither quoted nor guarded. Formatted values of numbers have a guard of their own. */
function plainFields(formatted: boolean, formulaGuard: boolean): PlainCells {
  const none = { before: '', after: '' };
  const inside = plainExcept('",');
  const edge = formulaGuard ? plainExcept(`",${formulaStarts}`) : inside;
  return {
    text: { ...none, rule: { inside, edge, longest: Infinity } },
    formatted: formatted ? 'instead' : 'none',
    number: none,
    instant: { ...none, write: writeInstant },
  };
}
