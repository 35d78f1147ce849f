import { ColumnWriter } from './columnWriter';
import { afterColon, afterComma, endOfString, endOfValue, readString, skipSpace } from './jsonScanner';
import type { RowChunk } from './model';
import { maxChunkRows } from './model';
import type { SchemaBuilder } from './schemaBuilder';

type Role = 'value' | 'formatted' | 'logicalName' | 'navigationProperty' | 'rowId' | 'ignored';

/** Where one spelling of a key leads. */
interface Slot {
  readonly role: Role;
  readonly name: string;
  /** Set once the property itself was seen: an annotation alone makes no column. */
  writer: ColumnWriter | undefined;
  /** The key as it stood in the text, quotes and colon included, to recognise it again without a look-up. */
  readonly literal: string;
}

const annotationRoles: ReadonlyMap<string, Role> = new Map([
  ['OData.Community.Display.V1.FormattedValue', 'formatted'],
  ['Microsoft.Dynamics.CRM.lookuplogicalname', 'logicalName'],
  ['Microsoft.Dynamics.CRM.associatednavigationproperty', 'navigationProperty'],
]);

/** No JSON text goes on with it, so such a slot is never guessed. */
const notGuessed = '\u0000';

/** About as much as is decoded in 8 ms: a step never holds its thread for longer than a frame. */
const cellsPerChunk = 12_000;

/**
 * Reads the rows of one page into columns, some rows a step, so that the caller may breathe between them.
 * `start` is the offset behind the `[` of the rows, or that of a single record's `{`.
 */
export class RowDecoder {
  readonly #schema: SchemaBuilder;
  readonly #text: string;
  readonly #single: boolean;
  readonly #slots = new Map<string, Slot>();
  readonly #writers = new Map<string, ColumnWriter>();
  /** Slots in the order of the previous row: the next row nearly always repeats it. */
  #order: Slot[] = [];
  #pending: [Slot, string][] = [];
  #touched: ColumnWriter[] = [];
  #pos: number;
  #firstRow: number;
  #ended = false;

