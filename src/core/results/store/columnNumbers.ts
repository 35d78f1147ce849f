import { entryTypes, firstEntry } from '../model';
import { packedText, stateAt } from './packedValues';
import type { PackedColumn, SegmentColumn } from './segment';
import type { Steps } from './slices';
import type { TableData } from './tableData';

/** What a cell is read as: a number, or a point in time in milliseconds since 1970. */
export type NumberReading = 'number' | 'instant';

const numberType = entryTypes.indexOf('number');
const textType = entryTypes.indexOf('text');
/** Columns whose numbers are kept for the next question: eight bytes a row each. */
const keptColumns = 6;

interface Kept {
  values: Float64Array;
  /** Rows that were read. */
  rows: number;
}

/** The numbers of whole columns, by row; NaN where a row holds none. Extended as rows come. */
export class ColumnNumbers {
  readonly #data: TableData;
  /** The one that was used last is the last. */
  readonly #kept = new Map<string, Kept>();

  constructor(data: TableData) {
    this.#data = data;
  }

  /** Of the first `rows` rows. Not to be changed. */
  *of(column: number, reading: NumberReading, rows: number): Steps<Float64Array> {
    const key = `${reading} ${column}`;
    const kept = this.#kept.get(key) ?? { values: new Float64Array(rows), rows: 0 };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptColumns && oldest !== undefined) this.#kept.delete(oldest);
    if (kept.values.length < rows) {
      const grown = new Float64Array(Math.max(rows, Math.min(2 * kept.values.length, rows + 1_000_000)));
      grown.set(kept.values.subarray(0, kept.rows));
      kept.values = grown;
    }
    yield* this.#read(column, reading, kept, rows);
    return kept.values.subarray(0, rows);
  }

  *#read(column: number, reading: NumberReading, kept: Kept, rows: number): Steps<void> {
    const { segments } = this.#data;
    const read = reading === 'number' ? numberOf : instantOf;
    const entries = this.#entries(column, read);
    while (kept.rows < rows) {
      const segment = segments.segmentOf(kept.rows);
      const first = segments.firstRow(segment);
      const into = kept.values.subarray(first, first + segments.rowCount(segment));
      fill(into, segments.column(segment, column), reading, entries);
      kept.rows = first + into.length;
      yield;
    }
  }

  /** Numbers of a dictionary's entries, those that are asked for. */
  #entries(column: number, read: (type: number, text: string) => number): (entry: number) => number {
    const dictionary = this.#data.dictionary(column);
    const known: number[] = [];
    return (entry) => (known[entry] ??= read(dictionary?.type(entry) ?? 0, dictionary?.raw(entry, 64) ?? ''));
  }
}

function fill(
  into: Float64Array,
  column: SegmentColumn | undefined,
  reading: NumberReading,
  entries: (entry: number) => number,
): void {
  if (column === undefined) into.fill(Number.NaN);
  else if (column.encoding === 'packed') fillPacked(into, column, reading);
  else {
    const { codes } = column;
    for (let i = 0; i < into.length; i++) {
      const code = codes[i] ?? 0;
      into[i] = code < firstEntry ? Number.NaN : entries(code - firstEntry);
    }
  }
}

function fillPacked(into: Float64Array, column: PackedColumn, reading: NumberReading): void {
  const { raw, states } = column;
  if (raw.kind === reading) {
    into.set(raw.values.subarray(0, into.length));
    if (states === undefined) return;
    for (let i = 0; i < into.length; i++) if ((states[i] ?? 0) < firstEntry) into[i] = Number.NaN;
    return;
  }
  const read = reading === 'number' ? numberOf : instantOf;
  for (let i = 0; i < into.length; i++) {
    const type = stateAt(column, i) - firstEntry;
    into[i] = type < 0 || raw.kind === 'guid' ? Number.NaN : read(type, packedText(raw, i, 64));
  }
}

function numberOf(type: number, text: string): number {
  return type === numberType ? Number(text) : Number.NaN;
}

const datePattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A time without an offset is the user's own or none's; it is taken as it stands, so that all of them compare. */
function instantOf(type: number, text: string): number {
  if (type !== textType) return Number.NaN;
  const match = datePattern.exec(text);
  if (match === null) return Number.NaN;
  return Date.parse(match[1] !== undefined && match[2] === undefined ? `${text}Z` : text);
}
