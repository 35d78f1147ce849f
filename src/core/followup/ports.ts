import type { Cell, ResultColumn } from '../results/model';
import type { ColumnFilter } from '../results/view';

/** Where the rows of a result came from. */
export interface ResultOrigin {
  /** Of the document that the query stands in. */
  readonly uri: string;
  /** Name of its block, or `#n`; `undefined` for a selection. */
  readonly block?: string;
  /** As it stood in the document, variables replaced, not encoded. */
  readonly target: string;
  /** Name of the environment. */
  readonly environment: string;
}

/** A cell of a row. */
export interface RowCell {
  readonly column: ResultColumn;
  readonly cell: Cell;
}

/** A cell that is followed, and the row that it is in. */
export interface FollowedCell extends RowCell {
  readonly row: readonly RowCell[];
  /** Names of the columns of nested rows. */
  readonly nested?: readonly string[];
}

/** Where a cell leads. */
export type FollowTarget =
  /** A new query for the record of a lookup, or else of the row. */
  | 'record-query'
  /** That record in the browser. */
  | 'browser'
  /** The query of the result, asking for this value too. */
  | 'filter-query'
  /** A new query for the rows of an expanded collection. */
  | 'nested-query';

/** What can be done next with a result. All of it may throw a ProblemError. */
export interface FollowUps {
  follow(origin: ResultOrigin, cell: FollowedCell, to: FollowTarget): Promise<void>;
  /** Puts the filters into the `$filter` of the query in its file. */
  addToFilter(
    origin: ResultOrigin,
    columns: readonly ResultColumn[],
    filters: readonly ColumnFilter[],
  ): Promise<void>;
  /** Puts the columns into its `$select`. */
  setSelect(origin: ResultOrigin, columns: readonly ResultColumn[]): Promise<void>;
  /** Selects the `$filter` of the query in its file. */
  showFilter(origin: ResultOrigin): Promise<void>;
  /** Has its own `Prefer` ask for formatted values too. */
  askForFormatted(origin: ResultOrigin): Promise<void>;
}