  constructor(schema: SchemaBuilder, text: string, start: number, firstRow: number, single = false) {
    this.#schema = schema;
    this.#text = text;
    this.#single = single;
    this.#firstRow = firstRow;
    this.#pos = skipSpace(text, start);
    if (!single && text[this.#pos] === ']') this.#end(this.#pos);
  }

  /** Offset behind the rows, once there are no more. */
  get end(): number | undefined {
    return this.#ended ? this.#pos : undefined;
  }

  /** The next rows, at most {@link maxChunkRows}; `undefined` at the end. */
  next(): RowChunk | undefined {
    if (this.#ended) return undefined;
    let rows = 0;
    let limit = maxChunkRows;
    while (!this.#ended && rows < limit) {
      this.#row(rows++);
      limit = Math.min(maxChunkRows, Math.max(16, Math.floor(cellsPerChunk / (this.#writers.size + 1))));
      if (this.#single) this.#end(this.#pos - 1);
      else this.#afterRow();
    }
    const columns = [...this.#writers.values()]
      .map((writer) => writer.finish(rows))
      .filter((column) => column !== undefined);
    const chunk: RowChunk = { firstRow: this.#firstRow, rowCount: rows, columns };
    this.#firstRow += rows;
    return chunk;
  }

  #afterRow(): void {
    const next = afterComma(this.#text, this.#pos, ']');
    if (next >= 0) this.#pos = next;
    else this.#end(skipSpace(this.#text, this.#pos));
  }

  #end(closerAt: number): void {
    this.#pos = closerAt + 1;
    this.#ended = true;
  }

  #row(row: number): void {
    const text = this.#text;
    if (text[this.#pos] === '{') this.#members(row);
    else this.#primitive(row);
  }

  /** Some functions answer with a collection of plain values: it becomes one column. */
  #primitive(row: number): void {
    const writer = this.#writerOf('value');
    const end = endOfValue(this.#text, this.#pos);
    writer.value(this.#pos, end);
    writer.commit(this.#text, row);
    this.#pos = end;
  }

  #members(row: number): void {
    const text = this.#text;
    let rowId: [start: number, end: number] | undefined;
    let pos = skipSpace(text, this.#pos + 1);
    let index = 0;
    if (text[pos] === '}') {
      this.#pos = pos + 1;
      return;
    }
    while (pos >= 0) {
      const slot = this.#slotAt(pos, index++);
      const at = this.#valueAt;
      const end = endOfValue(text, at);
      if (slot.role === 'rowId') rowId = [at, end];
      else this.#note(slot, at, end);
      pos = afterComma(text, end, '}');
      this.#pos = end;
    }
    this.#pos = skipSpace(text, this.#pos) + 1;
    // The rows of a `/$ref` answer hold nothing but their ids.
    if (rowId && this.#touched.length === 0) {
      this.#note(this.#slotOf('@odata.id', 'value', notGuessed), ...rowId);
    }
    this.#commit(row);
  }

  /** Offset of the value behind the key that {@link #slotAt} read last. */
  #valueAt = 0;

  #slotAt(pos: number, index: number): Slot {
    const text = this.#text;
    const guess = this.#order[index];
    if (guess && text.startsWith(guess.literal, pos)) {
      this.#valueAt = skipSpace(text, pos + guess.literal.length);
      return guess;
    }
    const end = endOfString(text, pos);
    this.#valueAt = afterColon(text, end);
    const key = text.slice(pos, end);
    let slot = this.#slots.get(key);
    if (!slot) {
      slot = this.#newSlot(readString(text, pos, end), end - pos);
      if (slot.literal !== notGuessed) this.#slots.set(slot.literal.slice(0, -1), slot);
    }
    this.#order[index] = slot;
    return slot;
  }

  #newSlot(key: string, sourceLength: number): Slot {
    // Joined anew from parsed text: a slice of the page would keep all of it in memory.
    const literal = `${JSON.stringify(key)}:`;
    // A key that was written with other escapes is simply read each time.
    const shown = literal.length === sourceLength + 1 ? literal : notGuessed;
    const at = key.indexOf('@');
    if (at < 0) return this.#slotOf(key, 'value', shown);
    if (at === 0) return this.#slotOf(key, key === '@odata.id' ? 'rowId' : 'ignored', shown);
    return this.#slotOf(key.slice(0, at), annotationRoles.get(key.slice(at + 1)) ?? 'ignored', shown);
  }

  #slotOf(name: string, role: Role, literal: string): Slot {
    return { name, role, literal, writer: this.#writers.get(name) };
  }

  #writerOf(name: string): ColumnWriter {
    const known = this.#writers.get(name);
    if (known) return known;
    const writer = new ColumnWriter(this.#schema, this.#schema.columnNamed(name), maxChunkRows);
    this.#writers.set(name, writer);
    return writer;
  }

  #note(slot: Slot, start: number, end: number): void {
    if (slot.role === 'value') {
      slot.writer ??= this.#writerOf(slot.name);
      slot.writer.value(start, end);
      this.#touched.push(slot.writer);
    } else if (slot.role !== 'ignored' && this.#text[start] === '"') {
      const text = this.#annotation(start, end);
      slot.writer ??= this.#writers.get(slot.name);
      if (slot.writer) this.#annotate(slot.writer, slot.role, text);
      else this.#pending.push([slot, text]);
    }
  }

  #annotation(start: number, end: number): string {
    const inner = this.#text.slice(start + 1, end - 1);
    return inner.includes('\\') ? readString(this.#text, start, end) : inner;
  }

  #annotate(writer: ColumnWriter, role: Role, text: string): void {
    if (role === 'formatted') writer.formatted(text);
    else if (role === 'logicalName') writer.logicalName(text);
    else if (role === 'navigationProperty') writer.navigationProperty(text);
    this.#touched.push(writer);
  }

  #commit(row: number): void {
    for (const [slot, text] of this.#pending) {
      const writer = this.#writers.get(slot.name);
      if (writer) this.#annotate(writer, slot.role, text);
    }
    if (this.#pending.length > 0) this.#pending = [];
    for (const writer of this.#touched) writer.commit(this.#text, row);
    this.#touched.length = 0;
  }
}
