import type { PackedColumn, PackedValues } from '../store/segment';
import { checkCell } from './cellEvidence';
import type { CellSpans } from './cellSpans';
import { nullState, stateMask } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import { exactNumber, instantOf, writeGuid } from './scalars';
import { copyTexts } from './textColumn';
import type { TextSpans } from './textColumn';

/** Where the values of one column stand in the body, until their segment is made. */
export class PackedSpans {
  marks = new Uint8Array(256);
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  formattedMarks = new Uint8Array(256);
  formattedStarts = new Int32Array(256);
  formattedEnds = new Int32Array(256);
  #targets = new Uint16Array(256);
  #hasFormatted = false;
  #hasTargets = false;

  /** @param targets of the rows of the batch */
  add(cells: CellSpans, rows: number, at: number, targets: Uint16Array | undefined): void {
    this.#reserve(at + rows);
    this.marks.set(cells.marks.subarray(0, rows), at);
    this.starts.set(cells.starts.subarray(0, rows), at);
    this.ends.set(cells.ends.subarray(0, rows), at);
    this.formattedMarks.set(cells.formattedMarks.subarray(0, rows), at);
    this.formattedStarts.set(cells.formattedStarts.subarray(0, rows), at);
    this.formattedEnds.set(cells.formattedEnds.subarray(0, rows), at);
    if (targets !== undefined) {
      this.#targets.set(targets.subarray(0, rows), at);
      this.#hasTargets = true;
    }
    this.#hasFormatted ||= cells.formattedMarks.subarray(0, rows).some(Boolean);
  }

  clear(): void {
    this.marks.fill(0);
    this.formattedMarks.fill(0);
    this.#targets.fill(0);
    this.#hasFormatted = false;
    this.#hasTargets = false;
  }

  finish(json: JsonBytes, rows: number): PackedColumn {
    this.#reserve(rows);
    const { states, type } = statesOf(this.marks, rows);
    if (this.#hasFormatted) this.#dropRepeated(json, rows);
    return {
      encoding: 'packed',
      states,
      type,
      raw: this.#values(json, rows),
      ...(this.#hasFormatted ? { formatted: copyTexts(json, this.#formatted, rows) } : {}),
      ...(this.#hasTargets ? { targets: this.#targets.slice(0, rows) } : {}),
    };
  }

  get #formatted(): TextSpans {
    return { marks: this.formattedMarks, starts: this.formattedStarts, ends: this.formattedEnds };
  }

  /** A formatted value that says the same as the stored one is none; nor is one without a value. */
  #dropRepeated(json: JsonBytes, rows: number): void {
    const { marks, starts, ends } = this.#formatted;
    for (let row = 0; row < rows; row++) {
      if (marks[row] === 0) continue;
      const start = starts[row] ?? 0;
      const length = (ends[row] ?? 0) - start;
      const own = this.starts[row] ?? 0;
      const valueless = ((this.marks[row] ?? 0) & stateMask) <= nullState;
      if (valueless || ((this.ends[row] ?? 0) - own === length && json.same(start, json.view, own, length))) {
        marks[row] = 0;
      }
    }
  }

  #values(json: JsonBytes, rows: number): PackedValues {
    return this.#guids(json, rows) ?? this.#numbers(json, rows) ?? this.#texts(json, rows);
  }

  #texts(json: JsonBytes, rows: number): PackedValues {
    for (let row = 0; row < rows; row++) {
      const mark = this.marks[row] ?? 0;
      // A null is no text.
      if (mark === nullState) this.marks[row] = 0;
      else if ((mark & stateMask) === 3) checkCell(json, this, row);
    }
    return { kind: 'text', table: copyTexts(json, this, rows) };
  }

  #guids({ bytes }: JsonBytes, rows: number): PackedValues | undefined {
    let guids: Uint8Array | undefined;
    for (let row = 0; row < rows; row++) {
      const mark = this.marks[row] ?? 0;
      if (mark <= nullState) continue;
      const start = this.starts[row] ?? 0;
      if ((mark & stateMask) !== 2 || (this.ends[row] ?? 0) - start !== 36) return undefined;
      guids ??= new Uint8Array(16 * rows);
      if (!writeGuid(bytes, start, guids, 16 * row)) return undefined;
    }
    return guids && { kind: 'guid', bytes: guids };
  }

  /** Numbers or points in time, where all of them are. */
  #numbers({ bytes }: JsonBytes, rows: number): PackedValues | undefined {
    const values = new Float64Array(rows);
    let kind: 'number' | 'instant' | undefined;
    for (let row = 0; row < rows; row++) {
      const mark = this.marks[row] ?? 0;
      if (mark <= nullState) continue;
      const start = this.starts[row] ?? 0;
      const end = this.ends[row] ?? 0;
      const own = (mark & stateMask) === 3 ? 'number' : 'instant';
      kind ??= own;
      if (own !== kind || (own === 'instant' && ((mark & stateMask) !== 2 || end - start !== 20))) {
        return undefined;
      }
      const value = own === 'number' ? exactNumber(bytes, start, end) : instantOf(bytes, start);
      if (Number.isNaN(value)) return undefined;
      values[row] = value;
    }
    return kind === undefined ? undefined : { kind, values };
  }

  #reserve(rows: number): void {
    const capacity = this.marks.length;
    if (rows <= capacity) return;
    const size = Math.max(rows, 2 * capacity);
    this.marks = grown(this.marks, new Uint8Array(size));
    this.starts = grown(this.starts, new Int32Array(size));
    this.ends = grown(this.ends, new Int32Array(size));
    this.formattedMarks = grown(this.formattedMarks, new Uint8Array(size));
    this.formattedStarts = grown(this.formattedStarts, new Int32Array(size));
    this.formattedEnds = grown(this.formattedEnds, new Int32Array(size));
    this.#targets = grown(this.#targets, new Uint16Array(size));
  }
}

function grown<T extends Uint8Array | Uint16Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

function statesOf(marks: Uint8Array, rows: number): { states: Uint8Array | undefined; type: number } {
  const first = (marks[0] ?? 0) & stateMask;
  const states = new Uint8Array(rows);
  let alike = first > nullState;
  for (let row = 0; row < rows; row++) {
    const state = (marks[row] ?? 0) & stateMask;
    states[row] = state;
    if (state !== first) alike = false;
  }
  return alike ? { states: undefined, type: first - 2 } : { states, type: 0 };
}
