import { beforeEach, describe, expect, it } from 'vitest';
import { takeAll } from '../../../../src/core/base/steps';
import { chunkCell } from '../../../../src/core/results/chunkCell';
import { ComparedView } from '../../../../src/core/results/compare/comparedView';
import { compareRows } from '../../../../src/core/results/compare/compareRows';
import { PageDecoder } from '../../../../src/core/results/decode/pageDecoder';
import { unpackChunk } from '../../../../src/core/results/rowChunkCodec';
import { ResultTable } from '../../../../src/core/results/store/resultTable';
import { naturalView } from '../../../../src/core/results/view';

function tableOf(rows: readonly object[]): ResultTable {
  const decoder = new PageDecoder();
  const table = new ResultTable({ dictionary: (column) => decoder.dictionary(column) });
  const { steps } = decoder.read(new TextEncoder().encode(JSON.stringify({ value: rows })), 0);
  for (const segment of steps) {
    table.setSchema(decoder.schema.schema);
    if (segment) table.append(segment);
  }
  return table;
}

const id = (last: number): string => `00000000-0000-0000-0000-00000000000${last}`;

describe('a result that is compared with an earlier one', () => {
  let now: ResultTable;

  beforeEach(() => {
    const before = tableOf([
      { accountid: id(1), name: 'A', revenue: 1 },
      { accountid: id(2), name: 'B', revenue: 2 },
      { accountid: id(3), name: 'C', revenue: null },
    ]);
    now = tableOf([
      { accountid: id(4), name: 'D', revenue: 4 },
      { accountid: id(1), name: 'A', revenue: 1 },
      { accountid: id(3), name: 'C', revenue: 3 },
    ]);
    const comparison = takeAll(compareRows(before.compared, now.compared));
    now.compare(new ComparedView(before.compared, now.compared, comparison));
  });

  it('tells with a window which rows are new and which cells are other ones', () => {
    const { changes } = now.window({ version: 0, first: 0, count: 3 })!;
    expect([...new Uint8Array(changes!.rows)]).toEqual([1, 0, 2]);
    expect([...new Uint8Array(changes!.cells)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('tells what a cell held before', async () => {
    expect(await now.answer('cell', { version: 0, row: 2, column: 2 })).toEqual({ raw: '3', before: null });
    expect(await now.answer('cell', { version: 0, row: 1, column: 2 })).toEqual({ raw: '1' });
  });

  it('shows the differences only, in the order that was asked for', async () => {
    const sort = [{ column: 1, descending: false }];
    const { version, rows } = await now.answer('arrange', { ...naturalView, sort, onlyChanges: true });
    expect(rows).toBe(2);
    const window = now.window({ version, first: 0, count: 2 })!;
    expect([...new Uint32Array(window.numbers!)]).toEqual([2, 0]);
    expect([...new Uint8Array(window.changes!.rows)]).toEqual([2, 1]);
  });

  it('tells the rows that are gone', async () => {
    const removed = (await now.answer('removed', {}))!;
    expect(removed).toMatchObject({ rows: 1, more: false });
    const chunk = unpackChunk(removed.data);
    expect(chunkCell(chunk.columns[1], 0, [])).toMatchObject({ raw: 'B' });
  });

  it('is told no more of it once the comparison ends', async () => {
    now.compare(undefined);
    expect(now.window({ version: 0, first: 0, count: 3 })).not.toHaveProperty('changes');
    expect(await now.answer('removed', {})).toBeUndefined();
  });
});
