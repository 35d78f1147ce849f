import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from 'hucre/csv';
import { afterAll, describe, expect, it } from 'vitest';
import { exportRows } from '../../../../src/adapters/results/exportRows';
import { neverCancelled } from '../../../../src/core/base/cancel';
import { ComparedView } from '../../../../src/core/results/compare/comparedView';
import { compareRows } from '../../../../src/core/results/compare/compareRows';
import { naturalView } from '../../../../src/core/results/view';
import { askFor, makeFolder } from '../output/support/exporting';
import { Dice } from '../store/support/dice';
import { loaded, loadedPages, ways } from './loaded';
import { arrangedPlainly, cellAt, digitsOf, instantAt, passes, shownText } from './model';
import type { Plain } from './model';
import { oddRow, pagesOf } from './oddPages';
import type { PlainCell, PlainRow } from './oddPages';

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const count = <K>(keys: readonly K[]): Map<K, number> => {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};
const columnsOf = (plain: Plain): number[] => [...plain.columns.keys()];
const cellsOf = (plain: Plain, column: number): PlainCell[] =>
  plain.rows.map((_, row) => cellAt(plain, row, column));

describe.each(ways)('of rows of all kinds, %s', (way) => {
  it('the different values of each column are counted as plain loops count them', async () => {
    const { table, plain } = loaded(11, way);
    const filter = { column: plain.columns.findIndex(({ name }) => name === 'city'), test: { kind: 'contains', text: 'O' } } as const;
    for (const column of columnsOf(plain)) {
      for (const contains of [undefined, 'a', '1']) {
        const { values, total } = await table.answer('distinct', { column, limit: 5000, filters: [filter], ...(contains && { contains }) });
        const passing = cellsOf(plain, column).filter((cell, row) => {
          const own = contains === undefined || passes(cell, { kind: 'contains', text: contains }, true);
          return own && passes(cellAt(plain, row, filter.column), filter.test, true);
        });
        const wanted = count(passing.map((cell) => cell?.raw ?? null));
        expect(new Map(values.map(({ raw, rows }) => [raw, rows]))).toEqual(wanted);
        expect([total, values.length]).toEqual([wanted.size, wanted.size]);
        expect(values.map(({ rows }) => rows)).toEqual(values.map(({ rows }) => rows).toSorted((a, b) => b - a));
      }
    }
  }); // prettier-ignore

  it('statistics are those of plain loops', async () => {
    const { table, plain } = loaded(12, way);
    const { version } = await table.answer('arrange', { ...naturalView, sort: [{ column: 1, descending: true }] });
    const order = arrangedPlainly(plain, { ...naturalView, sort: [{ column: 1, descending: true }] });
    for (const column of columnsOf(plain)) {
      const [top, bottom] = [column * 5, 500 + column];
      const found = await table.answer('statistics', { version, top, bottom, columns: [column, 0] });
      const cells = order.slice(top, bottom + 1).flatMap((row) => [cellAt(plain, row, column), cellAt(plain, row, 0)]);
      const held = cells.filter((cell) => !!cell);
      expect(found).toMatchObject({ cells: cells.length, nulls: cells.length - held.length, distinct: new Set(held.map(({ raw }) => raw)).size });
      const kind = plain.columns[column]?.kind ?? 'text';
      const numbers = ['number', 'money', 'text'].includes(kind) ? held.filter(({ type }) => type === 'number').map(({ raw }) => raw) : [];
      const sizes = numbers.map(Number);
      expect(found.numbers === undefined).toBe(numbers.length === 0);
      if (found.numbers !== undefined) {
        expect(found.numbers).toMatchObject({ count: sizes.length, min: Math.min(...sizes), max: Math.max(...sizes) });
        const sum = Number(numbers.reduce((all, one) => all + digitsOf(one), 0n) / 10n ** 490n) / 1e10;
        const all = sizes.reduce((one, other) => one + Math.abs(other), 0);
        if (Number.isFinite(all)) expect(Math.abs(found.numbers.sum - sum)).toBeLessThanOrEqual(1e-9 + all * 1e-14);
      }
      const dates = kind === 'date' ? held.map(({ raw }) => instantAt(raw)).filter((at) => !Number.isNaN(at)) : [];
      expect(found.dates).toEqual(
        dates.length === 0 ? undefined : { count: dates.length, min: Math.min(...dates), max: Math.max(...dates) },
      );
    }
  }); // prettier-ignore

  it('cells are found one after the other, in both directions', async () => {
    const { table, plain } = loaded(13, way);
    const dice = new Dice(13);
    const view = { ...naturalView, sort: [{ column: 2, descending: false }] };
    const { version } = await table.answer('arrange', view);
    const order = arrangedPlainly(plain, view);
    const columns = columnsOf(plain).toSorted(() => dice.next() - 0.5);
    for (const text of ['contoso', 'ΟΔΟΣ', '7', '🏔', '\ud83d', 'zzzz', 'é']) {
      const hits = order.flatMap((row, place) =>
        columns.flatMap((column, index) => {
          const cell = cellAt(plain, row, column);
          return cell && shownText(cell, true).toLowerCase().includes(text.toLowerCase()) ? [[place, index] as const] : [];
        }),
      );
      for (let i = 0; i < 12; i++) {
        const [row, index, backwards, including] = [dice.below(order.length), dice.below(columns.length), i % 2 === 0, i % 3 === 0];
        const found = await table.answer('find', {
          version, text, matchCase: false, wholeWord: false, regex: false, formatted: true, columns, from: { row, column: columns[index] ?? 0 }, backwards, including,
        });
        const distance = ([place, at]: readonly [number, number]): number => (place - row) * columns.length + at - index;
        const ahead = (hit: readonly [number, number]): boolean =>
          backwards ? distance(hit) < (including ? 1 : 0) : distance(hit) > (including ? -1 : 0);
        const hit = backwards ? (hits.findLast(ahead) ?? hits.at(-1)) : (hits.find(ahead) ?? hits[0]);
        expect(found).toEqual(
          hit === undefined
            ? { total: 0, position: 0 }
            : { total: hits.length, position: hits.indexOf(hit) + 1, at: { row: hit[0], column: columns[hit[1]] } },
        );
      }
    }
  }); // prettier-ignore

  it('groups of a chart are those of plain loops', async () => {
    const { table, plain } = loaded(14, way);
    const of = plain.columns.findIndex(({ name }) => name === 'people');
    for (const by of columnsOf(plain)) {
      const dated = plain.columns[by]?.kind === 'date';
      const members = new Map<string | null, number[]>();
      for (const [row, cell] of cellsOf(plain, by).entries()) {
        const key = cell ? (dated ? new Date(instantAt(cell.raw)).toISOString().slice(0, 7) : cell.raw) : null;
        members.set(key, [...(members.get(key) ?? []), row]);
      }
      const measures = by % 2 === 0 ? (['count', 'average'] as const) : (['sum', 'min', 'max'] as const);
      for (const measure of measures) {
        const { groups, others } = await table.answer('chart', { version: 0, by, of, measure, most: 5000, order: 'value', ...(dated && { period: 'month' }) });
        const wanted = [...members].flatMap(([key, rows]) => {
          const values = rows.flatMap((row) => cellAt(plain, row, of)?.raw ?? []).map(Number);
          const sum = values.reduce((a, b) => a + b, 0);
          const value = { count: rows.length, sum, average: sum / values.length, min: Math.min(...values), max: Math.max(...values) }[measure];
          return Number.isFinite(value) ? [`${key?.slice(0, 200) ?? 'none'} ${value} ${rows.length}`] : [];
        });
        const shown = groups.map(({ raw, value, rows }) => `${(dated ? raw?.slice(0, 7) : raw) ?? 'none'} ${value} ${rows}`);
        expect(shown.toSorted()).toEqual(wanted.toSorted());
        expect(others).toBe(0);
      }
    }
  }); // prettier-ignore

  it('those that were added, removed and changed since are told from the others', () => {
    const before = loaded(15, way);
    const dice = new Dice(77);
    const changes = { changedRows: 0, changedCells: 0 };
    const kept = before.plain.rows.filter((_, row) => row % 11 !== 3);
    const after: PlainRow[] = kept.map((row, i) => {
      if (i % 7 !== 0) return row;
      const other = oddRow(dice, 500);
      const mixed = new Map([...row].map(([name, cell]) => [name, name === 'accountid' || i % 3 !== 0 ? cell : other.get(name)]));
      const differing = [...mixed].filter(([name, cell]) => {
        const old = row.get(name);
        return !cell || !old ? !cell !== !old : cell.raw !== old.raw || cell.type !== old.type;
      });
      changes.changedCells += differing.length;
      if (differing.length > 0) changes.changedRows++;
      return mixed;
    });
    const added = Array.from({ length: 9 }, () => oddRow(dice, 600));
    const rows = [...added, ...after.toReversed()];
    const now = loadedPages(pagesOf(dice, rows, [300, rows.length - 300]), way);
    const steps = compareRows(before.table.compared, now.table.compared);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const { summary } = new ComparedView(before.table.compared, now.table.compared, step.value);
    expect(summary).toMatchObject({ key: 'accountid', added: 9, removed: before.plain.rows.length - kept.length, ...changes });
    expect(changes.changedRows).toBeGreaterThan(20);
  }); // prettier-ignore

  it('CSV and JSON hold what was sent, in the shown order', async () => {
    const { table, plain } = loaded(16, way);
    const sort = [{ column: 3, descending: true }];
    const columns = table.schema.columns.map(({ name, kind }, index) => ({ index, name, kind }));
    const order = arrangedPlainly(plain, { ...naturalView, sort });
    for (const formatted of [false, true]) {
      const reader = await table.arranged({ ...naturalView, sort });
      const file = path.join(folder, 'rows.csv');
      await exportRows(reader, columns, askFor(file, { format: 'csv', formatted }), { signal: neverCancelled });
      const [, ...read] = parseCsv(readFileSync(file, 'utf8'), { delimiter: ',', skipBom: false });
      const wanted = order.map((row) => columns.map(({ index }) => {
        const cell = cellAt(plain, row, index);
        return cell ? Buffer.from(shownText(cell, formatted)).toString() : '';
      }));
      expect(read).toEqual(wanted);
    }
    const file = path.join(folder, 'rows.ndjson');
    await exportRows(await table.arranged({ ...naturalView, sort }), columns, askFor(file, { format: 'ndjson' }), { signal: neverCancelled });
    const read = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(read.map((line) => JSON.parse(line) as unknown)).toEqual(order.map((row) => recordOf(plain.rows[row])));
  }); // prettier-ignore
});

/** The record as it was sent, without annotations. */
function recordOf(row: PlainRow | undefined): object {
  const record: Record<string, unknown> = {};
  const parent: Record<string, unknown> = {};
  for (const [name, cell] of row ?? []) {
    if (cell === undefined) continue;
    const value: unknown = cell === null ? null : cell.type === 'text' ? cell.raw : JSON.parse(cell.raw);
    if (name.startsWith('parent/')) parent[name.slice(7)] = value;
    else record[name] = value;
  }
  return { ...record, parent };
}
