import { evidence } from '../kinds';
import { firstEntry, nullCode } from '../model';
import type { SchemaBuilder } from '../schemaBuilder';
import { GrowingDictionary } from '../store/dictionary';
import type { CodedColumn, SegmentColumn } from '../store/segment';
import type { CellSpans } from './cellSpans';
import { checkCell, evidenceOf } from './cellEvidence';
import { nullState, stateMask } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import type { KernelMemory } from './kernelMemory';
import type { HeldBatch } from './kernelRows';
import type { Names } from './names';
import { PackedSpans } from './packedSpans';
import { answerFound, answerLargest, batchRows } from './rowLayout';

/** Values of so many bytes are no names of anything: each stands for itself. */
const longestCoded = 2048;
/** A column is looked at for the first time when so many rows have a value. */
const firstLook = 100;
const secondLook = 500;
/** Above so many entries a dictionary has to be worth its memory. */
const largeDictionary = 50_000;
/** So many numbers show what kind they are of. */
const telling = 64;

/** Makes one column of each segment, out of batches of rows. */
export class ColumnEncoder {
  readonly dictionary: GrowingDictionary;
  readonly #schema: SchemaBuilder;
  readonly #names: Names;
  readonly #column: number;
  #codes = new Uint32Array(batchRows);
  #largest = 0;
  #spans: PackedSpans | undefined;
  /** The segment that is being made holds something of this column. */
  #used = false;
  #values = 0;
  readonly #targets = new Uint16Array(batchRows);
  /** Target that the names before meant. */
  #lastNames = 0;
  #lastTarget = 0;

  /** @param memory of the kernel that looks for values, too, where there is one */
  constructor(schema: SchemaBuilder, names: Names, column: number, memory: KernelMemory | undefined) {
    this.dictionary = new GrowingDictionary(memory);
    this.#schema = schema;
    this.#names = names;
    this.#column = column;
  }

  /** The batch holds values that are better not kept in a dictionary: {@link pack} before it is encoded. */
  tooLong(cells: CellSpans): boolean {
    return this.#spans === undefined && cells.longest > longestCoded;
  }

