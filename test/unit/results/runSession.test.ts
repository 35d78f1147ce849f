import { describe, expect, it } from 'vitest';
import { CancelSource } from '../../../src/core/base/cancel';
import { cancelledError, ProblemError, problemOf } from '../../../src/core/base/problem';
import type { Problem } from '../../../src/core/base/problem';
import type { PageOptions, QueryExecution, ResponsePage } from '../../../src/core/dataverse/execution';
import { RowStore } from '../../../src/core/results/rowStore';
import type { ResultRun } from '../../../src/core/results/resultRun';
import type { HostMessage } from '../../../src/protocol/resultsMessages';
import { unpackChunk } from '../../../src/protocol/rowChunkCodec';
import { PaneFeed } from '../../../src/vscode/results/paneFeed';
import { RunSession } from '../../../src/vscode/results/runSession';

const cut: Problem = {
  kind: 'network',
  title: 'The connection was cut.',
  remedy: 'Try again.',
  action: 'retry',
};

/** An answer that never comes. */
const hang = Symbol('hang');

function rows(first: number, count: number): string {
  return JSON.stringify({ value: Array.from({ length: count }, (_, i) => ({ id: first + i })) });
}

class FakeExecution implements QueryExecution {
  #index = 0;
  constructor(readonly answers: (string | Problem | typeof hang)[]) {}

  get more(): boolean {
    return this.answers.length > 0;
  }

  async next({ signal }: PageOptions): Promise<ResponsePage | undefined> {
    if (signal.cancelled) throw cancelledError();
    const answer = this.answers.shift();
    if (answer === undefined) return undefined;
    if (answer === hang) {
      return new Promise((_, reject) => signal.onCancel(() => reject(cancelledError())));
    }
    if (typeof answer !== 'string') throw new ProblemError(answer);
    const body = new TextEncoder().encode(answer);
    const response = {
      status: 200,
      statusText: 'OK',
      headers: { 'content-type': 'application/json' },
      body,
      wireBytes: 10,
      timing: { firstByteMs: 1, totalMs: 5 },
    };
    return {
      request: { method: 'GET', url: 'https://h.test/api/data/v9.2/accounts', headers: [] },
      response,
      index: this.#index++,
    };
  }
}

function begin(answers: (string | Problem | typeof hang)[], more: Partial<ResultRun> = {}): RunSession {
  return new RunSession(
    {
      key: 'k',
      title: 'Accounts',
      environment: { name: 'dev', protected: false },
      origin: { uri: 'file:///queries.odata', target: 'accounts?$select=name', environment: 'dev' },
      request: { method: 'GET', url: 'https://h.test/api/data/v9.2/accounts?$filter=name%20eq%20%27%25%27' },
      execution: new FakeExecution(answers),
      runAgain: () => undefined,
      onAction: () => undefined,
      ...more,
    },
    1,
    {
      problemOf: (error) => problemOf(error) ?? { kind: 'bad-input', title: String(error), remedy: '' },
      actionLabel: (action) => `Do ${action}`,
    },
  );
}

/** A webview that keeps what it is told. */
class FakePane {
  readonly messages: HostMessage[] = [];
  store = new RowStore();
  deaf = false;

  post = async (message: HostMessage): Promise<boolean> => {
    await Promise.resolve();
    if (this.deaf) return false;
    this.messages.push(message);
    if (message.type === 'begin') this.store = new RowStore();
    else if (message.type === 'schema') this.store.setSchema(message);
    else if (message.type === 'rows') expect(this.store.append(unpackChunk(message.data))).toBe(true);
    return true;
  };

