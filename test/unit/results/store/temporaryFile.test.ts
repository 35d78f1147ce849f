import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFile } from '../../../../src/adapters/results/spillFile';
import { ProblemError } from '../../../../src/core/base/problem';
import { arranged } from './support/arranged';
import { Dice } from './support/dice';
import { madeTable } from './support/madeTable';
import { oddColumns, oddRows } from './support/oddRows';

describe('a temporary file for rows', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rows-'));
    file = path.join(folder, 'rows');
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('gives back what was put into it, and goes with its owner', () => {
    const spilled = new TemporaryFile(file);
    const blocks = [5, 0, 70_000, 1].map((length, i) => Uint8Array.from({ length }, (_, at) => at * 7 + i));
    const offsets = blocks.map((block) => spilled.append(block));
    for (const i of [2, 0, 3, 1]) {
      expect(spilled.read(offsets[i]!, blocks[i]!.length)).toEqual(blocks[i]);
    }
    expect(() => spilled.read(offsets[3]!, 2)).toThrow(ProblemError);
    spilled.close();
    spilled.close();
    expect(existsSync(file)).toBe(false);
    expect(() => spilled.read(0, 1)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ kind: 'rows-lost' }) as object }) as Error); // prettier-ignore
  });

  it('serves a table as memory does', async () => {
    const rows = oddRows(new Dice(2), 400);
    const spilled = new TemporaryFile(file);
    const spilling = { file: () => spilled, memoryLimit: 10_000 };
    const table = madeTable(oddColumns, rows, { segmentRows: 50, spilling });
    const plain = madeTable(oddColumns, rows, { segmentRows: 50 });
    for (const column of oddColumns.keys()) {
      const view = { sort: [{ column, descending: false }] };
      expect(await arranged(table, view)).toEqual(await arranged(plain, view));
    }
    spilled.close();
  });
});
