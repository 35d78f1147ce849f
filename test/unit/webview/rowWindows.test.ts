import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RowChunk } from '../../../src/core/results/model';
import { cutFlag } from '../../../src/core/results/model';
import type { RowsWindow, WindowAsk } from '../../../src/core/results/questions';
import { packChunk } from '../../../src/core/results/rowChunkCodec';
import { buildTextTable } from '../../../src/core/results/textTable';
import type { Ask } from '../../../src/webview/results/grid/contract';
import { BlockCache } from '../../../src/webview/results/rows/blockCache';
import { RowWindows } from '../../../src/webview/results/rows/rowWindows';
import { WindowPlan } from '../../../src/webview/results/rows/windowPlan';

/** Rows of one column that say which arrangement and row they are of. */
function chunkOf(version: number, firstRow: number, rowCount: number): RowChunk {
  const texts = Array.from({ length: rowCount }, (_, i) => `v${version} r${firstRow + i}`);
  const codes = Uint16Array.from(texts, (_, i) => i + 2);
  return {
    firstRow,
    rowCount,
    columns: [
      {
        column: 0,
        codes,
        types: new Uint8Array(rowCount).fill(cutFlag, 0, 1),
        raw: buildTextTable(texts),
        formatted: buildTextTable(texts.map(() => '')),
        targets: new Uint16Array(rowCount),
      },
    ],
  };
}

interface Asked extends WindowAsk {
  readonly answer: (rows?: number) => Promise<void>;
  readonly gone: () => Promise<void>;
  readonly fail: () => Promise<void>;
}

/** Keeps the questions for windows until the test answers them. */
class FakeHost {
  readonly asked: Asked[] = [];
  readonly ask: Ask = (name, ask) => {
    if (name !== 'window') throw new Error(`Nobody answers ${name}.`);
    const window = ask as WindowAsk;
    return new Promise((resolve, reject) => {
      const give = (answer: RowsWindow | undefined): Promise<void> => {
        resolve(answer);
        return settled();
      };
      this.asked.push({
        ...window,
        answer: (rows = window.count) =>
          give({ data: packChunk(chunkOf(window.version, window.first, rows)) }),
        gone: () => give(undefined),
        fail: () => {
          reject(new Error('The thread ended.'));
          return settled();
        },
      });
    });
  };

  /** The questions since the last call. */
  take(): Asked[] {
    return this.asked.splice(0);
  }
}

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

const schema = { columns: [{ name: 'name', kind: 'text' as const }], targets: [] };
const size = 512;

function textOf(windows: RowWindows, row: number): string | undefined {
  const cell = windows.cell(row, 0);
  return cell?.state === 'value' ? cell.raw : undefined;
}

