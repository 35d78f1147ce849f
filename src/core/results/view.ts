/** How the loaded rows are arranged: which of them pass, and in which order. Columns by index into the schema. */
export interface RowsView {
  /** The first one decides, the others among equals. Without any: the order in which the rows came. */
  readonly sort: readonly SortKey[];
  /** A row passes all of them. */
  readonly filters: readonly ColumnFilter[];
  /** A row passes where the text of any of its cells holds this, without regard to case. */
  readonly search?: string;
  /** Texts are compared as they are shown: formatted values where there are any, or else stored ones. */
  readonly formatted: boolean;
  /** Only rows that were added or changed since the result that this one is compared with. */
  readonly onlyChanges?: boolean;
}

export interface SortKey {
  readonly column: number;
  readonly descending: boolean;
}

export interface ColumnFilter {
  readonly column: number;
  readonly test: CellTest;
}

export type CellTest =
  /** Without regard to case. */
  | {
      readonly kind: 'contains' | 'equals' | 'startsWith' | 'endsWith';
      readonly text: string;
      readonly not?: boolean;
    }
  /** Numbers, both ends included. */
  | {
      readonly kind: 'range';
      readonly from?: number;
      readonly to?: number;
      /** Where `from` or `to` is not all of the number: among cells of the same double these decide. */
      readonly exactFrom?: ExactEnd;
      readonly exactTo?: ExactEnd;
      readonly not?: boolean;
    }
  /** Points in time in milliseconds since 1970; `before` is not included. */
  | { readonly kind: 'period'; readonly from?: number; readonly before?: number }
  /** Stored values; `null` stands for null and not sent. */
  | { readonly kind: 'oneOf'; readonly values: readonly (string | null)[]; readonly not?: boolean }
  /** Null or not sent; with `empty` false the rows that hold a value. */
  | { readonly kind: 'empty'; readonly empty: boolean };

/** A number of more digits than a double holds. */
export interface ExactEnd {
  readonly digits: string;
  /** The number itself is not included. */
  readonly open?: boolean;
}

/** A view that leaves everything as it came. */
export const naturalView: RowsView = { sort: [], filters: [], formatted: true };
