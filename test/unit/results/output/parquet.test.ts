import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import type { ExportReport } from '../../../../src/core/results/output/export';
import type { OutColumn } from '../../../../src/core/results/output/rows';
import { askFor, exportTo, makeFolder } from './support/exporting';
import { columns, FakeRows, value, type FakeCell } from './support/fakeRows';
import { brokenTexts, hostileTexts } from './support/texts';

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

async function parquet(
  all: readonly OutColumn[],
  rows: readonly (readonly FakeCell[])[],
  formatted = false,
): Promise<{ rows: Record<string, unknown>[]; types: (string | undefined)[]; report: ExportReport }> {
  const name = path.join(folder, 'rows.parquet');
  const report = await exportTo(askFor(name, { format: 'parquet', formatted }), new FakeRows(rows), all);
  const bytes = readFileSync(name);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const types = parquetMetadata(file).schema.slice(1);
  return {
    rows: await parquetReadObjects({ file }),
    types: types.map(({ type, converted_type: converted }) => converted ?? type),
    report,
  };
}

describe('a Parquet file', () => {
  it('is read back cell by cell, whatever stands in the cells, over many groups of rows', async () => {
    // The library that reads takes a mark at the beginning of a text for that of UTF-8.
    const hostile = hostileTexts.filter((text) => !text.startsWith('\ufeff'));
    const texts = Array.from({ length: 9000 }, (_, i) => hostile[i % hostile.length] ?? '');
    const read = await parquet(
      columns('a', 'b'),
      texts.map((text, i) => [text, i % 3 === 0 ? null : `${i}`]),
    );
    expect(read.rows).toEqual(texts.map((a, i) => ({ a, b: i % 3 === 0 ? null : `${i}` })));
    expect(read.report.losses.cells).toEqual([]);
  });

  it('gives each column the type that holds all of its values', async () => {
    const all = columns(
      ['whole', 'number'],
      ['part', 'money'],
      ['flag', 'boolean'],
      ['day', 'date'],
      ['at', 'date'],
      ['choice', 'choice'],
      ['id', 'guid'],
    );
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const rows = [
      [
        1,
        value('number', '1.50', '$1.50'),
        true,
        '2026-11-21',
        '2026-11-21',
        value('number', '1', 'Active'),
        id,
      ],
      [
        -999_999_999_999_999,
        2,
        null,
        undefined,
        '2026-11-21T10:40:05.250Z',
        value('number', '2', 'Closed'),
        id,
      ],
    ];
    const stored = await parquet(all, rows);
    expect(stored.types).toEqual(['INT64', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP_MILLIS', 'INT64', 'UTF8']);
    expect(stored.rows).toEqual([
      {
        whole: 1n,
        part: 1.5,
        flag: true,
        day: new Date('2026-11-21'),
        at: new Date('2026-11-21'),
        choice: 1n,
        id,
      },
      {
        whole: -999_999_999_999_999n,
        part: 2,
        flag: null,
        day: null,
        at: new Date('2026-11-21T10:40:05.250Z'),
        choice: 2n,
        id,
      },
    ]);
    const shown = await parquet(all, rows, true);
    expect(shown.types).toEqual(['INT64', 'DOUBLE', 'UTF8', 'DATE', 'TIMESTAMP_MILLIS', 'UTF8', 'UTF8']);
    expect(shown.rows.map(({ choice, part }) => [choice, part])).toEqual([
      ['Active', 1.5],
      ['Closed', 2],
    ]);
  });

  it('writes a column as texts where one of its values fits no other type, and tells so', async () => {
    const all = columns(['n', 'number'], ['d', 'date'], ['late', 'number']);
    const read = await parquet(all, [
      [1, '2026-11-21', 1],
      [value('number', '9007199254740993'), '2026-11-21T10:40:05+02:00', 2],
      [2, 'soon', value('number', '0.1234567890123456789')],
    ]);
    expect(read.rows).toEqual([
      { n: '1', d: '2026-11-21', late: '1' },
      { n: '9007199254740993', d: '2026-11-21T10:40:05+02:00', late: '2' },
      { n: '2', d: 'soon', late: '0.1234567890123456789' },
    ]);
    expect(read.report.losses.cells).toEqual([
      { kind: 'mixed-types', cells: 3, first: { row: 2, column: 'n' } },
    ]);
  });

  it.each(['2026-02-30', '2026-04-31T00:00:00Z', '2026-11-21T24:00:00Z'])(
    'makes no other day of %s',
    async (text) => {
      const read = await parquet(columns(['d', 'date']), [['2026-11-21'], [text]]);
      expect(read.rows).toEqual([{ d: '2026-11-21' }, { d: text }]);
    },
  );

  it('tells which texts hold half characters', async () => {
    const { report } = await parquet(
      columns('a'),
      brokenTexts.map((text) => [text]),
    );
    expect(report.losses.cells).toEqual([
      { kind: 'half-character', cells: brokenTexts.length, first: { row: 1, column: 'a' } },
    ]);
  });

  it('holds a result without rows', async () => {
    expect((await parquet(columns('a'), [])).rows).toEqual([]);
  });
});