describe('windows of rows', () => {
  let host: FakeHost;
  let windows: RowWindows;
  let changes: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    host = new FakeHost();
    windows = new RowWindows(host.ask);
    changes = [];
    windows.onChange((change) => changes.push(change));
    windows.setSchema(schema);
  });
  afterEach(() => void vi.useRealTimers());

  it('show what is pushed without a question, and know what was cut', () => {
    expect(windows.push(packChunk(chunkOf(0, 0, 100)))).toBe(true);
    expect([windows.rows, windows.has(99), windows.has(100)]).toEqual([100, true, false]);
    expect(textOf(windows, 99)).toBe('v0 r99');
    expect(windows.cell(0, 0)).toMatchObject({ cut: true });
    expect(windows.cell(1, 7)).toEqual({ state: 'absent' });
    expect(windows.cell(100, 0)).toBeUndefined();
    expect(windows.push(new ArrayBuffer(8))).toBe(false);
    expect(host.asked).toEqual([]);
  });

  it('are asked for in view first, then ahead, no more than two at a time', async () => {
    windows.grown(100_000);
    expect(host.take().map(({ first }) => first)).toEqual([0]);
    windows.show(0, 40);
    await vi.advanceTimersByTimeAsync(100);
    expect(host.take().map(({ first }) => first)).toEqual([size]);
    windows.show(50_000, 50_040);
    expect(host.asked).toEqual([]);
    await host.asked[0]?.answer();
    const jumped = new RowWindows(host.ask);
    jumped.setSchema(schema);
    jumped.show(50_000, 50_040);
    jumped.grown(100_000);
    expect(host.take().map(({ first }) => Math.floor(first / size))).toEqual([97]);
    await vi.advanceTimersByTimeAsync(100);
    expect(host.take().map(({ first }) => Math.floor(first / size))).toEqual([98]);
  });

  it('leave behind what a jump has passed', async () => {
    windows.grown(100_000);
    windows.show(30_000, 30_040);
    const [first, second] = host.take();
    windows.show(60_000, 60_040);
    windows.show(90_000, 90_040);
    await first?.answer();
    expect(host.take().map(({ first: row }) => row)).toEqual([Math.floor(90_000 / size) * size]);
    await second?.answer();
    expect(host.take().every(({ first: row }) => row > 89_000)).toBe(true);
    expect(textOf(windows, 3)).toBe('v0 r3');
  });

  it('grow with the natural order: the last block is asked for again', async () => {
    windows.grown(100);
    await host.take()[0]?.answer();
    expect([windows.has(99), windows.has(100)]).toEqual([true, false]);
    windows.grown(300);
    expect(host.asked.map(({ first, count }) => [first, count])).toEqual([[0, 300]]);
    await host.take()[0]?.answer();
    expect(textOf(windows, 299)).toBe('v0 r299');
    expect(host.asked).toEqual([]);
  });

  it('stay until the rows of another arrangement are there', async () => {
    windows.push(packChunk(chunkOf(0, 0, 300)));
    const arranged = windows.arrange({ version: 7, rows: 40, of: 300, ms: 1 });
    expect([windows.version, windows.rows, textOf(windows, 0)]).toEqual([0, 300, 'v0 r0']);
    expect(host.asked.map(({ version, first, count }) => [version, first, count])).toEqual([[7, 0, 40]]);
    await host.take()[0]?.answer();
    await arranged;
    expect([windows.version, windows.rows, textOf(windows, 0)]).toEqual([7, 40, 'v7 r0']);
    expect(changes.at(-1)).toBe('arranged');
    windows.grown(500);
    expect(windows.rows).toBe(40);
    const natural = windows.arrange(undefined);
    await host.take()[0]?.answer();
    await natural;
    expect([windows.version, windows.rows]).toEqual([0, 500]);
  });

  it('take the last of several arrangements, in whatever order their rows come', async () => {
    windows.push(packChunk(chunkOf(0, 0, 300)));
    void windows.arrange({ version: 1, rows: 300, of: 300, ms: 1 });
    void windows.arrange({ version: 2, rows: 200, of: 300, ms: 1 });
    const [one, two] = host.take();
    await two?.answer();
    await one?.answer();
    expect([windows.version, textOf(windows, 5)]).toEqual([2, 'v2 r5']);
    void windows.arrange({ version: 3, rows: 100, of: 300, ms: 1 });
    await host.take().at(-1)?.gone();
    expect(windows.version).toBe(2);
  });

  it('drop what comes for a result that is gone', async () => {
    windows.grown(300);
    windows.clear();
    await host.take()[0]?.answer();
    expect([windows.rows, windows.has(0), changes.at(-1)]).toEqual([0, false, 'cleared']);
  });

  it('ask again after a while for what could not be had, and never in a loop', async () => {
    windows.grown(100);
    await host.take()[0]?.fail();
    windows.show(0, 40);
    expect(host.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.asked).toHaveLength(1);
    await host.take()[0]?.answer(30);
    expect(textOf(windows, 29)).toBe('v0 r29');
    expect(host.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(host.asked).toHaveLength(1);
  });

  it('tell one of the longest values at hand', () => {
    windows.push(packChunk(chunkOf(0, 0, 100)));
    expect(windows.longest(0, true)).toMatchObject({ raw: 'v0 r10' });
    expect(windows.longest(3, true)).toBeUndefined();
  });
});

describe('the cache', () => {
  it('has smaller blocks where rows are wide, and gives up those that were not in view for longest', () => {
    const cache = new BlockCache(20_000);
    cache.clear(300);
    expect(cache.size).toBe(16);
    for (let first = 0; first < 1600; first += 16) {
      cache.add(chunkOf(0, first, 16), 1000);
      cache.touch(first / 16, first / 16);
    }
    expect(cache.bytes).toBeLessThanOrEqual(20_000);
    expect([cache.of(0), cache.of(1599)?.first]).toEqual([undefined, 1584]);
    expect(cache.full(99, 1600)).toBe(true);
  });

  it('keeps what is in view, however much it is', () => {
    const cache = new BlockCache(1000);
    cache.clear(300);
    cache.add(chunkOf(0, 0, 48), 30_000);
    cache.touch(0, 2);
    expect([cache.of(0)?.first, cache.of(47)?.first]).toEqual([0, 32]);
  });
});

describe('the plan', () => {
  it('goes where the view goes', () => {
    const plan = new WindowPlan();
    const full = (have: readonly number[]) => (index: number) => have.includes(index);
    plan.look(10, 11);
    expect(plan.next(100, full([]))).toEqual({ from: 10, to: 11 });
    plan.rest();
    expect(plan.next(100, full([10, 11]))).toEqual({ from: 12, to: 12 });
    plan.look(8, 9);
    expect(plan.next(100, full([8, 9]))).toEqual({ from: 7, to: 7 });
    expect(plan.next(100, full([5, 6, 7, 8, 9]))).toEqual({ from: 10, to: 10 });
    expect(plan.next(100, full([5, 6, 7, 8, 9, 10]))).toBeUndefined();
    plan.look(50, 51);
    expect(plan.next(100, full([]))).toEqual({ from: 50, to: 51 });
    expect(plan.next(100, full([50, 51]))).toBeUndefined();
    plan.rest();
    expect(plan.next(100, full([50, 51]))).toEqual({ from: 52, to: 52 });
    plan.look(48, 49);
    plan.look(10, 11);
    plan.look(9, 9);
    plan.look(8, 9);
    plan.begin({ from: 8, to: 8 });
    expect(plan.next(100, full([]))).toEqual({ from: 9, to: 9 });
    plan.end({ from: 8, to: 8 });
    expect(plan.next(100, full([9]))).toEqual({ from: 8, to: 8 });
  });
});
