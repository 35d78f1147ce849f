import { describe, expect, it } from 'vitest';
import { chunkCell } from '../../../../src/core/results/chunkCell';
import { cutFlag, firstEntry } from '../../../../src/core/results/model';
import type { Cell, LookupTarget, RowChunk } from '../../../../src/core/results/model';
import { unpackChunk } from '../../../../src/core/results/rowChunkCodec';
import { ChunkRows } from '../support/chunkRows';
import type { ResultTable } from '../../../../src/core/results/store/resultTable';
import { arranged } from './support/arranged';
import { Dice } from './support/dice';
import { madeTable, number, text } from './support/madeTable';
import type { MadeCell, MadeColumn } from './support/madeTable';
import { MemoryFile } from './support/memoryFile';
import { oddColumns, oddRows, oddTargets } from './support/oddRows';

const natural = { version: 0, first: 0, count: 4096 };

async function chunkOf(table: ResultTable, ask: object): Promise<RowChunk> {
  const window = await table.answer('window', { ...natural, ...ask });
  return unpackChunk(window!.data);
}

interface ChunkCells {
  cell(row: number, column: number): Cell;
}

/** What the grid reads from a chunk. */
function cellsOf(chunk: RowChunk, targets: readonly LookupTarget[]): ChunkCells {
  return {
    cell: (row, column) =>
      chunkCell(
        chunk.columns.find((one) => one.column === column),
        row,
        targets,
      ),
  };
}

/** What a made cell is to be in a window. */
function expectedCell(cell: MadeCell, targets: readonly object[]): object {
  if (cell === undefined) return { state: 'absent' };
  if (cell === null) return { state: 'null' };
  const { type, raw, formatted, target } = cell;
  const leads = targets[(target ?? 0) - 1];
  return {
    state: 'value',
    type,
    raw,
    ...(formatted === undefined || formatted === '' ? {} : { formatted }),
    ...(leads === undefined ? {} : { target: leads }),
  };
}

const spilled = (): { file: MemoryFile; options: object } => {
  const file = new MemoryFile();
  return { file, options: { spilling: { file: () => file, memoryLimit: 4000 } } };
};

describe.each(['in memory', 'in a file'])('windows of rows that are kept %s', (where) => {
  const rows = oddRows(new Dice(8), 500);
  const made = (): ResultTable =>
    madeTable(oddColumns, rows, {
      targets: oddTargets,
      segmentRows: 60,
      ...(where === 'in a file' ? spilled().options : {}),
    });

  it('hold the cells as they came', async () => {
    const table = made();
    for (const [first, count] of [
      [0, 200],
      [130, 200],
      [499, 5],
      [0, 4096],
    ] as const) {
      // prettier-ignore
      const chunk = await chunkOf(table, { first, count });
      expect(chunk.firstRow).toBe(first);
      expect(chunk.rowCount).toBe(Math.min(count, rows.length - first));
      const store = cellsOf(chunk, table.schema.targets);
      for (let row = 0; row < chunk.rowCount; row++) {
        for (const [column, { kind }] of oddColumns.entries()) {
          const { formatted: summary, ...cell } = { formatted: undefined, ...store.cell(row, column) };
          const wanted = expectedCell(rows[first + row]![column], oddTargets);
          if (kind === 'json') expect(cell).toEqual(wanted);
          else expect({ ...cell, ...(summary === undefined ? {} : { formatted: summary }) }).toEqual(wanted);
        }
      }
    }
  });

  it('hold arranged rows with their numbers, of the asked columns', async () => {
    const table = made();
    const order = await arranged(table, { sort: [{ column: 3, descending: true }] });
    const window = (await table.answer('window', { version: 1, first: 40, count: 50, columns: [3, 1] }))!;
    expect([...new Uint32Array(window.numbers!)]).toEqual(order.slice(40, 90));
    const chunk = unpackChunk(window.data);
    expect(chunk.columns.map(({ column }) => column)).toEqual([3, 1]);
    const store = cellsOf(chunk, table.schema.targets);
    for (let row = 0; row < 50; row++) {
      expect(store.cell(row, 3)).toEqual(expectedCell(rows[order[40 + row]!]![3], oddTargets));
    }
  });

  it('are read whole, row by row, in the order of an arrangement', async () => {
    const table = made();
    const order = await arranged(table, { sort: [{ column: 0, descending: false }] });
    const reader = table.reader(1)!;
    await arranged(table, {});
    expect(reader.count).toBe(rows.length);
    for (let row = 0; row < reader.count; row++) {
      reader.go(row);
      const cells = rows[order[row]!]!;
      for (const [column, cell] of cells.entries()) {
        expect(reader.cell(column)).toEqual(expectedCell(cell, oddTargets));
        expect(reader.state(column)).toBe(cell === undefined ? 0 : cell === null ? 1 : reader.state(column));
        expect(reader.number(column)).toBe(cell?.type === 'number' ? Number(cell.raw) : Number.NaN);
      }
    }
    expect(table.reader(1)).toBeUndefined();
    const some = table.reader(0, 10, 3)!;
    some.go(2);
    expect([some.count, some.cell(1)]).toEqual([3, expectedCell(rows[12]![1], oddTargets)]);
  });

  it('tell equal entries of a column apart from rows of their own', () => {
    const reader = made().reader(0)!;
    const byEntry = new Map<number, unknown>();
    for (let row = 0; row < reader.count; row++) {
      reader.go(row);
      expect(reader.entry(0)).toBe(-1);
      const entry = reader.entry(1);
      if (entry < 0) continue;
      if (byEntry.has(entry)) expect(reader.cell(1)).toBe(byEntry.get(entry));
      byEntry.set(entry, reader.cell(1));
    }
    expect(byEntry.size).toBe(7);
  });

  it('answer one cell, whole', async () => {
    const table = made();
    for (let row = 0; row < 50; row++) {
      const cell = rows[row]![2];
      const whole = await table.answer('cell', { version: 0, row, column: 2 });
      expect(whole).toEqual(cell ? { raw: cell.raw } : undefined);
    }
    expect(await table.answer('cell', { version: 0, row: rows.length, column: 2 })).toBeUndefined();
    expect(await table.answer('cell', { version: 3, row: 0, column: 2 })).toBeUndefined();
  });
});

