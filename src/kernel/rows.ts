// Reads rows that look like those before them, as `RecordReader` reads them. Whatever is not as it was, or not as JSON
// is, ends it at the row in which it stands: that row is the reader's. What was noted of it until then is noted again.
import {
  answerEnd,
  answerTouched,
  cellsCount,
  cellsHasColumn,
  cellsLongest,
  cellsNamed,
  cellsProperty,
  cellsRecord,
  cellsTouched,
  endsAt,
  formattedEndsAt,
  formattedMarksAt,
  formattedStartsAt,
  markOfNull,
  marksAt,
  notedAt,
  propertiesAt,
  roleOfFormatted,
  roleOfNextLink,
  roleOfProperty,
  roleOfTable,
  roleOfValue,
  slotCells,
  slotFrom,
  slotLength,
  slotName,
  slotNameOther,
  slotNext,
  slotOther,
  slotRole,
  startsAt,
  tablesAt,
  touchedList,
} from '../core/results/decode/rowLayout';
import { same } from './bytes';
import { endOfNested, endOfPlain, endOfText, lastMark } from './values';

/** Of the row that is being read. */
let row: i32 = 0;
let noted: i32 = 0;
/** Address of the body's first byte, were it all there. */
let body: usize = 0;
let touched: i32 = 0;
/** A record may be taken apart: there is room for its columns. */
let opens: bool = false;

/**
 * Reads rows from `at` on, until one begins at `limit` or behind it, or is not like the others.
 * @param start address of the slot with which rows begin
 * @param bodyStart address of the body's first byte, were it all there
 * @returns number of the row that is to be read next; `answerEnd` holds its address
 */
export function readRows(
  start: usize,
  at: usize,
  limit: usize,
  first: i32,
  rows: i32,
  bodyStart: usize,
  mayOpen: bool,
): i32 {
  let pos = at;
  body = bodyStart;
  touched = 0;
  opens = mayOpen;
  for (row = first; row < rows && pos < limit; row++) {
    if (load<u8>(pos) !== 0x7b) break;
    noted = 0;
    const end = readRecord(start, pos);
    // Of the last row, of white space between rows and of rows without a value the reader knows more.
    if (end === 0 || noted === 0 || load<u16>(end) !== 0x7b2c) break;
    pos = end + 1;
  }
  store<usize>(answerEnd, pos);
  store<i32>(answerTouched, touched);
  return row;
}

/** Address behind the record at `at`, or 0. */
function readRecord(start: usize, at: usize): usize {
  let slot = start;
  let pos = at + 1;
  while (true) {
    slot = slotAt(slot, pos);
    if (slot === 0) return 0;
    pos += load<i32>(slot, slotLength);
    if (load<u8>(pos) !== 0x3a) return 0;
    pos = readMember(slot, pos + 1);
    if (pos === 0) return 0;
    const byte = load<u8>(pos++);
    if (byte === 0x7d) return pos;
    if (byte !== 0x2c) return 0;
  }
}

/** The slot whose name stands at `pos`, where it is one of those that `before` was followed by; or 0. */
function slotAt(before: usize, pos: usize): usize {
  const next = load<usize>(before, slotNext);
  if (next === 0) return 0;
  if (same(pos, load<usize>(next, slotFrom), load<i32>(next, slotLength))) return next;
  const other = load<usize>(before, slotOther);
  if (other === 0) return 0;
  return same(pos, load<usize>(other, slotFrom), load<i32>(other, slotLength)) ? other : 0;
}

/** Address behind the value of a member, or 0. */
function readMember(slot: usize, at: usize): usize {
  const role = load<i32>(slot, slotRole);
  const cells = load<usize>(slot, slotCells);
  const isText = load<u8>(at) === 0x22;
  if (role === roleOfTable || role === roleOfProperty) {
    return isText ? readName(slot, cells, role, at + 1) : 0;
  }
  if (isText) {
    const end = endOfText(at + 1);
    if (end === 0) return 0;
    if (role === roleOfFormatted) noteFormatted(cells, at + 1, end);
    else if (role === roleOfNextLink) noteName(slot + slotName, cells + propertiesAt, cells);
    else if (role === roleOfValue && !note(cells, at + 1, end)) return 0;
    return end + 1;
  }
  if (role === roleOfNextLink) noteName(slot + slotName, cells + propertiesAt, cells);
  const isValue = role === roleOfValue;
  const byte = load<u8>(at);
  if (byte === 0x7b && isValue) return readNested(cells, at);
  const end = byte === 0x7b || byte === 0x5b ? endOfNested(at) : endOfPlain(at);
  if (end === 0 || (isValue && !note(cells, at, end))) return 0;
  return end;
}

/** Address behind an expanded record, or 0 where it says nothing, or was never seen. */
function readNested(cells: usize, at: usize): usize {
  const start = load<usize>(cells, cellsRecord);
  if (start === 0 || !opens) return 0;
  const before = noted;
  const end = readRecord(start, at);
  return noted === before ? 0 : end;
}

/** Address behind the name that begins at `at`, where it is one of the slot's last two; or 0. */
function readName(slot: usize, cells: usize, role: i32, at: usize): usize {
  let name = slot + slotName;
  let length = load<i32>(name, 4);
  if (length === 0 || load<u8>(at + length) !== 0x22 || !same(at, load<usize>(name), length)) {
    name = slot + slotNameOther;
    length = load<i32>(name, 4);
    if (length === 0 || load<u8>(at + length) !== 0x22 || !same(at, load<usize>(name), length)) return 0;
  }
  noteName(name, cells + (role === roleOfTable ? tablesAt : propertiesAt), cells);
  return at + length + 1;
}

/** @param numbers address of the numbers of the batch's names */
function noteName(name: usize, numbers: usize, cells: usize): void {
  touch(cells);
  store<i32>(cells, 1, cellsNamed);
  store<u16>(numbers + (row << 1), load<u16>(name, 8));
}

function noteFormatted(cells: usize, start: usize, end: usize): void {
  touch(cells);
  store<u8>(cells + row, lastMark(), formattedMarksAt);
  const place = cells + (row << 2);
  store<i32>(place, start - body, formattedStartsAt);
  store<i32>(place, end - body, formattedEndsAt);
}

/** @returns false where the property has no column yet */
function note(cells: usize, start: usize, end: usize): bool {
  if (load<i32>(cells, cellsHasColumn) === 0) return false;
  touch(cells);
  if (load<u8>(cells + row, marksAt) === 0) {
    const count = load<i32>(cells, cellsCount);
    store<u8>(cells + count, row, notedAt);
    store<i32>(cells, count + 1, cellsCount);
  }
  const mark = lastMark();
  store<u8>(cells + row, mark, marksAt);
  const place = cells + (row << 2);
  store<i32>(place, start - body, startsAt);
  store<i32>(place, end - body, endsAt);
  const length = i32(end - start);
  if (mark !== markOfNull && length > load<i32>(cells, cellsLongest)) store<i32>(cells, length, cellsLongest);
  noted++;
  return true;
}

function touch(cells: usize): void {
  if (load<i32>(cells, cellsTouched) !== 0) return;
  store<i32>(cells, 1, cellsTouched);
  store<i32>(touchedList + (touched << 2), load<i32>(cells, cellsProperty));
  touched++;
}
