import { firstEntry } from '../../model';
import type { ColumnNumbers, NumberReading } from '../columnNumbers';
import type { ColumnTexts, TextChoice } from '../columnTexts';
import { stateAt } from '../packedValues';
import { RecentlyUsed } from '../recentlyUsed';
import type { SegmentColumn } from '../segment';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import type { Collation } from './collation';
import { numberKeys } from './numberKeys';
import { recordCounts } from './recordCounts';
import { orderOfRows } from './rowOrder';
import type { MixedRows } from './rowOrder';
import { noKey } from './radix';
import type { RowKeys } from './radix';
import { rankTexts } from './textOrder';
import type { TextRanks } from './textOrder';

/** Bytes of keys that are kept for the next time: one to eight a row and column. */
const keptBytes = 64_000_000;

interface Kept {
  readonly rows: number;
  readonly keys: RowKeys;
}

/** What the rows are sorted by, column by column. */
export class ColumnKeys {
  readonly #data: TableData;
  readonly #texts: ColumnTexts;
  readonly #numbers: ColumnNumbers;
  readonly #collation: Collation;
  readonly #kept = new RecentlyUsed<string, Kept>(
    keptBytes,
    ({ keys: { low, high, order } }) => low.byteLength + (high?.byteLength ?? 0) + (order?.byteLength ?? 0),
  );

  constructor(data: TableData, texts: ColumnTexts, numbers: ColumnNumbers, collation: Collation) {
    this.#data = data;
    this.#texts = texts;
    this.#numbers = numbers;
    this.#collation = collation;
  }

  /**
   * Keys of the first `rows` rows, which end with a segment. Numbers, amounts and dates are in their own order, also
   * where they are shown formatted; choices and lookups in that of their labels and names where those are shown, collections in that of how many
   * records they hold.
   */
  *of(column: number, choice: TextChoice, rows: number): Steps<RowKeys> {
    const kind = this.#data.schema.columns[column]?.kind ?? 'text';
    const key = `${column} ${choice} ${kind}`;
    const known = this.#kept.get(key);
    if (known?.rows === rows) return known.keys;
    const keys = yield* this.#make(column, kind, choice, rows);
    this.#kept.set(key, { rows, keys });
    return keys;
  }

  *#make(column: number, kind: string, choice: TextChoice, rows: number): Steps<RowKeys> {
    if (kind === 'rows') return yield* numberKeys(yield* recordCounts(this.#data, column, rows));
    const reading = readingOf(kind, choice);
    if (reading !== undefined) {
      const values = yield* this.#numbers.of(column, reading, rows);
      const keys = yield* numberKeys(values);
      yield;
      // Choices of which several can be picked are texts: `1,3`.
      if (kind !== 'choice' || values.some((value) => value === value)) return keys;
    }
    return yield* this.#textKeys(column, kind === 'boolean' ? 'stored' : choice, rows);
  }

  *#textKeys(column: number, choice: TextChoice, rows: number): Steps<RowKeys> {
    const { segments } = this.#data;
    const count = rows === 0 ? 0 : segments.segmentOf(rows - 1) + 1;
    const parts = this.#texts.parts(column, choice, count);
    const ranks = yield* rankTexts(parts, this.#collation);
    const keys = emptyKeys(rows, ranks.distinct);
    let part = 1;
    for (let segment = 0; segment < count; segment++) {
      const first = segments.firstRow(segment);
      const into = keys.low.subarray(first, first + segments.rowCount(segment));
      const data = segments.column(segment, column);
      fill(into, data, ranks, data?.encoding === 'packed' ? parts.first(part++) : 0, keys.none);
      yield;
    }
    const mixed = this.#mixedRows(column, count, parts.first(1));
    return mixed === undefined ? keys : { ...keys, order: orderOfRows(ranks, mixed, keys) };
  }

  /** `undefined` where it is not so that the last segments hold texts of their own, and all others do not. */
  #mixedRows(column: number, count: number, entries: number): MixedRows | undefined {
    const { segments } = this.#data;
    let first = count;
    while (first > 0 && segments.encoding(first - 1, column) === 'packed') first--;
    if (first === count) return undefined;
    for (let segment = 0; segment < first; segment++) {
      if (segments.encoding(segment, column) === 'packed') return undefined;
    }
    return { entries, coded: segments.firstRow(first) };
  }
}

function readingOf(kind: string, choice: TextChoice): NumberReading | undefined {
  if (kind === 'date') return 'instant';
  if (kind === 'number' || kind === 'money') return 'number';
  return kind === 'choice' && choice === 'stored' ? 'number' : undefined;
}

function emptyKeys(rows: number, distinct: number): RowKeys {
  const most = Math.max(0, distinct - 1);
  if (most < 0xff) return { low: new Uint8Array(rows), most, none: 0xff };
  if (most < 0xffff) return { low: new Uint16Array(rows), most, none: 0xffff };
  return { low: new Uint32Array(rows), most, none: noKey };
}

/** @param base number of the first row's text among the ranked ones */
function fill(
  into: RowKeys['low'],
  column: SegmentColumn | undefined,
  { ranks }: TextRanks,
  base: number,
  none: number,
): void {
  if (column === undefined) into.fill(none);
  else if (column.encoding === 'coded') {
    const { codes } = column;
    for (let i = 0; i < into.length; i++) {
      const code = codes[i] ?? 0;
      into[i] = code < firstEntry ? none : (ranks[code - firstEntry] ?? none);
    }
  } else {
    for (let i = 0; i < into.length; i++) {
      into[i] = stateAt(column, i) < firstEntry ? none : (ranks[base + i] ?? none);
    }
  }
}
