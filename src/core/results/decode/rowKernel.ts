/**
 * The inner loops of the decoder over memory that they share with it, laid out as `rowLayout.ts` says: with a machine's
 * wide registers they take a third of the time. They do what the decoder does without them, or leave it to the decoder.
 * Addresses are offsets into the memory.
 */
export interface RowKernel {
  /** `memoryBytes` of zeros at first. */
  readonly memory: ArrayBuffer;
  /** Copies the bytes of a body from `start` to `end` to an address. */
  copy(body: Uint8Array, start: number, end: number, to: number): void;
  /**
   * Reads rows that look like those before them, as `RecordReader` does, from the address `at` on until one begins at
   * `limit` or behind it.
   * @param start address of the slot with which rows begin
   * @param first number in the batch of the row at `at`; no row gets number `rows`
   * @param body address of the body's first byte, were it all there
   * @param mayOpen whether there is room for the columns of one more record
   * @returns number of the row that is to be read next: there the rows end, or it is another one than those before
   */
  readRows(
    start: number,
    at: number,
    limit: number,
    first: number,
    rows: number,
    body: number,
    mayOpen: boolean,
  ): number;
  /**
   * Writes the codes of rows of a batch to `codesAt`, until one is not in the dictionary, see `GrowingDictionary.find`.
   * @param cells address of the column's cells
   * @param dictionary address of its dictionary; the rows' targets stand at `targetsAt`
   * @param body address of the body's first byte, were it all there
   * @param first index in `noted` of the row to begin with
   * @returns index of the row that is in no entry, or how many there are
   */
  findCodes(cells: number, dictionary: number, body: number, first: number): number;
}

/** Makes one for a result, where the machine has what it needs. */
export type MakeRowKernel = () => RowKernel | undefined;
