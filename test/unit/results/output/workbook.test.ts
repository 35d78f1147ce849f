import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExportReport } from '../../../../src/core/results/output/export';
import type { OutColumn } from '../../../../src/core/results/output/rows';
import { columns, FakeRows, value, type FakeCell } from './support/fakeRows';
import { askFor, exportTo, makeFolder, readWorkbook } from './support/exporting';
import { brokenTexts, hostileTexts, random, randomText } from './support/texts';

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

type Workbook = Awaited<ReturnType<typeof readWorkbook>>;
type Sheet = Workbook['sheets'][number];

let files = 0;

async function workbook(
  all: readonly OutColumn[],
  rows: readonly (readonly FakeCell[])[],
  options: Parameters<typeof askFor>[1] = {},
): Promise<{ workbook: Workbook; sheet: Sheet; query: Sheet; report: ExportReport }> {
  const file = path.join(folder, `${files++}.xlsx`);
  const report = await exportTo(askFor(file, options), new FakeRows(rows), all);
  const book = await readWorkbook(readFileSync(file));
  const [sheet, query] = book.sheets;
  if (!sheet || !query) throw new Error('A workbook has two sheets.');
  return { workbook: book, sheet, query, report };
}

/** The cells below the headings. */
const cellsOf = (sheet: Sheet): unknown[][] => sheet.rows.slice(1);

