import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptResultFiles } from '../../../src/adapters/results/keptResultFiles';
import type { KeptResult } from '../../../src/core/results/keptResult';
import { kept } from './support/kept';

/** Of another process, which runs all the while. */
const otherProcess = process.ppid;
/** Of none: Linux counts to four million, others not so far. */
const noProcess = 2 ** 30;

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'kept-')), 'results');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const { key, title } = kept;

const open = (window = 'one', processId?: number): KeptResultFiles =>
  new KeptResultFiles(folder, window, processId);

/** Writes a result down, with bodies that tell its id. */
async function put(files: KeptResultFiles, changes: Partial<KeptResult> = {}): Promise<string> {
  const id = files.newId();
  writeFileSync(files.bodiesOf(id), `bodies of ${id}`);
  await files.write(id, { ...kept, ...changes });
  return id;
}

/** What a window wrote before it ended, in order. */
async function left(...all: readonly Partial<KeptResult>[]): Promise<string[]> {
  const files = open();
  const made: string[] = [];
  for (const changes of all) made.push(await put(files, changes));
  files.dispose();
  return made;
}

const resultFiles = (): string[] => readdirSync(folder).filter((name) => !name.endsWith('.holder'));
const idsLeft = (): Set<string> => new Set(resultFiles().map((name) => name.split('.')[0] ?? ''));
const bodiesAt = (files: KeptResultFiles, id = ''): string => readFileSync(files.bodiesOf(id), 'utf8');

