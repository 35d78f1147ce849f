import { firstEntry, maxChunkRows } from './model';
import type { ColumnChunk, RowChunk, TextTable } from './model';

/**
 * A chunk as one buffer, in the machine's byte order (both ends run on the same machine or say so with the first
 * word). A message to a webview then carries bytes only: nothing in it is turned into text, parsed or cloned by value.
 *
 * Words of 32 bits: mark, first row, rows, columns; then eight words a column: index, entries, wide raw,
 * wide formatted, raw units, formatted units, offset in bytes, 0. Then the columns' arrays, each on a
 * boundary of four bytes, in the order: codes (16), targets (16), raw ends (32), formatted ends (32),
 * types (8), raw units, formatted units.
 */
const mark = 0x44575231;
const headWords = 4;
const columnWords = 8;

export class MalformedChunkError extends Error {
  override readonly name = 'MalformedChunkError';
}

export function packChunk(chunk: RowChunk): ArrayBuffer {
  const headBytes = 4 * (headWords + columnWords * chunk.columns.length);
  const sizes = chunk.columns.map(sizeOf);
  const buffer = new ArrayBuffer(sizes.reduce((sum, size) => sum + size, headBytes));
  const head = new Uint32Array(buffer, 0, headBytes / 4);
  head.set([mark, chunk.firstRow, chunk.rowCount, chunk.columns.length]);
  let offset = headBytes;
  chunk.columns.forEach((column, i) => {
    head.set(describe(column, offset), headWords + columnWords * i);
    for (const array of arraysOf(column)) {
      new Uint8Array(buffer, offset, array.byteLength).set(
        new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
      );
      offset += padded(array.byteLength);
    }
  });
  return buffer;
}

/** Views into the buffer, nothing is copied. Throws a {@link MalformedChunkError}. */
export function unpackChunk(buffer: ArrayBuffer): RowChunk {
  if (buffer.byteLength < 4 * headWords) throw new MalformedChunkError('too short');
  const [found, firstRow = 0, rowCount = 0, count = 0] = new Uint32Array(buffer, 0, headWords);
  const headBytes = 4 * (headWords + columnWords * count);
  if (found !== mark || rowCount > maxChunkRows || headBytes > buffer.byteLength) {
    throw new MalformedChunkError('not a chunk of rows');
  }
  const head = new Uint32Array(buffer, 0, headBytes / 4);
  const columns = Array.from({ length: count }, (_, i) =>
    readColumn(buffer, head.subarray(headWords + columnWords * i), rowCount),
  );
  return { firstRow, rowCount, columns };
}

function padded(bytes: number): number {
  return (bytes + 3) & ~3;
}

function arraysOf(
  column: ColumnChunk,
): readonly [
  Uint16Array,
  Uint16Array,
  Uint32Array,
  Uint32Array,
  Uint8Array,
  TextTable['units'],
  TextTable['units'],
] {
  const { codes, targets, raw, formatted, types } = column;
  return [codes, targets, raw.ends, formatted.ends, types, raw.units, formatted.units];
}

function sizeOf(column: ColumnChunk): number {
  return arraysOf(column).reduce((sum, array) => sum + padded(array.byteLength), 0);
}

function describe(column: ColumnChunk, offset: number): number[] {
  const { raw, formatted } = column;
  const wide = (table: TextTable): number => (table.units instanceof Uint16Array ? 1 : 0);
  return [
    column.column,
    column.types.length,
    wide(raw),
    wide(formatted),
    raw.units.length,
    formatted.units.length,
    offset,
    0,
  ];
}

function readColumn(buffer: ArrayBuffer, head: Uint32Array, rows: number): ColumnChunk {
  const [column = 0, entries = 0, wideRaw, wideFormatted, rawUnits = 0, formattedUnits = 0, start = 0] = head;
  let offset = start;
  const take = (count: number, bytes: number): [ArrayBuffer, number, number] => {
    const at = offset;
    offset += padded(count * bytes);
    if (offset > buffer.byteLength || at % 4 !== 0) throw new MalformedChunkError('column out of bounds');
    return [buffer, at, count];
  };
  const units = (wide: number | undefined, count: number): TextTable['units'] =>
    wide ? new Uint16Array(...take(count, 2)) : new Uint8Array(...take(count, 1));
  const codes = new Uint16Array(...take(rows, 2));
  const targets = new Uint16Array(...take(entries, 2));
  const rawEnds = new Uint32Array(...take(entries, 4));
  const formattedEnds = new Uint32Array(...take(entries, 4));
  const types = new Uint8Array(...take(entries, 1));
  checkCodes(codes, entries + firstEntry);
  return {
    column,
    codes,
    types,
    targets,
    raw: { ends: rawEnds, units: units(wideRaw, rawUnits) },
    formatted: { ends: formattedEnds, units: units(wideFormatted, formattedUnits) },
  };
}

/** A loop of its own: it is all that the webview does with each row of a window before the row is shown. */
function checkCodes(codes: Uint16Array, end: number): void {
  let largest = 0;
  for (let i = 0; i < codes.length; i++) largest = Math.max(largest, codes[i] ?? 0);
  if (largest >= end) throw new MalformedChunkError('code out of range');
}
