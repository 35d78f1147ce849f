import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { BodyFile } from '../../../src/adapters/results/bodyFile';
import { Emitter } from '../../../src/core/base/event';
import type { Problem } from '../../../src/core/base/problem';
import { keptHeaders, readKeptResult, type KeptResult } from '../../../src/core/results/keptResult';
import { KeptWriter } from '../../../src/vscode/results/keptWriter';
import type { RunSession } from '../../../src/vscode/results/runSession';
import { LocalRows } from '../../support/localRows';
import { kept } from './support/kept';
import { begin, FakeExecution, hang, ids, rows } from './support/runs';

const local = new LocalRows();
afterAll(() => local.dispose());

describe('what is written down of a result', () => {
  it('comes back as it was, and anything else does not', () => {
    const text = JSON.stringify(kept);
    expect(readKeptResult(JSON.parse(text))).toEqual(kept);
    for (const name of Object.keys(kept).filter((one) => !['httpStatus', 'nextLink'].includes(one))) {
      expect(readKeptResult({ ...kept, [name]: undefined }), name).toBeUndefined();
    }
    for (const odd of [undefined, null, 5, [], { ...kept, pages: -1 }, { ...kept, headers: [['Prefer']] }]) {
      expect(readKeptResult(odd)).toBeUndefined();
    }
  });

  it('holds the headers that decide on the answer, and no other', () => {
    const all = [
      'Prefer',
      'Accept',
      'MSCRMCallerID',
      'CallerObjectId',
      'OData-Version',
      'Cookie',
      'X-Key',
      'Authorization',
    ];
    expect(keptHeaders(all.map((name) => [name, 'x'] as const)).map(([name]) => name)).toEqual(
      all.slice(0, 5),
    );
  });
});

describe('a run whose window was loaded anew', () => {
  it('has its rows again, and goes on behind them', async () => {
    const written: KeptResult[] = [];
    const bodies = local.newFile();
    const before = begin(local, [rows(0, 5), rows(5, 5), rows(10, 5)], {}, bodies);
    const writer = new KeptWriter(before, { write: async (_, one) => void written.push(one) });
    await before.start();
    await before.nextPage();
    before.leave();
    writer.dispose();
    expect(written.at(-1)).toMatchObject({
      pages: 2,
      rows: 10,
      key: 'k',
      headers: [['Prefer', 'odata.maxpagesize=5']],
    });

    const after = begin(local, [], { execution: new FakeExecution([rows(10, 5)]) }, bodies);
    await after.restore(written.at(-1)!);
    // The window may be loaded anew once more before anything else comes.
    expect(after.kept(Number.MAX_SAFE_INTEGER)).toEqual(written.at(-1));
    expect(after.progress).toMatchObject({ phase: 'done', rows: 10 });
    expect(after.status()).toMatchObject({ more: true, pages: 2, httpStatus: 200, face: { face: 'rows' } });
    expect(await ids(after)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await after.nextPage();
    expect(await ids(after)).toEqual(Array.from({ length: 15 }, (_, id) => id));
    after.dispose();
    await expect.poll(() => existsSync(bodies)).toBe(false);
  });

  it('says so where the file of its bodies is gone, and runs anew', async () => {
    let again = 0;
    const after = begin(local, [], { runAgain: () => again++ });
    await after.restore({ ...kept, pages: 3 });
    expect(after.progress).toMatchObject({
      phase: 'failed',
      problem: { kind: 'rows-lost', action: 'retry' },
    });
    await after.nextPage();
    expect(again).toBe(1);
    after.dispose();
  });
});

describe('what is written down of a run', () => {
  const listen = (session: RunSession): { readonly written: KeptResult[]; readonly writer: KeptWriter } => {
    const written: KeptResult[] = [];
    return { written, writer: new KeptWriter(session, { write: async (_, one) => void written.push(one) }) };
  };

  it('is its query before any row came, so that it can be run again', async () => {
    let again = 0;
    const before = begin(local, [hang]);
    const { written, writer } = listen(before);
    void before.start();
    await expect.poll(() => written).toMatchObject([{ pages: 0, rows: 0, title: 'Accounts' }]);
    before.leave();
    writer.dispose();

    const after = begin(local, [], { runAgain: () => again++ });
    await after.restore(written[0]!);
    expect(after.progress).toMatchObject({ phase: 'failed', rows: 0, problem: { action: 'retry' } });
    await after.nextPage();
    expect(again).toBe(1);
    after.dispose();
  });

  it('is never older than what was written before, however long that takes', async () => {
    const changed = new Emitter<void>();
    let pages = 1;
    const session = {
      keptAs: 'id',
      busy: false,
      onDidChange: changed.event,
      kept: () => ({ ...kept, pages }),
      status: () => ({ pages }) as ReturnType<RunSession['status']>,
    };
    const written: string[] = [];
    const writer = new KeptWriter(session, {
      write: async (_, { pages: told }) => {
        written.push(`${told} begins`);
        await new Promise((resolve) => setTimeout(resolve, told === 1 ? 30 : 0));
        written.push(`${told} ends`);
      },
    });
    changed.fire();
    pages = 2;
    changed.fire();
    await expect.poll(() => written).toEqual(['1 begins', '1 ends', '2 begins', '2 ends']);
    writer.dispose();
  });

  it('is no request that writes, and nothing else while rows are read again', async () => {
    const write = begin(local, [hang], {
      request: { method: 'PATCH', url: 'https://h.test/api/data/v9.2/a' },
    });
    const { written, writer } = listen(write);
    void write.start();
    await settled();
    expect(written).toEqual([]);
    write.dispose();
    writer.dispose();

    const after = begin(local, []);
    const second = listen(after);
    const restoring = after.restore({ ...kept, pages: 1 });
    await settled();
    await restoring;
    expect(second.written.filter(({ pages }) => pages === 0)).toEqual([]);
    after.dispose();
    second.writer.dispose();
  });

  it('ends with the last page that the disk took, and goes on behind it', async () => {
    const bodies = local.newFile();
    const before = begin(local, [rows(0, 5), rows(5, 5), rows(10, 5)], {}, bodies);
    const { written, writer } = listen(before);
    await before.start();
    const full = vi.spyOn(BodyFile.prototype, 'add').mockResolvedValue(false);
    await before.loadAll();
    full.mockRestore();
    expect(before.progress).toMatchObject({ phase: 'done', rows: 15 });
    before.leave();
    writer.dispose();
    expect(written.at(-1)).toMatchObject({ pages: 1, rows: 5 });

    const after = begin(local, [], { execution: new FakeExecution([rows(5, 5), rows(10, 5)]) }, bodies);
    await after.restore(written.at(-1)!);
    await after.loadAll();
    expect(await ids(after)).toEqual(Array.from({ length: 15 }, (_, id) => id));
    after.dispose();
  });

  it('tells why the server’s link is not followed', async () => {
    const barred: Problem = {
      kind: 'foreign-origin',
      title: 'It leads elsewhere.',
      remedy: 'Keep the rows.',
    };
    const execution = new FakeExecution([rows(0, 5)]);
    const next = execution.next.bind(execution);
    execution.next = async (options) => ({ ...(await next(options))!, barred });
    const before = begin(local, [], { execution });
    const { written, writer } = listen(before);
    await before.start();
    before.leave();
    writer.dispose();
    const read = readKeptResult(JSON.parse(JSON.stringify(written.at(-1))));
    expect(read).toMatchObject({ pages: 1, rows: 5, barred });
    expect(readKeptResult({ ...read, barred: { title: 5 } })).toBeUndefined();
  });
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
