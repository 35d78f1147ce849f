import type { TextTable } from '../model';
import { escapedMark, wideMark } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import { writeUnits } from './jsonText';

/** Where texts stand in a body: `marks[i]` is 0 where there is none. */
export interface TextSpans {
  readonly marks: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Copies the texts of the first `rows` spans end to end. Throws where an escape is none. */
export function copyTexts(json: JsonBytes, spans: TextSpans, rows: number): TextTable {
  const { marks, starts, ends } = spans;
  let length = 0;
  let all = 0;
  for (let row = 0; row < rows; row++) {
    const mark = marks[row] ?? 0;
    if (mark === 0) continue;
    all |= mark;
    length += (ends[row] ?? 0) - (starts[row] ?? 0);
  }
  return (all & (escapedMark | wideMark)) === 0
    ? copyPlain(json, spans, rows, length)
    : copyAny(json, spans, rows, length);
}

function copyPlain({ bytes, view }: JsonBytes, spans: TextSpans, rows: number, length: number): TextTable {
  const { marks, starts, ends } = spans;
  const units = new Uint8Array(length);
  const to = new DataView(units.buffer);
  const tableEnds = new Uint32Array(rows);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    if (marks[row] !== 0) {
      const start = starts[row] ?? 0;
      const end = ends[row] ?? 0;
      if (end - start > 48) {
        units.set(bytes.subarray(start, end), at);
        at += end - start;
      } else {
        let from = start;
        for (; from + 4 <= end; from += 4, at += 4) to.setInt32(at, view.getInt32(from, true), true);
        for (; from < end; from++) units[at++] = bytes[from] ?? 0;
      }
    }
    tableEnds[row] = at;
  }
  return { ends: tableEnds, units };
}

function copyAny(json: JsonBytes, spans: TextSpans, rows: number, length: number): TextTable {
  const { marks, starts, ends } = spans;
  const { bytes } = json;
  const units = new Uint16Array(length);
  const tableEnds = new Uint32Array(rows);
  let at = 0;
  let highest = 0;
  for (let row = 0; row < rows; row++) {
    const mark = marks[row] ?? 0;
    const start = starts[row] ?? 0;
    const end = ends[row] ?? 0;
    if (mark !== 0 && (mark & (escapedMark | wideMark)) === 0) {
      for (let from = start; from < end; from++) units[at++] = bytes[from] ?? 0;
    } else if (mark !== 0) {
      const next = writeUnits(bytes, start, end, (mark & escapedMark) !== 0, units, at);
      if (next < 0) throw json.malformed(start);
      for (; at < next; at++) highest |= units[at] ?? 0;
    }
    tableEnds[row] = at;
  }
  const used = units.subarray(0, at);
  return { ends: tableEnds, units: highest > 0xff ? used.slice() : new Uint8Array(used) };
}
