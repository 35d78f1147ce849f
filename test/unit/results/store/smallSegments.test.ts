import { describe, expect, it } from 'vitest';
import { SegmentStore } from '../../../../src/core/results/store/segmentStore';
import type { RowsView } from '../../../../src/core/results/view';
import { arranged } from './support/arranged';
import { Dice } from './support/dice';
import { MadeRows, madeTable, number, text } from './support/madeTable';
import type { MadeCell } from './support/madeTable';
import { MemoryFile } from './support/memoryFile';
import { oddColumns, oddRows, oddTargets } from './support/oddRows';

const views: Partial<RowsView>[] = [
  { sort: [{ column: 0, descending: false }, { column: 4, descending: true }] },
  { sort: [{ column: 6, descending: true }] },
  { filters: [{ column: 3, test: { kind: 'range', from: 2000 } }], search: 'a' },
  { filters: [{ column: 8, test: { kind: 'empty', empty: true } }] },
]; // prettier-ignore

/** Rows as pages bring them: mostly one at a time, sometimes some more. */
function* pages(dice: Dice, rows: number): Iterable<[first: number, end: number]> {
  for (let first = 0; first < rows;) {
    const end = Math.min(rows, first + (dice.next() < 0.02 ? dice.below(60) + 1 : 1));
    yield [first, end];
    first = end;
  }
}

describe('many small segments', () => {
  for (const seed of [1, 2, 3]) {
    it(`answer as the same rows in big ones do (${seed})`, async () => {
      const rows = oddRows(new Dice(seed), 3000);
      const big = madeTable(oddColumns, rows, { segmentRows: 1000, targets: oddTargets });
      const spill = new MemoryFile();
      const made = new MadeRows(oddColumns);
      const options = seed === 3 ? { spilling: { file: () => spill, memoryLimit: 100_000 } } : {};
      const small = madeTable(oddColumns, [], {
        ...options,
        targets: oddTargets,
        dictionary: (column) => made.dictionaries[column],
      });
      for (const [first, end] of pages(new Dice(seed + 9), rows.length)) {
        small.append(made.segment(first, rows.slice(first, end)));
        if (first === 700) await arranged(small, views[0] ?? {});
      }
      const [wanted, found] = [
        big.reader(0),
        await small.arranged({ sort: [], filters: [], formatted: true }),
      ];
      for (let row = 0; row < rows.length; row++) {
        wanted?.go(row);
        found.go(row);
        const cells = oddColumns.map((_, column) => found.cell(column));
        expect(cells).toEqual(oddColumns.map((_, column) => wanted?.cell(column)));
      }
      for (const view of views) expect(await arranged(small, view)).toEqual(await arranged(big, view));
      if (seed === 3) expect(spill.size).toBeGreaterThan(0);
    });
  }

  it('are read on by whoever began before they were merged', () => {
    const rows = Array.from({ length: 400 }, (_, row): MadeCell[] => [number(row), text(`row ${row}`)]);
    const columns = [
      { name: 'number', kind: 'number', encoding: 'number' },
      { name: 'text', kind: 'text', encoding: 'text' },
    ] as const;
    const made = new MadeRows(columns);
    const table = madeTable(columns, []);
    for (let row = 0; row < 20; row++) table.append(made.segment(row, rows.slice(row, row + 1)));
    const reader = table.reader(0);
    reader?.go(7);
    expect(reader?.cell(1)).toMatchObject({ raw: 'row 7' });
    for (let row = 20; row < 400; row++) table.append(made.segment(row, rows.slice(row, row + 1)));
    reader?.go(8);
    expect([reader?.cell(1), reader?.number(0)]).toMatchObject([{ raw: 'row 8' }, 8]);
    reader?.go(7);
    expect(reader?.cell(1)).toMatchObject({ raw: 'row 7' });
  });

  it('become few, whatever they hold, and each row is copied a few times only', () => {
    const dice = new Dice(6);
    const columns = [{ name: 'mixed', kind: 'text', encoding: 'text' }] as const;
    const kinds = ['text', 'number', 'guid', 'instant'] as const;
    const store = new SegmentStore();
    let [merges, segments] = [0, 0];
    for (let row = 0; row < 20_000; row++) {
      const rows = row % 40 === 0 ? [[null]] : [[number(dice.below(9))]];
      const made = new MadeRows(
        columns.map((column) => ({ ...column, encoding: dice.pick(kinds.slice(0, 2)) })),
      );
      store.append(made.segment(row, rows));
      store.mergeSmall();
      merges = store.merges;
      segments = store.segmentOf(row) + 1;
    }
    expect(segments).toBeLessThan(100);
    expect(merges).toBeLessThan((20_000 / 31) * 1.1);
    for (let row = 0; row < 20_000; row++) {
      const segment = store.segmentOf(row);
      expect(row).toBeGreaterThanOrEqual(store.firstRow(segment));
      expect(row).toBeLessThan(store.firstRow(segment) + store.rowCount(segment));
    }
  });
});
