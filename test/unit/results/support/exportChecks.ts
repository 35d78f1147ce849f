import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { CancelSource } from '../../../../src/core/base/cancel';
import { problemOf } from '../../../../src/core/base/problem';
import type { ExportAsk, ExportFormat } from '../../../../src/core/results/output/export';
import { naturalView } from '../../../../src/core/results/view';
import type { RunSession } from '../../../../src/vscode/results/runSession';
import { tally } from './tally';

const formats: readonly ExportFormat[] = ['csv', 'xlsx', 'json', 'ndjson', 'parquet'];

/** Exports what is loaded while pages come, or cancels it: the file is there whole, or nothing of it is. */
export async function exportMeanwhile(session: RunSession, path: string, draw: () => number): Promise<void> {
  const columns = session.schema.columns.map((_, column) => column);
  if (columns.length === 0) return;
  const format = formats[Math.floor(draw() * formats.length)] ?? 'csv';
  const file = `${path}.${format}`;
  const ask: ExportAsk = {
    ...{ format, file, columns, temporary: `${file}.part`, view: naturalView },
    ...{ formatted: false, byteOrderMark: false, formulaGuard: false },
    source: { title: 'Things', environment: 'dev', method: 'GET', url: 'https://h.test', exportedAt: 0 },
  };
  const cancel = new CancelSource();
  if (draw() < 0.4) setTimeout(() => cancel.cancel(), draw() * 4);
  const before = session.progress.rows;
  const place = session.schema.columns.findIndex(({ name }) => name === 'number');
  try {
    const { rows } = await session.work('export', ask, { signal: cancel });
    tally(`export as ${format}`);
    expect(rows).toBeGreaterThanOrEqual(before);
    if (format === 'csv') expect(numbersInCsv(file, place)).toEqual(upTo(rows));
    if (format === 'json') expect(numbersInJson(file)).toEqual(upTo(rows));
  } catch (error) {
    // The window may have been loaded anew meanwhile.
    if (!['cancelled', 'rows-lost'].includes(problemOf(error)?.kind ?? '')) throw error;
    tally('export cancelled');
    expect(existsSync(file)).toBe(false);
  }
  expect(existsSync(ask.temporary)).toBe(false);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

function numbersInCsv(file: string, place: number): number[] {
  const lines = readFileSync(file, 'utf8').trim().split('\r\n').slice(1);
  return lines.map((line) => Number(line.split(',')[place]));
}

function numbersInJson(file: string): number[] {
  const rows = JSON.parse(readFileSync(file, 'utf8')) as { readonly number: number }[];
  return rows.map(({ number }) => number);
}
