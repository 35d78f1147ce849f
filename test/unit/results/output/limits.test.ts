import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Losses } from '../../../../src/core/results/output/losses';
import { lossWords } from '../../../../src/core/results/output/lossWords';
import type { OutRows } from '../../../../src/core/results/output/rows';
import { RowsSheet } from '../../../../src/core/results/output/xlsx/rowsSheet';
import { fileName } from '../../../../src/core/results/output/exportChoices';
import { askFor, exportTo, makeFolder } from './support/exporting';
import { columns, FakeRows } from './support/fakeRows';

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

/** So many rows of the same one. */
function sameRows(count: number): OutRows {
  const one = new FakeRows([['x']]);
  one.go(0);
  return {
    count,
    go: () => undefined,
    state: (column) => one.state(column),
    entry: () => 0,
    cell: (column) => one.cell(column),
    own: () => undefined,
    place: 0,
  };
}

describe('what does not fit into a sheet', () => {
  it('is told of rows, the last of which is that with the number 1,048,576', () => {
    const losses = new Losses();
    const sheet = new RowsSheet(sameRows(1_048_600), { columns: columns('a'), formatted: false }, losses);
    let end = '';
    for (const bytes of sheet.bytes()) end = end.slice(-200) + Buffer.from(bytes).toString('latin1');
    expect(end).toContain('<c r="A1048576"');
    expect(end).not.toContain('1048577');
    expect(end.endsWith('</sheetData><autoFilter ref="A1:A1048576"/></worksheet>')).toBe(true);
    expect(losses.found).toEqual({ cells: [], rows: 25, columns: 0 });
    expect(lossWords(losses.found)).toEqual([
      '25 rows did not fit: a sheet takes 1,048,575 below its headings.',
    ]);
  });

  it('is told of columns, the last of which is XFD', async () => {
    const all = columns(...Array.from({ length: 16_400 }, (_, i) => `c${i}`));
    const losses = new Losses();
    const wide = new RowsSheet(sameRows(1), { columns: all, formatted: false }, losses);
    expect(wide.area).toBe('$A$1:$XFD$2');
    const rows = new FakeRows([all.map(({ name }) => name)]);
    const report = await exportTo(askFor(path.join(folder, 'wide.xlsx')), rows, all);
    expect(report).toMatchObject({ rows: 1, columns: 16_384, losses: { rows: 0, columns: 16 } });
    expect(lossWords(report.losses)).toEqual(['16 columns did not fit: a sheet takes 16,384.']);
  });
});

describe('the name of a file', () => {
  it('is the title without what file systems have a meaning for', () => {
    expect(fileName('GET accounts?$filter=name eq "a/b"', 'csv')).toBe(
      'GET accounts $filter=name eq a b.csv',
    );
    expect(fileName('..\\..\\secret. ', 'json')).toBe('secret.json');
    expect(fileName('Łódź 😀\u0000', 'xlsx')).toBe('Łódź.xlsx');
    expect(fileName('x'.repeat(300), 'csv')).toBe(`${'x'.repeat(60)}.csv`);
    expect([fileName('con', 'csv'), fileName('...', 'csv'), fileName('', 'csv')]).toEqual(
      Array.from({ length: 3 }, () => 'result.csv'),
    );
  });
});
