import { describe, expect, it } from 'vitest';
import type { FindAsk } from '../../../../src/core/results/questions';
import type { ResultTable } from '../../../../src/core/results/store/resultTable';
import { DistinctCount } from '../../../../src/core/results/store/sum/distinctCount';
import { arranged } from './support/arranged';
import { Dice } from './support/dice';
import { madeTable, number, text } from './support/madeTable';
import type { MadeCell, MadeColumn } from './support/madeTable';
import { oddColumns, oddRows, oddTargets } from './support/oddRows';

const rows = oddRows(new Dice(33), 800);
const made = (): ResultTable => madeTable(oddColumns, rows, { targets: oddTargets, segmentRows: 90 });

function ask(changes: Partial<FindAsk>): FindAsk {
  return {
    version: 0,
    text: 'a',
    matchCase: false,
    wholeWord: false,
    regex: false,
    formatted: true,
    columns: [2, 0, 1],
    from: { row: 0, column: 2 },
    backwards: false,
    including: true,
    ...changes,
  };
}

const shown = (cell: MadeCell): string | undefined => (cell ? (cell.formatted ?? cell.raw) : undefined);

describe('finding', () => {
  it('goes through all cells, forwards and backwards, in shown order', async () => {
    const table = made();
    const order = await arranged(table, { sort: [{ column: 3, descending: false }] });
    const columns = [2, 0, 1];
    const matches: [Partial<FindAsk>, (value: string) => boolean][] = [
      [{ text: 'Co' }, (value) => value.toLowerCase().includes('co')],
      [{ text: 'Co', matchCase: true }, (value) => value.includes('Co')],
      [{ text: 'co\\w+o|\\d', regex: true }, (value) => /co\w+o|\d/iu.test(value)],
      [
        { text: 'ch', wholeWord: true },
        (value) => /(?<![\p{L}\p{N}\p{M}_])ch(?![\p{L}\p{N}\p{M}_])/iu.test(value),
      ],
      [
        { text: '🚀', wholeWord: true },
        (value) => /(?<![\p{L}\p{N}\p{M}_])🚀(?![\p{L}\p{N}\p{M}_])/u.test(value),
      ],
    ];
    for (const [changes, matching] of matches) {
      const cells = order.flatMap((number, row) =>
        columns.flatMap((column) => {
          const value = shown(rows[number]![column]);
          return value !== undefined && matching(value) ? [{ row, column }] : [];
        }),
      );
      expect(cells.length).toBeGreaterThan(0);
      const sample = cells.filter((_, i) => i % Math.ceil(cells.length / 40) === 0 || i === cells.length - 1);
      for (const at of sample) {
        const index = cells.indexOf(at);
        const here = await table.answer('find', ask({ version: 1, ...changes, from: at }));
        expect(here).toEqual({ total: cells.length, position: index + 1, at });
        const next = await table.answer('find', ask({ version: 1, ...changes, from: at, including: false }));
        expect(next.at).toEqual(cells[(index + 1) % cells.length]);
        const back = { ...changes, from: at, including: false, backwards: true };
        const before = await table.answer('find', ask({ version: 1, ...back }));
        const previous = (index + cells.length - 1) % cells.length;
        expect([before.at, before.position]).toEqual([cells[previous], previous + 1]);
      }
    }
  });

  it('says when there is nothing, and why an expression cannot be looked for', async () => {
    const table = made();
    expect(await table.answer('find', ask({ text: 'nowhere to be found' }))).toEqual({
      total: 0,
      position: 0,
    });
    expect(await table.answer('find', ask({ text: '' }))).toEqual({ total: 0, position: 0 });
    expect(await table.answer('find', ask({ version: 5 }))).toEqual({ total: 0, position: 0 });
    const broken = await table.answer('find', ask({ text: '(a', regex: true }));
    expect(broken).toMatchObject({
      total: 0,
      error: expect.stringContaining('no regular expression') as string,
    });
    for (const endless of [
      '(a+)+$',
      '(a|aa)*b',
      '(\\w*\\d?)*x',
      '((ab)*)*',
      '(?:a{1,9}){2,}c',
      '([a-z]+)*!',
    ]) {
      const answer = await table.answer('find', ask({ text: endless, regex: true }));
      expect(answer).toMatchObject({ total: 0, error: expect.stringContaining('take forever') as string });
    }
    for (const fine of ['a+b*', '(abc)+', 'a(b|c)d', '[(+*]+', '\\(a+\\)+', '(\\d{3}-)*', 'x{2,5}(y|z)?']) {
      expect(await table.answer('find', ask({ text: fine, regex: true }))).not.toHaveProperty('error');
    }
  });

  it('stops an expression that takes too long, and says so', async () => {
    let clock = 0;
    const cells = Array.from({ length: 2000 }, (_, i) => [text(`text ${i}`)]);
    const column: MadeColumn = { name: 'value', kind: 'text', encoding: 'text' };
    const table = madeTable([column], cells, { now: () => (clock += 2000) });
    const answer = await table.answer('find', ask({ text: 'x.*t', regex: true, columns: [0] }));
    expect(answer.error).toContain('took too long');
    expect(answer.total).toBeLessThan(2000);
  });

  it('finds in a text that is longer than a window shows', async () => {
    const table = madeTable(
      [{ name: 'value', kind: 'text', encoding: 'text' }],
      [[text(`${'x'.repeat(50_000)}needle`)]],
    );
    const answer = await table.answer(
      'find',
      ask({ text: 'NEEDLE', columns: [0], from: { row: 0, column: 0 } }),
    );
    expect(answer).toEqual({ total: 1, position: 1, at: { row: 0, column: 0 } });
  });
});

