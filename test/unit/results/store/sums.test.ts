import { describe, expect, it } from 'vitest';
import { Dice } from './support/dice';
import { arranged } from './support/arranged';
import { madeTable, number, text } from './support/madeTable';
import type { MadeCell } from './support/madeTable';

/** Sums decimals as whole numbers of any length, digit for digit. */
function exactSum(decimals: readonly string[]): number {
  const places = Math.max(...decimals.map((one) => (one.split('.')[1] ?? '').length));
  const whole = decimals.map((one) => {
    const [before = '', after = ''] = one.split('.');
    return BigInt(before + after.padEnd(places, '0'));
  });
  const sum = whole.reduce((a, b) => a + b, 0n);
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0');
  const point = digits.length - places;
  return Number(`${sum < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`);
}

const columns = [
  { name: 'amount', kind: 'money', encoding: 'number' },
  { name: 'coded', kind: 'number', encoding: 'coded' },
  { name: 'half', kind: 'number', encoding: 'mixed' },
  { name: 'group', kind: 'text', encoding: 'coded' },
] as const;

const makers: Record<string, (dice: Dice) => string> = {
  'tenths': (dice) => (dice.below(40) / 10).toFixed(1),
  'cents of both signs': (dice) => ((dice.below(20_000_000) - 10_000_000) / 100).toFixed(2),
  'great amounts beside small ones': (dice) =>
    dice.next() < 0.1 ? String(dice.below(9) * 10 ** 12) : (dice.below(999) / 1000).toFixed(3),
  'any number of decimals': (dice) => (dice.next() * 100 - 50).toFixed(dice.below(9)),
  'whole numbers': (dice) => String(dice.below(2 ** 31) - 2 ** 30),
}; // prettier-ignore

describe('sums', () => {
  it.each(Object.entries(makers))('of %s are those of their digits', async (_, make) => {
    const dice = new Dice(make.toString().length);
    const values = Array.from({ length: 2000 }, () => {
      const kind = dice.next();
      return kind < 0.1 ? null : kind < 0.2 ? undefined : Number(make(dice));
    });
    const rows = values.map((value, row): MadeCell[] => {
      const cell = typeof value === 'number' ? number(value, `€ ${value}`) : value;
      return [cell, cell, cell, text(`group ${row % 7}`)];
    });
    const table = madeTable(columns, rows, { segmentRows: 300 });
    const present = values.filter((value) => typeof value === 'number');
    for (const column of [0, 1, 2]) {
      const { numbers } = await table.answer('statistics', {
        version: 0,
        top: 0,
        bottom: 1999,
        columns: [column],
      });
      expect(numbers).toEqual({
        count: present.length,
        sum: exactSum(present.map(String)),
        min: Math.min(...present),
        max: Math.max(...present),
      });
      const chart = await table.answer('chart', {
        version: 0,
        by: 3,
        measure: 'sum',
        of: column,
        most: 4,
        order: 'label',
      });
      const sumOf = (groups: readonly number[]): number =>
        exactSum(
          values.flatMap((value, row) =>
            typeof value === 'number' && groups.includes(row % 7) ? [String(value)] : [],
          ),
        );
      const shown = chart?.groups.slice(0, -1).map(({ label }) => Number(label.slice(6))) ?? [];
      const others = [0, 1, 2, 3, 4, 5, 6].filter((group) => !shown.includes(group));
      expect(chart?.groups.map(({ value }) => value)).toEqual([
        ...shown.map((group) => sumOf([group])),
        sumOf(others),
      ]);
    }
  });

  it('of numbers with all the digits of a double are not rounded', async () => {
    const rows = [Math.PI, Math.E, 1e-20].map((value) => [number(value)]);
    const table = madeTable([{ name: 'value', kind: 'number', encoding: 'number' }], rows);
    await arranged(table, { sort: [{ column: 0, descending: true }] });
    const { numbers } = await table.answer('statistics', { version: 1, top: 0, bottom: 1, columns: [0] });
    expect(numbers?.sum).toBeCloseTo(Math.PI + Math.E, 14);
    const tiny = await table.answer('statistics', { version: 1, top: 2, bottom: 2, columns: [0] });
    expect(tiny.numbers?.sum).toBe(1e-20);
  });

  it('of more than a double holds are without end', async () => {
    const rows = [1e308, 1e308].map((value) => [number(value)]);
    const table = madeTable([{ name: 'value', kind: 'number', encoding: 'number' }], rows);
    const { numbers } = await table.answer('statistics', { version: 0, top: 0, bottom: 1, columns: [0] });
    expect(numbers?.sum).toBe(Infinity);
  });
});
