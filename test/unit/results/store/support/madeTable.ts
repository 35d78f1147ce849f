import { entryTypes } from '../../../../../src/core/results/model';
import type { ColumnKind, EntryType, LookupTarget, TextTable } from '../../../../../src/core/results/model';
import { ResultTable } from '../../../../../src/core/results/store/resultTable';
import type { ResultTableOptions } from '../../../../../src/core/results/store/resultTable';
import type {
  ColumnDictionary,
  PackedValues,
  Segment,
  SegmentColumn,
} from '../../../../../src/core/results/store/segment';
import { TextWriter } from '../../../../../src/core/results/store/textWriter';

export interface MadeValue {
  readonly type: EntryType;
  readonly raw: string;
  readonly formatted?: string;
  /** 0, or number + 1 of the lookup target. */
  readonly target?: number;
}

/** `undefined`: not sent. */
export type MadeCell = MadeValue | null | undefined;

export interface MadeColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** How it is kept; `mixed` begins coded and goes on packed. */
  readonly encoding: 'coded' | 'mixed' | PackedValues['kind'];
}

export function text(raw: string, formatted?: string): MadeValue {
  return { type: 'text', raw, ...(formatted === undefined || formatted === '' ? {} : { formatted }) };
}

export function number(value: number, formatted?: string): MadeValue {
  return { type: 'number', raw: String(value), ...(formatted === undefined ? {} : { formatted }) };
}

function textTable(texts: readonly string[]): TextTable {
  const writer = new TextWriter();
  for (const one of texts) writer.add(one, Number.MAX_SAFE_INTEGER);
  return writer.finish();
}

class MadeDictionary implements ColumnDictionary {
  readonly #entries: MadeValue[] = [];
  readonly #codes = new Map<string, number>();

  get size(): number {
    return this.#entries.length;
  }

  code(value: MadeValue): number {
    const key = JSON.stringify([value.type, value.raw, value.formatted, value.target]);
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#entries.push(value) + 1;
    this.#codes.set(key, code);
    return code;
  }

  type(entry: number): number {
    return entryTypes.indexOf(this.#entries[entry]!.type);
  }

  raw(entry: number, limit?: number): string {
    return this.#entries[entry]!.raw.slice(0, limit);
  }

  formatted(entry: number, limit?: number): string | undefined {
    return this.#entries[entry]!.formatted?.slice(0, limit);
  }

  target(entry: number): number {
    return this.#entries[entry]!.target ?? 0;
  }
}

/** Makes segments of plain cells, in the way that a column asks for. */
export class MadeRows {
  readonly dictionaries: MadeDictionary[] = [];
  readonly columns: readonly MadeColumn[];

  constructor(columns: readonly MadeColumn[]) {
    this.columns = columns;
  }

  segment(firstRow: number, rows: readonly (readonly MadeCell[])[]): Segment {
    const columns = this.columns.map((column, i): SegmentColumn | undefined => {
      const cells = rows.map((row) => row[i]);
      if (cells.every((cell) => cell === undefined)) return undefined;
      if (column.encoding === 'coded' || (column.encoding === 'mixed' && firstRow === 0)) {
        return this.#coded(i, cells);
      }
      return packed(column.encoding === 'mixed' ? 'text' : column.encoding, cells);
    });
    return { firstRow, rowCount: rows.length, columns };
  }

  #coded(column: number, cells: readonly MadeCell[]): SegmentColumn {
    const dictionary = (this.dictionaries[column] ??= new MadeDictionary());
    const codes = cells.map((cell) => (cell === undefined ? 0 : cell === null ? 1 : dictionary.code(cell)));
    const most = Math.max(...codes);
    const narrow = most > 0xff ? Uint16Array : Uint8Array;
    return { encoding: 'coded', codes: (most > 0xffff ? Uint32Array : narrow).from(codes) };
  }
}

function packed(kind: PackedValues['kind'], cells: readonly MadeCell[]): SegmentColumn {
  const states = Uint8Array.from(cells, (cell) =>
    cell === undefined ? 0 : cell === null ? 1 : entryTypes.indexOf(cell.type) + 2,
  );
  const same = states[0]! > 1 && states.every((state) => state === states[0]);
  const raws = cells.map((cell) => cell?.raw ?? '');
  return {
    encoding: 'packed',
    states: same ? undefined : states,
    type: same ? states[0]! - 2 : 0,
    raw: valuesOf(kind, raws),
    ...(cells.some((cell) => cell?.formatted !== undefined)
      ? { formatted: textTable(cells.map((cell) => cell?.formatted ?? '')) }
      : {}),
    ...(cells.some((cell) => cell?.target !== undefined)
      ? { targets: Uint16Array.from(cells, (cell) => cell?.target ?? 0) }
      : {}),
  };
}

function valuesOf(kind: PackedValues['kind'], raws: readonly string[]): PackedValues {
  if (kind === 'text') return { kind, table: textTable(raws) };
  if (kind === 'number') return { kind, values: Float64Array.from(raws, Number) };
  if (kind === 'instant') {
    return { kind, values: Float64Array.from(raws, (raw) => (raw === '' ? 0 : Date.parse(raw))) };
  }
  const bytes = new Uint8Array(16 * raws.length);
  raws.forEach((raw, row) => {
    const digits = raw.replaceAll('-', '');
    for (let i = 0; 2 * i < digits.length; i++) {
      bytes[16 * row + i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
    }
  });
  return { kind, bytes };
}

/** A table of plain cells. */
export function madeTable(
  columns: readonly MadeColumn[],
  rows: readonly (readonly MadeCell[])[],
  options: Partial<ResultTableOptions> & {
    readonly segmentRows?: number;
    readonly targets?: readonly LookupTarget[];
  } = {},
): ResultTable {
  const { segmentRows = 7, targets = [], ...rest } = options;
  const made = new MadeRows(columns);
  const table = new ResultTable({ dictionary: (column) => made.dictionaries[column], locale: 'en', ...rest });
  table.setSchema({ columns: columns.map(({ name, kind }) => ({ name, kind })), targets });
  for (let row = 0; row < rows.length; row += segmentRows) {
    table.append(made.segment(row, rows.slice(row, row + segmentRows)));
  }
  return table;
}
