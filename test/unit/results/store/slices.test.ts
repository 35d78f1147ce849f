import { describe, expect, it } from 'vitest';
import type { ResultTable } from '../../../../src/core/results/store/resultTable';
import type { RowsView } from '../../../../src/core/results/view';
import { Dice, oddText } from './support/dice';
import { madeTable, MadeRows, text } from './support/madeTable';
import type { MadeCell, MadeColumn } from './support/madeTable';

const columns: MadeColumn[] = [
  { name: 'name', kind: 'text', encoding: 'text' },
  { name: 'city', kind: 'text', encoding: 'coded' },
];

/** A table that breathes after every step, and waits until it is let go on. */
function slowTable(rows: readonly MadeCell[][]): {
  table: ResultTable;
  goOn: () => void;
  breaths: () => number;
} {
  let waiting: (() => void)[] = [];
  let breaths = 0;
  let clock = 0;
  const table = madeTable(columns, rows, {
    segmentRows: 10,
    now: () => (clock += 100),
    breathe: () =>
      new Promise((resolve) => {
        breaths++;
        waiting.push(resolve);
      }),
  });
  const goOn = (): void => {
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve();
  };
  return { table, goOn, breaths: () => breaths };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until<T>(promise: Promise<T>, goOn: () => void): Promise<T> {
  const state = { done: false };
  void promise.then(() => (state.done = true));
  while (!state.done) {
    goOn();
    await turn();
  }
  return promise;
}

const dice = new Dice(4);
const rows = Array.from({ length: 300 }, () => [text(oddText(dice)), text(dice.pick(['a', 'b', 'c']))]);
const view = (sort: RowsView['sort'], search?: string): RowsView => ({
  sort,
  filters: [],
  formatted: true,
  ...(search === undefined ? {} : { search }),
});
const byName = view([{ column: 0, descending: false }]);
const byCity = view([{ column: 1, descending: true }]);

describe('a long work', () => {
  it('lets a window pass, of the arrangement that still holds', async () => {
    const { table, goOn, breaths } = slowTable(rows);
    const arranging = table.answer('arrange', byName);
    await turn();
    goOn();
    await turn();
    expect(breaths()).toBeGreaterThan(1);
    expect(await table.answer('window', { version: 0, first: 0, count: 10 })).toBeDefined();
    const answer = await until(arranging, goOn);
    expect(answer).toMatchObject({ version: 1, rows: 300, of: 300 });
    expect(await table.answer('window', { version: 0, first: 0, count: 10 })).toBeUndefined();
    expect(await table.answer('window', { version: 1, first: 0, count: 10 })).toBeDefined();
  });

  it('that was begun for a file ends once nobody wants it', async () => {
    const { table, goOn, breaths } = slowTable(rows);
    let wanted = true;
    const reading = table.arranged(byName, () => {
      if (!wanted) throw new RangeError('Not wanted.');
    });
    await turn();
    goOn();
    await turn();
    expect(breaths()).toBe(2);
    wanted = false;
    goOn();
    await expect(reading).rejects.toThrow('Not wanted.');
    expect(breaths()).toBe(2);
  });

  it('is given up for a newer arrangement, whose answer it gets', async () => {
    const { table, goOn } = slowTable(rows);
    const first = table.answer('arrange', byName);
    await turn();
    const second = table.answer('arrange', byCity);
    const [one, two] = await until(Promise.all([first, second]), goOn);
    expect(one).toEqual(two);
    expect(two.version).toBe(1);
    const reader = table.reader(1)!;
    reader.go(0);
    expect(reader.cell(1)).toMatchObject({ raw: 'c' });
  });

  it('goes back to the order in which rows came, at once where that is asked for meanwhile', async () => {
    const { table, goOn } = slowTable(rows);
    const first = table.answer('arrange', byName);
    await turn();
    const natural = await until(table.answer('arrange', view([])), goOn);
    expect(natural).toMatchObject({ version: 0, rows: 300 });
    expect(await until(first, goOn)).toEqual(natural);
  });

  it('takes the rows that were there when it began, while more come', async () => {
    const made = new MadeRows(columns);
    const { table, goOn } = slowTable(rows);
    const arranging = table.answer('arrange', view([{ column: 0, descending: false }], 'a'));
    await turn();
    table.append(made.segment(300, [[text('a late row')]]));
    const answer = await until(arranging, goOn);
    expect(answer.of).toBe(300);
    const reader = table.reader(answer.version)!;
    const texts = Array.from({ length: reader.count }, (_, row) => {
      reader.go(row);
      const cell = reader.cell(0);
      return cell.state === 'value' ? cell.raw : undefined;
    });
    expect(texts).not.toContain('a late row');
    const again = await until(
      table.answer('arrange', view([{ column: 0, descending: false }], 'a late')),
      goOn,
    );
    expect(again).toMatchObject({ rows: 1, of: 301, version: answer.version + 1 });
  });

  it('lets a newer search by text and newer statistics overtake it too', async () => {
    const { table, goOn } = slowTable(rows);
    const find = (wanted: string) =>
      table.answer('find', {
        version: 0,
        text: wanted,
        matchCase: false,
        wholeWord: false,
        regex: false,
        formatted: true,
        columns: [0, 1],
        from: { row: 0, column: 0 },
        backwards: false,
        including: true,
      });
    const select = (bottom: number) =>
      table.answer('statistics', { version: 0, top: 0, bottom, columns: [0, 1] });
    const asked = [find('a'), select(100)] as const;
    await turn();
    const newer = [find('b'), select(3)] as const;
    const [[oldFound, oldSums], [found, sums]] = await until(
      Promise.all([Promise.all(asked), Promise.all(newer)]),
      goOn,
    );
    expect(oldFound).toEqual(found);
    expect(oldSums).toEqual(sums);
    expect(sums.cells).toBe(8);
  });

  it('is worked out though others of its kind run beside it', async () => {
    const { table, goOn } = slowTable(rows);
    const values = (column: number) => table.answer('distinct', { column, limit: 5, filters: [] });
    const [names, cities] = await until(Promise.all([values(0), values(1)]), goOn);
    expect(cities.total).toBe(3);
    expect(names.total).toBe(new Set(rows.map(([cell]) => cell!.raw)).size);
  });
});
