import { describe, expect, it } from 'vitest';
import type { ResultTable } from '../../../../src/core/results/store/resultTable';
import type { CellTest, RowsView } from '../../../../src/core/results/view';
import { naturalView } from '../../../../src/core/results/view';
import { arranged } from '../store/support/arranged';
import { Dice } from '../store/support/dice';
import { loaded, ways } from './loaded';
import { arrangedPlainly, cellAt, instantAt, shownText } from './model';
import type { Plain } from './model';

const few = [
  'a',
  'É',
  'contoso',
  'ΟΔΟΣ',
  'σ',
  '€ 1',
  'ä',
  '\ud83d',
  '🏔',
  'שלום',
  '-',
  '0',
  'true',
  'Yes',
  'e5',
  '0.',
  't',
  '',
  'i',
  '2026-03',
];

/** A test over the cells of a column: of its own values, near them, or of others. */
function testOf(dice: Dice, plain: Plain, column: number): CellTest {
  const cells = Array.from({ length: 4 }, () => cellAt(plain, dice.below(plain.rows.length), column));
  const [one, other] = cells.map((cell) => cell ?? undefined);
  const not = dice.next() < 0.3;
  const number = (cell: typeof one): string => (cell?.type === 'number' ? cell.raw : String(dice.below(60) - 20));
  switch (dice.below(5)) {
    case 0: {
      const own = one === undefined ? dice.pick(few) : shownText(one, dice.next() < 0.8);
      const from = dice.below(own.length);
      const part = dice.pick([own, own.slice(from, from + 1 + dice.below(6)), own.slice(0, 3), own.slice(-3), dice.pick(few)]);
      return { kind: dice.pick(['contains', 'equals', 'startsWith', 'endsWith'] as const), text: dice.pick([part, part.toUpperCase()]), not };
    }
    case 1: {
      const [from, to] = [number(one), number(other)];
      const end = (digits: string): { digits: string; open: boolean } => ({ digits, open: dice.next() < 0.5 });
      return {
        kind: 'range',
        ...(dice.next() < 0.7 && { from: Number(from), exactFrom: end(from) }),
        ...(dice.next() < 0.5 && { to: Number(to), exactTo: end(to) }),
        not,
      };
    }
    case 2: {
      const at = (cell: typeof one): number => {
        const found = instantAt(cell?.raw ?? '');
        return Number.isNaN(found) ? dice.below(2 ** 31) * 1000 : found;
      };
      return { kind: 'period', ...(dice.next() < 0.8 && { from: at(one) }), ...(dice.next() < 0.6 && { before: at(other) }) };
    }
    case 3:
      return { kind: 'oneOf', values: dice.pick([cells.map((cell) => cell?.raw ?? null), [null], [], ['', one?.raw ?? 'x']]), not };
    default:
      return { kind: 'empty', empty: not };
  }
} // prettier-ignore

async function expectSame(table: ResultTable, plain: Plain, view: Partial<RowsView>): Promise<void> {
  const found = await arranged(table, view);
  const wanted = arrangedPlainly(plain, { ...naturalView, ...view });
  if (found.length === wanted.length && found.every((row, i) => row === wanted[i])) return;
  const columns = [...(view.sort ?? []), ...(view.filters ?? [])].map(({ column }) => plain.columns[column]);
  const at = wanted.findIndex((row, i) => row !== found[i]);
  const cells = (rows: readonly number[]): unknown =>
    rows.slice(Math.max(0, at - 1), at + 3).map((row) => columns.map((column) => [row, plain.rows[row]?.get(column?.name ?? '')]));
  expect({ view, columns, at, found: cells(found) }).toEqual({ view, columns, at, found: cells(wanted) });
} // prettier-ignore

describe.each(ways)('rows of all kinds, %s', (way) => {
  it('pass the filters that they pass in plain loops', async () => {
    const { table, plain } = loaded(1, way);
    const dice = new Dice(101);
    for (const column of plain.columns.keys()) {
      for (let i = 0; i < 24; i++) {
        const formatted = dice.next() < 0.7;
        await expectSame(table, plain, { filters: [{ column, test: testOf(dice, plain, column) }], formatted });
      }
    }
  });

  it('are in the order of a plain sort by each column, in both directions', async () => {
    const { table, plain } = loaded(3, way);
    for (const column of plain.columns.keys()) {
      for (const descending of [false, true]) {
        for (const formatted of [true, false]) await expectSame(table, plain, { sort: [{ column, descending }], formatted });
      }
    }
  });

  it('are in that order by several columns, and those alone that pass all filters and hold the searched text', async () => {
    const { table, plain } = loaded(5, way);
    const dice = new Dice(55);
    const column = (): number => dice.below(plain.columns.length);
    for (let i = 0; i < 120; i++) {
      const view: RowsView = {
        sort: Array.from({ length: dice.below(4) }, () => ({ column: column(), descending: dice.next() < 0.5 })),
        filters: Array.from({ length: dice.below(3) }, () => {
          const own = column();
          return { column: own, test: testOf(dice, plain, own) };
        }),
        ...(dice.next() < 0.3 && { search: dice.pick(few.filter((text) => text !== '')) }),
        formatted: dice.next() < 0.7,
      };
      await expectSame(table, plain, view);
    }
  });
}); // prettier-ignore
