import type { PackedColumn } from '../store/segment';
import type { CellSpans } from './cellSpans';
import { nullState, stateMask } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import { PackedCells } from './packedCells';
import { TextColumn } from './textColumn';

/** The values of one column, and where they stand in the body, until their segment is made. */
export class PackedSpans {
  marks = new Uint8Array(256);
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  formattedMarks = new Uint8Array(256);
  formattedStarts = new Int32Array(256);
  formattedEnds = new Int32Array(256);
  #targets = new Uint16Array(256);
  readonly #values = new PackedCells();
  readonly #formatted = new TextColumn();
  #hasFormatted = false;
  #hasTargets = false;

  /** @param targets of the rows of the batch. Throws where a value is not as JSON writes it. */
  add(json: JsonBytes, cells: CellSpans, rows: number, at: number, targets: Uint16Array | undefined): void {
    this.#reserve(at + rows);
    if (hasAny(cells.formattedMarks, rows)) this.#addFormatted(json, cells, rows, at);
    this.#values.add(json, cells, rows, at);
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
  }

  #addFormatted(json: JsonBytes, cells: CellSpans, rows: number, at: number): void {
    dropRepeated(json, cells, rows);
    const { formattedMarks: marks, formattedStarts: starts, formattedEnds: ends } = cells;
    if (!hasAny(marks, rows)) return;
    this.#hasFormatted = true;
    this.#formatted.add(json, { marks, starts, ends }, rows, at);
  }

  clear(): void {
    this.marks.fill(0);
    this.formattedMarks.fill(0);
    this.#targets.fill(0);
    this.#values.clear();
    this.#formatted.clear();
    this.#hasFormatted = false;
    this.#hasTargets = false;
  }

  finish(json: JsonBytes, rows: number): PackedColumn {
    this.#reserve(rows);
    const { states, type } = statesOf(this.marks, rows);
    return {
      encoding: 'packed',
      states,
      type,
      raw: this.#values.finish(json, this, rows),
      ...(this.#hasFormatted ? { formatted: this.#formatted.finish(rows) } : {}),
      ...(this.#hasTargets ? { targets: this.#targets.slice(0, rows) } : {}),
    };
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

function hasAny(marks: Uint8Array, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (marks[row] !== 0) return true;
  return false;
}

/** A formatted value that says the same as the stored one is none; nor is one without a value. */
function dropRepeated(json: JsonBytes, cells: CellSpans, rows: number): void {
  const { formattedMarks: marks, formattedStarts: starts, formattedEnds: ends } = cells;
  for (let row = 0; row < rows; row++) {
    if (marks[row] === 0) continue;
    const start = starts[row] ?? 0;
    const length = (ends[row] ?? 0) - start;
    const own = cells.starts[row] ?? 0;
    const valueless = ((cells.marks[row] ?? 0) & stateMask) <= nullState;
    if (valueless || ((cells.ends[row] ?? 0) - own === length && json.same(start, json.view, own, length))) {
      marks[row] = 0;
    }
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
