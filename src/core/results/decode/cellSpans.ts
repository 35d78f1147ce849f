/** Rows that are read before their cells are encoded, column by column: what they touch still is in the processor's cache. */
export const batchRows = 128;

/** Where the cells of one column stand in the body, for a batch of rows. */
export class CellSpans {
  /** 0 where the property was not sent, or else what `JsonBytes` says of the value. */
  readonly marks = new Uint8Array(batchRows);
  readonly starts = new Int32Array(batchRows);
  readonly ends = new Int32Array(batchRows);
  readonly hashes = new Int32Array(batchRows);
  /** The same of the formatted value. */
  readonly formattedMarks = new Uint8Array(batchRows);
  readonly formattedStarts = new Int32Array(batchRows);
  readonly formattedEnds = new Int32Array(batchRows);
  readonly formattedHashes = new Int32Array(batchRows);
  /** Numbers of names, see `Names`: of the target's table and of the navigation property. */
  readonly tables = new Uint16Array(batchRows);
  readonly properties = new Uint16Array(batchRows);
  /** Rows that have a value, `count` of them. */
  readonly noted = new Uint8Array(batchRows);
  count = 0;
  /** Something was noted since it was cleared. */
  touched = false;
  /** Bytes of the longest value. */
  longest = 0;

  clear(): void {
    this.marks.fill(0);
    this.formattedMarks.fill(0);
    this.formattedHashes.fill(0);
    this.tables.fill(0);
    this.properties.fill(0);
    this.count = 0;
    this.touched = false;
    this.longest = 0;
  }
}
