import { describe, expect, it } from 'vitest';
import { takeAll } from '../../../../src/core/base/steps';
import { compareRows, rowChange, type Comparison } from '../../../../src/core/results/compare/compareRows';
import type { ComparedRows } from '../../../../src/core/results/compare/rowKeys';
import type { Cell, ColumnKind, EntryType } from '../../../../src/core/results/model';

type Value = string | number | boolean | null | undefined;

/** Rows of plain values; a column is named and of a kind: `accountid:guid`. */
function table(columns: readonly string[], rows: readonly (readonly Value[])[]): ComparedRows {
  const schema = {
    columns: columns.map((text) => {
      const [name = '', kind = 'text'] = text.split(':');
      return { name, kind: kind as ColumnKind };
    }),
    targets: [],
  };
  const reader = () => {
    let row: readonly Value[] = [];
    return {
      go: (at: number) => void (row = rows[at]!),
      cell: (column: number): Cell => cellOf(row[column]),
    };
  };
  return { rows: rows.length, schema, reader };
}

function cellOf(value: Value): Cell {
  if (value === undefined) return { state: 'absent' };
  if (value === null) return { state: 'null' };
  const types: Record<string, EntryType> = { string: 'text', number: 'number', boolean: 'boolean' };
  return { state: 'value', type: types[typeof value]!, raw: String(value), formatted: `shown ${value}` };
}

const compare = (before: ComparedRows, after: ComparedRows): Comparison =>
  takeAll(compareRows(before, after));

describe('two results', () => {
  const columns = ['name', 'accountid:guid', 'revenue:number'];

  it('are matched by the id: what was added, removed and changed', () => {
    const result = compare(
      table(columns, [
        ['A', 'id-1', 1],
        ['B', 'id-2', 2],
        ['C', 'id-3', null],
      ]),
      table(columns, [
        ['D', 'id-4', 4],
        ['C', 'id-3', undefined],
        ['A', 'id-1', 5],
      ]),
    );
    expect(result.key).toBe('accountid');
    expect([...result.status]).toEqual([rowChange.added, rowChange.same, rowChange.changed]);
    expect([...result.before]).toEqual([-1, 2, 0]);
    expect([...result.removed]).toEqual([1]);
    expect(result).toMatchObject({ added: 1, changedRows: 1, changedCells: 1 });
  });

  it('are matched by the first column that tells rows apart where there is no id', () => {
    const result = compare(
      table(
        ['state:choice', 'name'],
        [
          [0, 'A'],
          [0, 'B'],
        ],
      ),
      table(
        ['state:choice', 'name'],
        [
          [0, 'B'],
          [1, 'A'],
        ],
      ),
    );
    expect(result.key).toBe('name');
    expect([...result.status]).toEqual([rowChange.same, rowChange.changed]);
  });

  it('are matched by place where nothing tells rows apart', () => {
    const result = compare(table(['count:number'], [[1], [1], [2]]), table(['count:number'], [[1], [3]]));
    expect(result.key).toBeUndefined();
    expect([...result.status]).toEqual([rowChange.same, rowChange.changed]);
    expect([...result.removed]).toEqual([2]);
  });

  it('do not share every column: those are named, and compared no further', () => {
    const result = compare(
      table(['accountid:guid', 'old'], [['id-1', 'x']]),
      table(['accountid:guid', 'new'], [['id-1', 'y']]),
    );
    expect(result).toMatchObject({ onlyBefore: ['old'], onlyAfter: ['new'], changedCells: 0 });
  });

  it('differ where a text became the same number', () => {
    const result = compare(
      table(['accountid:guid', 'value'], [['id-1', '1']]),
      table(['accountid:guid', 'value'], [['id-1', 1]]),
    );
    expect(result.changedCells).toBe(1);
  });

  it('may be empty', () => {
    const one = table(columns, [['A', 'id-1', 1]]);
    expect(compare(table([], []), one)).toMatchObject({ added: 1 });
    expect([...compare(one, table([], [])).removed]).toEqual([0]);
  });

  it('agree with a comparison row by row, whatever they hold', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const some = (): Value[][] => {
      const ids = Array.from({ length: 300 }, (_, id) => id).filter(() => random(3) > 0);
      ids.sort((a, b) => ((a * 7919) % 293) - ((b * 7919) % 293) + (random(2) - 0.5));
      return ids.map((id) => [`id-${id}`, random(3), random(2) === 0 ? null : random(2)]);
    };
    const [before, after] = [some(), some()];
    const names = ['accountid:guid', 'a:number', 'b:number'];
    const result = compare(table(names, before), table(names, after));
    const old = new Map(before.map((row) => [row[0], row]));
    const expected = after.map((row) => {
      const was = old.get(row[0]);
      if (!was) return rowChange.added;
      return row.some((value, column) => value !== was[column]) ? rowChange.changed : rowChange.same;
    });
    expect([...result.status]).toEqual(expected);
    const now = new Set(after.map(([id]) => id));
    expect([...result.removed].map((row) => before[row]![0])).toEqual(
      before.map(([id]) => id).filter((id) => !now.has(id)),
    );
  });
});