describe('a workbook', () => {
  it('is read back cell by cell, whatever stands in the cells, and nothing in it is a formula', async () => {
    const texts = [...hostileTexts, ...brokenTexts];
    const { sheet, report } = await workbook(
      columns('a', 'b'),
      texts.map((text) => [text, 'x']),
    );
    expect(cellsOf(sheet)).toEqual(texts.map((text) => [text, 'x']));
    for (const cell of sheet.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
    expect(report.losses.cells.map(({ kind, cells }) => [kind, cells])).toEqual([
      ['control-character', 4],
      ['half-character', brokenTexts.length],
    ]);
  });

  it('is read back cell by cell for texts made at random', async () => {
    const next = random(3);
    const rows = Array.from({ length: 1500 }, () => [`a${randomText(next, 6)}`, `${randomText(next, 6)}z`]);
    const { sheet } = await workbook(columns('a', 'b'), rows);
    expect(cellsOf(sheet)).toEqual(rows);
  });

  it('types numbers, dates, true and false, and leaves what is empty empty', async () => {
    const all = columns(['n', 'number'], ['m', 'money'], ['d', 'date'], ['b', 'boolean'], 'e');
    const { sheet } = await workbook(all, [
      [value('number', '-12.5'), value('number', '1200.50', '$1,200.50'), '2026-11-21T10:40:05Z', true, ''],
      [value('number', '1e3'), null, '2026-11-21', false, undefined],
      [0, 0, '2026-11-21T10:40:05.250Z', null, 'x'],
    ]);
    expect(sheet.rows[1]?.slice(0, 4)).toEqual([-12.5, 1200.5, new Date('2026-11-21T10:40:05Z'), true]);
    expect(sheet.rows[2]?.slice(0, 4)).toEqual([1000, null, new Date('2026-11-21T00:00:00Z'), false]);
    expect(sheet.rows[3]).toEqual([0, 0, new Date('2026-11-21T10:40:05.250Z'), null, 'x']);
    const format = (place: string): string | undefined => sheet.cells?.get(place)?.style?.numFmt;
    expect([format('1,1'), format('1,2'), format('2,2'), format('3,2')]).toEqual([
      '#,##0.00',
      String.raw`yyyy\-mm\-dd\ hh:mm:ss`,
      String.raw`yyyy\-mm\-dd`,
      String.raw`yyyy\-mm\-dd\ hh:mm:ss.000`,
    ]);
  });

  it('shows labels where formatted values are wanted, but keeps numbers, money and dates what they are', async () => {
    const all = columns(
      ['c', 'choice'],
      ['m', 'money'],
      ['n', 'number'],
      ['d', 'date'],
      ['b', 'boolean'],
      ['l', 'lookup'],
    );
    const row = [
      value('number', '1', 'Active'),
      value('number', '5', '$5.00'),
      value('number', '2026', '2,026'),
      value('text', '2026-11-21T10:40:05Z', '11/21/2026 10:40 AM'),
      value('boolean', 'true', 'Yes'),
      value('text', '0f8fad5b-d9cb-469f-a165-70867728950e', 'Contoso'),
    ];
    const shown = await workbook(all, [row], { formatted: true });
    expect(shown.sheet.rows[1]).toEqual([
      'Active',
      5,
      2026,
      new Date('2026-11-21T10:40:05Z'),
      'Yes',
      'Contoso',
    ]);
    const stored = await workbook(all, [row]);
    expect(stored.sheet.rows[1]).toEqual([
      1,
      5,
      2026,
      new Date('2026-11-21T10:40:05Z'),
      true,
      '0f8fad5b-d9cb-469f-a165-70867728950e',
    ]);
  });

  it('writes numbers that a double does not hold as text, and tells so', async () => {
    const exact = [
      '123456789012345',
      '0.1',
      '9007199254740992',
      '100000000000000000000',
      '1.10',
      '0.30000000000000004',
    ];
    const inexact = ['9007199254740993', '0.1234567890123456789', '1e400', '123456789012345678901'];
    const rows = [...exact, ...inexact].map((text) => [value('number', text), 'x']);
    const { sheet, report, query } = await workbook(columns(['n', 'number'], 'x'), rows);
    expect(sheet.rows.slice(1).map(([cell]) => cell)).toEqual([...exact.map(Number), ...inexact]);
    expect(report.losses.cells).toEqual([
      { kind: 'inexact-number', cells: 4, first: { row: exact.length + 1, column: 'n' } },
    ]);
    expect(query.rows.flat().join(' ')).toContain(
      '4 cells hold numbers of more digits than the format keeps',
    );
  });

  it('writes dates that spreadsheets have no number for as text, and tells so', async () => {
    const exact = ['1900-03-01', '9999-12-31T23:59:59Z', '2024-02-29T00:00:00Z'];
    const others = [
      '0001-01-01T00:00:00Z',
      '0099-05-05',
      '1753-01-01T00:00:00Z',
      '2026-11-21T10:40:05+02:00',
      '2026-11-21T10:40:05.1234567Z',
      '2023-02-29',
      '2026-13-01',
      '2026-00-10',
    ];
    const all = columns(['d', 'date'], 'x');
    const { sheet, report } = await workbook(
      all,
      [...exact, ...others].map((text) => [text, 'x']),
    );
    const read = sheet.rows.slice(1).map(([cell]) => (cell instanceof Date ? cell.getTime() : cell));
    expect(read).toEqual([...exact.map((text) => new Date(text).getTime()), ...others]);
    expect(report.losses.cells).toEqual([
      { kind: 'date-as-text', cells: others.length, first: { row: exact.length + 1, column: 'd' } },
    ]);
  });

  it('tells which texts were longer than a cell, and cuts no character in two', async () => {
    const fits = 'x'.repeat(32_767);
    const long = `${'x'.repeat(32_766)}😀 and more`;
    const { sheet, report } = await workbook(columns('a', 'b'), [
      [fits, 'x'],
      ['y', long],
      [long, 'z'.repeat(10_000_000)],
    ]);
    expect(cellsOf(sheet)).toEqual([
      [fits, 'x'],
      ['y', 'x'.repeat(32_766)],
      ['x'.repeat(32_766), 'z'.repeat(32_767)],
    ]);
    expect(report.losses.cells).toEqual([{ kind: 'cut', cells: 3, first: { row: 2, column: 'b' } }]);
  });

  it('has headings that stay in view and filter, and columns as wide as what they hold', async () => {
    const { sheet, report } = await workbook(columns('name', ['primarycontactid/fullname', 'text']), [
      ['A name of some length', 'x'],
      ['y', 'z'],
    ]);
    expect(sheet.rows[0]).toEqual(['name', 'primarycontactid/fullname']);
    expect(sheet.freezePane).toEqual({ rows: 1 });
    expect(sheet.autoFilter?.range).toBe('A1:B3');
    expect(sheet.cells?.get('0,0')?.style?.font?.bold).toBe(true);
    expect(sheet.columns?.map(({ width }) => width)).toEqual([23, 28]);
    expect(report).toMatchObject({ rows: 2, columns: 2, losses: { cells: [], rows: 0, columns: 0 } });
  });

  it('keeps an apostrophe that is not seen before what would be a formula, were somebody to edit it', async () => {
    const file = path.join(folder, 'quoted.xlsx');
    await exportTo(askFor(file), new FakeRows([['=1', 'x']]), columns('a', 'b'));
    const { sheets } = await readWorkbook(readFileSync(file));
    expect(sheets[0]?.cells?.get('1,0')?.style?.numFmt).toBe('@');
    expect(sheets[0]?.cells?.get('1,1')?.style?.numFmt).toBeUndefined();
  });

  it('says in a second sheet where the rows come from', async () => {
    const { query } = await workbook(columns('a'), [['x'], ['y']]);
    expect(query.name).toBe('Query');
    expect(query.rows.map((row) => row.slice(0, 2))).toEqual([
      ['Query', 'accounts'],
      ['Environment', 'contoso-dev'],
      ['Request', 'GET https://contoso.example/api/data/v9.2/accounts?$select=name'],
      ['Exported (UTC)', new Date('2026-11-21T10:40:05Z')],
      ['Rows', 2],
      ['Values', 'As stored'],
      ['Times', 'UTC'],
    ]);
  });

  it('gives the sheet of the rows a name that spreadsheets take', async () => {
    const named = async (title: string): Promise<string> => {
      const source = { ...askFor('x').source, title };
      return (await workbook(columns('a'), [['x']], { source })).sheet.name;
    };
    expect(await named("GET accounts?$filter=[a]:'b'/*\\")).toBe("GET accounts $filter= a  'b");
    expect(await named('x'.repeat(40))).toBe('x'.repeat(31));
    expect(await named('Query')).toBe('Result');
    expect(await named("'' ")).toBe('Result');
    expect(await named('A & "B" <c>')).toBe('A & "B" <c>');
  });

  it('holds a result without rows, and one without columns', async () => {
    const none = await workbook(columns('a', 'b'), []);
    expect(none.sheet.rows).toEqual([['a', 'b']]);
    const bare = await workbook([], [[], []]);
    expect(bare.report.rows).toBe(2);
  });
});
