import { describe, expect, it } from 'vitest';
import { Emitter } from '../../../src/core/base/event';
import { problemOf } from '../../../src/core/base/problem';
import type { JobName, JobOptions, Jobs } from '../../../src/core/results/engine';
import { PinnedResult, type ComparedSession } from '../../../src/vscode/results/pinnedResult';

class FakeSession implements Pick<ComparedSession, 'id' | 'busy' | 'work' | 'dispose'> {
  static #ids = 0;
  readonly id = ++FakeSession.#ids;
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  readonly compared: (number | undefined)[] = [];
  busy = true;
  rows = 0;
  disposed = false;
  pinnedIsLost = false;

  status(): ReturnType<ComparedSession['status']> {
    return { rows: this.rows } as ReturnType<ComparedSession['status']>;
  }

  /** Only ever asked to compare. */
  readonly work = (async (_name: JobName, ask: Jobs['compare']['ask'], { signal }: JobOptions) => {
    this.compared.push(ask.with);
    await Promise.resolve();
    if (signal.cancelled) throw new Error('cancelled');
    if (this.pinnedIsLost) return undefined;
    const counts = { added: 1, removed: 0, changedRows: 0, changedCells: 0, onlyBefore: [], onlyAfter: [] };
    return ask.with === undefined ? undefined : counts;
  }) as ComparedSession['work'];

  ends(rows: number): void {
    this.rows = rows;
    this.busy = false;
    this.changed.fire();
  }

  dispose(): void {
    this.disposed = true;
  }
}

function pane() {
  const told: [number, number | undefined][] = [];
  const failed: unknown[] = [];
  const pinned = new PinnedResult({
    compared: (session, summary) => void told.push([session.id, summary?.added]),
    failed: (error) => void failed.push(problemOf(error)?.kind ?? error),
  });
  const run = (): FakeSession => {
    const session = new FakeSession();
    pinned.show(session);
    return session;
  };
  return { pinned, told, failed, run, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe('a pinned result', () => {
  it('stays when the next run comes, which is compared with it once its rows are there', async () => {
    const { pinned, told, run, settled } = pane();
    const first = run();
    first.ends(10);
    pinned.pin(true);
    const second = run();
    expect(first.disposed).toBe(false);
    second.changed.fire();
    expect(second.compared).toEqual([]);
    second.ends(11);
    second.changed.fire();
    await settled();
    expect(second.compared).toEqual([first.id]);
    expect(told).toContainEqual([second.id, 1]);
  });

  it('is compared again with each later run, and with more pages of one', async () => {
    const { pinned, run, settled } = pane();
    const first = run();
    pinned.pin(true);
    const second = run();
    second.ends(5);
    second.ends(10);
    await settled();
    expect(second.compared).toEqual([first.id, first.id]);
    const third = run();
    expect(second.disposed).toBe(true);
    third.ends(1);
    expect(third.compared).toEqual([first.id]);
  });

  it('is let go when it is unpinned: its rows go, and nothing is compared any longer', async () => {
    const { pinned, told, run, settled } = pane();
    const first = run();
    pinned.pin(true);
    const second = run();
    second.ends(5);
    pinned.pin(false);
    await settled();
    expect(first.disposed).toBe(true);
    expect(second.compared.at(-1)).toBeUndefined();
    expect(told.at(-1)).toEqual([second.id, undefined]);
    run();
    expect(second.disposed).toBe(true);
  });

  it('is let go where its rows are lost: that is told, and not that the next run is the pinned one', async () => {
    const { pinned, told, failed, run, settled } = pane();
    const first = run();
    pinned.pin(true);
    const second = run();
    second.pinnedIsLost = true;
    second.ends(5);
    await settled();
    expect(failed).toEqual(['rows-lost']);
    expect([pinned.on, first.disposed]).toEqual([false, true]);
    expect(told.at(-1)).toEqual([second.id, undefined]);
  });

  it('ends with its pane', () => {
    const { pinned, run } = pane();
    const first = run();
    pinned.pin(true);
    const second = run();
    pinned.dispose();
    expect([first.disposed, second.disposed]).toEqual([true, true]);
  });
});
