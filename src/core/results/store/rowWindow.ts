import type { ColumnChunk, RowChunk } from '../model';
import { cutFlag, entryTypes, firstEntry, formattedFlag, maxChunkRows } from '../model';
import { textAt } from '../textTable';
import { summarizedUnits, summarizeNested } from './jsonSummary';
import { isEmptyAt, packedText } from './packedValues';
import type { CodedColumn, ColumnDictionary, PackedColumn, SegmentColumn } from './segment';
import type { TableData } from './tableData';
import { TextWriter } from './textWriter';

/** Texts in a window are cut at so many UTF-16 code units: a cell shows fewer, and the whole one can be asked for. */
const windowTextLimit = 1000;

const jsonType = entryTypes.indexOf('json');

/** Gathers rows from anywhere into one chunk; used again and again, so that it allocates little. */
export class WindowGatherer {
  readonly #data: TableData;
  readonly #segments = new Uint32Array(maxChunkRows);
  readonly #places = new Uint32Array(maxChunkRows);
  #rows = 0;
  readonly #types = new Uint8Array(maxChunkRows);
  readonly #targets = new Uint16Array(maxChunkRows);
  readonly #raw = new TextWriter();
  readonly #formatted = new TextWriter();
  #entries = 0;
  /** By code of the dictionary: entry of the chunk, where `marks` holds this round's number. */
  #local = new Uint16Array(1024);
  #marks = new Uint32Array(1024);
  #round = 0;

  constructor(data: TableData) {
    this.#data = data;
  }

  /**
   * @param rows numbers in the order in which the rows came, no more than `maxChunkRows`
   * @param columns schema indexes; without, all
   */
  gather(firstRow: number, rows: Uint32Array, columns: readonly number[] | undefined): RowChunk {
    const { segments, schema } = this.#data;
    this.#rows = rows.length;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const segment = segments.segmentOf(row);
      this.#segments[i] = segment;
      this.#places[i] = row - segments.firstRow(segment);
    }
    const chunks: ColumnChunk[] = [];
    const count = columns?.length ?? schema.columns.length;
    for (let i = 0; i < count; i++) {
      const chunk = this.#column(columns === undefined ? i : (columns[i] ?? 0));
      if (chunk !== undefined) chunks.push(chunk);
    }
    return { firstRow, rowCount: rows.length, columns: chunks };
  }

  #column(number: number): ColumnChunk | undefined {
    const { segments } = this.#data;
    const dictionary = this.#data.dictionary(number);
    this.#begin();
    const codes = new Uint16Array(this.#rows);
    let known = -1;
    let column: SegmentColumn | undefined;
    let sent = false;
    for (let i = 0; i < codes.length; i++) {
      const segment = this.#segments[i] ?? 0;
      if (segment !== known) {
        column = segments.column(segment, number);
        known = segment;
        if (column?.encoding === 'coded' && dictionary !== undefined) this.#fit(dictionary.size);
      }
      if (column === undefined) continue;
      const place = this.#places[i] ?? 0;
      const code =
        column.encoding === 'packed' ? this.#packed(column, place) : this.#coded(column, place, dictionary);
      codes[i] = code;
      sent ||= code > 0;
    }
    return sent ? this.#finish(number, codes) : undefined;
  }

  #begin(): void {
    this.#entries = 0;
    this.#round++;
    this.#raw.clear();
    this.#formatted.clear();
  }

  #fit(entries: number): void {
    if (entries <= this.#marks.length) return;
    const size = Math.max(entries, 2 * this.#marks.length);
    const [local, marks] = [new Uint16Array(size), new Uint32Array(size)];
    local.set(this.#local);
    marks.set(this.#marks);
    this.#local = local;
    this.#marks = marks;
  }

  #finish(number: number, codes: Uint16Array): ColumnChunk {
    return {
      column: number,
      codes,
      types: this.#types.slice(0, this.#entries),
      targets: this.#targets.slice(0, this.#entries),
      raw: this.#raw.finish(),
      formatted: this.#formatted.finish(),
    };
  }

  #coded(column: CodedColumn, place: number, dictionary: ColumnDictionary | undefined): number {
    const code = column.codes[place] ?? 0;
    if (code < firstEntry) return code;
    const entry = code - firstEntry;
    if (this.#marks[entry] === this.#round) return (this.#local[entry] ?? 0) + firstEntry;
    this.#marks[entry] = this.#round;
    this.#local[entry] = this.#entries;
    if (dictionary === undefined) return 0;
    const type = dictionary.type(entry);
    const raw = dictionary.raw(entry, type === jsonType ? summarizedUnits + 1 : windowTextLimit + 1);
    const cut = this.#raw.add(raw, windowTextLimit);
    const own = dictionary.formatted(entry, windowTextLimit + 1);
    return this.#entry(type, cut, shown(type, raw, own), dictionary.target(entry));
  }

  #packed(column: PackedColumn, place: number): number {
    const state = column.states === undefined ? column.type + firstEntry : (column.states[place] ?? 0);
    if (state < firstEntry) return state;
    const type = state - firstEntry;
    const { raw, formatted } = column;
    const cut =
      raw.kind === 'text'
        ? this.#raw.addFrom(raw.table, place, windowTextLimit)
        : this.#raw.add(packedText(raw, place), windowTextLimit);
    const target = column.targets?.[place] ?? 0;
    if (formatted !== undefined && !isEmptyAt(formatted, place)) {
      const both = this.#formatted.addFrom(formatted, place, windowTextLimit) || cut;
      return this.#described(type | formattedFlag | (both ? cutFlag : 0), target);
    }
    const json = type === jsonType && raw.kind === 'text';
    const summary = json ? shown(type, textAt(raw.table, place, summarizedUnits + 1), undefined) : undefined;
    return this.#entry(type, cut, summary, target);
  }

  #entry(type: number, cut: boolean, formatted: string | undefined, target: number): number {
    const both = this.#formatted.add(formatted ?? '', windowTextLimit) || cut;
    const flags = (formatted === undefined ? 0 : formattedFlag) | (both ? cutFlag : 0);
    return this.#described(type | flags, target);
  }

  #described(type: number, target: number): number {
    this.#types[this.#entries] = type;
    this.#targets[this.#entries] = target;
    return this.#entries++ + firstEntry;
  }
}

/** Formatted value of an entry: a nested value's is its summary. */
function shown(type: number, raw: string, formatted: string | undefined): string | undefined {
  if (formatted !== undefined || type !== jsonType) return formatted;
  return summarizeNested(raw.slice(0, summarizedUnits), raw.length <= summarizedUnits);
}
