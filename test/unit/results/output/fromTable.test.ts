import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from 'hucre/csv';
import { afterAll, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../../src/core/base/cancel';
import { exportRows } from '../../../../src/adapters/results/exportRows';
import type { ExportAsk, ExportReport } from '../../../../src/core/results/output/export';
import { naturalView, type RowsView } from '../../../../src/core/results/view';
import { askFor, makeFolder, readWorkbook } from './support/exporting';
import { tableOf } from './support/tableOf';
import { hostileTexts, random, randomText } from './support/texts';

type Row = Record<string, unknown>;

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const formatted = '@OData.Community.Display.V1.FormattedValue';
const next = random(5);

/** Rows of which most values are their own, so that they are kept as bytes and numbers, not in a dictionary. */
function madeRow(index: number): Row {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('');
  const amount = Math.floor(next() * 1e9) / 100 - 1e6;
  const at = new Date(Math.floor(next() * 4e9) * 1000 - 1e12).toISOString().replace('.000Z', 'Z');
  const text = `${randomText(next, 5)}${index}${randomText(next, 2)}`;
  return {
    rowid: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    text: index % 9 === 0 ? (hostileTexts[index % hostileTexts.length] ?? '') : text,
    plain: `Łódź No ${index}`,
    [`money${formatted}`]: `$${amount}`,
    money: amount,
    [`count${formatted}`]: `${index} pieces, or =${index}`,
    count: index * 7919,
    [`at${formatted}`]: `on ${at}`,
    at,
    ...(index % 5 === 0 ? {} : { sometimes: index % 4 === 0 ? null : `-${index}` }),
    [`_owner_value${formatted}`]: `Owner ${index} "x"`,
    [`_owner_value`]: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    [`few${formatted}`]: ['One', 'T,wo'][index % 2],
    few: index % 2,
    flag: index % 3 === 0,
    nested: { a: [index, 'x'], b: null },
    parent: index % 6 === 0 ? null : { name: `P${index}`, code: index },
    ...(index > 3000 ? { late: `L${index}` } : {}),
  };
}

const rows = Array.from({ length: 6000 }, (_, index) => madeRow(index));
const { table, columns } = tableOf(rows.slice(0, 2500), rows.slice(2500));

async function written(
  format: ExportAsk['format'],
  options: Partial<ExportAsk> = {},
  view: RowsView = naturalView,
): Promise<{ readonly bytes: Buffer; readonly report: ExportReport }> {
  const file = path.join(folder, `rows.${format}`);
  const reader = await table.arranged(view);
  const report = await exportRows(reader, columns, askFor(file, { format, ...options }), {
    signal: neverCancelled,
  });
  return { bytes: readFileSync(file), report };
}

/** The value at `parent/name` of a row as it was sent. */
function valueAt(row: Row, name: string): unknown {
  const [own = '', inner] = name.split('/');
  const value = row[own];
  if (inner === undefined) return name === 'parent' && value !== null ? undefined : value;
  return typeof value === 'object' && value !== null ? (value as Row)[inner] : undefined;
}

function textAt(row: Row, name: string, shown: boolean): string {
  const value = valueAt(row, name);
  if (value === null || value === undefined) return '';
  const label = row[name + formatted];
  if (shown && typeof label === 'string') return label;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const withoutFormatted = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !name.includes('@')));

describe('rows as they are kept', () => {
  it('are kept in both ways', () => {
    const reader = table.reader(0);
    reader?.go(rows.length - 1);
    const ways = new Set(columns.map(({ index }) => (reader?.own(index) ? 'own' : 'entry')));
    expect([...ways].toSorted()).toEqual(['entry', 'own']);
  });

  it.each([false, true])('go to CSV cell by cell (formatted: %s)', async (shown) => {
    const { bytes } = await written('csv', { formatted: shown });
    const read = parseCsv(bytes.toString('utf8'), { delimiter: ',', skipBom: false });
    expect(read.slice(1)).toEqual(rows.map((row) => columns.map(({ name }) => textAt(row, name, shown))));
  });

  it('go to CSV with a guard before formulas alone', async () => {
    const { bytes, report } = await written('csv', { formulaGuard: true, formatted: true });
    const read = parseCsv(bytes.toString('utf8'), { delimiter: ',', skipBom: false });
    let guards = 0;
    for (const [i, row] of rows.entries()) {
      for (const [place, { name }] of columns.entries()) {
        const text = textAt(row, name, true);
        const isGuarded = /^[=+\-@\t\r\n\uff1d]/.test(text) && name !== 'money' && name !== 'count';
        if (isGuarded) guards++;
        if (read[i + 1]?.[place] !== (isGuarded ? `'${text}` : text)) {
          expect([i, name, read[i + 1]?.[place]]).toEqual([i, name, isGuarded ? `'${text}` : text]);
        }
      }
    }
    expect(guards).toBeGreaterThan(1000);
    expect(report.losses.cells.find(({ kind }) => kind === 'guarded')?.cells).toBe(guards);
  });

  it('go to JSON and NDJSON as the records that they came as', async () => {
    const { bytes } = await written('json');
    expect(JSON.parse(bytes.toString('utf8'))).toEqual(rows.map(withoutFormatted));
    const lines = (await written('ndjson', { formatted: true })).bytes.toString('utf8').trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(rows);
  });

  it.each([false, true])('go to a workbook cell by cell (formatted: %s)', async (shown) => {
    const { bytes, report } = await written('xlsx', { formatted: shown });
    const [sheet] = (await readWorkbook(bytes)).sheets;
    const held = (row: Row, name: string): unknown => {
      const value = valueAt(row, name);
      if (value === undefined || value === null) return null;
      const typed = name === 'money' || name === 'parent/code';
      const choice = name === 'count' || name === 'few';
      if (typed || name === 'flag' || (choice && !shown)) return value;
      return name === 'at' ? new Date(textAt(row, name, false)) : textAt(row, name, shown);
    };
    const kinds = new Map(columns.map(({ name, kind }) => [name, kind]));
    expect([kinds.get('money'), kinds.get('count'), kinds.get('at')]).toEqual(['money', 'choice', 'date']);
    for (const [i, row] of rows.entries()) {
      const expected = columns.map(({ name }) => held(row, name));
      const read = columns.map((_, place) => sheet?.rows[i + 1]?.[place] ?? null);
      expect(read.map(plain)).toEqual(expected.map(plain));
    }
    expect(report.losses.cells.filter(({ kind }) => kind !== 'control-character')).toEqual([]);
  });

  it('go out sorted and filtered as they are shown', async () => {
    const count = columns.findIndex(({ name }) => name === 'count');
    const few = columns.findIndex(({ name }) => name === 'few');
    const view: RowsView = {
      ...naturalView,
      formatted: false,
      sort: [{ column: count, descending: true }],
      filters: [{ column: few, test: { kind: 'oneOf', values: ['1'] } }],
    };
    const { bytes, report } = await written('ndjson', {}, view);
    const read = bytes
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as Row)['rowid']);
    const expected = rows.filter((row) => row['few'] === 1).toReversed();
    expect(read).toEqual(expected.map((row) => row['rowid']));
    expect(report.rows).toBe(expected.length);
  });
});

/** An empty text is no value in a sheet, and a date is its time. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  return value === '' ? null : value;
}
