import type { TextTable } from '../model';
import { escapedMark, nullState, wideMark } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import { writeUnits } from './jsonText';

/** Where texts stand in a body: there is none where the mark says no more than null. */
export interface TextSpans {
  readonly marks: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Buffers above so many units are not kept for the next column. */
const mostKept = 1 << 20;

/** Texts of one column of a segment, copied end to end as its rows are read: while they are in the processor's cache. */
export class TextColumn {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  /** Once a text held more than ASCII, or an escape. */
  #units: Uint16Array | undefined;
  #highest = 0;
  #length = 0;
  #ends = new Uint32Array(256);
  #rows = 0;

  /**
   * Adds the texts of `rows` rows, the first of which is number `at` of the segment. Throws where an escape is none.
   */
  add(json: JsonBytes, spans: TextSpans, rows: number, at: number): void {
    this.#pad(at + rows, at);
    const { marks, starts, ends } = spans;
    let length = 0;
    let all = 0;
    for (let row = 0; row < rows; row++) {
      const mark = marks[row] ?? 0;
      if (mark <= nullState) continue;
      all |= mark;
      length += (ends[row] ?? 0) - (starts[row] ?? 0);
    }
    if ((all & (escapedMark | wideMark)) !== 0) this.#units ??= Uint16Array.from(this.#used);
    this.#reserve(this.#length + length);
    if (this.#units === undefined) this.#addPlain(json, spans, rows);
    else this.#addAny(json, this.#units, spans, rows);
  }

  /** The texts of `rows` rows, and a fresh start. */
  finish(rows: number): TextTable {
    this.#pad(rows, rows);
    const ends = this.#ends.slice(0, rows);
    const units =
      this.#highest > 0xff && this.#units
        ? this.#units.slice(0, this.#length)
        : new Uint8Array(this.#units?.subarray(0, this.#length) ?? this.#used);
    this.clear();
    return { ends, units };
  }

  clear(): void {
    this.#units = undefined;
    this.#length = this.#rows = this.#highest = 0;
    if (this.#bytes.length <= mostKept) return;
    this.#bytes = new Uint8Array(1024);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get #used(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Rows before `at` that were not added have no text. */
  #pad(rows: number, at: number): void {
    if (rows > this.#ends.length) {
      const ends = new Uint32Array(Math.max(rows, 2 * this.#ends.length));
      ends.set(this.#ends);
      this.#ends = ends;
    }
    if (at > this.#rows) this.#ends.fill(this.#length, this.#rows, at);
    this.#rows = rows;
  }

  #reserve(length: number): void {
    const units = this.#units;
    if (units !== undefined) {
      if (length <= units.length) return;
      this.#units = new Uint16Array(Math.max(length, 2 * units.length));
      this.#units.set(units);
    } else if (length > this.#bytes.length) {
      const used = this.#used;
      this.#bytes = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
      this.#bytes.set(used);
      this.#view = new DataView(this.#bytes.buffer);
    }
  }

  #addPlain({ bytes, view }: JsonBytes, { marks, starts, ends }: TextSpans, rows: number): void {
    const to = this.#bytes;
    const toView = this.#view;
    const tableEnds = this.#ends;
    const first = this.#rows - rows;
    let at = this.#length;
    for (let row = 0; row < rows; row++) {
      if ((marks[row] ?? 0) > nullState) {
        const end = ends[row] ?? 0;
        let from = starts[row] ?? 0;
        if (end - from > 64) {
          to.set(bytes.subarray(from, end), at);
          at += end - from;
        } else {
          for (; from + 4 <= end; from += 4, at += 4) toView.setInt32(at, view.getInt32(from, true), true);
          for (; from < end; from++) to[at++] = bytes[from] ?? 0;
        }
      }
      tableEnds[first + row] = at;
    }
    this.#length = at;
  }

  #addAny(json: JsonBytes, units: Uint16Array, { marks, starts, ends }: TextSpans, rows: number): void {
    const { bytes } = json;
    const first = this.#rows - rows;
    let at = this.#length;
    let highest = this.#highest;
    for (let row = 0; row < rows; row++) {
      const mark = marks[row] ?? 0;
      const start = starts[row] ?? 0;
      const end = ends[row] ?? 0;
      if (mark > nullState && (mark & (escapedMark | wideMark)) === 0) {
        for (let from = start; from < end; from++) units[at++] = bytes[from] ?? 0;
      } else if (mark > nullState) {
        const next = writeUnits(bytes, start, end, (mark & escapedMark) !== 0, units, at);
        if (next < 0) throw json.malformed(start);
        for (; at < next; at++) highest |= units[at] ?? 0;
      }
      this.#ends[first + row] = at;
    }
    this.#length = at;
    this.#highest = highest;
  }
}
