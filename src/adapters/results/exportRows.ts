import type { CancelSignal } from '../../core/base/cancel';
import { cancelledError } from '../../core/base/problem';
import { textFileBytes, type ExportAsk, type ExportReport } from '../../core/results/output/export';
import { Losses } from '../../core/results/output/losses';
import type { OutColumn, OutRows } from '../../core/results/output/rows';
import { workbookParts } from '../../core/results/output/xlsx/workbook';
import { ExportFile } from './exportFile';
import { parquetBytes } from './exportParquet';
import { exportProblem } from './exportProblem';
import { workbookBytes } from './exportWorkbook';

export interface ExportProgress {
  readonly signal: CancelSignal;
  /** Rows that are written. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * Writes rows to a file, never holding more of them than a stretch. Between the stretches whatever else waits for this
 * thread has its turn. Where it does not come to its end, nothing is left behind.
 */
export async function exportRows(
  rows: OutRows,
  columns: readonly OutColumn[],
  ask: ExportAsk,
  progress: ExportProgress,
): Promise<ExportReport> {
  const started = performance.now();
  const losses = new Losses();
  try {
    const bytes = await writeFile(ask, told(bytesOf(rows, columns, ask, losses), losses, progress));
    const found = losses.found;
    return {
      rows: rows.count - found.rows,
      columns: columns.length - found.columns,
      bytes,
      ms: performance.now() - started,
      losses: found,
    };
  } catch (error) {
    throw exportProblem(error, ask.file);
  }
}

async function writeFile(
  { file, temporary }: ExportAsk,
  stretches: AsyncIterable<Uint8Array>,
): Promise<number> {
  const written = await ExportFile.create(temporary);
  try {
    for await (const bytes of stretches) await written.write(bytes);
    await written.finish(file);
    return written.bytes;
  } catch (error) {
    await written.abandon();
    throw error;
  }
}

function bytesOf(
  rows: OutRows,
  columns: readonly OutColumn[],
  ask: ExportAsk,
  losses: Losses,
): AsyncIterable<Uint8Array> {
  const { format } = ask;
  if (format === 'parquet') return parquetBytes(rows, columns, ask, losses);
  return format === 'xlsx'
    ? workbookBytes(workbookParts(rows, { ...ask, columns }, losses), new Date(ask.source.exportedAt))
    : marked(textFileBytes(rows, columns, { ...ask, format }, losses), format === 'csv' && ask.byteOrderMark);
}

async function* marked(stretches: Iterable<Uint8Array>, mark: boolean): AsyncGenerator<Uint8Array, void> {
  if (mark) yield Uint8Array.of(0xef, 0xbb, 0xbf);
  yield* stretches;
}

/** Tells how far it is, and stops where that is wanted. */
async function* told(
  stretches: AsyncIterable<Uint8Array>,
  losses: Losses,
  { signal, onProgress }: ExportProgress,
): AsyncGenerator<Uint8Array, void> {
  for await (const bytes of stretches) {
    if (signal.cancelled) throw cancelledError();
    if (bytes.byteLength > 0) onProgress?.(losses.row);
    yield bytes;
  }
}
