import type { Cell } from '../../model';
import { isDay } from '../../utcTime';
import type { Losses } from '../losses';
import type { OutColumn, OutRows } from '../rows';
import { isExactNumber } from '../xlsx/numbers';

/** What a column of a Parquet file holds. */
export type ParquetType = 'text' | 'integer' | 'double' | 'boolean' | 'day' | 'instant';

/** Rows between two steps. */
const rowsAtOnce = 512;

/**
 * Finds out which type holds every value of each column; `text` holds all of them, as they were sent. A step now and
 * then lets others have their turn.
 */
export function* parquetTypes(
  rows: OutRows,
  columns: readonly OutColumn[],
  formatted: boolean,
  losses: Losses,
): Generator<void, readonly ParquetType[]> {
  const looks = columns.map((column) => new ColumnLook(column, formatted, losses));
  const open = looks.filter(({ type }) => type !== 'text');
  for (let row = 0; row < rows.count; row++) {
    rows.go(row);
    losses.row = row + 1;
    for (const look of open) look.at(rows);
    if (row % rowsAtOnce === 0) yield;
  }
  return looks.map(({ type }) => type);
}

class ColumnLook {
  readonly #column: OutColumn;
  readonly #losses: Losses;
  /** Entries that were looked at. */
  readonly #seen = new Set<number>();
  type: ParquetType;

  constructor(column: OutColumn, formatted: boolean, losses: Losses) {
    this.#column = column;
    this.#losses = losses;
    this.type = firstGuess(column, formatted);
  }

  at(rows: OutRows): void {
    const { index, name } = this.#column;
    const entry = rows.entry(index);
    if (this.type === 'text' || this.#seen.has(entry)) return;
    const cell = rows.cell(index);
    const type = cell.state === 'value' ? typeWith(this.type, cell) : this.type;
    if (type === 'text') this.#losses.add('mixed-types', name);
    if (entry >= 0) this.#seen.add(entry);
    this.type = type;
  }
}

/** As shown, choices and true and false are their labels; numbers, money and dates stay what they are. */
function firstGuess({ kind }: OutColumn, formatted: boolean): ParquetType {
  if (kind === 'number' || kind === 'money') return 'integer';
  if (kind === 'date') return 'day';
  if (formatted) return 'text';
  if (kind === 'choice') return 'integer';
  return kind === 'boolean' ? 'boolean' : 'text';
}

function typeWith(type: ParquetType, { type: own, raw }: Extract<Cell, { state: 'value' }>): ParquetType {
  if (type === 'boolean') return own === 'boolean' ? type : 'text';
  if (type === 'day' || type === 'instant') {
    if (own !== 'text' || Number.isNaN(instantOf(raw))) return 'text';
    return raw.length > '2026-11-21'.length ? 'instant' : type;
  }
  if (own !== 'number' || !isExactNumber(raw)) return 'text';
  return type === 'integer' && /^-?\d{1,15}$/.test(raw) ? 'integer' : 'double';
}

/** Milliseconds since 1970 of a date or a point in time in UTC; NaN for what they do not hold. */
export function instantOf(text: string): number {
  const match = /^\d{4}-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/.exec(text);
  if (!match) return Number.NaN;
  const time = Date.parse(text);
  return isDay(time, Number(match[1]), Number(match[2])) ? time : Number.NaN;
}