  /** What was seen so far says that nearly every value is another one: {@link pack} before the next segment. */
  get worthPacking(): boolean {
    if (this.#spans !== undefined) return false;
    const { size } = this.dictionary;
    const values = this.#values;
    if (values < firstLook) return false;
    if (size >= values) return true;
    return (values >= secondLook && size > 0.8 * values) || (size > largeDictionary && size > 0.4 * values);
  }

  /** From the next segment on each row holds its own value. */
  pack(): void {
    this.#spans ??= new PackedSpans();
  }

  /**
   * @param at number of the batch's first row in the segment
   * @param held the batch, where a kernel has it
   */
  encode(json: JsonBytes, cells: CellSpans, rows: number, at: number, held: HeldBatch | undefined): void {
    this.#used = true;
    if (this.#spans === undefined) this.#encodeCodes(json, cells, rows, at, held);
    else this.#spans.add(json, cells, rows, at, this.#targetsOf(cells));
  }

  #encodeCodes(
    json: JsonBytes,
    cells: CellSpans,
    rows: number,
    at: number,
    held: HeldBatch | undefined,
  ): void {
    if (at + rows > this.#codes.length) {
      const codes = new Uint32Array(Math.max(at + rows, 2 * this.#codes.length));
      codes.set(this.#codes);
      this.#codes = codes;
    }
    const codes = this.#codes;
    if (held !== undefined && cells.address !== 0 && this.dictionary.address !== 0) {
      codes.set(this.#findCodes(json, cells, rows, held), at);
      return;
    }
    const { noted, count, marks } = cells;
    for (let i = 0; i < count; i++) {
      const row = noted[i] ?? 0;
      codes[at + row] = marks[row] === nullState ? nullCode : this.#codeOf(json, cells, row);
    }
  }

  /** Codes of the rows of a batch: what is in the dictionary the kernel finds. */
  #findCodes(json: JsonBytes, cells: CellSpans, rows: number, { memory, body }: HeldBatch): Uint32Array {
    const { kernel } = memory;
    const codes = memory.codes.subarray(0, rows);
    if (cells.count < rows) codes.fill(0);
    this.#writeTargets(cells, memory.targets);
    for (let i = 0; ; i++) {
      // A dictionary that grew may have no room there any more.
      const { address } = this.dictionary;
      if (address !== 0) {
        i = kernel.findCodes(cells.address, address, body, i);
        this.#values += memory.word(answerFound);
        this.#largest = Math.max(this.#largest, memory.word(answerLargest));
      }
      if (i >= cells.count) return codes;
      const row = cells.noted[i] ?? 0;
      codes[row] = cells.marks[row] === nullState ? nullCode : this.#codeOf(json, cells, row);
    }
  }

  #writeTargets(cells: CellSpans, targets: Uint16Array): void {
    if (!cells.named) {
      targets.fill(0);
      return;
    }
    for (let i = 0; i < cells.count; i++) {
      const row = cells.noted[i] ?? 0;
      targets[row] = cells.marks[row] === nullState ? 0 : this.#targetOf(cells, row);
    }
  }

  #codeOf(json: JsonBytes, cells: CellSpans, row: number): number {
    const { dictionary } = this;
    const target = this.#targetOf(cells, row);
    this.#values++;
    let entry = dictionary.find(json, cells, row, target);
    if (entry < 0) {
      checkCell(json, cells, row);
      this.#note(evidenceOf(json, cells, row, target, this.#schema.seen(this.#column)));
      entry = dictionary.add(json, cells, row, target);
    }
    const code = entry + firstEntry;
    if (code > this.#largest) this.#largest = code;
    return code;
  }

  /** Of each row of the batch, `undefined` where none has one. */
  #targetsOf(cells: CellSpans): Uint16Array | undefined {
    this.#targets.fill(0);
    let any = false;
    for (let i = 0; i < cells.count; i++) {
      const row = cells.noted[i] ?? 0;
      const target = this.#targetOf(cells, row);
      this.#targets[row] = target;
      if (target !== 0) any = true;
    }
    return any ? this.#targets : undefined;
  }

  #targetOf(cells: CellSpans, row: number): number {
    const table = cells.tables[row] ?? 0;
    const property = cells.properties[row] ?? 0;
    const names = (table << 16) | property;
    if (names !== this.#lastNames) {
      this.#lastNames = names;
      this.#lastTarget =
        names === 0 ? 0 : this.#schema.targetNumber(this.#names.text(table), this.#names.text(property));
    }
    return this.#lastTarget;
  }

  /** The segment's column, and a fresh start; `undefined` where none of its rows had the property. */
  finish(json: JsonBytes, rows: number): SegmentColumn | undefined {
    if (!this.#used) return undefined;
    const spans = this.#spans;
    const column = spans ? this.#finishPacked(json, spans, rows) : this.#finishCoded(rows);
    this.abandon();
    return column;
  }

  /** Forgets the segment that is being made. */
  abandon(): void {
    if (!this.#used) return;
    this.#used = false;
    this.#largest = 0;
    this.#codes.fill(0);
    this.#spans?.clear();
  }

  #finishCoded(rows: number): CodedColumn {
    const codes = this.#codes.subarray(0, Math.min(rows, this.#codes.length));
    const largest = this.#largest;
    const own =
      largest > 0xffff
        ? new Uint32Array(rows)
        : largest > 0xff
          ? new Uint16Array(rows)
          : new Uint8Array(rows);
    own.set(codes);
    return { encoding: 'coded', codes: own };
  }

  #finishPacked(json: JsonBytes, spans: PackedSpans, rows: number): SegmentColumn {
    const column = spans.finish(json, rows);
    if (column.raw.kind === 'guid' && column.targets === undefined) this.#note(evidence.guid);
    else if (column.raw.kind === 'instant') this.#note(evidence.date);
    else {
      const looked = column.raw.kind === 'number' ? Math.min(rows, telling) : rows;
      for (let row = 0; row < looked && !this.#settled; row++) {
        if (((column.states?.[row] ?? column.type + 2) & stateMask) <= nullState) continue;
        const target = column.targets?.[row] ?? 0;
        this.#note(evidenceOf(json, spans, row, target, this.#schema.seen(this.#column)));
      }
    }
    return column;
  }

  #note(bits: number): void {
    this.#schema.note(this.#column, bits);
  }

  /** Nothing more can be learnt. */
  get #settled(): boolean {
    return (this.#schema.seen(this.#column) & (evidence.text | evidence.lookup)) !== 0;
  }
}
