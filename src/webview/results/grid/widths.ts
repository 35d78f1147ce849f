import type { Cell, ResultColumn } from '../../../core/results/model';
import { nameInBand } from './bands';
import { narrowestColumn, widestFit } from './columnLayout';
import type { GridColumns } from './columns';
import type { RowSource } from './contract';
import { faceOf } from './faces';
import type { Face } from './faces';
import { labelOf } from './heading';

/** A first guess leaves room for the neighbours; a double click on the edge may go up to `widestFit`. */
const widestGuess = 280;
const cellPadding = 18;
/** Icon, gaps, padding and the marks of a heading. */
const headingExtras = 44;
const ownerIcon = 19;
/** What the number of a choice takes, as the style sheet has it. */
const besideRoom = 30;
/** Ids are drawn in the editor's font, which is wider. */
const monoFactor = 1.12;
/** The rest of a text does not matter to the width. */
const longestMeasured = 120;

/** About what a character takes, in pixels. */
const unitWidth = 7;
/** Where a width is guessed, texts of less than this share of the longest one do not count. */
const farShare = 0.6;
/** From here on most characters are as wide as two: Hangul, kana, ideographs, emoji. */
const firstWide = 0x1100;

/** Measures texts as the grid draws them. */
export class ColumnWidths {
  #context: CanvasRenderingContext2D | null | undefined;
  readonly #font: HTMLElement;

  /** @param font an element in the document whose font is the grid's */
  constructor(font: HTMLElement) {
    this.#font = font;
  }

  /** Widths for columns that were never seen before; true where one was found. */
  guess(source: RowSource, columns: GridColumns, formatted: boolean, from: number): boolean {
    const unknown = source.schema.columns
      .map((column, index) => ({ column, index }))
      .filter(({ index }) => !columns.hasWidth(index) && columns.positionOf(index) >= from);
    if (unknown.length === 0) return false;
    this.#setFont();
    let found = false;
    for (const { column, index } of unknown) {
      const cell = source.longest(index, formatted);
      if (!cell && columns.hasGuess(index)) continue;
      columns.guessWidth(
        index,
        Math.min(widestGuess, this.#widest(column, [cell], formatted, farShare)),
        cell !== undefined,
      );
      found = true;
    }
    if (found) columns.measured();
    return found;
  }

  /** Width at which nothing of the rows `first` to `last` (exclusive) is cut. */
  fit(source: RowSource, index: number, formatted: boolean, first: number, last: number): number {
    const column = source.schema.columns[index];
    if (!column) return narrowestColumn;
    this.#setFont();
    const cells = Array.from({ length: last - first }, (_, i) => source.cell(first + i, index));
    return Math.min(widestFit, this.#widest(column, cells, formatted, 0));
  }

  #setFont(): void {
    this.#context ??= document.createElement('canvas').getContext('2d');
    if (!this.#context) return;
    const style = getComputedStyle(this.#font);
    this.#context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  }

  /**
   * @param share of the widest text by their characters: shorter ones are not measured, which takes longer than to draw them
   */
  #widest(
    column: ResultColumn,
    cells: readonly (Cell | undefined)[],
    formatted: boolean,
    share: number,
  ): number {
    const texts: WideText[] = [
      { text: nameInBand(column.name), factor: 1, extra: headingExtras },
      { text: labelOf(column), factor: 0.85, extra: headingExtras },
      ...cells.map((cell) => wideText(faceOf(column, cell, formatted))),
    ];
    const guesses = texts.map(({ text, factor, extra }) => unitsOf(text) * factor * unitWidth + extra);
    const far = share * guesses.reduce((most, guess) => Math.max(most, guess), 0);
    let widest = narrowestColumn;
    texts.forEach(({ text, factor, extra }, i) => {
      if ((guesses[i] ?? 0) >= far) widest = Math.max(widest, this.#width(text) * factor + extra);
    });
    return Math.ceil(widest);
  }

  #width(text: string): number {
    return this.#context?.measureText(text.slice(0, longestMeasured)).width ?? 0;
  }
}

/** A text, how much wider than the grid's its font is, and the pixels that stand beside it. */
interface WideText {
  readonly text: string;
  readonly factor: number;
  readonly extra: number;
}

function wideText({ name, text, beside, className }: Face): WideText {
  const besides = beside === undefined ? 0 : besideRoom;
  const icon = name === 'person' || name === 'team' || name === 'rows' ? ownerIcon : 0;
  const factor = className.endsWith(' mono') ? monoFactor : 1;
  return { text, factor, extra: (besides + icon) * factor + cellPadding };
}

/** Characters, those of scripts with wide ones twice. */
function unitsOf(text: string): number {
  const end = Math.min(text.length, longestMeasured);
  let units = end;
  for (let i = 0; i < end; i++) if (text.charCodeAt(i) >= firstWide) units++;
  return units;
}
