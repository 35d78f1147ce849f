import { beforeEach, describe, expect, it } from 'vitest';
import { SchemaRefresh, type SchemaState } from '../../../src/core/metadata/refresh';
import { FakeSchemaCache, FakeSchemaService, problem } from './support/fakeSchemaPorts';

const day = 24 * 60 * 60 * 1000;
const key = { origin: 'https://contoso.crm4.dynamics.com', apiVersion: 'v9.2' };

let service: FakeSchemaService;
let cache: FakeSchemaCache;
let now: number;
let states: SchemaState[];

beforeEach(() => {
  service = new FakeSchemaService();
  cache = new FakeSchemaCache();
  now = 100 * day;
  states = [];
});

function start(origin = key.origin): SchemaRefresh {
  const one = new SchemaRefresh({ key: { ...key, origin }, service, cache, clock: { now: () => now } });
  one.onDidChange((state) => states.push(state));
  return one;
}

function typesOf(one: SchemaRefresh): readonly string[] | undefined {
  return one.schema?.names('entityType');
}

const kinds = (): string[] => states.map(({ kind }) => kind);

describe('without a cache', () => {
  it('fetches, tells of its progress, and keeps what came with its stamp', async () => {
    const one = start();
    await one.check();
    expect(kinds()).toEqual(['opening', 'none', 'fetching', 'fetching', 'fetching', 'ready']);
    expect(states.filter((one) => one.kind === 'fetching').map((one) => one.receivedBytes)).toEqual([
      0, 10, 70,
    ]);
    expect(typesOf(one)).toEqual(['first']);
    expect(cache.stored.get(key.origin)?.stamp).toEqual({ timestamp: '1', fetchedAt: now });
  });

  it('opens nothing and asks nobody when it is only opened', async () => {
    const one = start();
    await one.open();
    expect(one.state).toEqual({ kind: 'none' });
    expect(service.calls).toEqual([]);
  });

  it('says what went wrong, and tries again when it is asked again', async () => {
    service.failure = problem('network');
    const one = start();
    await one.check();
    expect(one.state).toEqual({ kind: 'failed', problem: problem('network').problem });
    service.failure = undefined;
    await one.check();
    expect(one.state.kind).toBe('ready');
  });
});

describe('with a cache', () => {
  beforeEach(async () => {
    const one = start();
    await one.check();
    one.dispose();
    states = [];
    service.calls.length = 0;
  });

  it('answers from it before anybody was asked', async () => {
    const one = start();
    await one.open();
    expect(kinds()).toEqual(['opening', 'cached']);
    expect(typesOf(one)).toEqual(['first']);
    expect(service.calls).toEqual([]);
  });

  it('asks for the time stamp alone while the schema is the same', async () => {
    now += day;
    const one = start();
    await one.check();
    expect(one.state.kind).toBe('ready');
    expect(service.calls).toEqual(['timestamp']);
  });

  it('answers from the old schema while the new one comes', async () => {
    Object.assign(service, { stampText: '2', type: 'second' });
    let release = (): void => undefined;
    service.hold = new Promise((resolve) => (release = resolve));
    const one = start();
    const checked = one.check();
    await expect.poll(() => one.state.kind).toBe('fetching');
    expect(typesOf(one)).toEqual(['first']);
    expect(one.state).toMatchObject({ receivedBytes: 10 });
    release();
    await checked;
    expect(typesOf(one)).toEqual(['second']);
    expect(cache.openCount).toBe(1);
  });

  it('fetches after seven days, whatever the time stamp says, and where the clock was set back', async () => {
    now += 7 * day;
    const one = start();
    await one.check();
    expect(service.calls).toEqual(['timestamp', 'document']);
    service.calls.length = 0;
    now -= 30 * day;
    await one.check();
    expect(service.calls).toEqual(['timestamp', 'document']);
  });

  it('goes by age alone where the service says no time stamp', async () => {
    service.stampText = undefined;
    const one = start();
    await one.check();
    expect(service.calls).toEqual(['timestamp']);
    expect(one.state.kind).toBe('ready');
  });

  it('fetches by hand, whatever the time stamp says', async () => {
    const one = start();
    service.type = 'by hand';
    await one.refresh();
    expect(service.calls).toEqual(['timestamp', 'document']);
    expect(typesOf(one)).toEqual(['by hand']);
  });

  it('takes over what another window has fetched meanwhile', async () => {
    const [one, other] = [start(), start()];
    await one.open();
    Object.assign(service, { stampText: '2', type: 'second' });
    await other.check();
    service.calls.length = 0;
    await one.check();
    expect(service.calls).toEqual(['timestamp']);
    expect(typesOf(one)).toEqual(['second']);
    one.dispose();
    other.dispose();
    expect(cache.openCount).toBe(0);
  });

  it('keeps its schema where the service fails', async () => {
    service.failure = problem('sign-in-needed');
    const one = start();
    await one.check();
    expect(one.state).toMatchObject({ kind: 'failed', problem: { kind: 'sign-in-needed' } });
    expect(typesOf(one)).toEqual(['first']);
    expect('schema' in one.state && one.state.schema).toBe(one.schema);
  });

  it('fetches anew when a part of its file cannot be read', async () => {
    const one = start();
    await one.check();
    service.calls.length = 0;
    service.type = 'mended';
    cache.damage.fire();
    cache.damage.fire();
    await expect.poll(() => typesOf(one)).toEqual(['mended']);
    expect(service.calls).toEqual(['timestamp', 'document']);
  });
});

describe('several calls', () => {
  it('share one request', async () => {
    const one = start();
    await Promise.all([one.open(), one.check(), one.check(), one.open()]);
    expect(service.calls).toEqual(['timestamp', 'document']);
    await Promise.all([one.refresh(), one.refresh(), one.check()]);
    expect(service.calls).toEqual(['timestamp', 'document', 'timestamp', 'document']);
  });

  it('by hand take the place of a look at the time stamp', async () => {
    const one = start();
    await one.check();
    service.calls.length = 0;
    const [checked, refreshed] = [one.check(), one.refresh()];
    await Promise.all([checked, refreshed]);
    expect(service.calls).toContain('document');
    expect(one.state.kind).toBe('ready');
  });

  it('of several environments do not mix', async () => {
    const [one, other] = [start(), start('https://fabrikam.crm.dynamics.com')];
    await one.check();
    service.type = 'other';
    await other.check();
    expect([typesOf(one), typesOf(other)]).toEqual([['first'], ['other']]);
  });

  it('are cancelled without a word of failure', async () => {
    let release = (): void => undefined;
    service.hold = new Promise((resolve) => (release = resolve));
    const one = start();
    const checked = one.check();
    await expect.poll(() => one.state.kind).toBe('fetching');
    one.cancel();
    release();
    await checked;
    expect(one.state).toEqual({ kind: 'none' });
    expect(cache.stored.size).toBe(0);
  });

  it('that are under way at the end leave nothing open', async () => {
    let release = (): void => undefined;
    service.hold = new Promise((resolve) => (release = resolve));
    const one = start();
    const checked = one.check();
    await expect.poll(() => one.state.kind).toBe('fetching');
    one.dispose();
    release();
    await checked;
    expect(cache.openCount).toBe(0);
    expect(one.schema).toBeUndefined();
  });

  it('do not hide a fault of the program', async () => {
    service.failure = new TypeError('fault');
    const one = start();
    await expect(one.check()).rejects.toThrow('fault');
    expect(one.state).toEqual({ kind: 'none' });
  });
});
