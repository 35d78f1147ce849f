import { describe, expect, it } from 'vitest';
import { parseFilterText } from '../../../../src/core/results/filterText';
import { arranged } from './support/arranged';
import { Dice } from './support/dice';
import { madeTable, text } from './support/madeTable';
import type { MadeCell, MadeColumn } from './support/madeTable';

const digits = (raw: string): MadeCell => ({ type: 'number', raw });
const encodings = ['coded', 'mixed', 'text'] as const;

function tableOf(cells: readonly MadeCell[], encoding: MadeColumn['encoding']): ReturnType<typeof madeTable> {
  const columns = [
    { name: 'versionnumber', kind: 'number', encoding },
    { name: 'second', kind: 'text', encoding: 'coded' },
  ] as const;
  const rows = cells.map((cell, row) => [cell, text(String(row % 3))]);
  return madeTable(columns, rows, { segmentRows: 50 });
}

/** Whole numbers of eighteen digits, many of which have the same double, and some small ones. */
function bigCells(seed: number): MadeCell[] {
  const dice = new Dice(seed);
  return Array.from({ length: 600 }, () => {
    const kind = dice.next();
    if (kind < 0.05) return null;
    if (kind < 0.2) return digits(String(dice.below(5)));
    const sign = kind < 0.4 ? '-' : '';
    return digits(`${sign}${(900_719_925_474_099_300n + BigInt(dice.below(90))).toString()}`);
  });
}

function big(cell: MadeCell): bigint {
  return BigInt(cell?.raw ?? '0');
}

describe('numbers of more digits than a double holds', () => {
  it.each(encodings)('are sorted by all of them (%s)', async (encoding) => {
    const cells = bigCells(4);
    const table = tableOf(cells, encoding);
    for (const descending of [false, true]) {
      const rows = cells.map((_, row) => row).filter((row) => cells[row] !== null);
      const compare = (a: number, b: number): number => {
        const [left, right] = [big(cells[a]), big(cells[b])];
        const order = left < right ? -1 : left > right ? 1 : 0;
        return (descending ? -order : order) || (a % 3) - (b % 3) || a - b;
      };
      const missing = cells.flatMap((cell, row) => (cell === null ? [row] : []));
      const wanted = [...rows.sort(compare), ...missing.sort((a, b) => (a % 3) - (b % 3) || a - b)];
      const sort = [
        { column: 0, descending },
        { column: 1, descending: false },
      ];
      expect(await arranged(table, { sort })).toEqual(wanted);
    }
  });

  it.each(encodings)('are filtered by all of them (%s)', async (encoding) => {
    const cells = bigCells(5);
    const table = tableOf(cells, encoding);
    const end = 900_719_925_474_099_333n;
    const asks: [string, (value: bigint) => boolean][] = [
      [`=${end}`, (value) => value === end],
      [`!=${end}`, (value) => value !== end],
      [`>${end}`, (value) => value > end],
      [`>=-${end}`, (value) => value >= -end],
      [`<${end}`, (value) => value < end],
      [`${end - 3n}..${end + 1n}`, (value) => value >= end - 3n && value <= end + 1n],
      ['..4', (value) => value <= 4n],
      ['=3', (value) => value === 3n],
    ];
    for (const [typed, passes] of asks) {
      const parsed = parseFilterText(typed, 'number', 0);
      if (parsed === undefined || 'error' in parsed) throw new Error(`${typed} is no filter.`);
      const found = await arranged(table, { filters: [{ column: 0, test: parsed.test }] });
      const wanted = cells.flatMap((cell, row) =>
        (cell === null ? typed.startsWith('!') : passes(big(cell))) ? [row] : [],
      );
      expect([typed, found]).toEqual([typed, wanted]);
    }
  });

  it('are sorted by decimals and powers of ten, too', async () => {
    const sorted = [
      '-99999999999.0000000002', '-99999999999.0000000001', '-1e-7', '0', '0.00000000000000000001', '1.5',
      '1.50000000000000000001', '99999999999.1234567891', '99999999999.1234567892', '123456789012345678e5',
      '12345678901234567800001', '1.2345678901234567800002e22',
    ]; // prettier-ignore
    const cells = sorted.map((_, i) => digits(sorted[(i * 5) % sorted.length] ?? ''));
    const order = await arranged(tableOf(cells, 'text'), { sort: [{ column: 0, descending: false }] });
    expect(order.map((row) => cells[row]?.raw)).toEqual(sorted);
  });
});
