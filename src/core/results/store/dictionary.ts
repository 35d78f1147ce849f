import { ByteArena } from '../decode/byteArena';
import type { CellSpans } from '../decode/cellSpans';
import type { KernelMemory } from '../decode/kernelMemory';
import { KernelShelf } from '../decode/kernelShelf';
import {
  dictionaryBytes,
  dictionaryEntries,
  dictionaryMarks,
  dictionaryMask,
  dictionaryTable,
  dictionaryTargets,
  dictionaryWords,
  entryWords,
  formattedFactor,
  spreadFactor,
  targetFactor,
} from '../decode/rowLayout';
import { stateMask } from '../decode/jsonBytes';
import type { JsonBytes } from '../decode/jsonBytes';
import { readText } from '../decode/jsonText';
import type { ColumnDictionary } from './segment';

/** Texts above so many bytes are made anew each time they are asked for. */
const longestKept = 4096;

/** Room at first, in entries. */
const fewest = 64;

/**
 * The distinct values of one column as they were sent, each with its formatted value and its target. A value is found
 * again by its bytes; its text is made when somebody asks for it.
 */
export class GrowingDictionary implements ColumnDictionary {
  /** Where a kernel finds all that it compares. */
  readonly #shelf: KernelShelf;
  readonly #arena: ByteArena;
  /** See `entryWords`. */
  #entries: Int32Array;
  #marks: Uint8Array;
  #formattedMarks = new Uint8Array(fewest);
  #targets: Uint16Array;
  /** Open addressing: entry + 1, or 0. */
  #table: Int32Array;
  #size = 0;
  readonly #raws: (string | undefined)[] = [];
  readonly #formatted: (string | undefined)[] = [];

  /** @param memory of the kernel that looks for values, too, where there is one */
  constructor(memory?: KernelMemory) {
    const shelf = new KernelShelf(memory, dictionaryWords);
    this.#shelf = shelf;
    this.#arena = new ByteArena((length) => shelf.make(dictionaryBytes, length));
    this.#entries = words(shelf.make(dictionaryEntries, 4 * entryWords * fewest));
    this.#marks = shelf.make(dictionaryMarks, fewest);
    this.#targets = halfWords(shelf.make(dictionaryTargets, 2 * fewest));
    this.#table = this.#makeTable(4 * fewest);
  }

  /** Where a kernel finds it, or 0. */
  get address(): number {
    return this.#shelf.address;
  }

  get size(): number {
    return this.#size;
  }