describe('statistics of selected cells', () => {
  it('are those of the cells', async () => {
    const table = made();
    const order = await arranged(table, { sort: [{ column: 0, descending: true }] });
    for (const [top, bottom, columns] of [[0, 799, [3]], [10, 200, [3, 4, 0]], [5, 5, [1]], [0, 799, [5, 6, 2]], [790, 5000, [3, 9]]] as const) {
      const cells = order.slice(top, bottom + 1).flatMap((number) => columns.map((column) => ({ column, cell: rows[number]![column] })));
      const numbers = cells.flatMap(({ column, cell }) => (cell?.type === 'number' && column !== 9 ? [Number(cell.raw)] : []));
      const dates = cells.flatMap(({ column, cell }) => (cell && column === 5 ? [Date.parse(cell.raw)] : []));
      const answer = await table.answer('statistics', { version: 1, top, bottom, columns });
      expect(answer).toMatchObject({
        cells: cells.length,
        nulls: cells.filter(({ cell }) => !cell).length,
        distinct: new Set(cells.flatMap(({ cell }) => cell?.raw ?? [])).size,
      });
      if (numbers.length === 0) expect(answer.numbers).toBeUndefined();
      else {
        expect(answer.numbers).toMatchObject({ count: numbers.length, min: Math.min(...numbers), max: Math.max(...numbers) });
        expect(answer.numbers!.sum).toBeCloseTo(numbers.reduce((a, b) => a + b, 0), 4);
      }
      if (dates.length === 0) expect(answer.dates).toBeUndefined();
      else expect(answer.dates).toEqual({ count: dates.length, min: Math.min(...dates), max: Math.max(...dates) });
    } // prettier-ignore
    const stale = await table.answer('statistics', { version: 0, top: 0, bottom: 5, columns: [0] });
    expect(stale).toEqual({ cells: 0, nulls: 0, distinct: 0 });
  });

  it('are told to be estimated where there are too many different values to tell apart', () => {
    const counts = [1_000_000, 2_300_000].map((different) => {
      const count = new DistinctCount();
      const text = { ends: Uint32Array.of(4), units: new Uint16Array(4) };
      for (let i = 0; i < different; i++) {
        text.units.set([i & 0xfff, i >>> 12, 7, 7]);
        count.add(text, 0);
      }
      return count;
    });
    const [exact, about] = counts;
    expect([exact?.count, exact?.estimated, about?.estimated]).toEqual([1_000_000, false, true]);
    expect(Math.abs((about?.count ?? 0) / 2_300_000 - 1)).toBeLessThan(0.005);
  });

  it('add up amounts without losing cents', async () => {
    const table = madeTable(
      [{ name: 'amount', kind: 'money', encoding: 'number' }],
      [1e15, 0.1, 0.2, -1e15].map((value) => [number(value)]),
    );
    const answer = await table.answer('statistics', { version: 0, top: 0, bottom: 3, columns: [0] });
    expect(answer.numbers?.sum).toBe(0.3);
  });
});

describe('the values of a column', () => {
  it('are counted in the rows that pass the other filters, the most frequent first', async () => {
    const table = made();
    const filter = { column: 4, test: { kind: 'range', from: 10, to: 40 } } as const;
    for (const [column] of oddColumns.entries()) {
      for (const contains of [undefined, 'a', 'CO']) {
        const counts = new Map<string | null, number>();
        for (const row of rows) {
          const [people, cell] = [Number(row[4]?.raw ?? Number.NaN), row[column]];
          const holding =
            contains === undefined || shown(cell)?.toLowerCase().includes(contains.toLowerCase()) === true;
          if (!(people >= 10 && people <= 40) || !holding) continue;
          counts.set(cell?.raw ?? null, (counts.get(cell?.raw ?? null) ?? 0) + 1);
        }
        const given = {
          column,
          limit: 20,
          filters: [filter],
          ...(contains === undefined ? {} : { contains }),
        };
        const answer = await table.answer('distinct', given);
        expect(answer.total).toBe(counts.size);
        expect(answer.values).toHaveLength(Math.min(20, counts.size));
        expect(answer.values.map((value) => value.rows)).toEqual(
          [...counts.values()].sort((a, b) => b - a).slice(0, 20),
        );
        for (const value of answer.values) {
          expect(value.rows).toBe(counts.get(value.raw));
          const labels = rows.flatMap((row) =>
            row[column]?.raw === value.raw ? [row[column].formatted] : [],
          );
          if (value.raw !== null) expect(labels).toContain(value.label);
        }
      }
    }
  });
});

