import type { ResultFace } from '../engine';
import type { ResultTotals } from '../model';
import { SchemaBuilder } from '../schemaBuilder';
import type { ColumnDictionary, Segment, SegmentColumn } from '../store/segment';
import { ColumnEncoder } from './columnEncoder';
import { expectEnd, expectNoError, readEnvelope, readSingleValue, readTail, totalsOf } from './envelope';
import { JsonBytes } from './jsonBytes';
import { KernelMemory } from './kernelMemory';
import { KernelRows } from './kernelRows';
import { RecordReader } from './recordReader';
import type { RowKernel } from './rowKernel';
import { batchRows } from './rowLayout';
import type { Property } from './scope';

const closeBracket = 0x5d;

/** A batch ends with the row in which it reaches so many bytes: about two milliseconds. */
const batchBytes = 400_000;
/** A segment ends with the batch in which it reaches so many rows, or bytes of the body. */
const segmentRows = 8192;
const segmentBytes = 32_000_000;

const nothing = new JsonBytes(new Uint8Array());

/** One page while it is read. */
export interface PageReading {
  readonly face: ResultFace;
  /**
   * Each step reads some rows; a segment comes when there is one. Throws `malformed-answer`, and `service-failed` once
   * all rows have come where the server broke off behind them.
   */
  readonly steps: Iterable<Segment | undefined>;
}

/**
 * Takes the bodies of one result in their order and turns each into segments: bytes into columns, without objects
 * or texts between. Columns and totals of all pages so far can be read at any time.
 */
export class PageDecoder {
  readonly schema = new SchemaBuilder();
  readonly #encoders: ColumnEncoder[] = [];
  readonly #memory: KernelMemory | undefined;
  readonly #reader: RecordReader;
  readonly #quick: KernelRows | undefined;
  #json = nothing;
  #totals: ResultTotals = { countLimitExceeded: false };
  /** Of the segment that is being made. */
  #firstRow = 0;
  #rows = 0;
  #from = 0;
  /** Offset behind the rows that were read. */
  #pos = 0;
  #more = false;

  /** @param kernel of its own; without one it is slower */
  constructor(kernel?: RowKernel) {
    const memory = kernel && new KernelMemory(kernel);
    this.#memory = memory;
    this.#reader = new RecordReader(nothing, (property) => this.#addColumn(property), memory);
    this.#quick = memory && new KernelRows(memory, this.#reader);
  }

  get totals(): ResultTotals {
    return this.#totals;
  }

  dictionary(column: number): ColumnDictionary | undefined {
    return this.#encoders[column]?.dictionary;
  }

  /**
   * Begins a page; the one before is done with, even where its steps were not drawn to the end.
   * Throws a ProblemError, here or in a step.
   * @param firstRow number of its first row in the whole result
   */
  read(body: Uint8Array, firstRow: number): PageReading {
    this.#abandon();
    const json = new JsonBytes(body);
    this.#json = json;
    this.#reader.begin(json);
    this.#firstRow = firstRow;
    const envelope = readEnvelope(json);
    if (envelope.shape === 'value') {
      const text = readSingleValue(json, envelope.start, envelope.end);
      return { face: { face: 'value', text }, steps: [] };
    }
    this.#from = envelope.start;
    if (envelope.shape === 'record') {
      return { face: { face: 'record' }, steps: this.#record(envelope.start) };
    }
    this.#note(totalsOf(envelope.head));
    return { face: { face: 'rows' }, steps: this.#page(envelope.start) };
  }

  *#record(start: number): Iterable<Segment | undefined> {
    const end = this.#reader.read(start, 0);
    expectEnd(this.#json, end);
    yield* this.#encode(1);
    yield this.#finish();
    this.#letGo();
  }

  *#page(start: number): Iterable<Segment | undefined> {
    const json = this.#json;
    this.#pos = json.skipSpace(start);
    this.#more = json.byte(this.#pos) !== closeBracket;
    if (!this.#more) this.#pos++;
    while (this.#more) {
      yield* this.#encode(this.#readBatch());
      const full = this.#rows >= segmentRows || this.#pos - this.#from >= segmentBytes;
      if (full || this.#encoders.some(({ worthPacking }) => worthPacking)) yield* this.#endSegment();
      else yield undefined;
    }
    const tail = readTail(json, this.#pos);
    this.#note(totalsOf(tail));
    yield* this.#endSegment();
    expectNoError(tail);
    this.#letGo();
  }

  /** Finds the cells of some rows. @returns how many rows */
  #readBatch(): number {
    const json = this.#json;
    const limit = this.#pos + batchBytes;
    let rows = 0;
    this.#quick?.begin(json.bytes, this.#pos);
    while (this.#more && rows < batchRows && this.#pos < limit) {
      const quick = this.#readQuickly(limit, rows);
      if (quick > rows) rows = quick;
      else this.#readRow(rows++);
    }
    return rows;
  }

  /** Finds the cells of rows that look like those before them. @returns number of the row that is to be read next */
  #readQuickly(limit: number, row: number): number {
    const quick = this.#quick;
    if (quick === undefined) return row;
    const next = quick.read(this.#pos, limit, row);
    this.#pos = quick.pos;
    return next;
  }

  #readRow(row: number): void {
    const json = this.#json;
    const end = this.#reader.read(this.#pos, row);
    const next = json.byte(end) === 0x2c ? json.skipSpace(end + 1) : json.afterComma(end, closeBracket);
    this.#more = next >= 0;
    this.#pos = this.#more ? next : json.skipSpace(end) + 1;
  }

  /** Puts the rows of a batch into the segment; where long texts come, one without them ends before. */
  *#encode(rows: number): Iterable<Segment> {
    const { touched } = this.#reader;
    const long = touched.filter(({ cells, column }) => this.#encoders[column]?.tooLong(cells));
    if (long.length > 0) {
      if (this.#rows > 0) yield this.#finish();
      for (const { column } of long) this.#encoders[column]?.pack();
    }
    const held = this.#quick?.held(this.#pos);
    for (const { cells, column } of touched) {
      // An annotation alone makes no column.
      this.#encoders[column]?.encode(this.#json, cells, rows, this.#rows, held);
    }
    this.#reader.clear();
    this.#rows += rows;
  }

  *#endSegment(): Iterable<Segment> {
    if (this.#rows > 0) yield this.#finish();
    for (const encoder of this.#encoders) if (encoder.worthPacking) encoder.pack();
  }

  #finish(): Segment {
    const rowCount = this.#rows;
    const columns: (SegmentColumn | undefined)[] = this.#encoders.map((encoder) =>
      encoder.finish(this.#json, rowCount),
    );
    const segment: Segment = { firstRow: this.#firstRow, rowCount, columns };
    this.#firstRow += rowCount;
    this.#rows = 0;
    this.#from = this.#pos;
    return segment;
  }

  #abandon(): void {
    for (const encoder of this.#encoders) encoder.abandon();
    this.#reader.clear();
    this.#rows = 0;
    this.#letGo();
  }

  /** Nothing of the body is needed any more. */
  #letGo(): void {
    this.#json = nothing;
    this.#reader.begin(nothing);
    this.#quick?.letGo();
  }

  #addColumn({ path }: Property): number {
    const column = this.schema.addColumn(path);
    this.#encoders.push(new ColumnEncoder(this.schema, this.#reader.names, column, this.#memory));
    return column;
  }

  #note(totals: ResultTotals | undefined): void {
    if (totals) this.#totals = totals;
  }
}
