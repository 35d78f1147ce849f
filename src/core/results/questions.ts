import type { ColumnFilter, RowsView } from './view';

/**
 * What can be asked of the rows of a result. They are kept on a thread of their own; whoever shows them asks for the
 * rows in view and for whatever is to be known of all of them. Rows are numbered from 0 in the order of the arranged
 * view, columns by index into the schema.
 */
export interface Questions {
  arrange: { readonly ask: RowsView; readonly answer: ArrangedRows };
  /** `undefined` where rows were arranged anew meanwhile. */
  window: { readonly ask: WindowAsk; readonly answer: RowsWindow | undefined };
  /** One cell, whole. */
  cell: { readonly ask: CellPlaceAsk; readonly answer: WholeCell | undefined };
  /** The records of a collection that was expanded, as a result of their own. */
  nested: { readonly ask: CellPlaceAsk; readonly answer: NestedRows | undefined };
  find: { readonly ask: FindAsk; readonly answer: FindAnswer };
  statistics: { readonly ask: SelectedCells; readonly answer: SelectionStatistics };
  distinct: { readonly ask: DistinctAsk; readonly answer: DistinctValues };
  chart: { readonly ask: ChartAsk; readonly answer: ChartData };
  /** Rows of the earlier result that are gone; `undefined` while nothing is compared. */
  removed: { readonly ask: object; readonly answer: NestedRows | undefined };
}

export type QuestionName = keyof Questions;

export interface ArrangedRows {
  /** Goes with every question about places in this arrangement. 0 is the natural order, which alone grows as rows come. */
  readonly version: number;
  /** Rows that pass. */
  readonly rows: number;
  /** Rows that were loaded when it was made. */
  readonly of: number;
  readonly ms: number;
}

export interface WindowAsk {
  readonly version: number;
  readonly first: number;
  /** No more than `maxChunkRows`. */
  readonly count: number;
  /** Only these columns; all of them without. */
  readonly columns?: readonly number[];
}

export interface RowsWindow {
  /** A chunk as `packChunk` makes it; its `firstRow` is the asked one. Long texts are cut: see `cutFlag`. */
  readonly data: ArrayBuffer;
  /** A `Uint32Array`: the number of each row in the order in which rows came, from 0. Missing where it is the same. */
  readonly numbers?: ArrayBuffer;
  /** While the result is compared with an earlier one. */
  readonly changes?: RowChanges;
}

/** What became of the rows of a window since an earlier result. */
export interface RowChanges {
  /** A `Uint8Array`, one a row: `rowChange` of `compare/compareRows`. */
  readonly rows: ArrayBuffer;
  /** A `Uint8Array`, row by row one for each column of the schema: 1 where the cell holds another value. */
  readonly cells: ArrayBuffer;
}

/** A result against an earlier one. */
export interface ComparisonSummary {
  /** The column that rows were matched by; without it they were matched by their place. */
  readonly key?: string;
  readonly added: number;
  readonly removed: number;
  readonly changedRows: number;
  readonly changedCells: number;
  /** Columns that only one of them has: their cells were not compared. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
}

export interface CellPlaceAsk {
  readonly version: number;
  readonly row: number;
  readonly column: number;
}

export interface WholeCell {
  readonly raw: string;
  readonly formatted?: string;
  /** UTF-16 code units of the stored text where `raw` is only its beginning. */
  readonly cutAt?: number;
  /** What the cell held in the result that it is compared with, where that was something else; null for null. */
  readonly before?: string | null;
}

export interface NestedRows {
  readonly columns: readonly { readonly name: string; readonly kind: string }[];
  readonly targets: readonly { readonly logicalName: string; readonly navigationProperty: string }[];
  readonly rows: number;
  /** A chunk of the first rows. */
  readonly data: ArrayBuffer;
  /** The server has more of them (`@odata.nextLink` of the collection). */
  readonly more: boolean;
}

export interface FindAsk {
  readonly version: number;
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
  readonly formatted: boolean;
  /** In the order in which they are shown. */
  readonly columns: readonly number[];
  /** Where to go on; `column` is a schema index. */
  readonly from: { readonly row: number; readonly column: number };
  readonly backwards: boolean;
  /** The cell at `from` itself counts. */
  readonly including: boolean;
}

export interface FindAnswer {
  /** Cells that hold the text. */
  readonly total: number;
  /** Which of them `at` is, from 1. */
  readonly position: number;
  readonly at?: { readonly row: number; readonly column: number };
  /** Why the text cannot be looked for: a broken regular expression. */
  readonly error?: string;
}

/** A rectangle of cells, as shown: the columns are schema indexes in their shown order. */
export interface SelectedCells {
  readonly version: number;
  readonly top: number;
  /** Included. */
  readonly bottom: number;
  readonly columns: readonly number[];
}

export interface SelectionStatistics {
  readonly cells: number;
  /** Null or not sent. */
  readonly nulls: number;
  readonly distinct: number;
  /** `distinct` is off by about a thousandth: there are too many to tell them apart exactly. */
  readonly estimated?: true;
  /** Of the cells that hold numbers; missing where there is none. */
  readonly numbers?: {
    readonly count: number;
    readonly sum: number;
    readonly min: number;
    readonly max: number;
  };
  /** Of the cells that hold dates, in milliseconds since 1970. */
  readonly dates?: { readonly count: number; readonly min: number; readonly max: number };
}

export interface DistinctAsk {
  readonly column: number;
  /** Only values whose text holds this, without regard to case. */
  readonly contains?: string;
  readonly limit: number;
  /** Rows that pass these filters are counted (those of the other columns). */
  readonly filters: readonly ColumnFilter[];
}

export interface DistinctValues {
  /** Most frequent first. `raw` is null for null and not sent. */
  readonly values: readonly { readonly raw: string | null; readonly label?: string; readonly rows: number }[];
  /** How many there are in all. */
  readonly total: number;
}

export interface ChartAsk {
  readonly version: number;
  /** Column of the groups. */
  readonly by: number;
  readonly measure: 'count' | 'sum' | 'average' | 'min' | 'max';
  /** Column of the numbers; not for `count`. */
  readonly of?: number;
  /** Dates are grouped by it. */
  readonly period?: 'day' | 'week' | 'month' | 'quarter' | 'year';
  /** Groups beyond go into one, the last. */
  readonly most: number;
  readonly order: 'value' | 'label';
}

export interface ChartData {
  readonly groups: readonly {
    readonly label: string;
    readonly raw: string | null;
    readonly value: number;
    readonly rows: number;
  }[];
  /** Groups that were put together in the last one. */
  readonly others: number;
}
