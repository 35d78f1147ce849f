import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsThread, WorkerEngines } from '../../src/adapters/results/workerEngines';
import { neverCancelled } from '../../src/core/base/cancel';
import type { ResultEngine } from '../../src/core/results/engine';
import { askFor, makeFolder } from '../unit/results/output/support/exporting';
import { artifact } from './artifacts';

const folder = makeFolder();
const engines = new WorkerEngines(() => rowsThread(artifact('dist/results-worker.js')));
let engine: ResultEngine;

/** What each format needs is loaded when it is wanted, from another file of the package. */
describe('the packed thread', () => {
  beforeAll(async () => {
    engine = engines.open({
      pushedRows: 1,
      bodies: path.join(folder, 'bodies'),
      onNews: () => undefined,
      onLost: () => undefined,
    });
    await engine.add(new TextEncoder().encode('{"value":[{"name":"a"},{"name":"b"}]}'));
  });
  afterAll(() => {
    engines.dispose();
    rmSync(folder, { recursive: true });
  });

  async function written(format: 'csv' | 'json' | 'ndjson' | 'xlsx' | 'parquet'): Promise<Buffer> {
    const file = path.join(folder, `rows.${format}`);
    await engine.work('export', askFor(file, { format, columns: [0] }), { signal: neverCancelled });
    return readFileSync(file);
  }

  it('exports to every format', async () => {
    expect((await written('csv')).toString()).toBe('name\r\na\r\nb\r\n');
    expect(JSON.parse((await written('json')).toString())).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect((await written('ndjson')).toString()).toBe('{"name":"a"}\n{"name":"b"}\n');
    const [sheet] = (await readXlsx(await written('xlsx'))).sheets;
    expect(sheet?.rows.flat()).toEqual(['name', 'a', 'b']);
    const parquet = Uint8Array.from(await written('parquet')).buffer;
    expect(await parquetReadObjects({ file: parquet })).toEqual([{ name: 'a' }, { name: 'b' }]);
  });
});
