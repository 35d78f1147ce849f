import { existsSync, statSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { CancelSource, neverCancelled } from '../../../src/core/base/cancel';
import type { QueryExecution } from '../../../src/core/dataverse/execution';
import type { RowChunk } from '../../../src/core/results/model';
import { RunSession } from '../../../src/vscode/results/runSession';
import { LocalRows } from '../../support/localRows';
import { begin as beginOn, cut, FakeExecution, hang, ids, rows, upTo } from './support/runs';

const local = new LocalRows();
afterAll(() => local.dispose());

const begin = (
  ...args: Parameters<typeof beginOn> extends [unknown, ...infer Rest] ? Rest : never
): RunSession => beginOn(local, ...args);

describe('a run', () => {
  it('loads the first page, then all, each row once and in order', async () => {
    const session = begin([rows(0, 3000), rows(3000, 2000), rows(5000, 1)]);
    await session.start();
    expect(session.progress).toEqual({ key: 'k', phase: 'done', rows: 3000, bytes: 10 });
    expect(session.status()).toMatchObject({ more: true, pages: 1, elapsedMs: 5, json: true });
    await session.loadAll();
    expect(session.status()).toMatchObject({ phase: 'done', rows: 5001, pages: 3, more: false, bytes: 30 });
    expect(await ids(session)).toEqual(upTo(5001));
    const { pieces, rows: held } = await session.document();
    const { value } = JSON.parse(pieces.join('')) as { value: { id: number }[] };
    expect(value.map(({ id }) => id)).toEqual(upTo(5001));
    expect(held).toBe(5001);
    session.dispose();
  });

  it('asks for the next page while this one is read, and for no more than a few', async () => {
    const execution = new FakeExecution(Array.from({ length: 8 }, (_, i) => rows(i * 900, 900)));
    const session = begin([], { execution });
    await session.start();
    const ahead: number[] = [];
    session.onDidChange(() => ahead.push(execution.asked.length - session.status().pages));
    await session.loadAll();
    expect(await ids(session)).toEqual(upTo(7200));
    expect(Math.max(...ahead)).toBeGreaterThan(1);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(3);
    session.dispose();
  });

  it('tells the names of its first rows as they come', async () => {
    const chunks: RowChunk[] = [];
    const session = begin([rows(0, 3000)], { onRows: (chunk) => chunks.push(chunk) });
    await session.start();
    expect(chunks.map(({ firstRow }) => firstRow)[0]).toBe(0);
    const told = chunks.reduce((sum, { rowCount }) => sum + rowCount, 0);
    expect(told).toBe(256);
    session.dispose();
  });

  it('keeps the bodies in a file that goes with it', async () => {
    const bodies = local.newFile();
    const { run } = begin([rows(0, 10)]);
    const words = { problemOf: () => cut, actionLabel: () => '' };
    const session = new RunSession(run, 1, words, {
      engines: local.engines,
      bodies,
      keptAs: 'kept',
      forget: () => undefined,
    });
    await session.start();
    expect(statSync(bodies).mode & 0o777).toBe(0o600);
    expect(statSync(bodies).size).toBeGreaterThan(rows(0, 10).length);
    session.dispose();
    await expect.poll(() => existsSync(bodies)).toBe(false);
  });
});

describe('a run that does not go well', () => {
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
    session.dispose();
  });

  it('goes on with one page where one was wanted, and with all where all were', async () => {
    const page = (id: number): string => rows(id, 1);
    const session = begin([page(0), cut, page(1), cut, page(2), page(3), page(4)]);
    await session.start();
    await session.nextPage();
    await session.goOn();
    expect(session.status()).toMatchObject({ phase: 'done', rows: 2, more: true });
    await session.loadAll();
    expect(session.status()).toMatchObject({ phase: 'failed', rows: 2, problem: cut });
    await session.goOn();
    expect(session.status()).toMatchObject({ phase: 'done', rows: 5, more: false });
    session.dispose();
  });

  it('asks once more for a page that could not be read, and for those behind it', async () => {
    const execution = new FakeExecution([
      rows(0, 3),
      rows(3, 3),
      rows(6, 400).slice(0, -20),
      rows(406, 3),
      rows(409, 3),
    ]);
    execution.again = rows(6, 400);
    const session = begin([], { execution });
    await session.start();
    await session.loadAll();
    expect(session.status()).toMatchObject({
      phase: 'failed',
      rows: 6,
      more: true,
      problem: { kind: 'malformed-answer' },
    });
    await session.loadAll();
    expect(session.status()).toMatchObject({ phase: 'done', more: false, rows: 412 });
    expect(await ids(session)).toEqual(upTo(412));
    session.dispose();
  });

  it.each([
    ['a record', '{"message":"Busy"}'],
    ['a number', '7'],
    ['no rows', '{"@odata.context":"x"}'],
    ['nothing', ''],
  ])('does not take %s for the next page', async (_, answer) => {
    const execution = new FakeExecution([rows(0, 3), answer, rows(6, 3)]);
    execution.again = rows(3, 3);
    const session = begin([], { execution });
    await session.start();
    await session.loadAll();
    expect(session.status()).toMatchObject({
      phase: 'failed',
      face: { face: 'rows' },
      rows: 3,
      more: true,
      problem: { kind: 'malformed-answer' },
    });
    expect(session.problem?.remedy).toMatch(/go on where it stopped/);
    await session.loadAll();
    expect(await ids(session)).toEqual(upTo(9));
    session.dispose();
  });

  it('runs anew instead of going on behind a first page that could not be read', async () => {
    let again = 0;
    const session = begin(['{"value":[{"id":0},{"id":', rows(2, 1)], { runAgain: () => again++ });
    await session.start();
    expect(session.status()).toMatchObject({
      phase: 'failed',
      json: true,
      problem: { kind: 'malformed-answer' },
    });
    expect((await session.document()).pieces.join('')).toContain('"id"');
    await session.nextPage();
    expect(again).toBe(1);
    session.dispose();
  });

  it('says so when the rows are lost, and runs anew', async () => {
    let again = 0;
    const lost = new LocalRows();
    const session = beginOn(lost, [rows(0, 5), rows(5, 5)], { runAgain: () => again++ });
    await session.start();
    const asked = session.ask('window', { version: 0, first: 0, count: 5 });
    lost.crash();
    await expect(asked).rejects.toMatchObject({ problem: { kind: 'rows-lost' } });
    // What more there is would come behind rows that are gone: it can only be run again.
    expect(session.status()).toMatchObject({ phase: 'failed', json: false, more: false });
    expect(session.problem).toMatchObject({ kind: 'rows-lost' });
    await session.nextPage();
    expect(again).toBe(1);
    await expect(session.ask('window', { version: 0, first: 0, count: 5 })).rejects.toThrow('lost');
    const next = beginOn(lost, [rows(0, 5)]);
    await next.start();
    expect(await ids(next)).toEqual(upTo(5));
    // Whatever still knows the rows that are lost by their number finds no others by it.
    expect(next.id).not.toBe(session.id);
    expect(await next.work('compare', { with: session.id }, { signal: neverCancelled })).toBeUndefined();
    lost.dispose();
  });

  it('says why nothing comes while the client waits, and no longer', async () => {
    const said: (string | undefined)[] = [];
    const execution: QueryExecution = {
      more: false,
      rewind: () => undefined,
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
});

describe('a run that is stopped', () => {
  it('ends at once, from inside and from outside', async () => {
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

  it('keeps what came, and goes on behind it', async () => {
    const execution = new FakeExecution([rows(0, 2), hang]);
    const session = begin([], { execution });
    await session.start();
    const all = session.loadAll();
    session.stop();
    await all;
    expect(session.status()).toMatchObject({ phase: 'done', rows: 2 });
    execution.unhang(rows(2, 3), rows(5, 1));
    await session.loadAll();
    expect(session.status()).toMatchObject({ phase: 'done', more: false, rows: 6 });
    expect(await ids(session)).toEqual(upTo(6));
  });

  it('while pages are read asks for those again that were not, each row once', async () => {
    const pages = Array.from({ length: 6 }, (_, i) => rows(i * 2000, 2000));
    const session = begin(pages);
    await session.start();
    for (let tries = 0; session.status().more && tries < 50; tries++) {
      const all = session.loadAll();
      const listener = session.onDidChange(() => {
        if (session.status().bytes > 10 * (session.status().pages + tries)) session.stop();
      });
      await all;
      listener.dispose();
      expect(session.progress.phase).toBe('done');
      expect(await ids(session)).toEqual(upTo(session.progress.rows));
    }
    await session.loadAll();
    expect(session.status()).toMatchObject({ phase: 'done', more: false, rows: 12_000 });
    expect(await ids(session)).toEqual(upTo(12_000));
    session.dispose();
  });

  it('asks for one page at a time', async () => {
    const session = begin([rows(0, 1), rows(1, 1), rows(2, 1)]);
    await session.start();
    await Promise.all([session.nextPage(), session.nextPage(), session.loadAll()]);
    expect(session.progress.rows).toBe(2);
  });
});

describe('what was sent and answered', () => {
  it('is known of each page, with its times and without secrets', async () => {
    const session = begin([rows(0, 2), rows(2, 3)]);
    await session.start();
    await session.loadAll();
    const { exchanges, total } = session.exchanges;
    expect(total).toBe(2);
    expect(exchanges[1]).toMatchObject({
      method: 'GET',
      url: 'https://h.test/api/data/v9.2/accounts?page=1',
      status: 200,
      statusText: 'OK',
      rows: 3,
      wireBytes: 10,
      bytes: rows(2, 3).length,
      timing: { connect: 1, server: 2, download: 2, total: 5, read: expect.any(Number) as number },
      requestHeaders: [['Prefer', 'odata.maxpagesize=5']],
    });
    expect(JSON.stringify(exchanges)).not.toContain('secret');
    expect(session.request).toMatchObject({ url: exchanges[1]?.url });
    session.dispose();
  });
});

describe('work on the rows', () => {
  it('copies cells', async () => {
    const session = begin([rows(0, 20)]);
    await session.start();
    const cells = { version: 0, top: 3, bottom: 5, columns: [0] };
    const ask = { cells, format: 'csv', headings: true, formatted: true, formulaGuard: false } as const;
    const copied = await session.work('copy', ask, { signal: neverCancelled });
    expect(copied).toMatchObject({ text: 'id\r\n3\r\n4\r\n5', rows: 3 });
    const source = new CancelSource();
    source.cancel();
    await expect(session.work('copy', ask, { signal: source })).rejects.toMatchObject({
      problem: { kind: 'cancelled' },
    });
    await expect(
      session.work('copy', { ...ask, cells: { ...cells, version: 7 } }, { signal: neverCancelled }),
    ).rejects.toThrow('arranged anew');
    session.dispose();
  });
});