  type(entry: number): number {
    return ((this.#marks[entry] ?? 0) & stateMask) - 2;
  }

  raw(entry: number, limit?: number): string {
    const known = this.#raws[entry];
    if (known !== undefined) return limit === undefined ? known : known.slice(0, limit);
    const at = entry * entryWords;
    const [start = 0, end = 0] = [this.#entries[at + 1], this.#entries[at + 2]];
    const text = readText(this.#arena.bytes, start, end, this.#marks[entry] ?? 0) ?? '';
    if (end - start <= longestKept) this.#raws[entry] = text;
    return limit === undefined ? text : text.slice(0, limit);
  }

  formatted(entry: number, limit?: number): string | undefined {
    const mark = this.#formattedMarks[entry] ?? 0;
    if (mark === 0) return undefined;
    const known = this.#formatted[entry];
    if (known !== undefined) return limit === undefined ? known : known.slice(0, limit);
    const at = entry * entryWords;
    const [start = 0, end = 0] = [this.#entries[at + 3], this.#entries[at + 4]];
    const text = readText(this.#arena.bytes, start, end, mark) ?? '';
    this.#formatted[entry] = text;
    return limit === undefined ? text : text.slice(0, limit);
  }

  target(entry: number): number {
    return this.#targets[entry] ?? 0;
  }

  /** Number of the entry that a cell of a batch is, or -1. */
  find(json: JsonBytes, cells: CellSpans, row: number, target: number): number {
    const hash = hashOf(json, cells, row, target);
    const mask = this.#table.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.#table[slot] ?? 0) - 1;
      if (entry < 0) return -1;
      if (this.#entries[entry * entryWords] === hash && this.#is(entry, json, cells, row, target)) {
        return entry;
      }
    }
  }

  #is(entry: number, json: JsonBytes, cells: CellSpans, row: number, target: number): boolean {
    const at = entry * entryWords;
    const words = this.#entries;
    const from = words[at + 1] ?? 0;
    const start = cells.starts[row] ?? 0;
    const length = (cells.ends[row] ?? 0) - start;
    if ((words[at + 2] ?? 0) - from !== length || this.#targets[entry] !== target) return false;
    if (this.#marks[entry] !== cells.marks[row]) return false;
    if (!json.same(start, this.#arena.view, from, length)) return false;
    const formattedFrom = words[at + 3] ?? 0;
    const formattedLength = (words[at + 4] ?? 0) - formattedFrom;
    if ((cells.formattedMarks[row] ?? 0) === 0) return formattedLength === 0;
    const formattedStart = cells.formattedStarts[row] ?? 0;
    return (
      (cells.formattedEnds[row] ?? 0) - formattedStart === formattedLength &&
      json.same(formattedStart, this.#arena.view, formattedFrom, formattedLength)
    );
  }

  /** Adds what {@link find} did not find. */
  add(json: JsonBytes, cells: CellSpans, row: number, target: number): number {
    const entry = this.#size++;
    if (entry === this.#marks.length) this.#grow();
    const at = entry * entryWords;
    const hash = hashOf(json, cells, row, target);
    const start = cells.starts[row] ?? 0;
    const end = cells.ends[row] ?? 0;
    const from = this.#arena.add(json.bytes, start, end);
    const mark = cells.formattedMarks[row] ?? 0;
    const formattedStart = cells.formattedStarts[row] ?? 0;
    const formattedLength = mark === 0 ? 0 : (cells.formattedEnds[row] ?? 0) - formattedStart;
    // A formatted value that says the same as the stored one is none, yet the next row is compared with it.
    const same =
      formattedLength === end - start && json.same(formattedStart, json.view, start, formattedLength);
    const formattedFrom = same
      ? from
      : this.#arena.add(json.bytes, formattedStart, formattedStart + formattedLength);
    this.#entries.set([hash, from, from + end - start, formattedFrom, formattedFrom + formattedLength], at);
    this.#marks[entry] = cells.marks[row] ?? 0;
    this.#formattedMarks[entry] = formattedLength === 0 || same ? 0 : mark;
    this.#targets[entry] = target;
    this.#index(entry, hash);
    return entry;
  }

  #makeTable(places: number): Int32Array {
    const table = words(this.#shelf.make(dictionaryTable, 4 * places));
    this.#shelf.set(dictionaryMask, places - 1);
    return table;
  }

  #index(entry: number, hash: number): void {
    const mask = this.#table.length - 1;
    let slot = spread(hash) & mask;
    while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
    this.#table[slot] = entry + 1;
  }

  #grow(): void {
    const capacity = 2 * this.#marks.length;
    const shelf = this.#shelf;
    this.#entries = grown(this.#entries, words(shelf.make(dictionaryEntries, 4 * entryWords * capacity)));
    this.#marks = grown(this.#marks, shelf.make(dictionaryMarks, capacity));
    this.#formattedMarks = grown(this.#formattedMarks, new Uint8Array(capacity));
    this.#targets = grown(this.#targets, halfWords(shelf.make(dictionaryTargets, 2 * capacity)));
    this.#table = this.#makeTable(4 * capacity);
    for (let entry = 0; entry < this.#size - 1; entry++) {
      this.#index(entry, this.#entries[entry * entryWords] ?? 0);
    }
  }
}

function hashOf(json: JsonBytes, cells: CellSpans, row: number, target: number): number {
  const hash = json.hashOf(cells.starts[row] ?? 0, cells.ends[row] ?? 0);
  const formatted =
    (cells.formattedMarks[row] ?? 0) === 0
      ? 0
      : json.hashOf(cells.formattedStarts[row] ?? 0, cells.formattedEnds[row] ?? 0);
  return hash ^ Math.imul(formatted, formattedFactor) ^ Math.imul(target, targetFactor);
}

function words({ buffer, byteOffset, byteLength }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}

function halfWords({ buffer, byteOffset, byteLength }: Uint8Array): Uint16Array {
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), spreadFactor);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function grown<T extends Int32Array | Uint8Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