describe('a chart', () => {
  const columns: MadeColumn[] = [
    { name: 'city', kind: 'text', encoding: 'coded' },
    { name: 'amount', kind: 'money', encoding: 'number' },
    { name: 'on', kind: 'date', encoding: 'instant' },
    { name: 'size', kind: 'number', encoding: 'coded' },
  ];
  const day = (date: string): MadeCell => text(`${date}T10:00:00Z`);
  const few: MadeCell[][] = [
    [text('Oslo'), number(10), day('2026-01-01'), number(9)],
    [text('Bergen', 'BERGEN'), number(5), day('2025-12-31'), number(10)],
    [text('Oslo'), number(20), day('2026-03-31'), number(9)],
    [null, number(1), null, number(100)],
    [text('Ålesund'), null, day('2026-04-01'), number(9)],
    [text('Oslo'), undefined, day('2026-01-05'), null],
  ];
  const chart = (changes: object, view = {}): Promise<unknown> =>
    (async () => {
      const table = madeTable(columns, few, { segmentRows: 4 });
      await arranged(table, view);
      const version = Object.keys(view).length > 0 ? 1 : 0;
      return table.answer('chart', {
        version,
        by: 0,
        measure: 'count',
        most: 10,
        order: 'value',
        ...changes,
      });
    })();

  it('counts rows by value, or orders them by label', async () => {
    expect(await chart({})).toEqual({
      groups: [
        { label: 'Oslo', raw: 'Oslo', value: 3, rows: 3 },
        { label: '', raw: null, value: 1, rows: 1 },
        { label: 'BERGEN', raw: 'Bergen', value: 1, rows: 1 },
        { label: 'Ålesund', raw: 'Ålesund', value: 1, rows: 1 },
      ],
      others: 0,
    });
    const labels = (await chart({ order: 'label' })) as { groups: { label: string }[] };
    expect(labels.groups.map(({ label }) => label)).toEqual(['Ålesund', 'BERGEN', 'Oslo', '']);
    const sizes = (await chart({ by: 3, order: 'label' })) as { groups: { label: string }[] };
    expect(sizes.groups.map(({ label }) => label)).toEqual(['9', '10', '100', '']);
  });

  it('sums, averages and takes ends, and leaves out groups without a number', async () => {
    const values = async (measure: string): Promise<unknown> =>
      ((await chart({ measure, of: 1 })) as { groups: { label: string; value: number }[] }).groups.map(
        ({ label, value }) => [label, value],
      );
    expect(await values('sum')).toEqual([['Oslo', 30], ['BERGEN', 5], ['', 1], ['Ålesund', 0]]); // prettier-ignore
    expect(await values('average')).toEqual([['Oslo', 15], ['BERGEN', 5], ['', 1]]); // prettier-ignore
    expect(await values('min')).toEqual([['Oslo', 10], ['BERGEN', 5], ['', 1]]); // prettier-ignore
    expect(await values('max')).toEqual([['Oslo', 20], ['BERGEN', 5], ['', 1]]); // prettier-ignore
  });

  it('puts what goes beyond into one group', async () => {
    expect(await chart({ measure: 'average', of: 1, most: 2 })).toEqual({
      groups: [
        { label: 'Oslo', raw: 'Oslo', value: 15, rows: 3 },
        { label: 'Others', raw: null, value: 3, rows: 2 },
      ],
      others: 2,
    });
  });

  it.each([
    ['day', ['2025-12-31', '2026-01-01', '2026-01-05', '2026-03-31', '2026-04-01', '']],
    ['week', ['2026-W01', '2026-W02', '2026-W14', '']],
    ['month', ['2025-12', '2026-01', '2026-03', '2026-04', '']],
    ['quarter', ['2025 Q4', '2026 Q1', '2026 Q2', '']],
    ['year', ['2025', '2026', '']],
  ])('groups dates by %s', async (period, labels) => {
    const answer = (await chart({ by: 2, period, order: 'label' })) as { groups: { label: string }[] };
    expect(answer.groups.map(({ label }) => label)).toEqual(labels);
  });

  it('takes the rows that pass, and none of another arrangement', async () => {
    const view = { filters: [{ column: 1, test: { kind: 'range', from: 10 } }] };
    const answer = (await chart({}, view)) as { groups: object[] };
    expect(answer.groups).toEqual([{ label: 'Oslo', raw: 'Oslo', value: 2, rows: 2 }]);
    expect(await chart({ version: 7 })).toEqual({ groups: [], others: 0 });
  });
});
