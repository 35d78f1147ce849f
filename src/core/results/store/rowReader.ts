import type { Cell, EntryType } from '../model';
import { entryTypes, firstEntry, nullCode } from '../model';
import { packedFormatted, packedText } from './packedValues';
import type { ColumnDictionary, PackedColumn, SegmentColumn } from './segment';
import type { TableData } from './tableData';

const absent: Cell = { state: 'absent' };
const nothing: Cell = { state: 'null' };

/** One column while rows are read. */
interface ReadColumn {
  readonly dictionary: ColumnDictionary | undefined;
  /** Cells that were made already, by entry of the dictionary. */
  readonly cells: Cell[];
  /** Of the segment that the row is in. */
  data: SegmentColumn | undefined;
  segment: number;
}

/**
 * Reads whole rows one after the other, in the order in which they are shown. It keeps the order that was shown when
 * it was made: arranging anew changes nothing for it. Rows that come later are not read.
 */
export class RowReader {
  /** Rows to read. */
  readonly count: number;
  readonly #data: TableData;
  readonly #order: Uint32Array | undefined;
  readonly #first: number;
  readonly #columns: ReadColumn[] = [];
  #segment = -1;
  /** What the numbers of segments mean changes with it. */
  #merges = -1;
  #segmentFirst = 0;
  #segmentEnd = 0;
  #place = 0;

  /** @param first of the rows in shown order */
  constructor(data: TableData, order: Uint32Array | undefined, first: number, count: number) {
    this.#data = data;
    this.#order = order;
    this.#first = first;
    this.count = count;
  }

  /** Moves to a row, from 0; everything else is asked of that row. */
  go(row: number): void {
    const at = this.#first + row;
    const number = this.#order === undefined ? at : (this.#order[at] ?? 0);
    const { segments } = this.#data;
    if (number < this.#segmentFirst || number >= this.#segmentEnd || segments.merges !== this.#merges) {
      if (segments.merges !== this.#merges) this.#columns.length = 0;
      this.#merges = segments.merges;
      this.#segment = segments.segmentOf(number);
      this.#segmentFirst = segments.firstRow(this.#segment);
      this.#segmentEnd = this.#segmentFirst + segments.rowCount(this.#segment);
    }
    this.#place = number - this.#segmentFirst;
  }

  /** 0: not sent, 1: null, more: the cell holds a value. */
  state(column: number): number {
    const { data } = this.#at(column);
    if (data === undefined) return 0;
    if (data.encoding === 'coded') return data.codes[this.#place] ?? 0;
    return data.states === undefined ? data.type + firstEntry : (data.states[this.#place] ?? 0);
  }

  /**
   * Equal numbers in one column mean equal cells, so that what was made of a cell can be used again; -1 where the
   * value of a row is its own, and where there is none.
   */
  entry(column: number): number {
    const { data } = this.#at(column);
    if (data?.encoding !== 'coded') return -1;
    return Math.max(-1, (data.codes[this.#place] ?? 0) - firstEntry);
  }

  /** Whole, never cut; its stored text as it came. */
  cell(column: number): Cell {
    const state = this.state(column);
    if (state < firstEntry) return state === nullCode ? nothing : absent;
    const read = this.#at(column);
    const { data, dictionary, cells } = read;
    if (data?.encoding === 'packed') {
      const type = entryTypes[state - firstEntry] ?? 'text';
      const formatted = packedFormatted(data, this.#place);
      return this.#cell(type, packedText(data.raw, this.#place), formatted, data.targets?.[this.#place] ?? 0);
    }
    const entry = state - firstEntry;
    if (dictionary === undefined) return absent;
    return (cells[entry] ??= this.#cell(
      entryTypes[dictionary.type(entry)] ?? 'text',
      dictionary.raw(entry),
      dictionary.formatted(entry),
      dictionary.target(entry),
    ));
  }

  /** Where a value that is the row's own stands: at {@link place} in it. `undefined` for entries and where there is none. */
  own(column: number): PackedColumn | undefined {
    const { data } = this.#at(column);
    return data?.encoding === 'packed' && this.state(column) >= firstEntry ? data : undefined;
  }

  /** Place of the row in its segment. */
  get place(): number {
    return this.#place;
  }

  /** The cell as a number, without a text between; NaN where it holds none. */
  number(column: number): number {
    const { data } = this.#at(column);
    if (data?.encoding === 'packed' && data.raw.kind === 'number') {
      return this.state(column) < firstEntry ? Number.NaN : (data.raw.values[this.#place] ?? Number.NaN);
    }
    const cell = this.cell(column);
    return cell.state === 'value' && cell.type === 'number' ? Number(cell.raw) : Number.NaN;
  }

  #cell(type: EntryType, raw: string, formatted: string | undefined, target: number): Cell {
    const leads = this.#data.schema.targets[target - 1];
    return {
      state: 'value',
      type,
      raw,
      ...(formatted === undefined ? {} : { formatted }),
      ...(leads === undefined ? {} : { target: leads }),
    };
  }

  #at(column: number): ReadColumn {
    const read = (this.#columns[column] ??= {
      dictionary: this.#data.dictionary(column),
      cells: [],
      data: undefined,
      segment: -1,
    });
    if (read.segment !== this.#segment) {
      read.data = this.#data.segments.column(this.#segment, column);
      read.segment = this.#segment;
    }
    return read;
  }
}
