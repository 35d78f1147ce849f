import { firstEntry, nullCode } from '../../model';
import type { ColumnNumbers, NumberReading } from '../columnNumbers';
import type { ColumnTexts, TextChoice } from '../columnTexts';
import { stateAt } from '../packedValues';
import { RecentlyUsed } from '../recentlyUsed';
import type { SegmentColumn } from '../segment';
import type { Steps } from '../slices';
import type { TableData } from '../tableData';
import type { Collation } from './collation';
import { exactOrder } from './exactOrder';
import { numberKeys } from './numberKeys';
import { recordCounts } from './recordCounts';
import { noKey } from './radix';
import type { RowKeys } from './radix';
import { keysOfOrder, orderOfRows, ranksOf } from './rowOrder';
import type { MixedRows, RowOrder } from './rowOrder';
import { sortTexts } from './textOrder';

/** Bytes of keys that are kept for the next time: one to nine a row and column. */
const keptBytes = 64_000_000;

/** What tells the order of rows by one column. */
export type Sortable = RowKeys | RowOrder;

interface Kept {
  readonly rows: number;
  readonly by: Sortable;
}

function bytesIn({ by }: Kept): number {
  // As keys it takes as much once more.
  if ('order' in by) return 2 * by.order.byteLength + by.begins.byteLength;
  return by.low.byteLength + (by.high?.byteLength ?? 0);
}

/** What the rows are sorted by, column by column. */
export class ColumnKeys {
  readonly #data: TableData;
  readonly #texts: ColumnTexts;
  readonly #numbers: ColumnNumbers;
  readonly #collation: Collation;
  readonly #kept = new RecentlyUsed<string, Kept>(keptBytes, bytesIn);
  /** Those that were made of orders, while these are kept. */
  readonly #keys = new WeakMap<RowOrder, RowKeys>();

  constructor(data: TableData, texts: ColumnTexts, numbers: ColumnNumbers, collation: Collation) {
    this.#data = data;
    this.#texts = texts;
    this.#numbers = numbers;
    this.#collation = collation;
  }

  /**
   * Keys of the first `rows` rows, which end with a segment, or their order where that is found without keys. Numbers,
   * amounts and dates are in their own order, also where they are shown formatted; choices and lookups in that of
   * their labels and names where those are shown, collections in that of how many records they hold.
   */
  *of(column: number, choice: TextChoice, rows: number): Steps<Sortable> {
    const kind = this.#data.schema.columns[column]?.kind ?? 'text';
    const key = `${column} ${choice} ${kind}`;
    const known = this.#kept.get(key);
    if (known?.rows === rows) return known.by;
    const by = yield* this.#make(column, kind, choice, rows);
    this.#kept.set(key, { rows, by });
    return by;
  }

  /** The same as keys, by which another order is kept among equal rows. */
  *keysOf(column: number, choice: TextChoice, rows: number): Steps<RowKeys> {
    const by = yield* this.of(column, choice, rows);
    if (!('order' in by)) return by;
    const known = this.#keys.get(by);
    if (known !== undefined) return known;
    const keys = yield* keysOfOrder(by);
    this.#keys.set(by, keys);
    return keys;
  }

  *#make(column: number, kind: string, choice: TextChoice, rows: number): Steps<Sortable> {
    if (kind === 'rows') return yield* numberKeys(yield* recordCounts(this.#data, column, rows));
    const reading = readingOf(kind, choice);
    if (reading !== undefined) {
      const values = yield* this.#numbers.of(column, reading, rows);
      const keys = yield* numberKeys(values);
      yield;
      // Choices of which several can be picked are texts: `1,3`.
      if (kind !== 'choice' || values.some((value) => value === value)) {
        if (reading === 'instant' || !this.#numbers.isLong(column)) return keys;
        return yield* exactOrder(this.#data, column, values, keys);
      }
    }
    return yield* this.#textKeys(column, kind === 'boolean' ? 'stored' : choice, rows);
  }

  *#textKeys(column: number, choice: TextChoice, rows: number): Steps<Sortable> {
    const { segments } = this.#data;
    const count = rows === 0 ? 0 : segments.segmentOf(rows - 1) + 1;
    const parts = this.#texts.parts(column, choice, count);
    const sorted = yield* sortTexts(parts, this.#collation);
    const mixed = this.#mixedRows(column, count, rows, parts.first(1));
    if (mixed !== undefined) return yield* orderOfRows(sorted, mixed);
    const ranks = ranksOf(sorted, parts.texts);
    const keys = emptyKeys(rows, sorted.order.length);
    let part = 1;
    for (let segment = 0; segment < count; segment++) {
      const first = segments.firstRow(segment);
      const into = keys.low.subarray(first, first + segments.rowCount(segment));
      const data = segments.column(segment, column);
      fill(into, data, ranks, data?.encoding === 'packed' ? parts.first(part++) : 0, keys.none);
      yield;
    }
    return keys;
  }

  /** `undefined` where it is not so that the last segments hold texts of their own, and all others do not. */
  #mixedRows(column: number, count: number, rows: number, entries: number): MixedRows | undefined {
    const { segments } = this.#data;
    let first = count;
    while (first > 0 && segments.encoding(first - 1, column) === 'packed') first--;
    if (first === count) return undefined;
    for (let segment = 0; segment < first; segment++) {
      if (segments.encoding(segment, column) === 'packed') return undefined;
    }
    const coded = new Uint32Array(segments.firstRow(first));
    for (let segment = 0; segment < first; segment++) {
      const values = segments.column(segment, column);
      if (values?.encoding !== 'coded') continue;
      const at = segments.firstRow(segment);
      for (let i = 0; i < segments.rowCount(segment); i++) {
        coded[at + i] = Math.max(0, (values.codes[i] ?? 0) - nullCode);
      }
    }
    return { rows, entries, coded };
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
  ranks: Uint32Array,
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
