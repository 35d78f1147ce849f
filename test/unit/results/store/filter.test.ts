import { beforeAll, describe, expect, it } from 'vitest';
import type { ResultTable } from '../../../../src/core/results/store/resultTable';
import type { CellTest, ColumnFilter } from '../../../../src/core/results/view';
import { arranged } from './support/arranged';
import { Dice } from './support/dice';
import { madeTable, text } from './support/madeTable';
import type { MadeCell } from './support/madeTable';
import { MemoryFile } from './support/memoryFile';
import { oddColumns, oddRows, oddTargets } from './support/oddRows';

const rows = oddRows(new Dice(21), 700);

type TextTest = Extract<CellTest, { readonly text: string }>;

function shown(cell: NonNullable<MadeCell>, formatted: boolean): string {
  return formatted ? (cell.formatted ?? cell.raw) : cell.raw;
}

/** What `toLowerCase` on every single cell makes of it. */
function holds(cell: MadeCell, test: TextTest, formatted: boolean): boolean {
  if (!cell) return test.not === true;
  const [whole, wanted] = [shown(cell, formatted).toLowerCase(), test.text.toLowerCase()];
  const found = {
    contains: whole.includes(wanted),
    equals: whole === wanted,
    startsWith: whole.startsWith(wanted),
    endsWith: whole.endsWith(wanted),
  }[test.kind];
  return found !== (test.not === true);
}

function numbersOf(passes: (row: MadeCell[]) => boolean): number[] {
  return rows.flatMap((row, number) => (passes(row) ? [number] : []));
}

