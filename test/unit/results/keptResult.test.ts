import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BodyFile } from '../../../src/adapters/results/bodyFile';
import { KeptResultFiles } from '../../../src/adapters/results/keptResultFiles';
import type { Problem } from '../../../src/core/base/problem';
import { keptHeaders, readKeptResult, type KeptResult } from '../../../src/core/results/keptResult';
import { KeptWriter } from '../../../src/vscode/results/keptWriter';
import type { RunSession } from '../../../src/vscode/results/runSession';
import { LocalRows } from '../../support/localRows';
import { begin, FakeExecution, hang, ids, rows } from './support/runs';

const local = new LocalRows();
afterAll(() => local.dispose());

const kept: KeptResult = {
  key: 'file:///a.odata Accounts',
  title: 'Accounts',
  environment: { name: 'dev', protected: true },
  request: { method: 'GET', url: 'https://h.test/api/data/v9.2/accounts' },
  headers: [['Prefer', 'odata.maxpagesize=5']],
  origin: { uri: 'file:///a.odata', block: 'Accounts', target: 'accounts', environment: 'dev' },
  at: 1_790_000_000_000,
  pages: 2,
  rows: 10,
  bytes: 20,
  elapsedMs: 30,
  httpStatus: 200,
  nextLink: 'https://h.test/api/data/v9.2/accounts?$skiptoken=2',
};

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

describe('the folder of kept results', () => {
  let folder: string;
  beforeEach(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'kept-')), 'results');
  });
  afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

  it('gives back what a process before this one wrote, for the user alone', async () => {
    const files = new KeptResultFiles(folder, 'one');
    const id = files.newId();
    await files.write(id, kept);
    expect(await new KeptResultFiles(folder, 'one').read(id)).toEqual({ ...kept, window: 'one' });
    expect(statSync(path.join(folder, `${id}.json`)).mode & 0o077).toBe(0);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('reads nothing outside of it, and nothing that is damaged', async () => {
    const files = new KeptResultFiles(folder, 'one');
    const id = files.newId();
    writeFileSync(path.join(folder, `${id}.json`), '{"key":');
    expect(await files.read(id)).toBeUndefined();
    expect(await files.read('../../etc/passwd')).toBeUndefined();
  });

  it('keeps nothing of a result that was closed, also while it is written', async () => {
    const files = new KeptResultFiles(folder, 'one');
    const id = files.newId();
    writeFileSync(files.bodiesOf(id), 'bodies');
    const writing = files.write(id, kept);
    await files.remove(id);
    await writing;
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a pane that was closed unopened goes by its title, where only one has it', async () => {
    const before = new KeptResultFiles(folder, 'one');
    const titles = ['Accounts', 'Contacts', 'Contacts', 'Opened'];
    const all = titles.map((title) => ({ id: before.newId(), title }));
    for (const { id, title } of all) {
      writeFileSync(before.bodiesOf(id), 'bodies');
      await before.write(id, { ...kept, title });
    }
    writeFileSync(path.join(folder, 'damaged.json'), '{');
    const files = new KeptResultFiles(folder, 'one');
    await files.read(all[3]!.id);
    expect(await files.unopened('Accounts')).toBe(all[0]!.id);
    expect(await files.unopened('Contacts')).toBeUndefined();
    expect(await files.unopened('Opened')).toBeUndefined();
    for (const title of [...titles, 'Nothing']) await files.removeUnopened(title);
    const left = readdirSync(folder).filter((name) => name !== 'damaged.json');
    expect(new Set(left.map((name) => name.split('.')[0]))).toEqual(
      new Set(all.slice(1).map(({ id }) => id)),
    );
  });

  it('is shared by windows, and each removes its own results alone', async () => {
    const [here, there] = [new KeptResultFiles(folder, 'here'), new KeptResultFiles(folder, 'there')];
    const [mine, theirs] = [here.newId(), there.newId()];
    for (const [files, id] of [
      [here, mine],
      [there, theirs],
    ] as const) {
      writeFileSync(files.bodiesOf(id), 'bodies');
      await files.write(id, kept);
    }
    const loadedAnew = new KeptResultFiles(folder, 'here');
    // Neither what one window does with all of its own, nor its titles, concern the other.
    await loadedAnew.removeUnopened(kept.title);
    await here.remove(mine);
    await loadedAnew.sweep();
    expect(readdirSync(folder).toSorted()).toEqual([`${theirs}.bodies`, `${theirs}.json`]);
    expect(await there.read(theirs)).toMatchObject({ title: kept.title, window: 'there' });
    await loadedAnew.removeUnopened(kept.title);
    expect(readdirSync(folder)).toHaveLength(2);
    await new KeptResultFiles(folder, 'there').removeUnopened(kept.title);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is swept of what nobody came back to, but not of what is in use', async () => {
    const files = new KeptResultFiles(folder, 'one');
    const age = (name: string, days: number): void => {
      const then = Date.now() / 1000 - days * 86_400;
      utimesSync(path.join(folder, name), then, then);
    };
    const [old, recent, own] = [files.newId(), files.newId(), files.newId()];
    for (const id of [old, recent, own]) {
      writeFileSync(files.bodiesOf(id), 'bodies');
      await files.write(id, kept);
    }
    for (const extension of ['json', 'bodies']) {
      age(`${old}.${extension}`, 20);
      age(`${recent}.${extension}`, 3);
    }
    writeFileSync(path.join(folder, 'lost.bodies'), 'bodies');
    age('lost.bodies', 2);
    const later = new KeptResultFiles(folder, 'one');
    await later.read(recent);
    await later.sweep();
    expect(readdirSync(folder).map((name) => name.split('.')[0]!)).toEqual(
      expect.arrayContaining([recent, own]),
    );
    expect(readdirSync(folder).some((name) => name.startsWith(old) || name.startsWith('lost'))).toBe(false);
  });
});
