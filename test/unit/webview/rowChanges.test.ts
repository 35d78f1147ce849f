import { describe, expect, it } from 'vitest';
import { rowChange } from '../../../src/core/results/compare/compareRows';
import type { Questions } from '../../../src/core/results/questions';
import { packChunk } from '../../../src/core/results/rowChunkCodec';
import { buildTextTable } from '../../../src/core/results/textTable';
import type { Ask } from '../../../src/webview/results/grid/contract';
import { RowWindows } from '../../../src/webview/results/rows/rowWindows';

const rows = 2000;
const columns = [
  { name: 'name', kind: 'text' as const },
  { name: 'city', kind: 'text' as const },
];

/** Windows in which every third row was added, and of the others every fifth has another city. */
function windowOf(first: number, count: number): Questions['window']['answer'] {
  const texts = buildTextTable(Array.from({ length: count }, (_, i) => `row ${first + i}`));
  const none = buildTextTable(Array.from({ length: count }, () => ''));
  const column = {
    column: 0,
    codes: Uint16Array.from({ length: count }, (_, i) => i + 2),
    types: new Uint8Array(count),
    raw: texts,
    formatted: none,
    targets: new Uint16Array(count),
  };
  const states = Uint8Array.from({ length: count }, (_, i) => changeOf(first + i));
  const cells = new Uint8Array(count * columns.length);
  states.forEach((state, i) => (cells[i * columns.length + 1] = state === rowChange.changed ? 1 : 0));
  return {
    data: packChunk({ firstRow: first, rowCount: count, columns: [column] }),
    changes: { rows: states.buffer, cells: cells.buffer },
  };
}

const changeOf = (row: number): number =>
  row % 3 === 0 ? rowChange.added : row % 5 === 0 ? rowChange.changed : rowChange.same;

describe('rows that are compared with a pinned result', () => {
  it('tell what became of them, block by block, once they are asked for anew', async () => {
    let compared = false;
    const ask = (async (_name, { first, count }: Questions['window']['ask']) => {
      const window = windowOf(first, count);
      return compared ? window : { data: window!.data };
    }) as Ask;
    const windows = new RowWindows(ask);
    windows.setSchema({ columns, targets: [] });
    windows.grown(rows);
    windows.show(0, 40);
    await expect.poll(() => windows.has(39)).toBe(true);
    expect([windows.changeOf(0), windows.cellChanged(5, 1)]).toEqual([0, false]);

    compared = true;
    await windows.refresh();
    windows.show(1000, 1040);
    await expect.poll(() => windows.has(1039)).toBe(true);
    for (let row = 1000; row < 1040; row++) {
      expect(windows.changeOf(row), `row ${row}`).toBe(changeOf(row));
      expect(windows.cellChanged(row, 1), `row ${row}`).toBe(changeOf(row) === rowChange.changed);
      expect(windows.cellChanged(row, 0), `row ${row}`).toBe(false);
    }
  });
});