describe.each(['in memory', 'in a file'])('filters over rows that are kept %s', (where) => {
  let table: ResultTable;
  const file = new MemoryFile();

  beforeAll(() => {
    const spilling = { file: () => file, memoryLimit: 20_000 };
    const options = where === 'in a file' ? { spilling } : {};
    table = madeTable(oddColumns, rows, { targets: oddTargets, segmentRows: 90, ...options });
  });

  const passing = (...filters: ColumnFilter[]): Promise<number[]> => arranged(table, { filters });

  const wanted = [
    'a', 'A', 'ä', 'ch', 'contoso ', 'CONTOSO', 'ss', 'ß', 'İ', 'i̇', 'ı', 'i', 'σ', 'ς', 'Σ', 'οδος', 'ΟΔΟΣ', 'Ж', '🚀', '\ud83d',
    '\ude80', '𐐀', '𐐨', 'שלום', '1', '.', 'Z', '-', 'e', 'true', '€ 1', 'łódź', 'STRASSE', 'straße', 'oslo', 'beginning OF many',
    'é', '', 'b5', '2026', 'active', '"parts":',
  ]; // prettier-ignore

  it.each(['contains', 'equals', 'startsWith', 'endsWith'] as const)(
    'by %s are those of toLowerCase',
    async (kind) => {
      for (const [column] of oddColumns.entries()) {
        for (const wantedText of wanted) {
          for (const formatted of [true, false]) {
            const test = { kind, text: wantedText, not: formatted && wantedText.length === 1 };
            const found = await arranged(table, { filters: [{ column, test }], formatted });
            const oracle = numbersOf((row) => holds(row[column], test, formatted));
            expect({ column, test, formatted, found }).toEqual({ column, test, formatted, found: oracle });
          }
        }
      }
    },
  );

  it('by whole values of the column itself find them', async () => {
    for (const [column] of oddColumns.entries()) {
      const cells = rows.slice(0, 30).flatMap((row) => row[column] ?? []);
      for (const cell of cells) {
        const test: CellTest = { kind: 'equals', text: shown(cell, true).toUpperCase() };
        const oracle = numbersOf((row) => holds(row[column], test, true));
        expect(await passing({ column, test })).toEqual(oracle);
      }
    }
  });

  it('by ranges of numbers take both ends', async () => {
    for (const column of [3, 4, 9]) {
      const value = (row: MadeCell[]): number => (row[column] ? Number(row[column].raw) : Number.NaN);
      const [least, most] = column === 3 ? [1000, 5000.5] : [1, 2];
      const within = (row: MadeCell[]): boolean => value(row) >= least && value(row) <= most;
      const range = { kind: 'range', from: least, to: most } as const;
      expect(await passing({ column, test: range })).toEqual(numbersOf(within));
      expect(await passing({ column, test: { ...range, not: true } })).toEqual(
        numbersOf((row) => !within(row)),
      );
      const open = numbersOf((row) => value(row) >= least);
      expect(await passing({ column, test: { kind: 'range', from: least } })).toEqual(open);
      expect(await passing({ column, test: { kind: 'range' } })).toEqual(numbersOf((row) => !!row[column]));
    }
    expect(await passing({ column: 0, test: { kind: 'range', from: 0 } })).toEqual([]);
  });

  it('by periods take the beginning and not the end', async () => {
    const [from, before] = [
      Date.parse('1990-01-01T00:00:00Z'),
      Date.parse(rows.find((row) => row[5])![5]!.raw),
    ];
    const value = (row: MadeCell[]): number => (row[5] ? Date.parse(row[5].raw) : Number.NaN);
    const least = Math.min(from, before);
    const most = Math.max(from, before);
    const found = await passing({ column: 5, test: { kind: 'period', from: least, before: most } });
    expect(found).toEqual(numbersOf((row) => value(row) >= least && value(row) < most));
    const later = await passing({ column: 5, test: { kind: 'period', from: before } });
    expect(later).toEqual(numbersOf((row) => value(row) >= before));
    expect(later).toContain(rows.findIndex((row) => row[5]));
  });

  it('by lists of values compare what is stored', async () => {
    for (const [column] of oddColumns.entries()) {
      const some = rows.slice(0, 12).map((row) => row[column]?.raw ?? null);
      for (const values of [some, some.filter((value) => value !== null), [null], []]) {
        const oracle = numbersOf((row) => values.includes(row[column]?.raw ?? null));
        expect(await passing({ column, test: { kind: 'oneOf', values } })).toEqual(oracle);
        const others = numbersOf((row) => !values.includes(row[column]?.raw ?? null));
        expect(await passing({ column, test: { kind: 'oneOf', values, not: true } })).toEqual(others);
      }
    }
  });

  it('tell null from empty texts', async () => {
    for (const column of [0, 1, 6]) {
      expect(await passing({ column, test: { kind: 'empty', empty: true } })).toEqual(
        numbersOf((row) => !row[column]),
      );
      expect(await passing({ column, test: { kind: 'empty', empty: false } })).toEqual(
        numbersOf((row) => !!row[column]),
      );
    }
    const empty = await passing({ column: 1, test: { kind: 'equals', text: '' } });
    expect(empty).toEqual(numbersOf((row) => row[1]?.raw === ''));
    expect(empty.length).toBeGreaterThan(0);
  });

  it('are all passed, together with the text that is searched everywhere, before rows are sorted', async () => {
    const filters: ColumnFilter[] = [
      { column: 4, test: { kind: 'range', from: 10, to: 40 } },
      { column: 1, test: { kind: 'contains', text: 's' } },
    ];
    const anywhere = (row: MadeCell[], wantedText: string): boolean =>
      row.some((cell) => holds(cell, { kind: 'contains', text: wantedText }, true));
    for (const search of ['an', 'İ', '-4', 'active']) {
      const oracle = numbersOf(
        (row) =>
          Number(row[4]?.raw ?? Number.NaN) >= 10 &&
          Number(row[4]?.raw ?? Number.NaN) <= 40 &&
          holds(row[1], { kind: 'contains', text: 's' }, true) &&
          anywhere(row, search),
      );
      expect(await arranged(table, { filters, search })).toEqual(oracle);
      const sort = [{ column: 3, descending: true }];
      const amount = (row: number): number => Number(rows[row]![3]?.raw ?? Number.NEGATIVE_INFINITY);
      const sorted = oracle.sort((a, b) => amount(b) - amount(a));
      expect(await arranged(table, { filters, search, sort })).toEqual(sorted);
    }
    expect(await arranged(table, { search: 'an' })).toEqual(numbersOf((row) => anywhere(row, 'an')));
  });
});

describe('a text at the border of two rows', () => {
  it('is in neither of them', async () => {
    const cells = ['xab', 'cxa', 'bc', '', 'abc', 'ABCab', 'cab'].map((raw) => [text(raw)]);
    const table = madeTable([{ name: 'value', kind: 'text', encoding: 'text' }], cells);
    const filters = [{ column: 0, test: { kind: 'contains', text: 'abc' } as const }];
    expect(await arranged(table, { filters })).toEqual([4, 5]);
  });
});
