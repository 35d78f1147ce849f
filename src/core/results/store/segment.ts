import type { TextTable } from '../model';

/**
 * Some consecutive rows of a result, column by column. Rows are kept in segments as they come, a page or a part of
 * one, so that growing copies nothing and old segments can go to a file.
 */
export interface Segment {
  /** Number of the first row in the whole result, from 0. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** By index of the result's columns; `undefined` where the property was sent for none of the rows. */
  readonly columns: readonly (SegmentColumn | undefined)[];
}

export type SegmentColumn = CodedColumn | PackedColumn;

/** Few distinct values: each row holds a code of the column's dictionary, which all segments share. */
export interface CodedColumn {
  readonly encoding: 'coded';
  /** One a row: 0 (not sent), 1 (null), or entry number + 2. As narrow as the codes of this segment allow. */
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
}

/** Many distinct values: each row holds its own. */
export interface PackedColumn {
  readonly encoding: 'packed';
  /** One a row: 0 (not sent), 1 (null), or index of `entryTypes` + 2. `undefined` where every row holds a value of `type`. */
  readonly states: Uint8Array | undefined;
  /** Index of `entryTypes`: of every row where `states` is undefined. */
  readonly type: number;
  readonly raw: PackedValues;
  /** Formatted value of each row, empty where it has none of its own. */
  readonly formatted?: TextTable;
  /** Of each row: 0, or number + 1 of its lookup target. */
  readonly targets?: Uint16Array;
}

/** Stored values of consecutive rows; what stands where `states` says that there is none does not matter. */
export type PackedValues =
  | { readonly kind: 'text'; readonly table: TextTable }
  /** Numbers whose text is what `String` makes of them, digit for digit. */
  | { readonly kind: 'number'; readonly values: Float64Array }
  /** 16 bytes a row, in the order of their digits; the text is lower case with hyphens. */
  | { readonly kind: 'guid'; readonly bytes: Uint8Array }
  /** Points in time as Dataverse writes them, `2026-11-21T10:40:00Z`: milliseconds since 1970, whole seconds. */
  | { readonly kind: 'instant'; readonly values: Float64Array };

/** The dictionary of one column: grows with the result, an entry never changes. */
export interface ColumnDictionary {
  readonly size: number;
  /** Index of `entryTypes`. */
  type(entry: number): number;
  raw(entry: number, limit?: number): string;
  /** `undefined` where it has none of its own. */
  formatted(entry: number, limit?: number): string | undefined;
  /** 0, or number + 1 of its lookup target. */
  target(entry: number): number;
}

/** A file that only grows, for what no longer fits in memory. Synchronous: it is used on a thread of its own. */
export interface SpillFile {
  /** Offset at which the bytes begin. */
  append(bytes: Uint8Array): number;
  read(offset: number, length: number): Uint8Array;
}
