import { mkdtempSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { exportRows } from '../../../../../src/adapters/results/exportRows';
import { neverCancelled, type CancelSignal } from '../../../../../src/core/base/cancel';
import { problemOf, type Problem } from '../../../../../src/core/base/problem';
import type { ExportAsk, ExportReport } from '../../../../../src/core/results/output/export';
import { naturalView } from '../../../../../src/core/results/view';
import type { OutColumn, OutRows } from '../../../../../src/core/results/output/rows';

export function makeFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'dataverse-workbench-test-'));
}

/** Names in a folder, hidden ones too. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).toSorted();
}

export function askFor(file: string, options: Partial<ExportAsk> = {}): ExportAsk {
  return {
    view: naturalView,
    columns: [],
    format: 'xlsx',
    formatted: false,
    byteOrderMark: false,
    formulaGuard: false,
    source: {
      title: 'accounts',
      environment: 'contoso-dev',
      method: 'GET',
      url: 'https://contoso.example/api/data/v9.2/accounts?$select=name',
      exportedAt: Date.UTC(2026, 10, 21, 10, 40, 5),
    },
    file,
    temporary: path.join(path.dirname(file), '.one.part'),
    ...options,
  };
}

export function exportTo(
  ask: ExportAsk,
  rows: OutRows,
  columns: readonly OutColumn[],
  signal: CancelSignal = neverCancelled,
): Promise<ExportReport> {
  return exportRows(rows, columns, ask, { signal });
}

/** A workbook as another library reads it. */
export async function readWorkbook(bytes: Uint8Array): ReturnType<typeof readXlsx> {
  return readXlsx(bytes, { readStyles: true });
}

/** The problem that a work ends with; `undefined` where it does not fail, or not by one of ours. */
export async function problemFrom(work: Promise<unknown>): Promise<Problem | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
}