describe('rows that do not fit in memory', () => {
  it('go to a file but for the newest, and few of them come back', async () => {
    const { file, options } = spilled();
    const rows = oddRows(new Dice(8), 500);
    const table = madeTable(oddColumns, rows, { segmentRows: 60, ...options });
    expect(file.size).toBeGreaterThan(20_000);
    await chunkOf(table, { first: 490, count: 10 });
    expect(file.reads).toBe(0);
    await chunkOf(table, { first: 0, count: 10, columns: [0] });
    expect(file.reads).toBe(1);
    await chunkOf(table, { first: 20, count: 10, columns: [0] });
    expect(file.reads).toBe(1);
  });
});

describe('rows that the file does not take', () => {
  it('stay in memory', async () => {
    const full = new MemoryFile();
    const append = full.append.bind(full);
    full.append = (bytes) => {
      if (full.size > 5000) throw new Error('The disk is full.');
      return append(bytes);
    };
    const rows = oddRows(new Dice(8), 300);
    const spilling = { file: () => full, memoryLimit: 4000 };
    const table = madeTable(oddColumns, rows, { segmentRows: 20, spilling });
    const store = cellsOf(await chunkOf(table, {}), table.schema.targets);
    expect(table.rows).toBe(300);
    for (const [row, cells] of rows.entries()) expect(store.cell(row, 1)).toEqual(expectedCell(cells[1], []));
  });
});

