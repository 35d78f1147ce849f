import { firstEntry } from '../model';
import type { TextTable } from '../model';
import { packedText, stateAt } from './packedValues';
import type { CodedColumn, PackedColumn, PackedValues, SegmentColumn } from './segment';
import { TextWriter } from './textWriter';

/** One column in one of several segments that follow each other. */
export interface ColumnPart {
  readonly rows: number;
  readonly column: SegmentColumn | undefined;
}

/** How the values of a part are kept; `none` where it has none. */
export type KeptAs = SegmentColumn['encoding'] | 'none';

export function keptAs({ rows, column }: ColumnPart): KeptAs {
  for (let row = 0; row < rows; row++) {
    if (stateAt(column, row) >= firstEntry) return column?.encoding ?? 'none';
  }
  return 'none';
}

/** The column in all of the segments; no part is coded where another one is packed, but those without values. */
export function mergedColumn(parts: readonly ColumnPart[]): SegmentColumn | undefined {
  if (parts.every(({ column }) => column === undefined)) return undefined;
  const valued = parts.map((part) => ({
    ...part,
    packed: keptAs(part) === 'packed' ? part.column : undefined,
  }));
  const packed = valued.map(({ rows, packed: column }) => ({
    rows,
    column: column?.encoding === 'packed' ? column : undefined,
  }));
  return packed.every(({ column }) => column === undefined)
    ? mergedCodes(parts)
    : mergedPacked(parts, packed);
}

function mergedCodes(parts: readonly ColumnPart[]): CodedColumn {
  let bytes = 1;
  let rows = 0;
  for (const part of parts) {
    rows += part.rows;
    if (part.column?.encoding === 'coded') bytes = Math.max(bytes, part.column.codes.BYTES_PER_ELEMENT);
  }
  const narrow = bytes === 1 ? new Uint8Array(rows) : new Uint16Array(rows);
  const codes = bytes === 4 ? new Uint32Array(rows) : narrow;
  writeStates(parts, codes);
  return { encoding: 'coded', codes };
}

function writeStates(parts: readonly ColumnPart[], into: Uint8Array | Uint16Array | Uint32Array): void {
  let at = 0;
  for (const { rows, column } of parts) {
    for (let row = 0; row < rows; row++) into[at++] = stateAt(column, row);
  }
}

interface PackedPart {
  readonly rows: number;
  /** `undefined` where no row holds a value. */
  readonly column: PackedColumn | undefined;
}

function mergedPacked(parts: readonly ColumnPart[], packed: readonly PackedPart[]): PackedColumn {
  const rows = packed.reduce((sum, part) => sum + part.rows, 0);
  const states = new Uint8Array(rows);
  writeStates(parts, states);
  const [first = 0] = states;
  const same = first >= firstEntry && states.every((state) => state === first);
  const formatted = packed.some(({ column }) => column?.formatted !== undefined);
  const targets = packed.some(({ column }) => column?.targets !== undefined);
  return {
    encoding: 'packed',
    states: same ? undefined : states,
    type: same ? first - firstEntry : 0,
    raw: mergedValues(packed, rows),
    ...(formatted ? { formatted: mergedTexts(packed, ({ formatted: table }) => table) } : {}),
    ...(targets ? { targets: mergedTargets(packed, rows) } : {}),
  };
}

function mergedValues(parts: readonly PackedPart[], rows: number): PackedValues {
  const kinds = new Set(parts.flatMap(({ column }) => (column === undefined ? [] : [column.raw.kind])));
  const [kind = 'text', other] = kinds;
  if (kind === 'text' || other !== undefined) return { kind: 'text', table: mergedTexts(parts, storedTexts) };
  if (kind === 'guid') {
    const bytes = new Uint8Array(16 * rows);
    let at = 0;
    for (const { rows: count, column } of parts) {
      if (column?.raw.kind === 'guid') bytes.set(column.raw.bytes.subarray(0, 16 * count), at);
      at += 16 * count;
    }
    return { kind, bytes };
  }
  const values = new Float64Array(rows);
  let at = 0;
  for (const { rows: count, column } of parts) {
    if (column?.raw.kind === kind) values.set(column.raw.values.subarray(0, count), at);
    at += count;
  }
  return { kind, values };
}

/** Their texts say the same, digit for digit. */
function storedTexts(column: PackedColumn, rows: number): TextTable {
  if (column.raw.kind === 'text') return column.raw.table;
  const writer = new TextWriter();
  for (let row = 0; row < rows; row++) {
    writer.add(stateAt(column, row) < firstEntry ? '' : packedText(column.raw, row), Number.MAX_SAFE_INTEGER);
  }
  return writer.finish();
}

function mergedTexts(
  parts: readonly PackedPart[],
  textsOf: (column: PackedColumn, rows: number) => TextTable | undefined,
): TextTable {
  const tables = parts.map(({ rows, column }) => column && textsOf(column, rows));
  const length = tables.reduce((sum, table) => sum + (table?.units.length ?? 0), 0);
  const wide = tables.some((table) => table?.units instanceof Uint16Array);
  const units = wide ? new Uint16Array(length) : new Uint8Array(length);
  const ends = new Uint32Array(parts.reduce((sum, { rows }) => sum + rows, 0));
  let at = 0;
  let row = 0;
  parts.forEach(({ rows }, i) => {
    const table = tables[i];
    if (table !== undefined) units.set(table.units, at);
    for (let text = 0; text < rows; text++) ends[row++] = at + (table?.ends[text] ?? 0);
    at += table?.units.length ?? 0;
  });
  return { ends, units };
}

function mergedTargets(parts: readonly PackedPart[], rows: number): Uint16Array {
  const targets = new Uint16Array(rows);
  let at = 0;
  for (const { rows: count, column } of parts) {
    if (column?.targets !== undefined) targets.set(column.targets.subarray(0, count), at);
    at += count;
  }
  return targets;
}
