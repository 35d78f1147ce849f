import { firstEntry } from '../model';
import type { TextTable } from '../model';
import type { TextPart, TextParts } from './order/textParts';
import { isEmptyAt, packedText, stateAt } from './packedValues';
import { RecentlyUsed } from './recentlyUsed';
import type { PackedColumn } from './segment';
import type { TableData } from './tableData';
import { TextWriter } from './textWriter';

/** Bytes of tables that are kept for the next time: those of dictionaries, and those that were made of numbers and the like. */
const keptBytes = 16_000_000;
const whole = Number.MAX_SAFE_INTEGER;

/** Which text of a cell is meant: the formatted value where there is one, or the stored one always. */
export type TextChoice = 'shown' | 'stored';

interface Made {
  readonly choice: TextChoice;
  readonly table: TextTable;
}

function bytesIn({ ends, units }: TextTable): number {
  return ends.byteLength + units.byteLength;
}

/** The texts of columns as tables, whatever they are kept as. */
export class ColumnTexts {
  readonly #data: TableData;
  readonly #writer = new TextWriter();
  readonly #entries = new RecentlyUsed<string, TextTable>(keptBytes, bytesIn);
  readonly #made = new RecentlyUsed<PackedColumn, Made>(keptBytes, ({ table }) => bytesIn(table));

  constructor(data: TableData) {
    this.#data = data;
  }

  /** Of all entries of the column's dictionary. */
  entries(column: number, choice: TextChoice): TextTable {
    const dictionary = this.#data.dictionary(column);
    const size = dictionary?.size ?? 0;
    const key = `${choice} ${column}`;
    const known = this.#entries.get(key);
    if (known?.ends.length === size) return known;
    const writer = this.#writer;
    writer.clear();
    for (let entry = 0; entry < size; entry++) {
      const formatted = choice === 'shown' ? dictionary?.formatted(entry) : undefined;
      writer.add(formatted ?? dictionary?.raw(entry) ?? '', whole);
    }
    const table = writer.finish();
    this.#entries.set(key, table);
    return table;
  }

  /** Of the rows of one segment; what stands where a row holds no value does not matter. */
  packed(column: PackedColumn, rows: number, choice: TextChoice): TextTable {
    const { raw, formatted } = column;
    const stored = choice === 'stored' || formatted === undefined;
    if (stored && raw.kind === 'text') return raw.table;
    if (!stored && !lacks(column, formatted, rows)) return formatted;
    const known = this.#made.get(column);
    if (known?.choice === choice) return known.table;
    const table = this.#make(column, rows, !stored);
    this.#made.set(column, { choice, table });
    return table;
  }

  #make(column: PackedColumn, rows: number, shown: boolean): TextTable {
    const { raw, formatted } = column;
    if (raw.kind === 'guid' && !shown) return guidTable(raw.bytes, column, rows);
    const writer = this.#writer;
    writer.clear();
    for (let row = 0; row < rows; row++) {
      if (stateAt(column, row) < firstEntry) writer.add('', 0);
      else if (shown && formatted !== undefined && !isEmptyAt(formatted, row)) {
        writer.addFrom(formatted, row, whole);
      } else if (raw.kind === 'text') writer.addFrom(raw.table, row, whole);
      else writer.add(packedText(raw, row), whole);
    }
    return writer.finish();
  }

  /**
   * Every different text of a column and more: the entries of its dictionary as the first part, then the rows of the
   * segments that hold texts of their own.
   * @param segments so many of the first ones
   */
  parts(column: number, choice: TextChoice, segments: number): ColumnParts {
    return new ColumnParts(this.#data, this, column, choice, segments);
  }
}

/** Whether some row with a value has no formatted one. */
function lacks(column: PackedColumn, formatted: TextTable, rows: number): boolean {
  for (let row = 0; row < rows; row++) {
    if (isEmptyAt(formatted, row) && stateAt(column, row) >= firstEntry) return true;
  }
  return false;
}

const guidUnits = 36;
const hyphen = 0x2d;
const digitUnits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Straight from their bytes: no text is made of each in between. */
function guidTable(bytes: Uint8Array, column: PackedColumn, rows: number): TextTable {
  const ends = new Uint32Array(rows);
  const units = new Uint8Array(guidUnits * rows);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    if (stateAt(column, row) >= firstEntry) {
      for (let i = 0; i < 16; i++) {
        const byte = bytes[16 * row + i] ?? 0;
        units[at++] = digitUnits[byte >>> 4] ?? 0;
        units[at++] = digitUnits[byte & 15] ?? 0;
        if (i === 3 || i === 5 || i === 7 || i === 9) units[at++] = hyphen;
      }
    }
    ends[row] = at;
  }
  return { ends, units: at === units.length ? units : units.slice(0, at) };
}

export class ColumnParts implements TextParts {
  readonly #data: TableData;
  readonly #texts: ColumnTexts;
  readonly #column: number;
  readonly #choice: TextChoice;
  /** Segments of the parts behind the first one. */
  readonly #packed: number[] = [];
  readonly #firsts: number[] = [0];
  readonly #entries: TextTable;

  constructor(data: TableData, texts: ColumnTexts, column: number, choice: TextChoice, segments: number) {
    this.#data = data;
    this.#texts = texts;
    this.#column = column;
    this.#choice = choice;
    this.#entries = texts.entries(column, choice);
    let next = this.#entries.ends.length;
    for (let segment = 0; segment < segments; segment++) {
      if (data.segments.encoding(segment, column) !== 'packed') continue;
      this.#packed.push(segment);
      this.#firsts.push(next);
      next += data.segments.rowCount(segment);
    }
    this.#firsts.push(next);
  }

  get parts(): number {
    return this.#packed.length + 1;
  }

  get texts(): number {
    return this.first(this.parts);
  }

  first(part: number): number {
    return this.#firsts[part] ?? 0;
  }

  at(part: number): TextPart {
    const segment = this.#packed[part - 1];
    if (segment === undefined) return { table: this.#entries, states: undefined };
    const { segments } = this.#data;
    const column = segments.column(segment, this.#column);
    if (column?.encoding !== 'packed') throw new RangeError('An encoding never changes.');
    const table = this.#texts.packed(column, segments.rowCount(segment), this.#choice);
    return { table, states: column.states };
  }
}
