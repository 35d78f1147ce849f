import type { JsonBytes } from './jsonBytes';
import { nullState } from './jsonBytes';
import { readText } from './jsonText';
import type { KernelMemory } from './kernelMemory';
import { Names } from './names';
import { touchedList } from './rowLayout';
import { idName, Scope } from './scope';
import type { Property, Slot } from './scope';
import { SlotMirror } from './slotMirror';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Records within records; what lies deeper stays JSON. */
const deepest = 12;
/** A result of so many columns gets no more of them out of records. */
const mostColumns = 2000;

/** Called once for each property that has a value for the first time: the number of its column. */
export type AddColumn = (property: Property) => number;

/** Notes where the cells of one row after the other stand. */
export class RecordReader {
  readonly names = new Names();
  /** The properties that the rows of this batch have, each once. */
  readonly touched: Property[] = [];
  readonly #scope: Scope;
  readonly #addColumn: AddColumn;
  readonly #goesOn = this.names.make('@odata.nextLink');
  readonly #mirror: SlotMirror | undefined;
  #columns = 0;
  /** Values that the record being read has. */
  #noted = 0;
  /** Where the row's id stands, or -1. */
  #idAt = -1;
  #json: JsonBytes;
  #row = 0;

  /** @param memory of the kernel that reads rows, too, where there is one */
  constructor(json: JsonBytes, addColumn: AddColumn, memory?: KernelMemory) {
    this.#json = json;
    this.#addColumn = addColumn;
    this.#mirror = memory && new SlotMirror(memory, this.#goesOn);
    this.#scope = new Scope(0, '', this.#mirror);
  }

  /** Address of the slot with which rows begin, for a kernel. */
  get start(): number {
    return this.#scope.start.address;
  }

  /** Whether records are still taken apart. */
  get mayOpen(): boolean {
    return this.#columns < mostColumns;
  }

  /** A kernel read rows, and was the first to note something of so many properties. */
  take(touched: number): void {
    const mirror = this.#mirror;
    if (mirror === undefined) return;
    for (let i = 0; i < touched; i++) {
      const property = mirror.properties[mirror.memory.word(touchedList + 4 * i)];
      if (property !== undefined) this.touched.push(property);
    }
  }

  /** The rows that follow stand in another body. */
  begin(json: JsonBytes): void {
    this.#json = json;
  }

  /** Reads the row at `at`. @returns the offset behind it */
  read(at: number, row: number): number {
    this.#row = row;
    if (this.#json.byte(at) === openBrace) return this.#rowRecord(at);
    // Some functions answer with a collection of plain values: it becomes one column.
    return this.#value(this.#scope.property('value'), this.#scope, at, false);
  }

  clear(): void {
    for (const { cells } of this.touched) cells.clear();
    this.touched.length = 0;
  }

  #rowRecord(at: number): number {
    this.#idAt = -1;
    this.#noted = 0;
    const end = this.#record(this.#scope, at);
    // The rows of a `/$ref` answer hold nothing but their ids.
    if (this.#noted === 0 && this.#idAt >= 0) {
      this.#value(this.#scope.property(idName), this.#scope, this.#idAt, false);
    }
    return end;
  }

  #record(scope: Scope, at: number): number {
    const json = this.#json;
    let pos = json.skipSpace(at + 1);
    if (json.byte(pos) === closeBrace) return pos + 1;
    let slot = scope.start;
    for (;;) {
      const guess = scope.guess(json, pos, slot);
      if (guess === undefined) {
        slot = this.#slotAt(scope, pos, slot);
      } else slot = guess;
      pos += slot.length;
      if (json.byte(pos) === colon && json.byte(pos + 1) > 0x20) pos++;
      else pos = json.afterColon(pos);
      pos = this.#member(scope, slot, pos);
      const byte = json.byte(pos);
      if (byte === comma && json.byte(pos + 1) === quote) pos++;
      else if (byte === closeBrace) return pos + 1;
      else {
        const next = json.afterComma(pos, closeBrace);
        if (next < 0) return json.skipSpace(pos) + 1;
        pos = next;
      }
    }
  }

  #slotAt(scope: Scope, at: number, before: Slot): Slot {
    const json = this.#json;
    const end = json.endOfString(at);
    const known = scope.find(json, at, end, before);
    if (known !== undefined) return known;
    const name = readText(json.bytes, at + 1, end - 1, json.mark);
    if (name === undefined) throw json.malformed(at);
    return scope.add(json, at, end, name);
  }

  #member(scope: Scope, slot: Slot, at: number): number {
    const json = this.#json;
    switch (slot.role) {
      case 'value':
        return this.#value(slot.property, scope, at, true);
      case 'formatted':
        return json.byte(at) === quote ? this.#formatted(slot.property, at) : json.endOfValue(at);
      case 'table':
      case 'property':
        return json.byte(at) === quote ? this.#name(slot, at) : json.endOfValue(at);
      case 'nextLink':
        this.#noteName(slot, this.#goesOn.number);
        return json.endOfValue(at);
      case 'id':
        this.#idAt = at;
        return json.endOfValue(at);
      case 'ignored':
      default:
        return json.endOfValue(at);
    }
  }

  #formatted(property: Property, at: number): number {
    const json = this.#json;
    const end = json.endOfText(at + 1);
    const cells = this.#touch(property);
    const row = this.#row;
    cells.formattedMarks[row] = json.mark;
    cells.formattedStarts[row] = at + 1;
    cells.formattedEnds[row] = end;
    return end + 1;
  }

  #name(slot: Slot, at: number): number {
    const json = this.#json;
    const start = at + 1;
    let name = slot.lastName;
    let end = start;
    if (name !== undefined && this.names.repeats(json, start, name)) end += name.length;
    else {
      end = json.endOfText(start);
      name = this.names.find(json, start, end);
      slot.lastName = name;
      this.#mirror?.name(slot, name, json.bytes.subarray(start, end));
    }
    this.#noteName(slot, name.number);
    return end + 1;
  }

  #noteName({ property, role }: Slot, number: number): void {
    const cells = this.#touch(property);
    cells.noteName(role === 'table' ? cells.tables : cells.properties, this.#row, number);
  }

  #value(property: Property, scope: Scope, at: number, mayOpen: boolean): number {
    const json = this.#json;
    const byte = json.byte(at);
    if (byte === quote) {
      const end = json.endOfText(at + 1);
      this.#note(property, at + 1, end);
      return end + 1;
    }
    if (byte === openBrace && mayOpen && scope.depth < deepest && this.mayOpen) {
      return this.#nested(property, scope, at);
    }
    const end = json.endOfValue(at);
    this.#note(property, at, end);
    return end;
  }

  /** A record that was expanded: its properties become columns; one that says nothing stays as it is. */
  #nested(property: Property, scope: Scope, at: number): number {
    const before = this.#noted;
    const end = this.#record(scope.recordOf(property), at);
    if (this.#noted === before) {
      this.#json.endOfNested(at);
      this.#note(property, at, end);
    }
    return end;
  }

  #note(property: Property, start: number, end: number): void {
    const { mark } = this.#json;
    const cells = this.#touch(property);
    if (property.column < 0) {
      property.column = this.#addColumn(property);
      this.#mirror?.addColumn(property);
      this.#columns++;
    }
    cells.note(this.#row, mark, start, end, mark === nullState ? 0 : end - start);
    this.#noted++;
  }

  #touch(property: Property): Property['cells'] {
    const { cells } = property;
    if (cells.touch()) this.touched.push(property);
    return cells;
  }
}
