import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from 'hucre/csv';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { takeAll } from '../../../../src/core/base/steps';
import { copySteps } from '../../../../src/core/results/output/copy/copyCells';
import type { ExportFormat, ExportReport } from '../../../../src/core/results/output/export';
import { naturalView } from '../../../../src/core/results/view';
import { askFor, exportTo, makeFolder, readWorkbook } from './support/exporting';
import { tableOf } from './support/tableOf';

// Texts of ten megabytes, and days before there were spreadsheets, as they are kept and as others read them.

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const piece = 'Line "one", 😀\r\n=1+1\u001b[31m<b>_x0041_שלום\\|';
const long = piece.repeat(10_000_000 / piece.length);
/** A pair would be cut in two after 32,767. */
const pairs = '😀'.repeat(20_000);
const full = 'x'.repeat(32_767);
const days = ['1753-01-01', '1899-12-31', '1900-02-28', '1900-03-01', '9999-12-31'];
const rows = [long, pairs, full, `${full}y`, long.slice(1)].map((text, id) => ({ id, text, day: days[id] }));
const { table, columns } = tableOf(rows.slice(0, 2), rows.slice(2));

async function written(
  format: ExportFormat,
): Promise<{ readonly bytes: Buffer; readonly report: ExportReport }> {
  const file = path.join(folder, `long.${format}`);
  const report = await exportTo(askFor(file, { format }), await table.arranged(naturalView), columns);
  return { bytes: readFileSync(file), report };
}

const fields = rows.map(({ id, text, day }) => [String(id), text, day ?? '']);

/** Without ten megabytes in the message where they differ. */
function expectSame(
  read: readonly (readonly unknown[])[] | undefined,
  wanted: readonly (readonly unknown[])[],
): void {
  expect(read?.length).toBe(wanted.length);
  for (const [row, cells] of wanted.entries()) {
    expect([row, cells.map((cell, place) => cell === read?.[row]?.[place])]).toEqual([
      row,
      cells.map(() => true),
    ]);
  }
}

describe('texts of ten megabytes', () => {
  it('go whole into CSV, JSON, NDJSON and Parquet', async () => {
    const csv = await written('csv');
    expectSame(parseCsv(csv.bytes.toString(), { delimiter: ',', skipBom: false }).slice(1), fields);
    const json = JSON.parse((await written('json')).bytes.toString()) as Record<string, unknown>[];
    const lines = (await written('ndjson')).bytes.toString().trimEnd().split('\n');
    for (const read of [json, lines.map((line) => JSON.parse(line) as Record<string, unknown>)]) {
      expectSame(read.map(({ id, text, day }) => [id, text, day]), rows.map(({ id, text, day }) => [id, text, day]));
    }
    const parquet = await written('parquet');
    const { buffer, byteOffset, byteLength } = parquet.bytes;
    const read = (await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer })) as Record<string, unknown>[];
    expectSame(
      read.map(({ id, text, day }) => [id, text, (day as Date).toISOString().slice(0, 10)]),
      rows.map(({ id, text, day }) => [BigInt(id), text, day]),
    );
    for (const { report } of [csv, parquet]) expect(report.losses.cells).toEqual([]);
  });

  it('are cut in a workbook where a cell ends, between two characters, and that is told', async () => {
    const { bytes, report } = await written('xlsx');
    const [sheet] = (await readWorkbook(bytes)).sheets;
    const cut = [long.slice(0, 32_767), pairs.slice(0, 32_766), full, full, long.slice(1, 32_768)];
    expectSame(sheet?.rows.slice(1).map((row) => row.slice(0, 2)), cut.map((text, id) => [id, text]));
    const read = sheet?.rows.slice(1).map((row) => row[2]);
    expect(read).toEqual([...days.slice(0, 3), ...days.slice(3).map((day) => new Date(day))]);
    expect(new Map(report.losses.cells.map(({ kind, cells }) => [kind, cells]))).toEqual(
      new Map([['cut', 4], ['control-character', 2], ['date-as-text', 3]]),
    );
  });

  it('are copied whole, as far as a clipboard takes them', () => {
    const options = { format: 'tsv', headings: false, formatted: false, formulaGuard: false } as const;
    const reader = table.reader(0) ?? expect.fail();
    const copied = takeAll(copySteps(reader, columns, options));
    // The last one would go beyond it.
    expect([copied.rows, copied.of]).toEqual([4, 5]);
    expectSame(parseCsv(copied.text, { delimiter: '\t', skipBom: false }), fields.slice(0, 4));
  });
}); // prettier-ignore