describe('a window', () => {
  const columns: MadeColumn[] = [
    { name: 'text', kind: 'text', encoding: 'text' },
    { name: 'coded', kind: 'text', encoding: 'coded' },
    { name: 'parts', kind: 'json', encoding: 'text' },
    { name: 'contacts', kind: 'rows', encoding: 'coded' },
  ];

  it('cuts long texts, and no character in two', async () => {
    const long = 'x'.repeat(999);
    const cases = [`${long}yz`, `${long}\ud83d\ude80z`, `${long}y`, `${long}\ud83d`];
    const table = madeTable(
      columns,
      cases.map((raw) => [text(raw), text(raw, raw)]),
    );
    const chunk = await chunkOf(table, {});
    const store = cellsOf(chunk, table.schema.targets);
    const shown = [`${long}y`, long, `${long}y`, `${long}\ud83d`];
    for (const [row, raw] of shown.entries()) {
      expect(store.cell(row, 0)).toMatchObject({ raw });
      expect(store.cell(row, 1)).toMatchObject({ raw, formatted: raw });
      for (const column of chunk.columns) {
        const flags = column.types[column.codes[row]! - firstEntry]!;
        expect((flags & cutFlag) !== 0).toBe(row < 2);
      }
    }
    const whole = await table.answer('cell', { version: 0, row: 1, column: 0 });
    expect(whole).toEqual({ raw: cases[1] });
  });

  it('gives the beginning of a text of millions of characters, and of a huge one only a part when asked for it', async () => {
    const huge = 'ab'.repeat(3_000_000);
    const table = madeTable(columns, [[text(huge), undefined, { type: 'json', raw: `["${huge}"]` }]]);
    const store = cellsOf(await chunkOf(table, {}), table.schema.targets);
    expect(store.cell(0, 0)).toMatchObject({ raw: huge.slice(0, 1000) });
    expect(store.cell(0, 2)).toMatchObject({
      formatted: expect.stringMatching(/^1 or more items: ab.*…$/) as string,
    });
    const whole = await table.answer('cell', { version: 0, row: 0, column: 0 });
    expect(whole?.cutAt).toBe(6_000_000);
    expect(huge.startsWith(whole!.raw)).toBe(true);
  });

  it('sums nested values up', async () => {
    const json = (raw: string): MadeCell => ({ type: 'json', raw });
    const table = madeTable(columns, [
      [undefined, undefined, json('{"@odata.type":"#x","city":"Oslo","zip":"0150","deep":{"a":1},"last":2}')],
      [undefined, undefined, json('[1,"two",{"a":[1,2]}]'), json('[{"contactid":"8f0b5a3c-0000-0000-0000-000000000001","fullname":"Åse, \\"B\\""},{"fullname":"Per"}]')],
      [undefined, undefined, json('{}'), json('[]')],
      [undefined, undefined, json('[ ]'), json('[{"name":"One"}]')],
    ]); // prettier-ignore
    const store = cellsOf(await chunkOf(table, {}), table.schema.targets);
    const summary = (row: number, column: number): string | undefined => {
      const cell = store.cell(row, column);
      return cell.state === 'value' ? cell.formatted : undefined;
    };
    expect(summary(0, 2)).toBe('city: Oslo, zip: 0150, deep: {…}, …');
    expect(summary(1, 2)).toBe('3 items: 1, two, {…}');
    expect(summary(1, 3)).toBe('2 records: Åse, "B", Per');
    expect(summary(2, 2)).toBe('{ }');
    expect(summary(2, 3)).toBe('0 items');
    expect(summary(3, 2)).toBe('0 items');
    expect(summary(3, 3)).toBe('1 record: One');
  });

  it('knows columns that come late and columns that few rows have', async () => {
    const wide = Array.from({ length: 300 }, (_, i): MadeColumn => ({
      name: `column${i}`,
      kind: 'text',
      encoding: i % 2 === 0 ? 'coded' : 'text',
    }));
    const dice = new Dice(12);
    const rows = Array.from({ length: 100 }, (_, row) =>
      wide.map((_, i): MadeCell =>
        i > 3 * row || dice.next() < 0.9 ? undefined : text(`${i} ${dice.below(5)}`),
      ),
    );
    const table = madeTable(wide, rows, { segmentRows: 9 });
    const store = cellsOf(await chunkOf(table, {}), table.schema.targets);
    for (const [row, cells] of rows.entries()) {
      for (const [column, cell] of cells.entries()) {
        expect(store.cell(row, column)).toEqual(expectedCell(cell, []));
      }
    }
    const last = await arranged(table, { sort: [{ column: 298, descending: true }] });
    expect(last).toHaveLength(100);
    const column = rows.map((cells) => cells[298]?.raw);
    expect(last.map((row) => column[row])).toEqual([
      ...column.filter((raw) => raw !== undefined).sort().reverse(),
      ...column.filter((raw) => raw === undefined),
    ]); // prettier-ignore
  });

  it('is not given where rows were arranged anew, and ends where the rows end', async () => {
    const table = madeTable(
      columns,
      Array.from({ length: 20 }, (_, i) => [text(String(i))]),
    );
    expect((await chunkOf(table, { first: 18, count: 10 })).rowCount).toBe(2);
    expect((await chunkOf(table, { first: 30, count: 10 })).rowCount).toBe(0);
    await arranged(table, { sort: [{ column: 0, descending: true }] });
    expect(await table.answer('window', natural)).toBeUndefined();
    expect(await table.answer('window', { ...natural, version: 1 })).toBeDefined();
    await arranged(table, {});
    expect(await table.answer('window', { ...natural, version: 1 })).toBeUndefined();
    expect(await table.answer('window', natural)).toBeDefined();
  });

  it('refuses rows that leave a gap', () => {
    const table = madeTable(columns, [[text('a')]]);
    expect(() => table.append({ firstRow: 2, rowCount: 1, columns: [] })).toThrow(RangeError);
    expect(() => table.append({ firstRow: 0, rowCount: 1, columns: [] })).toThrow(RangeError);
  });
});

describe('the records of a collection', () => {
  it('are a result of their own', async () => {
    const raw =
      '[{"contactid":"a","amount":1.50,"amount@OData.Community.Display.V1.FormattedValue":"€ 1.50"},{"contactid":null}]';
    const table = madeTable(
      [{ name: 'contacts', kind: 'rows', encoding: 'coded' }],
      [[{ type: 'json', raw, target: 1 }], [{ type: 'json', raw: '{"city":"Oslo"}' }], [number(1)], [null]],
      { targets: [{ logicalName: '', navigationProperty: '@odata.nextLink' }] },
    );
    const nested = (row: number) => table.answer('nested', { version: 0, row, column: 0 });
    const contacts = (await nested(0))!;
    expect(contacts.columns.map(({ name }) => name)).toEqual(['contactid', 'amount']);
    expect([contacts.rows, contacts.more]).toEqual([2, true]);
    const store = new ChunkRows();
    store.append(unpackChunk(contacts.data));
    expect(store.cell(0, 1)).toEqual({ state: 'value', type: 'number', raw: '1.50', formatted: '€ 1.50' });
    expect(store.cell(1, 0)).toEqual({ state: 'null' });
    const record = (await nested(1))!;
    expect([record.columns[0]?.name, record.rows, record.more]).toEqual(['city', 1, false]);
    expect(await nested(2)).toBeUndefined();
    expect(await nested(3)).toBeUndefined();
    expect(await table.answer('nested', { version: 9, row: 0, column: 0 })).toBeUndefined();
  });
});
