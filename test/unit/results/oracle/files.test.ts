import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { exportRows } from '../../../../src/adapters/results/exportRows';
import { neverCancelled } from '../../../../src/core/base/cancel';
import type { ExportReport } from '../../../../src/core/results/output/export';
import type { LossKind } from '../../../../src/core/results/output/losses';
import { naturalView } from '../../../../src/core/results/view';
import { askFor, makeFolder, readWorkbook } from '../output/support/exporting';
import { loaded, ways } from './loaded';
import { arrangedPlainly, cellAt, digitsOf, instantAt, shownText } from './model';
import type { Plain } from './model';
import type { PlainCell, PlainValue } from './oddPages';

// Typed files, as libraries of others read them, against what plain JavaScript makes of the same cells.

const folder = makeFolder();
afterAll(() => rmSync(folder, { recursive: true }));

type Held = string | number | bigint | boolean | Date | null;
type Column = Plain['columns'][number];

const isExact = (raw: string): boolean => {
  const value = Number(raw);
  return Number.isFinite(value) && digitsOf(raw) === digitsOf(String(value));
};
/** In UTC, of no more than milliseconds. */
const isInstant = (raw: string): boolean =>
  /^[-\d]{10}(T[\d:]{5,8}(\.\d{1,3}0*)?Z)?$/.test(raw) && !Number.isNaN(instantAt(raw));
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** What UTF-8 makes of a text. */
const utf8 = (text: string): string => Buffer.from(text).toString();

/** An empty text is no value in a sheet, and zero has no sign there. */
const plain = (value: Held): Held => (value === '' ? null : value === 0 ? 0 : value);

class Counts {
  readonly #counts = new Map<LossKind, number>();

  add(kind: LossKind, cells = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + cells);
  }

  expectTold({ losses }: ExportReport): void {
    expect(new Map(losses.cells.map(({ kind, cells }) => [kind, cells]))).toEqual(this.#counts);
    expect([losses.rows, losses.columns]).toEqual([0, 0]);
  }
}

async function written(
  format: 'xlsx' | 'parquet',
  formatted: boolean,
  way: (typeof ways)[number],
): Promise<{
  readonly plain: Plain;
  readonly order: number[];
  readonly bytes: Buffer;
  readonly report: ExportReport;
}> {
  const { table, plain } = loaded(21, way);
  const view = {
    ...naturalView,
    sort: [{ column: plain.columns.findIndex(({ name }) => name === 'capitals'), descending: true }],
    filters: [
      {
        column: plain.columns.findIndex(({ name }) => name === 'people'),
        test: { kind: 'range', from: -15 },
      },
    ],
  } as const;
  const columns = plain.columns.map(({ name, kind }, index) => ({ index, name, kind }));
  const file = path.join(folder, `rows.${format}`);
  const reader = await table.arranged(view);
  const report = await exportRows(reader, columns, askFor(file, { format, formatted }), {
    signal: neverCancelled,
  });
  return { plain, order: arrangedPlainly(plain, view), bytes: readFileSync(file), report };
}

/** What a sheet holds of a cell, and what it cannot. */
function inSheet(cell: PlainCell, { kind }: Column, formatted: boolean, lost: Counts): Held {
  if (!cell) return null;
  const label = formatted && cell.formatted !== undefined;
  const typed = kind === 'number' || kind === 'money';
  if (cell.type === 'number' && (typed || !label)) {
    if (isExact(cell.raw)) return Number(cell.raw);
    lost.add('inexact-number');
    return textInSheet(cell.raw, lost);
  }
  if (cell.type === 'boolean' && !label) return cell.raw === 'true';
  if (cell.type === 'text' && kind === 'date') {
    const at = instantAt(cell.raw);
    if (isInstant(cell.raw) && at >= Date.UTC(1900, 2, 1)) return new Date(at);
    lost.add('date-as-text');
    return textInSheet(cell.raw, lost);
  }
  return textInSheet(shownText(cell, formatted), lost);
}

function textInSheet(text: string, lost: Counts): string {
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) lost.add('control-character');
  if (halves.test(text)) lost.add('half-character');
  return text;
}

/** What a column of a Parquet file holds, by its cells. */
function inParquet(cells: readonly PlainCell[], { kind }: Column, formatted: boolean, lost: Counts): Held[] {
  const held = cells.filter((cell) => !!cell);
  const numbers = kind === 'number' || kind === 'money' || (kind === 'choice' && !formatted);
  const every = (is: (cell: PlainValue) => boolean): boolean => held.every(is);
  const map = (value: (raw: string) => Held): Held[] => cells.map((cell) => (cell ? value(cell.raw) : null));
  if (numbers && every(({ type, raw }) => type === 'number' && isExact(raw))) {
    return every(({ raw }) => /^-?\d{1,15}$/.test(raw)) ? map(BigInt) : map((raw) => Number(raw));
  }
  const flags = kind === 'boolean' && !formatted;
  if (flags && every(({ type }) => type === 'boolean')) return map((raw) => raw === 'true');
  if (kind === 'date' && every(({ raw }) => isInstant(raw))) return map((raw) => new Date(instantAt(raw)));
  // One cell is told of, which is the first that does not fit.
  if (numbers || kind === 'date' || flags) lost.add('mixed-types');
  const texts = cells.map((cell) => (cell ? shownText(cell, formatted) : null));
  const halved = texts.filter((text) => text !== null && halves.test(text));
  if (halved.length > 0) lost.add('half-character', halved.length);
  return texts.map((text) => text && utf8(text));
}

describe.each(ways)('rows of all kinds, %s', (way) => {
  it.each([false, true])('are in a workbook what they are (formatted: %s)', async (formatted) => {
    const { plain: all, order, bytes, report } = await written('xlsx', formatted, way);
    const lost = new Counts();
    const wanted = order.map((row) =>
      all.columns.map((column, index) => inSheet(cellAt(all, row, index), column, formatted, lost)),
    );
    const [sheet] = (await readWorkbook(bytes)).sheets;
    expect(sheet?.rows[0]).toEqual(all.columns.map(({ name }) => name));
    const read = sheet?.rows.slice(1) ?? [];
    expect(read).toHaveLength(wanted.length);
    for (const [i, row] of wanted.entries()) {
      const own = row.map((_, place) => plain((read[i]?.[place] ?? null) as Held));
      expect([i, ...own]).toEqual([i, ...row.map(plain)]);
    }
    lost.expectTold(report);
  });

  it.each([false, true])('are in a Parquet file what they are (formatted: %s)', async (formatted) => {
    const { plain, order, bytes, report } = await written('parquet', formatted, way);
    const lost = new Counts();
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const read = (await parquetReadObjects({ file })) as Record<string, unknown>[];
    expect(read).toHaveLength(order.length);
    for (const [index, column] of plain.columns.entries()) {
      const cells = order.map((row) => cellAt(plain, row, index));
      const wanted = inParquet(cells, column, formatted, lost);
      expect([column.name, ...read.map((row) => row[column.name] ?? null)]).toEqual([column.name, ...wanted]);
    }
    lost.expectTold(report);
  });
}); // prettier-ignore
