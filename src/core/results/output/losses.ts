/** What a format could not hold as it is, or was asked to change. */
export type LossKind =
  /** Cut after {@link longestXlsxText} characters. */
  | 'cut'
  /** Half of a character that takes two UTF-16 code units. */
  | 'half-character'
  /** A control character that XML 1.0 has no place for. */
  | 'control-character'
  /** A number that a double does not hold digit for digit, written as text. */
  | 'inexact-number'
  /** A point in time that the format has no number for, written as text. */
  | 'date-as-text'
  /** A text that a spreadsheet would calculate, written with an apostrophe before it. */
  | 'guarded'
  /** A value that is not of its column's type, written as text of a column that holds texts. */
  | 'mixed-types';

/** A cell of the file: row from 1, headings not counted. */
export interface LossPlace {
  readonly row: number;
  readonly column: string;
}

export interface Loss {
  readonly kind: LossKind;
  readonly cells: number;
  readonly first: LossPlace;
}

/** What did not go into a file as it stood in the result. */
export interface ExportLosses {
  readonly cells: readonly Loss[];
  /** Rows and columns for which there was no place. */
  readonly rows: number;
  readonly columns: number;
}

/** Counts what was lost while rows go out. */
export class Losses {
  readonly #byKind = new Map<LossKind, { cells: number; first: LossPlace }>();
  /** Grows with every loss. */
  total = 0;
  /** The row that is being written, from 1; 0 for the headings. Whoever moves through the rows sets it. */
  row = 0;
  /** Rows and columns that were left out. */
  rowsLeft = 0;
  columnsLeft = 0;

  add(kind: LossKind, column: string): void {
    this.total++;
    const known = this.#byKind.get(kind);
    if (known) known.cells++;
    else this.#byKind.set(kind, { cells: 1, first: { row: this.row, column } });
  }

  get found(): ExportLosses {
    const cells = [...this.#byKind].map(([kind, { cells: count, first }]) => ({ kind, cells: count, first }));
    return { cells, rows: this.rowsLeft, columns: this.columnsLeft };
  }
}

const anySurrogate = /[\ud800-\udfff]/;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether a text holds half of a character, which UTF-8 has no bytes for. */
export function hasHalfCharacter(text: string): boolean {
  return anySurrogate.test(text) && loneSurrogate.test(text);
}