  get status(): HostMessage | undefined {
    return this.messages.findLast(({ type }) => type === 'status');
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function ids(store: RowStore): number[] {
  return Array.from({ length: store.rows }, (_, row) => {
    const cell = store.cell(row, 0);
    return cell.state === 'value' ? Number(cell.raw) : Number.NaN;
  });
}

describe('a run', () => {
  it('loads the first page, then all, each row once and in order', async () => {
    const session = begin([rows(0, 3000), rows(3000, 2000), rows(5000, 1)]);
    await session.start();
    expect(session.progress).toEqual({ key: 'k', phase: 'done', rows: 3000, bytes: 10 });
    expect(session.status()).toMatchObject({ more: true, pages: 1, elapsedMs: 5, json: true });
    await session.loadAll();
    expect(session.status()).toMatchObject({ phase: 'done', rows: 5001, pages: 3, more: false, bytes: 30 });
    const { texts } = await session.archive.read();
    expect(texts).toHaveLength(3);
    expect(texts[2]).toBe(rows(5000, 1));
  });

  it('keeps its rows after a problem and goes on where it stopped', async () => {
    const session = begin([rows(0, 2), cut, rows(2, 2)]);
    await session.start();
    await session.loadAll();
    expect(session.status()).toMatchObject({
      phase: 'failed',
      rows: 2,
      problem: cut,
      actionLabel: 'Do retry',
    });
    await session.nextPage();
    expect(session.status()).toMatchObject({ phase: 'done', rows: 4 });
    expect(session.status()).not.toHaveProperty('problem');
  });

  it('ends at once when it is stopped, from inside and from outside', async () => {
    const inside = begin([hang]);
    const started = inside.start();
    expect(inside.busy).toBe(true);
    inside.stop();
    await started;
    expect(inside.progress.phase).toBe('cancelled');

    const source = new CancelSource();
    const outside = begin([hang], { signal: source });
    const running = outside.start();
    source.cancel();
    await running;
    expect(outside.progress.phase).toBe('cancelled');

    const late = begin([rows(0, 1)], { signal: source });
    await late.start();
    expect(late.progress).toMatchObject({ phase: 'cancelled', rows: 0 });
  });

  it('stopped while all pages load keeps what came', async () => {
    const session = begin([rows(0, 2), hang]);
    await session.start();
    const all = session.loadAll();
    session.stop();
    await all;
    expect(session.status()).toMatchObject({ phase: 'done', rows: 2 });
  });

  it('says why nothing comes while the client waits, and no longer', async () => {
    const said: (string | undefined)[] = [];
    const execution: QueryExecution = {
      more: false,
      next: async ({ onWait }) => {
        onWait?.({ ms: 12_000, reason: 'throttled', attempt: 1 });
        said.push(session.status().waiting);
        return undefined;
      },
    };
    const session = begin([], { execution });
    await session.start();
    said.push(session.status().waiting);
    expect(said).toEqual([expect.stringContaining('12 seconds'), undefined]);
  });

  it('asks for one page at a time', async () => {
    const session = begin([rows(0, 1), rows(1, 1), rows(2, 1)]);
    await session.start();
    await Promise.all([session.nextPage(), session.nextPage(), session.loadAll()]);
    expect(session.progress.rows).toBe(2);
  });

  it('runs anew instead of going on behind a page that could not be read', async () => {
    let again = 0;
    const session = begin(['{"value":[{"id":0},{"id":', rows(2, 1)], { runAgain: () => again++ });
    await session.start();
    expect(session.status()).toMatchObject({ phase: 'failed', problem: { kind: 'malformed-answer' } });
    await session.nextPage();
    expect(again).toBe(1);
  });
});

describe('the feed of a pane', () => {
  it('tells a pane that was ready before and one that comes late the same', async () => {
    const session = begin([rows(0, 3000), rows(3000, 10)]);
    const early = new FakePane();
    const feed = new PaneFeed(early.post);
    feed.ready();
    feed.show(session);
    await session.start();
    await session.loadAll();
    await settle();
    const late = new FakePane();
    const second = new PaneFeed(late.post);
    second.show(session);
    await settle();
    expect(late.messages).toEqual([]);
    second.ready();
    await settle();
    for (const pane of [early, late]) {
      expect(ids(pane.store)).toEqual(Array.from({ length: 3010 }, (_, i) => i));
      expect(pane.messages[0]).toMatchObject({ type: 'begin', target: "accounts?$filter=name eq '%'" });
      expect(pane.status).toMatchObject({ phase: 'done', rows: 3010 });
      expect(pane.store.schema.columns).toEqual([{ name: 'id', kind: 'number' }]);
    }
    feed.dispose();
    second.dispose();
  });

  it('shows the first rows before the page is done', async () => {
    const session = begin([rows(0, 20_000)]);
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    feed.show(session);
    await session.start();
    await settle();
    const types = pane.messages.map(({ type }) => type);
    const first = types.indexOf('rows');
    expect(types[first + 1]).toBe('status');
    expect(types.lastIndexOf('rows')).toBeGreaterThan(first + 1);
    feed.dispose();
  });

  it('tells everything again to a pane that missed something while hidden', async () => {
    const session = begin([rows(0, 5), rows(5, 5)]);
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    feed.show(session);
    await session.start();
    await settle();
    pane.deaf = true;
    await session.nextPage();
    await settle();
    expect(pane.store.rows).toBe(5);
    pane.deaf = false;
    feed.visible();
    await settle();
    expect(ids(pane.store)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    feed.dispose();
  });

  it('goes over to a new run of the same pane', async () => {
    const pane = new FakePane();
    const feed = new PaneFeed(pane.post);
    feed.ready();
    for (const count of [4, 7]) {
      const session = begin([rows(0, count)]);
      feed.show(session);
      await session.start();
      await settle();
    }
    expect(pane.store.rows).toBe(7);
    expect(pane.messages.filter(({ type }) => type === 'begin')).toHaveLength(2);
    feed.dispose();
  });
});
