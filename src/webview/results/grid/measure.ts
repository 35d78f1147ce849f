import { summarizeJson } from '../../../core/results/cellText';
import type { ResultColumn } from '../../../core/results/model';
import type { RowStore } from '../../../core/results/rowStore';
import { longestRead } from './cells';
import { narrowestColumn, widestFit } from './columnLayout';

/** Rows that a guess looks at, at the top, where one reads first, and at the end. */
const sample = { first: 100, newest: 60 };
/** A first guess leaves room for the neighbours; a double click on the edge may go up to `widestFit`. */
const widestGuess = 280;
const cellPadding = 18;
/** Icon, gaps and padding of a heading. */
const headingExtras = 36;

/** Measures texts as the grid draws them. */
export class ColumnMeasure {
  readonly #context = document.createElement('canvas').getContext('2d');
  readonly #font: HTMLElement;

  constructor(font: HTMLElement) {
    this.#font = font;
  }

  /** Width for a column that was never seen before. Of a late column only the newest rows have values. */
  guess(store: RowStore, column: number, formatted: boolean): number {
    const { rows } = store;
    const top = Math.min(sample.first, rows);
    const end = Math.max(top, rows - sample.newest);
    const widest = Math.max(
      this.#widest(store, column, formatted, 0, top),
      this.#widest(store, column, formatted, end, rows),
    );
    return Math.min(widestGuess, widest);
  }

  /** Width at which nothing of the rows `first` to `last` (exclusive) is cut. */
  fit(store: RowStore, column: number, formatted: boolean, first: number, last: number): number {
    return Math.min(widestFit, this.#widest(store, column, formatted, first, last));
  }

  #widest(store: RowStore, column: number, formatted: boolean, first: number, last: number): number {
    const description = store.schema.columns[column];
    if (!description || !this.#context) return narrowestColumn;
    const style = getComputedStyle(this.#font);
    this.#context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    let widest = this.#width(description.name) + headingExtras;
    for (let row = first; row < last; row++) {
      widest = Math.max(widest, this.#cell(store, row, column, description, formatted) + cellPadding);
    }
    return Math.max(narrowestColumn, Math.ceil(widest));
  }

  #cell(store: RowStore, row: number, column: number, { kind }: ResultColumn, formatted: boolean): number {
    const cell = store.cell(row, column, longestRead);
    if (cell.state !== 'value') return cell.state === 'null' ? 24 : 0;
    if (cell.type === 'json') return this.#width(summarizeJson(cell.raw));
    const text = formatted ? (cell.formatted ?? cell.raw) : cell.raw;
    // Ids are drawn in the editor's font, which is wider.
    const wide = text === cell.raw && (kind === 'guid' || kind === 'lookup') ? 1.12 : 1;
    const beside = formatted && kind === 'choice' ? this.#width(cell.raw) + 8 : 0;
    return this.#width(text) * wide + beside + (formatted && cell.target ? 20 : 0);
  }

  #width(text: string): number {
    return this.#context?.measureText(text.slice(0, 120)).width ?? 0;
  }
}
