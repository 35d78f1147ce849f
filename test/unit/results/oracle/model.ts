import type { ColumnKind } from '../../../../src/core/results/model';
import type { CellTest, RowsView } from '../../../../src/core/results/view';
import type { PlainCell, PlainRow, PlainValue } from './oddPages';

/** What plain loops over plain cells make of a question, with the collator of the language and digits of any length. */
export interface Plain {
  readonly rows: readonly PlainRow[];
  readonly columns: readonly { readonly name: string; readonly kind: ColumnKind }[];
}

const { compare: collate } = new Intl.Collator('en');

export function cellAt(plain: Plain, row: number, column: number): PlainCell {
  return plain.rows[row]?.get(plain.columns[column]?.name ?? '');
}

export function shownText(cell: PlainValue, formatted: boolean): string {
  return formatted ? (cell.formatted ?? cell.raw) : cell.raw;
}

/** A decimal as a whole number of units of ten to the power of -500, so that all of them compare. */
export function digitsOf(text: string): bigint {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] = /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  const size = BigInt(`${whole}${decimals}`) * 10n ** BigInt(500 + Number(exponent) - decimals.length);
  return sign === '-' ? -size : size;
} // prettier-ignore

const date = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Milliseconds since 1970; a time without an offset as it stands. */
export function instantAt(text: string): number {
  if (!date.test(text)) return Number.NaN;
  return Date.parse(/T\d\d:\d\d/.test(text) && !/(Z|[+-]\d\d:\d\d)$/.test(text) ? `${text}Z` : text);
}

const order = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** How two values of a column compare; `undefined` for a value that has no place in the order of its column. */
function keyOf(kind: ColumnKind, cell: PlainValue, formatted: boolean): string | bigint | number | undefined {
  if (kind === 'rows') return (JSON.parse(cell.raw) as unknown[]).length;
  if (kind === 'date') return instantAt(cell.raw);
  if (kind === 'number' || kind === 'money') return digitsOf(cell.raw);
  if (kind === 'choice' && !formatted && cell.type === 'number') return digitsOf(cell.raw);
  return shownText(cell, formatted && kind !== 'boolean');
}

type Key = ReturnType<typeof keyOf>;

/** What one column says of all rows; `undefined` for those without a value. */
function keysOf(plain: Plain, column: number, formatted: boolean): Key[] {
  const kind = plain.columns[column]?.kind ?? 'text';
  return plain.rows.map((_, row) => {
    const cell = cellAt(plain, row, column);
    return cell ? keyOf(kind, cell, formatted) : undefined;
  });
}

function compareKeys(left: Key, right: Key, descending: boolean): number {
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  const found = typeof left === 'string' && typeof right === 'string' ? collate(left, right) : order(left, right);
  return descending ? -found : found;
} // prettier-ignore

const inside = (found: bigint, end: string, open: boolean | undefined, side: bigint): boolean => {
  const distance = side * (found - digitsOf(end));
  return open === true ? distance > 0n : distance >= 0n;
};

export function passes(cell: PlainCell, test: CellTest, formatted: boolean): boolean {
  if (test.kind === 'empty') return !cell === test.empty;
  if (test.kind === 'oneOf') return test.values.includes(cell?.raw ?? null) !== (test.not === true);
  if (test.kind === 'period') {
    const at = cell?.type === 'text' ? instantAt(cell.raw) : Number.NaN;
    return at >= (test.from ?? -Infinity) && at < (test.before ?? Infinity);
  }
  if (test.kind === 'range') {
    return (cell?.type === 'number' && within(digitsOf(cell.raw), test)) !== (test.not === true);
  }
  if (!cell) return test.not === true;
  const [whole, wanted] = [shownText(cell, formatted).toLowerCase(), test.text.toLowerCase()];
  const found = {
    contains: whole.includes(wanted),
    equals: whole === wanted,
    startsWith: whole.startsWith(wanted),
    endsWith: whole.endsWith(wanted),
  }[test.kind];
  return found !== (test.not === true);
}

function within(found: bigint, { from, to, exactFrom, exactTo }: CellTest & { kind: 'range' }): boolean {
  return (
    (from === undefined || inside(found, exactFrom?.digits ?? String(from), exactFrom?.open, 1n)) &&
    (to === undefined || inside(found, exactTo?.digits ?? String(to), exactTo?.open, -1n))
  );
}

/** Numbers of the rows in the order of a view. */
export function arrangedPlainly(plain: Plain, view: RowsView): number[] {
  const { sort, filters, search, formatted } = view;
  const holds = (row: number, column: number): boolean =>
    passes(cellAt(plain, row, column), { kind: 'contains', text: search ?? '' }, formatted);
  const rows = plain.rows.flatMap((_, row) => {
    const all = filters.every(({ column, test }) => passes(cellAt(plain, row, column), test, formatted));
    const found = search === undefined || plain.columns.some((_one, column) => holds(row, column));
    return all && found ? [row] : [];
  });
  const keys = sort.map(({ column, descending }) => ({ keys: keysOf(plain, column, formatted), descending }));
  return rows.sort((a, b) => {
    for (const { keys: one, descending } of keys) {
      const found = compareKeys(one[a], one[b], descending);
      if (found !== 0) return found;
    }
    return a - b;
  });
} // prettier-ignore
