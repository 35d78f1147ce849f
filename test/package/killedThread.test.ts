import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RowsThreadHandle } from '../../src/adapters/results/threadClient';
import { rowsThread, WorkerEngines } from '../../src/adapters/results/workerEngines';
import { neverCancelled } from '../../src/core/base/cancel';
import type { Problem } from '../../src/core/base/problem';
import type { ResultEngine } from '../../src/core/results/engine';
import { naturalView } from '../../src/core/results/view';
import { askFor, makeFolder, namesIn } from '../unit/results/output/support/exporting';
import { artifact } from './artifacts';

/** Many enough that what is done with them takes a while. */
const count = 200_000;
const rowsLost = { problem: { kind: 'rows-lost', action: 'retry' } };

function body(): Uint8Array {
  const value = Array.from({ length: count }, (_, id) => ({ id, name: `Row ${(id * 7919) % count}` }));
  return new TextEncoder().encode(JSON.stringify({ value }));
}

/** What keeps the rows is ended from outside, as a system does that has no memory left. */
describe('a thread that is killed', () => {
  let folder: string;
  let thread: RowsThreadHandle;
  let engines: WorkerEngines;
  let lost: Problem[];

  beforeEach(() => {
    folder = makeFolder();
    lost = [];
    engines = new WorkerEngines(() => (thread = rowsThread(artifact('dist/results-worker.js'))));
  });
  afterEach(() => {
    engines.dispose();
    rmSync(folder, { recursive: true });
  });

  function open(onNews: () => void = () => undefined): ResultEngine {
    const bodies = path.join(folder, 'bodies');
    return engines.open({ pushedRows: 1, bodies, onNews, onLost: (problem) => lost.push(problem) });
  }

  async function worksAgain(): Promise<void> {
    const next = open();
    await next.add(new TextEncoder().encode('{"value":[{"id":1}]}'));
    const window = await next.ask('window', { version: 0, first: 0, count: 1 });
    expect(window?.data.byteLength).toBeGreaterThan(0);
  }

  it('while a page is read says so, and the next run has a thread of its own', async () => {
    const engine = open(() => thread.end());
    await expect(engine.add(body())).rejects.toMatchObject(rowsLost);
    await expect(engine.ask('window', { version: 0, first: 0, count: 1 })).rejects.toMatchObject(rowsLost);
    expect(lost).toMatchObject([rowsLost.problem]);
    await worksAgain();
  });

  it('while it sorts says so', async () => {
    const engine = open();
    await engine.add(body());
    const sort = [{ column: 1, descending: false }];
    const sorting = engine.ask('arrange', { ...naturalView, sort });
    thread.end();
    await expect(sorting).rejects.toMatchObject(rowsLost);
    expect(lost).toMatchObject([rowsLost.problem]);
    await worksAgain();
  });

  it.each(['csv', 'xlsx', 'parquet'] as const)('while it exports to %s says so', async (format) => {
    const engine = open();
    await engine.add(body());
    const file = path.join(folder, `rows.${format}`);
    writeFileSync(file, 'from before');
    const ask = askFor(file, { format, columns: [0, 1] });
    const exporting = engine.work('export', ask, { signal: neverCancelled, onProgress: () => thread.end() });
    await expect(exporting).rejects.toMatchObject(rowsLost);
    expect(readFileSync(file, 'utf8')).toBe('from before');
    // The host, which named it, removes what was made so far.
    rmSync(ask.temporary);
    await worksAgain();
    expect(namesIn(folder)).toEqual(['bodies', path.basename(file)]);
  });
});
