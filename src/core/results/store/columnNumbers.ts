import { entryTypes, firstEntry } from '../model';
import { isLong } from './exactNumbers';
import { packedText, stateAt } from './packedValues';
import { RecentlyUsed } from './recentlyUsed';
import type { ColumnDictionary, SegmentColumn } from './segment';
import type { Steps } from './slices';
import type { TableData } from './tableData';

/** What a cell is read as: a number, or a point in time in milliseconds since 1970. */
export type NumberReading = 'number' | 'instant';

const numberType = entryTypes.indexOf('number');
const textType = entryTypes.indexOf('text');
/** Bytes of numbers that are kept for the next question. */
const keptBytes = 64_000_000;

interface Kept {
  readonly values: Float64Array;
  /** Rows that were read. */
  rows: number;
  /** Whether some of them hold more digits than a double does. */
  long: boolean;
}

/** The numbers of whole columns, by row; NaN where a row holds none. Extended as rows come. */
export class ColumnNumbers {
  readonly #data: TableData;
  readonly #kept = new RecentlyUsed<string, Kept>(keptBytes, ({ values }) => values.byteLength);

  constructor(data: TableData) {
    this.#data = data;
  }

  /** Of the first `rows` rows. Not to be changed. */
  *of(column: number, reading: NumberReading, rows: number): Steps<Float64Array> {
    const key = `${reading} ${column}`;
    const known = this.#kept.get(key);
    const kept = known !== undefined && known.values.length >= rows ? known : withRoom(known, rows);
    this.#kept.set(key, kept);
    const { segments } = this.#data;
    const reader = new NumberReader(this.#data.dictionary(column), reading);
    while (kept.rows < rows) {
      const segment = segments.segmentOf(kept.rows);
      const first = segments.firstRow(segment);
      const into = kept.values.subarray(first, first + segments.rowCount(segment));
      reader.read(segments.column(segment, column), into);
      kept.rows = first + into.length;
      kept.long ||= reader.long;
      yield;
    }
    return kept.values.subarray(0, rows);
  }

  /** Whether the numbers of a column that were read last are not all told apart by their doubles. */
  isLong(column: number): boolean {
    return this.#kept.get(`number ${column}`)?.long === true;
  }
}

/** Room for some more rows than there are, where rows still come. */
function withRoom(before: Kept | undefined, rows: number): Kept {
  if (before === undefined) return { values: new Float64Array(rows), rows: 0, long: false };
  const values = new Float64Array(rows + Math.min(rows, 500_000));
  values.set(before.values.subarray(0, before.rows));
  return { values, rows: before.rows, long: before.long };
}

/** Reads the numbers of one column; NaN where a cell holds none. */
export class NumberReader {
  readonly #dictionary: ColumnDictionary | undefined;
  readonly #reading: NumberReading;
  /** Whether a number was read of which a double may not hold all digits. */
  long = false;
  /** Of the dictionary's entries, those that were asked for. */
  readonly #entries: number[] = [];

  constructor(dictionary: ColumnDictionary | undefined, reading: NumberReading) {
    this.#dictionary = dictionary;
    this.#reading = reading;
  }

  /** One row of a segment. */
  at(column: SegmentColumn | undefined, row: number): number {
    const state = stateAt(column, row);
    if (column === undefined || state < firstEntry) return Number.NaN;
    if (column.encoding === 'coded') return this.#entry(state - firstEntry);
    const { raw } = column;
    if (raw.kind === this.#reading) return raw.values[row] ?? Number.NaN;
    return raw.kind === 'guid'
      ? Number.NaN
      : this.#parse(state - firstEntry, packedText(raw, row, longestRead));
  }

  /** The rows of a whole segment. */
  read(column: SegmentColumn | undefined, into: Float64Array): void {
    if (column === undefined) into.fill(Number.NaN);
    else if (column.encoding === 'packed' && column.raw.kind === this.#reading) {
      into.set(column.raw.values.subarray(0, into.length));
      const { states } = column;
      if (states === undefined) return;
      for (let i = 0; i < into.length; i++) if ((states[i] ?? 0) < firstEntry) into[i] = Number.NaN;
    } else for (let i = 0; i < into.length; i++) into[i] = this.at(column, i);
  }

  #parse(type: number, text: string): number {
    if (this.#reading === 'instant') return instantOf(type, text);
    if (type !== numberType) return Number.NaN;
    this.long ||= isLong(text);
    return Number(text);
  }

  #entry(entry: number): number {
    return (this.#entries[entry] ??= this.#parse(
      this.#dictionary?.type(entry) ?? 0,
      this.#dictionary?.raw(entry, longestRead) ?? '',
    ));
  }
}

/** No number and no date is written longer. */
const longestRead = 400;

const datePattern = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A time without an offset is the user's own or none's; it is taken as it stands, so that all of them compare. */
function instantOf(type: number, text: string): number {
  if (type !== textType) return Number.NaN;
  const match = datePattern.exec(text);
  if (match === null) return Number.NaN;
  return Date.parse(match[1] !== undefined && match[2] === undefined ? `${text}Z` : text);
}
