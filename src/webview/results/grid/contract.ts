import type { Cell, ResultColumn, ResultSchema } from '../../../core/results/model';
import type {
  ArrangedRows,
  NestedRows,
  QuestionName,
  Questions,
  SelectedCells,
  WholeCell,
} from '../../../core/results/questions';
import type { SortKey } from '../../../core/results/view';
import type { PaneMessage } from '../../../protocol/resultsMessages';

/**
 * What the grid takes and what it tells. Outside of the grid a column is always its index into the schema, and a row
 * its place in the arrangement on view, both from 0.
 */

/** Puts a question to where the rows are. Rejects with a problem. */
export type Ask = <N extends QuestionName>(
  name: N,
  ask: Questions[N]['ask'],
) => Promise<Questions[N]['answer']>;

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** The rows as the grid reads them: of those at hand a cell is told at once, the others are on their way. */
export interface RowSource {
  readonly schema: ResultSchema;
  /** Of the arrangement on view. */
  readonly version: number;
  readonly rows: number;
  /** False: {@link show} has them fetched, and {@link onChange} tells when they are there. */
  has(row: number): boolean;
  /** `undefined` while the row is on its way. */
  cell(row: number, column: number): Cell | undefined;
  /** Number of the row in the order in which rows came, from 0. */
  numberOf(row: number): number | undefined;
  /** What became of the row since the pinned result: a `rowChange` of `core/results/compare`. */
  changeOf(row: number): number;
  /** Whether the pinned result holds another value there. */
  cellChanged(row: number, column: number): boolean;
  /** A value of the column that is among the longest at hand: to guess a width. */
  longest(column: number, formatted: boolean): Cell | undefined;
  /** Says which rows are in view, `last` excluded: what is missing is fetched, and what may come into view next. */
  show(first: number, last: number): void;
  whole(place: CellPlace): Promise<WholeCell | undefined>;
  nested(place: CellPlace): Promise<NestedRows | undefined>;
  /**
   * `rows`: some came, or there are more of them; `schema`: columns or targets came; `arranged`: the rows stand in
   * another order, or others pass; `cleared`: another result. Returns what ends it.
   */
  onChange(listener: (change: SourceChange) => void): () => void;
}

export type SourceChange = 'rows' | 'schema' | 'arranged' | 'cleared';

/** What the user made of the columns, by name, so that it outlives a run and a reload. */
export interface ColumnsState {
  /** Names in the order in which they were put; columns that it does not name follow. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
  /** Pixels. */
  readonly widths: Readonly<Record<string, number>>;
  /** Expanded records that are shown as one column: `primarycontactid`. */
  readonly collapsed: readonly string[];
}

export interface ColumnView {
  /** Index into the schema. */
  readonly index: number;
  readonly column: ResultColumn;
  readonly pinned: boolean;
  readonly hidden: boolean;
  /** Pixels. */
  readonly width: number;
}

/** Which columns show, where and how wide: pinned ones first, at the left. */
export interface ColumnModel {
  /** All of them in shown order, the hidden ones where they would stand. */
  readonly all: readonly ColumnView[];
  /** Schema indexes of those on view, in shown order. */
  readonly shown: readonly number[];
  readonly state: ColumnsState;
  restore(state: Partial<ColumnsState>): void;
  hide(column: number, hidden: boolean): void;
  pin(column: number, pinned: boolean): void;
  /** Moves it before another one, or to the end of its part (pinned or not). */
  move(column: number, before: number | undefined): void;
  /** One place to the left (-1) or to the right (1) among those on view. False where it is the last there. */
  step(column: number, by: -1 | 1): boolean;
  setWidth(column: number, width: number): void;
  /** Shows the columns of an expanded record as one, or all of them again. */
  collapse(record: string, collapsed: boolean): void;
  /** As the query wrote them: order, nothing hidden or pinned, widths guessed anew. */
  reset(): void;
  onChange(listener: () => void): () => void;
}