describe('the folder of kept results', () => {
  it('gives back what a process before this one wrote, for the user alone', async () => {
    const [id] = await left({});
    const files = open();
    const found = await files.take({ id: id!, title });
    expect(found?.kept).toMatchObject(kept);
    expect(bodiesAt(files, found?.id)).toBe(`bodies of ${id}`);
    for (const name of readdirSync(folder).filter((one) => !one.endsWith('.bodies'))) {
      expect(statSync(path.join(folder, name)).mode & 0o077).toBe(0);
    }
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('reads nothing outside of it, and nothing that is damaged', async () => {
    const files = open();
    const id = '11111111-2222-4333-8444-555555555555';
    writeFileSync(path.join(folder, `${id}.json`), '{"key":');
    expect(await files.take({ id, key, title })).toBeUndefined();
    expect(await files.take({ id: '../../etc/passwd', key, title })).toBeUndefined();
  });

  it('keeps nothing of a result that was closed, also while it is written', async () => {
    const files = open();
    const id = files.newId();
    writeFileSync(files.bodiesOf(id), 'bodies');
    const writing = files.write(id, kept);
    await files.remove(id);
    await writing;
    expect(resultFiles()).toEqual([]);
  });

  it('finds a run that no page was told of yet by the key of its page, never another’s of the same title', async () => {
    const [mine, theirs] = await left({ key: 'a', at: 1 }, { key: 'b', at: 2 });
    const files = open();
    const before = '11111111-2222-4333-8444-555555555555';
    // Nothing of it was written down, but of another one that is called the same.
    expect(await files.take({ id: before, key: 'c', title })).toBeUndefined();
    const found = await files.take({ id: before, key: 'a', title });
    expect(bodiesAt(files, found?.id)).toBe(`bodies of ${mine}`);
    expect(await files.take({ id: before, key: 'a', title })).toBeUndefined();
    expect(bodiesAt(files, (await files.take({ id: theirs!, key: 'b', title }))?.id)).toContain(theirs);
  });

  it('takes the latest of a page’s runs', async () => {
    const [, latest] = await left({ at: 5 }, { at: 9 }, { at: 7 });
    const files = open();
    const found = await files.take({ key, title });
    expect(bodiesAt(files, found?.id)).toBe(`bodies of ${latest}`);
  });

  it('goes by the title alone where only one has it', async () => {
    const titles = ['Accounts', 'Contacts', 'Contacts', 'Opened'];
    const all = await left(...titles.map((one) => ({ title: one })));
    writeFileSync(path.join(folder, 'damaged.json'), '{');
    const files = open();
    expect(await files.take({ title: 'Contacts' })).toBeUndefined();
    const opened = await files.take({ title: 'Opened' });
    expect(bodiesAt(files, opened?.id)).toContain(all[3]);
    expect(await files.take({ title: 'Opened' })).toBeUndefined();
    for (const one of [...titles, 'Nothing']) await files.removeUnopened(one);
    expect(idsLeft()).toEqual(new Set([all[1], all[2], opened?.id, 'damaged']));
  });
});

describe('windows that have one folder', () => {
  it('remove their own results alone', async () => {
    const [here, there] = [open('here'), open('there', otherProcess)];
    const [mine, theirs] = [await put(here), await put(there)];
    here.dispose();
    const loadedAnew = open('here');
    // Neither what one window does with all of its own, nor its titles, concern the other.
    await loadedAnew.removeUnopened(title);
    await loadedAnew.remove(mine);
    await loadedAnew.sweep();
    expect(idsLeft()).toEqual(new Set([theirs]));
    await loadedAnew.removeUnopened(title);
    expect(await loadedAnew.take({ key, title })).toBeUndefined();
    there.dispose();
    await loadedAnew.removeUnopened(title);
    expect(resultFiles()).toHaveLength(2);
    await open('there').removeUnopened(title);
    expect(resultFiles()).toEqual([]);
  });

  it('that are one to VS Code neither take nor remove what the other has in use', async () => {
    const first = open('one', otherProcess);
    const id = await put(first);
    const second = open();
    await second.removeUnopened(title);
    expect(await second.take({ title })).toBeUndefined();
    expect(await second.take({ key, title })).toBeUndefined();
    // Its page remembers the same, as a second tab of a browser does.
    const copy = await second.take({ id, key, title });
    expect(copy?.id).not.toBe(id);
    expect(bodiesAt(second, copy?.id)).toBe(`bodies of ${id}`);
    await second.remove(copy?.id ?? '');
    expect(bodiesAt(first, id)).toBe(`bodies of ${id}`);
    expect(idsLeft()).toEqual(new Set([id]));
  });

  it('and that are loaded anew at once take each what it finds, and nothing twice', async () => {
    const [id] = await left({});
    const both = await Promise.all(
      [open(), open('one', otherProcess)].map((one) => one.take({ id: id!, key, title })),
    );
    expect(both.filter((one) => one !== undefined)).toHaveLength(1);
    expect(idsLeft().size).toBe(1);
  });

  it('wait for one that is still ending', async () => {
    const ending = open('one', otherProcess);
    const id = await put(ending);
    setTimeout(() => ending.dispose(), 150);
    const files = open();
    const found = await files.take({ id, key, title });
    expect(idsLeft()).toEqual(new Set([found?.id]));
  });

  it('find what one left that ended early', async () => {
    const early = open('one', noProcess);
    const id = await put(early);
    const files = open();
    expect((await files.take({ key, title }))?.id).toBeDefined();
    expect(existsSync(early.bodiesOf(id))).toBe(false);
  });
});

describe('the sweep of the folder', () => {
  const age = (name: string, days: number): void => {
    const then = Date.now() / 1000 - days * 86_400;
    utimesSync(path.join(folder, name), then, then);
  };

  it('takes what nobody came back to, but not what is in use', async () => {
    const [old, recent] = await left({ key: 'old' }, { key: 'recent' });
    const beside = open('one', otherProcess);
    const theirs = await put(beside);
    for (const extension of ['json', 'bodies']) {
      age(`${old}.${extension}`, 20);
      age(`${theirs}.${extension}`, 20);
      age(`${recent}.${extension}`, 3);
    }
    writeFileSync(path.join(folder, 'lost.bodies'), 'bodies');
    age('lost.bodies', 2);
    open('one', noProcess);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.holder'))) age(name, 2);
    const later = open();
    const own = await put(later);
    await later.sweep();
    expect(idsLeft()).toEqual(new Set([recent, theirs, own]));
    // Those of the two windows that are there.
    expect(readdirSync(folder).filter((name) => name.endsWith('.holder'))).toHaveLength(2);
  });

  it('leaves both files of what somebody came back to lately', async () => {
    const [id] = await left({ key });
    for (const extension of ['json', 'bodies']) age(`${id}.${extension}`, 20);
    const again = open();
    const found = await again.take({ id: String(id), title });
    again.dispose();
    await open().sweep();
    expect(existsSync(again.bodiesOf(String(found?.id)))).toBe(true);
  });
});
