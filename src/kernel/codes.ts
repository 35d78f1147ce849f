// Finds values in dictionaries, as `GrowingDictionary` finds them.
import {
  answerFound,
  answerLargest,
  cellsCount,
  codeOfFirstEntry,
  codeOfNull,
  codesAt,
  dictionaryBytes,
  dictionaryEntries,
  dictionaryMarks,
  dictionaryMask,
  dictionaryTable,
  dictionaryTargets,
  endsAt,
  entryWords,
  formattedEndsAt,
  formattedFactor,
  formattedMarksAt,
  formattedStartsAt,
  hashFactor,
  hashStart,
  markOfNull,
  marksAt,
  notedAt,
  spreadFactor,
  startsAt,
  targetFactor,
  targetsAt,
} from '../core/results/decode/rowLayout';
import { same } from './bytes';

const entryBytes = 4 * entryWords;

/** The cell that is looked for: addresses, lengths, marks. */
let start: usize = 0;
let length: i32 = 0;
let mark: i32 = 0;
let formattedStart: usize = 0;
let formattedLength: i32 = 0;
let formattedMark: i32 = 0;
let target: i32 = 0;

/**
 * Writes the codes of the rows that have a value to `codesAt`, until one is not in the dictionary.
 * @param body address of the body's first byte, were it all there
 * @param first index in `noted` of the row to begin with
 * @returns index of the row that is in no entry, or how many there are; `answerLargest` is the highest code that was
 *   found, `answerFound` how many were
 */
export function findCodes(cells: usize, dictionary: usize, body: usize, first: i32): i32 {
  const count = load<i32>(cells, cellsCount);
  let largest: u32 = 0;
  let found = 0;
  let index = first;
  for (; index < count; index++) {
    const row: i32 = load<u8>(cells + index, notedAt);
    let code: u32 = codeOfNull;
    if (load<u8>(cells + row, marksAt) !== markOfNull) {
      lookAt(cells, body, row);
      const entry = find(dictionary);
      if (entry < 0) break;
      found++;
      code = entry + codeOfFirstEntry;
      if (code > largest) largest = code;
    }
    store<u32>(codesAt + (row << 2), code);
  }
  store<u32>(answerLargest, largest);
  store<i32>(answerFound, found);
  return index;
}

function lookAt(cells: usize, body: usize, row: i32): void {
  const bytes = cells + row;
  const words = cells + (row << 2);
  mark = load<u8>(bytes, marksAt);
  start = body + load<i32>(words, startsAt);
  length = i32(body + load<i32>(words, endsAt) - start);
  target = load<u16>(targetsAt + (row << 1));
  formattedMark = load<u8>(bytes, formattedMarksAt);
  if (formattedMark === 0) return;
  formattedStart = body + load<i32>(words, formattedStartsAt);
  formattedLength = i32(body + load<i32>(words, formattedEndsAt) - formattedStart);
}

/** Number of the entry, or -1. */
function find(dictionary: usize): i32 {
  const formatted = formattedMark === 0 ? 0 : hashOf(formattedStart, formattedLength);
  const hash = hashOf(start, length) ^ (formatted * formattedFactor) ^ (target * targetFactor);
  const table = load<usize>(dictionary, dictionaryTable);
  const mask = load<i32>(dictionary, dictionaryMask);
  const entries = load<usize>(dictionary, dictionaryEntries);
  let place = spread(hash) & mask;
  while (true) {
    const entry = load<i32>(table + (place << 2)) - 1;
    if (entry < 0) return -1;
    const words = entries + entry * entryBytes;
    if (load<i32>(words) === hash && isEntry(dictionary, entry, words)) return entry;
    place = (place + 1) & mask;
  }
}

function isEntry(dictionary: usize, entry: i32, words: usize): bool {
  const from = load<i32>(words, 4);
  if (load<i32>(words, 8) - from !== length) return false;
  if (load<u16>(load<usize>(dictionary, dictionaryTargets) + (entry << 1)) !== target) return false;
  if (load<u8>(load<usize>(dictionary, dictionaryMarks) + entry) !== mark) return false;
  const bytes = load<usize>(dictionary, dictionaryBytes);
  if (!same(start, bytes + from, length)) return false;
  const formattedFrom = load<i32>(words, 12);
  const known = load<i32>(words, 16) - formattedFrom;
  if (formattedMark === 0) return known === 0;
  return known === formattedLength && same(formattedStart, bytes + formattedFrom, known);
}

/** As `JsonBytes.hashOf` makes it. */
function hashOf(at: usize, size: i32): i32 {
  let sums = i32x4.splat(hashStart);
  let pos = at;
  let left = size;
  for (; left >= 16; left -= 16) {
    sums = stirred(v128.xor(sums, v128.load(pos)));
    pos += 16;
  }
  if (left > 0) {
    const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const own = i8x16.lt_s(places, i8x16.splat(i8(left)));
    sums = stirred(v128.xor(sums, v128.and(v128.load(pos), own)));
  }
  let hash = (i32x4.extract_lane(sums, 0) * hashFactor) ^ i32x4.extract_lane(sums, 1);
  hash = (hash * hashFactor) ^ i32x4.extract_lane(sums, 2);
  hash = (hash * hashFactor) ^ i32x4.extract_lane(sums, 3);
  return hash ^ size;
}

function stirred(words: v128): v128 {
  const products = i32x4.mul(words, i32x4.splat(hashFactor));
  return v128.xor(products, i32x4.shr_u(products, 15));
}

/** As dictionaries do it. */
function spread(hash: i32): i32 {
  const mixed = (hash ^ i32(u32(hash) >>> 16)) * spreadFactor;
  return mixed ^ i32(u32(mixed) >>> 15);
}
