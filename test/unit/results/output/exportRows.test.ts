import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { parseCsv } from 'hucre/csv';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportProblem } from '../../../../src/adapters/results/exportProblem';
import { CancelSource } from '../../../../src/core/base/cancel';
import { problemOf } from '../../../../src/core/base/problem';
import type { ExportFormat } from '../../../../src/core/results/output/export';
import { askFor, exportTo, makeFolder, namesIn, readWorkbook, problemFrom } from './support/exporting';
import { columns, FakeRows } from './support/fakeRows';
import { hostileTexts } from './support/texts';

const root = makeFolder();
afterAll(() => rmSync(root, { recursive: true }));

let folder = root;
let folders = 0;
beforeEach(() => {
  folder = path.join(root, `${folders++}`);
  mkdirSync(folder);
});

const formats: readonly ExportFormat[] = ['csv', 'json', 'ndjson', 'xlsx', 'parquet'];
const many = Array.from({ length: 20_000 }, (_, i) => [`row ${i}`, i, `${i % 7}`]);
const names = columns('text', ['number', 'number'], 'few');
const file = (name = 'rows.out'): string => path.join(folder, name);

describe('an export', () => {
  it('holds every row in order, in every format', async () => {
    const expected = many.map((row) => row.map(String));
    await exportTo(askFor(file('a.csv'), { format: 'csv' }), new FakeRows(many), names);
    expect(parseCsv(readFileSync(file('a.csv'), 'utf8'), { delimiter: ',' }).slice(1)).toEqual(expected);
    const objects = many.map(([text, number, few]) => ({ text, number, few }));
    await exportTo(askFor(file('a.json'), { format: 'json' }), new FakeRows(many), names);
    expect(JSON.parse(readFileSync(file('a.json'), 'utf8'))).toEqual(objects);
    await exportTo(askFor(file('a.ndjson'), { format: 'ndjson' }), new FakeRows(many), names);
    const lines = readFileSync(file('a.ndjson'), 'utf8').split('\n');
    expect(lines.slice(0, -1).map((line): unknown => JSON.parse(line))).toEqual(objects);
    await exportTo(askFor(file('a.xlsx')), new FakeRows(many), names);
    expect((await readWorkbook(readFileSync(file('a.xlsx')))).sheets[0]?.rows.slice(1)).toEqual(many);
    expect(namesIn(folder)).toEqual(['a.csv', 'a.json', 'a.ndjson', 'a.xlsx']);
  });

  it('writes only the columns that are wanted, in their order', async () => {
    const [text, , few] = names;
    const wanted = [few, text].filter((one) => one !== undefined);
    await exportTo(askFor(file(), { format: 'csv' }), new FakeRows(many.slice(0, 1)), wanted);
    expect(readFileSync(file(), 'utf8')).toBe('few,text\r\n0,row 0\r\n');
  });

  it('begins a CSV with a byte order mark where that is wanted', async () => {
    const bytes = async (byteOrderMark: boolean): Promise<string> => {
      await exportTo(askFor(file(), { format: 'csv', byteOrderMark }), new FakeRows([['ß']]), columns('a'));
      return readFileSync(file()).toString('hex');
    };
    expect(await bytes(true)).toBe(`efbbbf${Buffer.from('a\r\nß\r\n').toString('hex')}`);
    expect(await bytes(false)).toBe(Buffer.from('a\r\nß\r\n').toString('hex'));
  });

  it('reports rows, columns, size and what was lost', async () => {
    const rows = [...hostileTexts, '\ud83d'].map((text) => [text, 'x']);
    const report = await exportTo(
      askFor(file(), { format: 'csv', formulaGuard: true }),
      new FakeRows(rows),
      columns('a', 'b'),
    );
    expect(report).toMatchObject({
      rows: rows.length,
      columns: 2,
      bytes: readFileSync(file()).byteLength,
      losses: {
        cells: [
          { kind: 'guarded', cells: 9, first: { row: 9, column: 'a' } },
          { kind: 'half-character', cells: 1, first: { row: rows.length, column: 'a' } },
        ],
        rows: 0,
        columns: 0,
      },
    });
  });

  it.each(formats)('replaces a file only once the new one is whole (%s)', async (format) => {
    writeFileSync(file(), 'before');
    let seen: string[] = [];
    const looked = new FakeRows(many, (row) => {
      if (row !== many.length - 1) return;
      seen = [readFileSync(file(), 'utf8'), ...namesIn(folder)];
    });
    await exportTo(askFor(file(), { format }), looked, names);
    expect(seen).toEqual(['before', '.one.part', 'rows.out']);
    expect(namesIn(folder)).toEqual(['rows.out']);
    expect(readFileSync(file(), 'latin1')).not.toBe('before');
  });

  it.each(formats)('leaves nothing behind when it is cancelled (%s)', async (format) => {
    writeFileSync(file(), 'before');
    const cancel = new CancelSource();
    const rows = new FakeRows(many, (row) => {
      if (row === 9000) cancel.cancel();
    });
    const problem = await problemFrom(exportTo(askFor(file(), { format }), rows, names, cancel.signal));
    expect(problem?.kind).toBe('cancelled');
    expect(namesIn(folder)).toEqual(['rows.out']);
    expect(readFileSync(file(), 'utf8')).toBe('before');
  });

  it.each(formats)('leaves nothing behind when the rows cannot be read (%s)', async (format) => {
    const rows = new FakeRows(many, (row) => {
      if (row === 9000) throw new RangeError('The rows are gone.');
    });
    await expect(exportTo(askFor(file(), { format }), rows, names)).rejects.toThrow('The rows are gone.');
    expect(namesIn(folder)).toEqual([]);
  });

  it('says why a file could not be written, and leaves nothing behind', async () => {
    writeFileSync(file('plain'), 'x');
    mkdirSync(path.join(folder, 'folder', 'inside'), { recursive: true });
    const into = (target: string): Promise<unknown> =>
      exportTo(askFor(target, { format: 'csv' }), new FakeRows(many), names);
    expect(await problemFrom(into(path.join(folder, 'missing', 'a.csv')))).toMatchObject({
      kind: 'bad-input',
      title: 'a.csv could not be written. Nothing was left behind.',
      cause: 'The folder is not there.',
      code: 'ENOENT',
    });
    expect((await problemFrom(into(path.join(folder, 'plain', 'a.csv'))))?.code).toBe('ENOTDIR');
    expect((await problemFrom(into(path.join(folder, 'folder'))))?.kind).toBe('bad-input');
    expect(namesIn(folder)).toEqual(['folder', 'plain']);
  });

  it.each([
    ['ENOSPC', 'The disk is full.'],
    ['EACCES', 'You may not write there, or the file is open in another program.'],
    ['EPERM', 'You may not write there, or the file is open in another program.'],
    ['EBUSY', 'The file is open in another program.'],
    ['EROFS', 'The disk cannot be written to.'],
    ['EIO', 'The disk or the network folder failed, or is no longer there.'],
    ['ESTALE', 'The disk or the network folder failed, or is no longer there.'],
    ['EMFILE', 'The system refused it with EMFILE.'],
  ])('puts %s into words', (code, cause) => {
    const error = Object.assign(new Error('secret'), { code, syscall: 'write' });
    const told = problemOf(exportProblem(error, '/a/rows.csv'));
    expect(told).toMatchObject({ kind: 'bad-input', cause, code });
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('blames no disk for what is not of the system', () => {
    const error = Object.assign(new RangeError('Out of range'), { code: 'ERR_OUT_OF_RANGE' });
    expect(exportProblem(error, '/a/rows.csv')).toBe(error);
  });

  it.each(formats)('leaves nothing behind when the disk fills up (%s)', async (format) => {
    writeFileSync(file(), 'before');
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' });
    const write = vi.spyOn(await handles(), 'writeFile').mockRejectedValueOnce(full);
    const problem = await problemFrom(exportTo(askFor(file(), { format }), new FakeRows(many), names));
    write.mockRestore();
    expect(problem).toMatchObject({ kind: 'bad-input', cause: 'The disk is full.', code: 'ENOSPC' });
    expect(namesIn(folder)).toEqual(['rows.out']);
    expect(readFileSync(file(), 'utf8')).toBe('before');
  });

  /** What all open files have in common. */
  async function handles(): Promise<FileHandle> {
    const handle = await open(file('handle'), 'w');
    await handle.close();
    rmSync(file('handle'));
    return Object.getPrototypeOf(handle) as FileHandle;
  }

  it('writes to the file that a link leads to', async () => {
    writeFileSync(file('target.csv'), 'before');
    symlinkSync(file('target.csv'), file('link.csv'));
    await exportTo(askFor(file('link.csv'), { format: 'csv' }), new FakeRows([['x']]), columns('a'));
    expect(readFileSync(file('target.csv'), 'utf8')).toBe('a\r\nx\r\n');
  });

  it.each(formats)('lets whatever else waits have its turn, and tells how far it is (%s)', async (format) => {
    let turns = 0;
    let going = true;
    const turn = (): void => {
      turns++;
      if (going) setImmediate(turn);
    };
    setImmediate(turn);
    const told: number[] = [];
    const { exportRows } = await import('../../../../src/adapters/results/exportRows');
    const signal = new CancelSource();
    await exportRows(new FakeRows([...many, ...many, ...many]), names, askFor(file(), { format }), {
      signal,
      onProgress: (rows) => told.push(rows),
    });
    going = false;
    expect(turns).toBeGreaterThan(5);
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});
