import { beforeEach, describe, expect, it } from 'vitest';
import type { CancelSignal } from '../../../src/core/base/cancel';
import type { Clock } from '../../../src/core/base/clock';
import { cancelledError } from '../../../src/core/base/problem';
import type { TableLabels } from '../../../src/core/metadata/labels';
import type { LabelledTable, LabelService } from '../../../src/core/metadata/labelService';
import { LabelStore, type LabelCache } from '../../../src/core/metadata/labelStore';
import { problem } from './support/fakeSchemaPorts';

const minute = 60_000;
const day = 24 * 60 * minute;

class FakeLabels implements LabelService {
  readonly calls: string[] = [];
  readonly failures = new Map<string, Error>();
  suffix = '';
  running = 0;
  mostRunning = 0;
  /** Holds tables back until it is released. */
  hold: Promise<void> | undefined;

  tables(): Promise<ReadonlyMap<string, TableLabels>> {
    this.calls.push('*');
    return Promise.resolve(
      new Map(
        ['account', 'contact'].map((name) => [name, { displayName: name.toUpperCase() + this.suffix }]),
      ),
    );
  }

  async table(name: string, signal: CancelSignal): Promise<LabelledTable> {
    this.calls.push(name);
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    await (this.hold ?? Promise.resolve());
    this.running -= 1;
    if (signal.cancelled) throw cancelledError();
    const failure = this.failures.get(name);
    if (failure !== undefined) throw failure;
    return {
      table: { displayName: name.toUpperCase() + this.suffix, rowCount: 5 },
      columns: new Map([['ownerid', { displayName: `Owner${this.suffix}`, targets: ['systemuser'] }]]),
    };
  }
}

class FakeLabelCache implements LabelCache {
  readonly texts = new Map<string, string>();

  read(name: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(name));
  }

  write(name: string, text: string): Promise<void> {
    this.texts.set(name, text);
    return Promise.resolve();
  }
}

let service: FakeLabels;
let cache: FakeLabelCache;
let now: number;
/** The pause before a request, for as long as the test lets it last. */
let paused: (() => void)[] | undefined;

const clock: Clock = {
  now: () => now,
  setTimer: (_ms, callback) => {
    const timer = { isOff: false };
    const end = (): void => (timer.isOff ? undefined : callback());
    if (paused) paused.push(end);
    else queueMicrotask(end);
    return { dispose: () => (timer.isOff = true) };
  },
};

beforeEach(() => {
  service = new FakeLabels();
  cache = new FakeLabelCache();
  now = 100 * day;
  paused = undefined;
});

const open = (): LabelStore => new LabelStore({ service, cache, clock });

/** Waits until what is under way is done. */
async function settled(store: LabelStore, table = 'account'): Promise<void> {
  await expect.poll(() => store.column(table, 'ownerid')).toBeDefined();
}

