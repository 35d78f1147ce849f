import { createWriteStream, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rowsThread, WorkerEngines } from '../../../src/adapters/results/workerEngines';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { ResultSchema } from '../../../src/core/results/model';
import type { ExportFormat } from '../../../src/core/results/output/export';
import { naturalView } from '../../../src/core/results/view';
import { peer } from '../support/peers';
import { exportFolder, pages, rowObjects } from './data';

export interface Outcome {
  readonly milliseconds: number;
  /** Processor time of all threads, which hardly depends on what else the machine does. */
  readonly processor: number;
  /** The longest time for which the calling thread did nothing else. */
  readonly block: number;
  /** How much the process grew, at most. */
  readonly megabytes: number;
  /** Guards against measuring nothing. */
  readonly bytes: number;
}

interface FastCsv {
  format(options: { readonly rowDelimiter: string }): NodeJS.ReadWriteStream;
}

interface ExcelJs {
  readonly stream: {
    readonly xlsx: {
      readonly WorkbookWriter: new (options: object) => {
        addWorksheet(name: string): {
          addRow(cells: readonly unknown[]): { commit(): void };
          commit(): void;
        };
        commit(): Promise<void>;
      };
    };
  };
}

/** Each is run in a process of its own; the rows are there before the time is taken. */
export const cases: Readonly<Record<string, () => Promise<Outcome>>> = {
  csv: () => ours('csv'),
  xlsx: () => ours('xlsx'),
  json: () => ours('json'),
  ndjson: () => ours('ndjson'),
  parquet: () => ours('parquet'),

  'fast-csv': () => {
    const { format } = peer('fast-csv') as FastCsv;
    const rows = rowObjects();
    return watched('fast.csv', async (file) => {
      await pipeline(
        Readable.from(arraysOf(rows)),
        format({ rowDelimiter: '\r\n' }),
        createWriteStream(file),
      );
    });
  },

  exceljs: () => {
    const { WorkbookWriter } = (peer('exceljs') as ExcelJs).stream.xlsx;
    const rows = rowObjects();
    return watched('exceljs.xlsx', async (filename) => {
      const book = new WorkbookWriter({ filename, useStyles: false, useSharedStrings: false });
      const sheet = book.addWorksheet('Rows');
      for (const cells of arraysOf(rows)) sheet.addRow(cells).commit();
      sheet.commit();
      await book.commit();
    });
  },
};

function* arraysOf(rows: readonly Record<string, unknown>[]): Generator<readonly unknown[]> {
  const names = Object.keys(rows[0] ?? {});
  yield names;
  for (const row of rows) yield names.map((name) => row[name]);
}

/** The rows on their thread, as the extension keeps them. */
async function ours(format: ExportFormat): Promise<Outcome> {
  const engines = new WorkerEngines(() => rowsThread(path.resolve('dist', 'results-worker.js')));
  let schema: ResultSchema = { columns: [], targets: [] };
  const engine = engines.open({
    pushedRows: 0,
    bodies: path.join(exportFolder, 'bodies'),
    onNews: (news) => (schema = news.schema ?? schema),
    onLost: ({ details }) => {
      throw new Error(details);
    },
  });
  for (const page of pages()) await engine.add(page);
  const outcome = await watched(`ours.${format}`, async (file) => {
    await engine.work(
      'export',
      {
        view: naturalView,
        columns: schema.columns.map((_, column) => column),
        format,
        formatted: false,
        byteOrderMark: false,
        formulaGuard: false,
        source: { title: 'accounts', environment: '', method: 'GET', url: '', exportedAt: Date.now() },
        file,
        temporary: `${file}.part`,
      },
      { signal: neverCancelled },
    );
  });
  engine.dispose();
  engines.dispose();
  return outcome;
}

async function watched(name: string, write: (file: string) => Promise<void>): Promise<Outcome> {
  const file = path.join(exportFolder, name);
  rmSync(file, { force: true });
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  let block = 0;
  const usedBefore = process.cpuUsage();
  const start = performance.now();
  let last = start;
  const look = (): void => {
    const now = performance.now();
    block = Math.max(block, now - last - lookEvery);
    last = now;
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, lookEvery);
  await write(file);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(usedBefore);
  look();
  clearInterval(timer);
  return {
    milliseconds,
    processor: (user + system) / 1000,
    block,
    megabytes: (most - before) / 1e6,
    bytes: statSync(file).size,
  };
}

/** Milliseconds. */
const lookEvery = 2;
