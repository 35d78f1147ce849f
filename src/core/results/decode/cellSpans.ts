import type { KernelMemory } from './kernelMemory';
import {
  batchRows,
  cellsBytes,
  cellsCount,
  cellsLongest,
  cellsNamed,
  cellsTouched,
  endsAt,
  formattedEndsAt,
  formattedMarksAt,
  formattedStartsAt,
  marksAt,
  notedAt,
  propertiesAt,
  startsAt,
  tablesAt,
} from './rowLayout';

/** Where the cells of one column stand in the body, for a batch of rows. */
export class CellSpans {
  /** Where a kernel finds them, or 0. */
  readonly address: number;
  /** 0 where the property was not sent, or else what `JsonBytes` says of the value. */
  readonly marks: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The same of the formatted value. */
  readonly formattedMarks: Uint8Array;
  readonly formattedStarts: Int32Array;
  readonly formattedEnds: Int32Array;
  /** Numbers of names, see `Names`: of the target's table and of the navigation property. */
  readonly tables: Uint16Array;
  readonly properties: Uint16Array;
  /** Rows that have a value, `count` of them. */
  readonly noted: Uint8Array;
  readonly #words: Int32Array;

  constructor(memory: KernelMemory | undefined) {
    const address = memory?.take(cellsBytes) ?? 0;
    const buffer = memory !== undefined && address > 0 ? memory.kernel.memory : new ArrayBuffer(cellsBytes);
    this.address = address;
    this.#words = new Int32Array(buffer, address, marksAt / 4);
    this.marks = new Uint8Array(buffer, address + marksAt, batchRows);
    this.formattedMarks = new Uint8Array(buffer, address + formattedMarksAt, batchRows);
    this.noted = new Uint8Array(buffer, address + notedAt, batchRows);
    this.starts = new Int32Array(buffer, address + startsAt, batchRows);
    this.ends = new Int32Array(buffer, address + endsAt, batchRows);
    this.formattedStarts = new Int32Array(buffer, address + formattedStartsAt, batchRows);
    this.formattedEnds = new Int32Array(buffer, address + formattedEndsAt, batchRows);
    this.tables = new Uint16Array(buffer, address + tablesAt, batchRows);
    this.properties = new Uint16Array(buffer, address + propertiesAt, batchRows);
  }

  get count(): number {
    return this.#words[cellsCount >> 2] ?? 0;
  }

  /** Bytes of the longest value. */
  get longest(): number {
    return this.#words[cellsLongest >> 2] ?? 0;
  }

  /** One of the rows has a table or a navigation property. */
  get named(): boolean {
    return this.#words[cellsNamed >> 2] !== 0;
  }

  /** @returns whether nothing was noted since it was cleared */
  touch(): boolean {
    const words = this.#words;
    if (words[cellsTouched >> 2] !== 0) return false;
    words[cellsTouched >> 2] = 1;
    return true;
  }

  /** @param length of a value; 0 of null */
  note(row: number, mark: number, start: number, end: number, length: number): void {
    const words = this.#words;
    // A name that stands twice in a record counts as it stands last.
    if (this.marks[row] === 0) {
      const count = words[cellsCount >> 2] ?? 0;
      this.noted[count] = row;
      words[cellsCount >> 2] = count + 1;
    }
    this.marks[row] = mark;
    this.starts[row] = start;
    this.ends[row] = end;
    if (length > this.longest) words[cellsLongest >> 2] = length;
  }

  noteName(names: Uint16Array, row: number, number: number): void {
    names[row] = number;
    this.#words[cellsNamed >> 2] = 1;
  }

  clear(): void {
    this.marks.fill(0);
    this.formattedMarks.fill(0);
    if (this.named) {
      this.tables.fill(0);
      this.properties.fill(0);
    }
    for (const word of [cellsCount, cellsTouched, cellsLongest, cellsNamed]) this.#words[word >> 2] = 0;
  }
}
