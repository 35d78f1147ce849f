import { evidence, numberEvidence, textEvidence } from '../kinds';
import { escapedMark, stateMask } from './jsonBytes';
import type { JsonBytes } from './jsonBytes';
import { readText } from './jsonText';
import { isGuid, isNumber } from './scalars';

/** Where values and their formatted values stand. */
export interface ValueSpans {
  readonly marks: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly formattedMarks: Uint8Array;
  readonly formattedStarts: Int32Array;
  readonly formattedEnds: Int32Array;
}

/** So much of a text says what it is. */
const telling = 64;

/** What a value says of its column's kind, as bits of `evidence`; `seen` is what is known already. */
export function evidenceOf(
  json: JsonBytes,
  spans: ValueSpans,
  row: number,
  target: number,
  seen: number,
): number {
  const start = spans.starts[row] ?? 0;
  const end = spans.ends[row] ?? 0;
  switch ((spans.marks[row] ?? 0) & stateMask) {
    case 5:
      return nestedEvidence(json, start, end);
    case 4:
      return evidence.boolean;
    case 3:
      return (seen & evidence.choice) !== 0
        ? evidence.number
        : numberEvidence(isWhole(json.bytes, start, end), formattedOf(json, spans, row));
    default:
      break;
  }
  if (target > 0) return evidence.lookup;
  if ((seen & evidence.text) !== 0) return evidence.text;
  if (end - start === 36 && isGuid(json.bytes, start)) return evidence.guid;
  // An escape that is cut in two may be one that none is; then it is not a date at any rate.
  const text = readText(json.bytes, start, Math.min(end, start + telling), spans.marks[row] ?? 0);
  return text === undefined ? evidence.text : textEvidence(text, formattedOf(json, spans, row));
}

/** An array of records, or of nothing yet, holds rows; anything else is looked at as JSON. */
function nestedEvidence(json: JsonBytes, start: number, end: number): number {
  if (json.byte(start) !== 0x5b) return evidence.json;
  const first = json.byte(json.skipSpace(start + 1));
  return first === 0x7b || (first === 0x5d && end > start) ? evidence.rows : evidence.json;
}

function isWhole(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === 0x2e) return false;
  return true;
}

function formattedOf(json: JsonBytes, spans: ValueSpans, row: number): string | undefined {
  const mark = spans.formattedMarks[row] ?? 0;
  const start = spans.formattedStarts[row] ?? 0;
  const end = spans.formattedEnds[row] ?? 0;
  if (mark === 0 || end === start) return undefined;
  return readText(json.bytes, start, Math.min(end, start + telling), mark);
}

/** Throws where a number or an escape is none: what was read by its outline only. */
export function checkCell(json: JsonBytes, spans: ValueSpans, row: number): void {
  const mark = spans.marks[row] ?? 0;
  const start = spans.starts[row] ?? 0;
  const end = spans.ends[row] ?? 0;
  if ((mark & stateMask) === 3 && !isNumber(json.bytes, start, end)) throw json.malformed(start);
  if ((mark & escapedMark) !== 0 && readText(json.bytes, start, end, mark) === undefined) {
    throw json.malformed(start);
  }
  const formattedMark = spans.formattedMarks[row] ?? 0;
  if ((formattedMark & escapedMark) === 0) return;
  const formattedStart = spans.formattedStarts[row] ?? 0;
  const formatted = readText(json.bytes, formattedStart, spans.formattedEnds[row] ?? 0, formattedMark);
  if (formatted === undefined) throw json.malformed(formattedStart);
}
