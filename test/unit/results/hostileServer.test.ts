import type * as fs from 'node:fs';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { AxiosTransport } from '../../../src/adapters/http/axiosTransport';
import { chunkCell } from '../../../src/core/results/chunkCell';
import type { RowChunk } from '../../../src/core/results/model';
import { unpackChunk } from '../../../src/core/results/rowChunkCodec';
import type * as Table from '../../../src/core/results/store/resultTable';
import { naturalView } from '../../../src/core/results/view';
import type { RunSession } from '../../../src/vscode/results/runSession';
import { LocalRows } from '../../support/localRows';
import { HostileLoad } from './support/hostileLoad';
import { HostileServer, nameOf } from './support/hostileServer';
import { tallied } from './support/tally';

// Loads of about 200 pages over https, with whatever a server, a proxy, a disk and an impatient user can do to them at
// moments that a seed draws. `SEEDS=1-500` takes others than these few, and tells what came of them.

const [first = 1, last = 6] = (process.env['SEEDS'] ?? '1-6').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, i) => first + i);

vi.mock('vscode', () => import('./output/support/fakeEditor'));

// Only so can a test make rows go to the disk without half a gigabyte of them.
vi.mock('../../../src/core/results/store/resultTable', async (original) => {
  const actual = await original<typeof Table>();
  const { spillLimit } = await import('./support/limits');
  class ResultTable extends actual.ResultTable {
    constructor({ spilling, ...options }: ConstructorParameters<typeof actual.ResultTable>[0]) {
      super({
        ...options,
        ...(spilling ? { spilling: { ...spilling, memoryLimit: spillLimit.bytes } } : {}),
      });
    }
  }
  return { ResultTable };
});

// A disk that is full takes some of what is written, and then no more.
vi.mock('node:fs', async (original) => {
  const actual = await original<typeof fs>();
  const { disk } = await import('./support/limits');
  const { promisify } = await import('node:util');
  const write = promisify(actual.writev);
  const full: typeof write = async (file, parts, at) => {
    if (!disk.full) return write(file, parts, at);
    await write(file, parts.slice(0, 1), at);
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'writev' });
  };
  const writev = Object.assign(() => undefined, { [promisify.custom]: full });
  return { ...actual, default: actual, writev };
});

/** Looks at each row, and says how many there are. */
async function checkedRows(session: RunSession): Promise<number> {
  const { rows } = session.progress;
  const { version } = await session.ask('arrange', naturalView);
  for (let from = 0; from < rows; from += 1000) {
    const window = await session.ask('window', { version, first: from, count: 1000 });
    const chunk = unpackChunk(window?.data ?? new ArrayBuffer(0));
    expect(chunk.rowCount).toBe(Math.min(1000, rows - from));
    for (let row = 0; row < chunk.rowCount; row++) checkRow(session, chunk, row, from + row);
  }
  return rows;
}

function checkRow(session: RunSession, chunk: RowChunk, row: number, number: number): void {
  const text = (wanted: string): string => {
    const column = session.schema.columns.findIndex(({ name }) => name === wanted);
    const cell = chunkCell(
      chunk.columns.find((one) => one.column === column),
      row,
      [],
    );
    return cell.state === 'value' ? cell.raw : cell.state;
  };
  expect([text('number'), text('name')]).toEqual([String(number), nameOf(number)]);
  expect(text('third')).toBe(number % 3 === 0 ? String(number / 3) : 'absent');
  expect(text('late')).toBe(number > 400 ? `late ${number % 11}` : 'absent');
}

/** What whoever looks at the pane goes by. */
const statusAt = {
  whole: { phase: 'done', more: false },
  barred: { phase: 'failed', more: true },
  nothing: { pages: 0, more: false },
};

describe('a load from a server that fails in every way', () => {
  let server: HostileServer;
  let transport: AxiosTransport;

  beforeAll(async () => {
    server = await HostileServer.start();
    transport = new AxiosTransport({ caFile: server.caFile });
  });
  afterAll(async () => {
    transport.dispose();
    await server.stop();
    if (process.env['SEEDS'] !== undefined) process.stdout.write(`${tallied()}\n`);
  });

  async function runs(load: HostileLoad): Promise<void> {
    try {
      const end = await load.run();
      const rows = end === 'nothing' ? 0 : await checkedRows(load.session);
      if (end === 'whole') expect(rows).toBe(load.rows);
      expect(load.session.status()).toMatchObject(statusAt[end]);
    } catch (error) {
      throw new Error(`${load.rows} rows on the server.\n${load.said.join('\n')}`, { cause: error });
    } finally {
      load.dispose();
    }
  }

  /** With the rows of all on one thread, as panes have them. */
  async function runAll(local: LocalRows, ...loads: readonly HostileLoad[]): Promise<void> {
    try {
      await Promise.all(loads.map(runs));
      expect(readdirSync(local.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    } finally {
      local.dispose();
    }
  }

  it.each(seeds)('has each row once and in order, or says why it stopped (seed %i)', async (seed) => {
    const local = new LocalRows();
    await runAll(local, new HostileLoad(server, transport, seed, 'things', local));
  });

  it.each(seeds.filter((_, i) => i % 5 === 0))('and so have two at once (seed %i)', async (seed) => {
    const local = new LocalRows();
    const loads = ['things', 'others'].map(
      (set, i) => new HostileLoad(server, transport, 2 * seed + i, set, local),
    );
    await runAll(local, ...loads);
  });
});
