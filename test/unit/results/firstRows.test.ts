import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KeptRows } from '../../../src/adapters/results/keptRows';
import { firstRest } from '../../../src/core/results/firstRest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'first-rows-'));
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

function page(rows: number): Uint8Array {
  const value = Array.from({ length: rows }, (_, i) => ({ name: `account ${i}`, note: 'x'.repeat(600) }));
  return new TextEncoder().encode(JSON.stringify({ value }));
}

function kept(): { readonly result: KeptRows; readonly told: number[] } {
  const told: number[] = [];
  const bodies = path.join(folder, 'bodies');
  const result = new KeptRows({
    pushedRows: 256,
    bodies,
    tell: ({ rows }) => told.push(rows),
    kernel: undefined,
  });
  return { result, told };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('are told before the rest of a large page is read, which waits until they can be painted', async () => {
  const { result, told } = kept();
  const added = result.add(page(5000));
  while (told.length === 0) await turn();
  for (let i = 0; i < 50; i++) await turn();
  const [first = 0] = told;
  expect(first).toBeGreaterThan(0);
  expect(result.table.rows).toBe(first);
  expect(first).toBeLessThan(5000);
  await vi.advanceTimersByTimeAsync(firstRest);
  expect((await added).rows).toBe(5000);
  expect(result.table.rows).toBe(5000);
  result.close(false);
});

it('of a small page, and those of a later one, are read without a rest', async () => {
  const { result } = kept();
  expect((await result.add(page(100))).rows).toBe(100);
  expect((await result.add(page(5000))).rows).toBe(5000);
  expect(vi.getTimerCount()).toBe(0);
  result.close(false);
});
