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

/** Milliseconds until columns out of view are guessed: those in view need not wait for them. */
const othersAfter = 100;
/** About what a character takes, in pixels. */
const unitWidth = 7;
/** Where a width is guessed, texts of less than this share of the longest one do not count. */
const farShare = 0.6;
/** From here on most characters are as wide as two: Hangul, kana, ideographs, emoji. */
const firstWide = 0x1100;

/** What widths are guessed for. */
interface Asked {
  readonly source: RowSource;
  readonly columns: GridColumns;
  readonly formatted: boolean;
}

interface ColumnsInView {
  /** Pixels in which columns can be seen. */
  readonly room: number;
  visibleColumns(): { readonly first: number };
}

/** Measures texts as the grid draws them. */
export class ColumnWidths {
  #context: CanvasRenderingContext2D | null | undefined;
  #others: ReturnType<typeof setTimeout> | undefined;
  #asked: Asked | undefined;
  /** Columns before this position may never have been looked at: they are when they come into view. */
  #from = 0;

  /**
   * @param font an element in the document whose font is the grid's
   * @param found columns have other widths now
   */
  constructor(
    private readonly font: HTMLElement,
    private readonly view: ColumnsInView,
    private readonly found: () => void,
  ) {}

  /**
   * Finds widths for columns that were never seen before; for those out of view when the others are there.
   * @param from position of the first that is looked at
   */
  guess(source: RowSource, columns: GridColumns, formatted: boolean, from: number): void {
    this.#asked = { source, columns, formatted };
    if (this.#guessFrom(this.#asked, from, this.view.room) || this.#others !== undefined) return;
    this.#others = setTimeout(() => {
      this.#others = undefined;
      this.#guessOthers();
    }, othersAfter);
  }

  /** Other columns are in view. */
  moved(): void {
    if (this.#from > this.view.visibleColumns().first) this.#guessOthers();
  }

  /** Columns in view stay where they are: those before them wait. */
  #guessOthers(): void {
    if (!this.#asked || this.#asked.source.rows === 0) return;
    const { first } = this.view.visibleColumns();
    this.#from = first > this.#asked.columns.pinned ? first : 0;
    this.#guessFrom(this.#asked, this.#from, Number.POSITIVE_INFINITY);
  }

  /** @returns whether it came to the last column before the room was filled */
  #guessFrom({ source, columns, formatted }: Asked, from: number, room: number): boolean {
    let found = false;
    let position = from;
    for (let filled = 0; position < columns.shown.length && filled < room; position++) {
      const index = columns.indexAt(position);
      const guessed = columns.hasWidth(index) ? undefined : this.#guess(source, columns, formatted, index);
      if (guessed !== undefined) found = true;
      filled += guessed ?? columns.layout.width(position);
    }
    if (found) {
      columns.measured();
      this.found();
    }
    return position >= columns.shown.length;
  }

  /** Width at which nothing of the rows `first` to `last` (exclusive) is cut. */
  fit(source: RowSource, index: number, formatted: boolean, first: number, last: number): number {
    const column = source.schema.columns[index];
    if (!column) return narrowestColumn;
    this.#setFont();
    const cells = Array.from({ length: last - first }, (_, i) => source.cell(first + i, index));
    return Math.min(widestFit, this.#widest(column, cells, formatted, 0));
  }

  /** `undefined` where nothing new is known of the column. */
  #guess(source: RowSource, columns: GridColumns, formatted: boolean, index: number): number | undefined {
    const column = source.schema.columns[index];
    const cell = source.longest(index, formatted);
    if (!column || (!cell && columns.hasGuess(index))) return undefined;
    this.#setFont();
    const width = Math.min(widestGuess, this.#widest(column, [cell], formatted, farShare));
    columns.guessWidth(index, width, cell !== undefined);
    return width;
  }

  #setFont(): void {
    this.#context ??= document.createElement('canvas').getContext('2d');
    if (!this.#context) return;
    const style = getComputedStyle(this.font);
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
