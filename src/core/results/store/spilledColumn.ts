import type { TextTable } from '../model';
import type { PackedColumn, PackedValues, SegmentColumn, SpillFile } from './segment';

type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A column of one segment whose values are in a file. */
export interface SpilledColumn {
  /** The column without its values. */
  readonly shape: SegmentColumn;
  /** Elements of its arrays, in the order of {@link withArrays}. */
  readonly lengths: readonly number[];
  readonly offset: number;
  readonly bytes: number;
}

/** Bytes that a column takes in memory. */
export function bytesOf(column: SegmentColumn): number {
  let bytes = 0;
  withArrays(column, (array) => {
    bytes += array.byteLength;
    return array;
  });
  return bytes;
}

/** Arrays begin at multiples of it, so that a view of any of them can be made. */
const alignment = 8;

export function spill(column: SegmentColumn, file: SpillFile): SpilledColumn {
  const arrays: Numbers[] = [];
  const shape = withArrays(column, (array) => {
    arrays.push(array);
    return emptied(array);
  });
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + aligned(byteLength), 0));
  let at = 0;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += aligned(array.byteLength);
  }
  const lengths = arrays.map(({ length }) => length);
  return { shape, lengths, offset: file.append(bytes), bytes: bytes.length };
}

/** The column as it was. */
export function unspill({ shape, lengths, offset, bytes }: SpilledColumn, file: SpillFile): SegmentColumn {
  const read = file.read(offset, bytes);
  const data = read.byteOffset % alignment === 0 ? read : read.slice();
  let at = data.byteOffset;
  let next = 0;
  return withArrays(shape, (array) => {
    const length = lengths[next++] ?? 0;
    const from = at;
    at += aligned(length * array.BYTES_PER_ELEMENT);
    return viewOf(array, data.buffer, from, length);
  });
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
}

function emptied<T extends Numbers>(array: T): T;
function emptied(array: Numbers): Numbers {
  return viewOf(array, new ArrayBuffer(0), 0, 0);
}

/** An array of the same kind. */
function viewOf<T extends Numbers>(like: T, buffer: ArrayBufferLike, from: number, length: number): T;
function viewOf(like: Numbers, buffer: ArrayBufferLike, from: number, length: number): Numbers {
  if (like instanceof Uint8Array) return new Uint8Array(buffer, from, length);
  if (like instanceof Uint16Array) return new Uint16Array(buffer, from, length);
  return like instanceof Uint32Array
    ? new Uint32Array(buffer, from, length)
    : new Float64Array(buffer, from, length);
}

type Replace = <T extends Numbers>(array: T) => T;

/** The same column with other arrays, which are asked for one after the other. */
function withArrays(column: SegmentColumn, replace: Replace): SegmentColumn {
  if (column.encoding === 'coded') return { ...column, codes: replace(column.codes) };
  const { states, raw, formatted, targets } = column;
  const replaced: PackedColumn = {
    encoding: 'packed',
    type: column.type,
    states: states === undefined ? undefined : replace(states),
    raw: valuesWith(raw, replace),
  };
  return {
    ...replaced,
    ...(formatted === undefined ? {} : { formatted: tableWith(formatted, replace) }),
    ...(targets === undefined ? {} : { targets: replace(targets) }),
  };
}

function valuesWith(raw: PackedValues, replace: Replace): PackedValues {
  if (raw.kind === 'text') return { kind: 'text', table: tableWith(raw.table, replace) };
  if (raw.kind === 'guid') return { kind: 'guid', bytes: replace(raw.bytes) };
  return { kind: raw.kind, values: replace(raw.values) };
}

function tableWith({ ends, units }: TextTable, replace: Replace): TextTable {
  return { ends: replace(ends), units: replace(units) };
}