describe('labels', () => {
  it('are not known at first, and come once', async () => {
    const store = open();
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    for (let time = 0; time < 50; time++) expect(store.column('account', 'ownerid')).toBeUndefined();
    expect(store.asking).toBe(true);
    await settled(store);
    expect(service.calls).toEqual(['account']);
    await expect.poll(() => store.asking).toBe(false);
    expect(store.column('account', 'ownerid')?.displayName).toBe('Owner');
    expect(store.column('account', '_ownerid_value')?.targets).toEqual(['systemuser']);
    expect(store.column('account', 'other')).toBeUndefined();
    expect(store.table('account')).toEqual({ displayName: 'ACCOUNT', rowCount: 5 });
    expect(changes).toBe(1);
  });

  it('are asked for a moment later, so that the list which wants them goes first', async () => {
    paused = [];
    const store = open();
    store.column('account', 'ownerid');
    await expect.poll(() => paused?.length).toBe(1);
    expect(service.calls).toEqual([]);
    expect(store.asking).toBe(true);
    paused.forEach((end) => end());
    await settled(store);
    expect(service.calls).toEqual(['account']);
  });

  it('are not asked for where the end comes in that moment', async () => {
    paused = [];
    const store = open();
    store.column('account', 'ownerid');
    await expect.poll(() => paused?.length).toBe(1);
    store.dispose();
    paused.forEach((end) => end());
    await expect.poll(() => store.asking).toBe(false);
    expect(service.calls).toEqual([]);
  });

  it('of tables come in one request for all of them', async () => {
    const store = open();
    expect(store.table('account')).toBeUndefined();
    await expect.poll(() => store.table('contact')?.displayName).toBe('CONTACT');
    expect(store.table('nothing')).toBeUndefined();
    expect(service.calls).toEqual(['*']);
  });

  it('are asked for two tables at a time', async () => {
    const store = open();
    const names = Array.from({ length: 12 }, (_, at) => `table${at}`);
    for (const name of names) store.column(name, 'ownerid');
    await settled(store, 'table11');
    expect(service.calls).toEqual(names);
    expect(service.mostRunning).toBe(2);
  });

  it('are read from the cache by the next store, without a request', async () => {
    const first = open();
    first.table('account');
    await settled(first);
    await expect.poll(() => cache.texts.size).toBe(2);
    service.calls.length = 0;
    const store = open();
    store.table('account');
    await settled(store);
    await expect.poll(() => store.table('contact')?.displayName).toBe('CONTACT');
    expect(store.column('account', 'ownerid')).toEqual({ displayName: 'Owner', targets: ['systemuser'] });
    expect(service.calls).toEqual([]);
  });

  it('come from the cache alone while the service may not be asked, and from the service as soon as it may', async () => {
    open().column('contact', 'ownerid');
    await expect.poll(() => cache.texts.has('contact')).toBe(true);
    service.calls.length = 0;
    let may = false;
    const store = new LabelStore({ service, cache, clock, mayAsk: () => may });
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    store.column('account', 'ownerid');
    await settled(store, 'contact');
    expect(changes).toBe(1);
    may = true;
    now += day;
    expect(store.column('account', 'ownerid')).toBeUndefined();
    expect(service.calls).toEqual([]);
    store.askAgain();
    expect(changes).toBe(2);
    await settled(store);
    expect(service.calls).toEqual(['account']);
    // Nothing waits any more: nobody is told anything.
    store.askAgain();
    expect(changes).toBe(3);
  });

  it('that are old answer until new ones came', async () => {
    const first = open();
    await settled(first);
    await expect.poll(() => cache.texts.size).toBe(1);
    now += 7 * day;
    service.suffix = ' new';
    const store = open();
    const seen = new Set<string | undefined>();
    await expect
      .poll(() => {
        const name = store.column('account', 'ownerid')?.displayName;
        seen.add(name);
        return name;
      })
      .toBe('Owner new');
    expect([...seen].at(-1)).toBe('Owner new');
    expect(service.calls).toEqual(['account', 'account']);
  });

  it('that the cache keeps torn or in another version are asked for anew', async () => {
    for (const text of ['', '{', '[]', '{"version":0}', '{"version":1,"fetchedAt":1,"columns":[1]}']) {
      cache.texts.set('account', text);
      service.calls.length = 0;
      await settled(open());
      expect(service.calls).toEqual(['account']);
    }
  });

  it('are asked for anew after the schema changed, and answer meanwhile', async () => {
    const store = open();
    await settled(store);
    now += minute;
    service.suffix = ' new';
    store.invalidate();
    expect(store.column('account', 'ownerid')?.displayName).toBe('Owner');
    await expect.poll(() => store.column('account', 'ownerid')?.displayName).toBe('Owner new');
    await settled(open());
    expect(service.calls).toEqual(['account', 'account']);
  });

  it.each([
    ['service-refused', 30 * minute],
    ['network', minute],
    ['sign-in-needed', minute],
  ] as const)('that could not be read (%s) are not asked for again at once', async (kind, wait) => {
    service.failures.set('account', problem(kind));
    const store = open();
    const ask = async (): Promise<void> => {
      store.column('account', 'ownerid');
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await ask();
    await ask();
    now += wait - 1;
    await ask();
    expect(service.calls).toEqual(['account']);
    now += 1;
    service.failures.clear();
    await settled(store);
    expect(service.calls).toEqual(['account', 'account']);
  });

  it('are asked for no longer at the end', async () => {
    let release = (): void => undefined;
    service.hold = new Promise((resolve) => (release = resolve));
    const store = open();
    for (const name of ['a', 'b', 'c', 'd']) store.column(name, 'ownerid');
    await expect.poll(() => service.calls.length).toBe(2);
    store.dispose();
    release();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(store.column('e', 'ownerid')).toBeUndefined();
    expect(service.calls).toEqual(['a', 'b']);
    expect(cache.texts.size).toBe(0);
  });
});
