import type { PackedValues } from '../store/segment';
import { checkCell } from './cellEvidence';
import type { ValueSpans } from './cellEvidence';
import { nullState, numberState, stateMask, textState } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import { exactNumber, instantOf, writeGuid } from './scalars';
import { TextColumn } from './textColumn';

type Kind = PackedValues['kind'];

/** From the narrowest to the one that every value is of. */
const kinds: readonly Kind[] = ['guid', 'number', 'instant', 'text'];

/**
 * The stored values of one column of a segment. They are made as their rows are read, of the kind that the first rows
 * have; where later ones are of another, all are made anew at the end.
 */
export class PackedCells {
  #kind: Kind | undefined;
  #mixed = false;
  #guids = new Uint8Array(256);
  #numbers = new Float64Array(32);
  readonly #texts = new TextColumn();

  /** @param at number of the first row in the segment. Throws where a value is not as JSON writes it. */
  add(json: JsonBytes, spans: ValueSpans, rows: number, at: number): void {
    if (this.#mixed || !hasValues(spans, rows)) return;
    if (this.#kind === undefined) this.#kind = this.#kindOf(json, spans, rows, at);
    else this.#mixed = !this.#write(this.#kind, json, spans, rows, at);
  }

  /** @param spans of the whole segment */
  finish(json: JsonBytes, spans: ValueSpans, rows: number): PackedValues {
    if (this.#mixed) {
      this.#texts.clear();
      this.#kind = this.#kindOf(json, spans, rows, 0);
    }
    const values = this.#made(rows);
    this.clear();
    return values;
  }

  clear(): void {
    this.#kind = undefined;
    this.#mixed = false;
    this.#texts.clear();
  }

  #made(rows: number): PackedValues {
    switch (this.#kind) {
      case 'guid':
        this.#reserveGuids(rows);
        return { kind: 'guid', bytes: this.#guids.slice(0, 16 * rows) };
      case 'number':
      case 'instant':
        this.#reserveNumbers(rows);
        return { kind: this.#kind, values: this.#numbers.slice(0, rows) };
      case 'text':
      case undefined:
      default:
        return { kind: 'text', table: this.#texts.finish(rows) };
    }
  }

  #kindOf(json: JsonBytes, spans: ValueSpans, rows: number, at: number): Kind {
    return kinds.find((kind) => this.#write(kind, json, spans, rows, at)) ?? 'text';
  }

  /** @returns false where a value is not of the kind */
  #write(kind: Kind, json: JsonBytes, spans: ValueSpans, rows: number, at: number): boolean {
    switch (kind) {
      case 'guid':
        return this.#writeGuids(json, spans, rows, at);
      case 'number':
        return this.#writeNumbers(json, spans, rows, at);
      case 'instant':
        return this.#writeInstants(json, spans, rows, at);
      case 'text':
      default:
        for (let row = 0; row < rows; row++) {
          if (((spans.marks[row] ?? 0) & stateMask) === numberState) checkCell(json, spans, row);
        }
        this.#texts.add(json, spans, rows, at);
        return true;
    }
  }

  #writeGuids({ bytes }: JsonBytes, { marks, starts, ends }: ValueSpans, rows: number, at: number): boolean {
    this.#reserveGuids(at + rows);
    for (let row = 0; row < rows; row++) {
      const mark = marks[row] ?? 0;
      if (mark <= nullState) continue;
      const start = starts[row] ?? 0;
      if ((mark & stateMask) !== textState || (ends[row] ?? 0) - start !== 36) return false;
      if (!writeGuid(bytes, start, this.#guids, 16 * (at + row))) return false;
    }
    return true;
  }

  #writeNumbers(
    { bytes }: JsonBytes,
    { marks, starts, ends }: ValueSpans,
    rows: number,
    at: number,
  ): boolean {
    this.#reserveNumbers(at + rows);
    for (let row = 0; row < rows; row++) {
      const mark = marks[row] ?? 0;
      if (mark <= nullState) continue;
      if ((mark & stateMask) !== numberState) return false;
      const value = exactNumber(bytes, starts[row] ?? 0, ends[row] ?? 0);
      if (Number.isNaN(value)) return false;
      this.#numbers[at + row] = value;
    }
    return true;
  }

  #writeInstants(
    { bytes }: JsonBytes,
    { marks, starts, ends }: ValueSpans,
    rows: number,
    at: number,
  ): boolean {
    this.#reserveNumbers(at + rows);
    for (let row = 0; row < rows; row++) {
      const mark = marks[row] ?? 0;
      if (mark <= nullState) continue;
      const start = starts[row] ?? 0;
      if ((mark & stateMask) !== textState || (ends[row] ?? 0) - start !== 20) return false;
      const value = instantOf(bytes, start);
      if (Number.isNaN(value)) return false;
      this.#numbers[at + row] = value;
    }
    return true;
  }

  #reserveGuids(rows: number): void {
    if (16 * rows <= this.#guids.length) return;
    const guids = new Uint8Array(Math.max(16 * rows, 2 * this.#guids.length));
    guids.set(this.#guids);
    this.#guids = guids;
  }

  #reserveNumbers(rows: number): void {
    if (rows <= this.#numbers.length) return;
    const numbers = new Float64Array(Math.max(rows, 2 * this.#numbers.length));
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}

function hasValues({ marks }: ValueSpans, rows: number): boolean {
  for (let row = 0; row < rows; row++) if ((marks[row] ?? 0) > nullState) return true;
  return false;
}