/** Where a menu is to open, in pixels of the window. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export type FollowTarget = Extract<PaneMessage, { type: 'follow' }>['to'];

/** What the grid tells. */
export interface GridActions {
  /** A heading was clicked; with Shift it is added to the columns that sort already. */
  sort(column: number, add: boolean): void;
  /** Chevron, right click, Alt+Down. Give the focus back with {@link GridControl.focus}. */
  openColumnMenu(column: number, anchor: Anchor): void;
  /** Right click, Shift+F10, the menu key; the cell is in the selection. */
  openCellMenu(place: CellPlace, anchor: Anchor): void;
  /**
   * Enter or a click on a lookup: `record-query`; Ctrl+Enter, Ctrl and click, its button: `browser` (of a cell that
   * is no lookup: the row's own record); "Open as query" over nested rows: `nested-query`.
   */
  follow(place: CellPlace, to: FollowTarget): void;
  /** Enter on a cell that is no lookup, a double click on a row. */
  openRecord(row: number): void;
  /** Ctrl+C, with Shift too `headings`. */
  copy(cells: SelectedCells, headings: boolean): void;
  /** A text that the grid itself holds whole: of a value that was opened in place. */
  copyText(text: string, said: string): void;
  /** Active cell or range. */
  selectionChanged(): void;
  /** Order, widths, hidden, pinned or collapsed: to be remembered. */
  columnsChanged(): void;
  /** A word for the live region. */
  say(text: string): void;
}

/** The row under the headings that the pane fills: one element a column, kept by whoever made it. */
export interface FilterRow {
  /** Asked for when the column comes into view; the same element each time. */
  cell(column: number): HTMLElement;
}

/** What is looked for, to be marked in the cells in view. */
export interface FoundText {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
}

/** What the pane does with the grid. It redraws itself when its source or its columns change. */
export interface GridControl {
  readonly element: HTMLElement;
  readonly columns: ColumnModel;
  readonly formatted: boolean;
  setFormatted(formatted: boolean): void;
  /** Columns that sort, the first decides: arrows, ranks and `aria-sort`. */
  setSort(sort: readonly SortKey[]): void;
  /** Columns that a filter works on: a mark in their headings. */
  setFiltered(columns: readonly number[]): void;
  /** Shows the filter row, or takes it away. */
  setFilterRow(row: FilterRow | undefined): void;
  /** Brings the column's filter into view and gives it the focus. */
  focusFilter(column: number): void;
  setFound(found: FoundText | undefined): void;
  readonly active: CellPlace;
  /** One cell only. */
  readonly single: boolean;
  /** `undefined` while there is no cell. */
  readonly selected: SelectedCells | undefined;
  /** Makes a cell the active one and brings it into view. */
  goTo(place: CellPlace): void;
  selectColumn(column: number): void;
  selectAll(): void;
  /** Tells the action `copy`. */
  copy(headings: boolean): void;
  /** As wide as the rows in view need. */
  fit(column: number): void;
  /** Opens the whole value of a cell under its row, or closes it: a nested table, or the text. */
  toggleDetail(place: CellPlace): void;
  /** Where the column's menu belongs. */
  anchorOf(column: number): Anchor;
  /** Row at the top of the view and offset of the columns, to come back to with {@link scrollTo}. */
  readonly scroll: { readonly row: number; readonly left: number };
  scrollTo(place: { readonly row: number; readonly left: number }): void;
  focus(): void;
  /** Draws at once what is in view. */
  draw(): void;
}

/** What the pane tells the windows of rows (`RowWindows` in `../rows`) as messages come. */
export interface RowCache extends RowSource {
  setSchema(schema: ResultSchema): void;
  /** A `rows` message: rows in the order in which they came. False where its bytes are no chunk. */
  push(data: ArrayBuffer): boolean;
  /** So many rows are loaded (`status.rows`): the natural order has grown, an arranged view has not. */
  grown(rows: number): void;
  /**
   * Puts an arrangement on view, `undefined` the natural order. What is on view stays until the rows that take its
   * place are there.
   */
  arrange(arranged: ArrangedRows | undefined): Promise<void>;
  /** What is told with the rows has changed, though not the rows. */
  refresh(): Promise<void>;
  /** Another result: nothing is left. */
  clear(): void;
}
