import { ByteArena } from '../decode/byteArena';
import type { CellSpans } from '../decode/cellSpans';
import { stateMask } from '../decode/jsonBytes';
import type { JsonBytes } from '../decode/jsonBytes';
import { readText } from '../decode/jsonText';
import type { ColumnDictionary } from './segment';

/** Texts above so many bytes are made anew each time they are asked for. */
const longestKept = 4096;

const formattedFactor = 0x9e3779b1;
const targetFactor = 0x85ebca6b;

/** Words an entry: hash, start and end of the stored value, start and end of the formatted one. */
const wordsPerEntry = 5;

/**
 * The distinct values of one column as they were sent, each with its formatted value and its target. A value is found
 * again by its bytes; its text is made when somebody asks for it.
 */
export class GrowingDictionary implements ColumnDictionary {
  readonly #arena = new ByteArena();
  #entries = new Int32Array(64 * wordsPerEntry);
  #marks = new Uint8Array(64);
  #formattedMarks = new Uint8Array(64);
  #targets = new Uint16Array(64);
  /** Open addressing: entry + 1, or 0. */
  #table = new Int32Array(256);
  #size = 0;
  readonly #raws: (string | undefined)[] = [];
  readonly #formatted: (string | undefined)[] = [];

  get size(): number {
    return this.#size;
  }

  type(entry: number): number {
    return ((this.#marks[entry] ?? 0) & stateMask) - 2;
  }

  raw(entry: number, limit?: number): string {
    const known = this.#raws[entry];
    if (known !== undefined) return limit === undefined ? known : known.slice(0, limit);
    const at = entry * wordsPerEntry;
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
    const at = entry * wordsPerEntry;
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
      if (this.#entries[entry * wordsPerEntry] === hash && this.#is(entry, json, cells, row, target)) {
        return entry;
      }
    }
  }

  #is(entry: number, json: JsonBytes, cells: CellSpans, row: number, target: number): boolean {
    const at = entry * wordsPerEntry;
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
    const at = entry * wordsPerEntry;
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

  #index(entry: number, hash: number): void {
    const mask = this.#table.length - 1;
    let slot = spread(hash) & mask;
    while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
    this.#table[slot] = entry + 1;
  }

  #grow(): void {
    const capacity = 2 * this.#marks.length;
    this.#entries = grown(this.#entries, new Int32Array(capacity * wordsPerEntry));
    this.#marks = grown(this.#marks, new Uint8Array(capacity));
    this.#formattedMarks = grown(this.#formattedMarks, new Uint8Array(capacity));
    this.#targets = grown(this.#targets, new Uint16Array(capacity));
    this.#table = new Int32Array(4 * capacity);
    for (let entry = 0; entry < this.#size - 1; entry++) {
      this.#index(entry, this.#entries[entry * wordsPerEntry] ?? 0);
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

function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

function grown<T extends Int32Array | Uint8Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
