import { describe, expect, it } from 'vitest';
import type { Environment } from '../../../src/core/base/environment';
import { Emitter } from '../../../src/core/base/event';
import { ProblemError } from '../../../src/core/base/problem';
import { readSchema } from '../../../src/core/metadata/readSchema';
import { SchemaRefresh, type SchemaState } from '../../../src/core/metadata/refresh';
import type { OpenSchema } from '../../../src/core/metadata/schemaPorts';
import { EnvironmentSchemas } from '../../../src/vscode/schema/environmentSchemas';
import { age, schemaStatusText } from '../../../src/vscode/schema/schemaStatusText';

const csdl =
  '<edmx:Edmx xmlns:edmx="e"><edmx:DataServices><Schema Namespace="N" xmlns="s"><EntityType Name="a"/>' +
  '<EntityContainer Name="C"><EntitySet Name="as" EntityType="N.a"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>';
const minute = 60_000;

function environment(name: string): Environment {
  const url = `https://${name}.crm.dynamics.com`;
  return { name, url, method: 'token', clientId: '', tenantId: '', protected: false, apiVersion: 'v9.2' };
}

/** One window: environments with a cache and a service each, which count what they are asked. */
class Bench {
  now = 1_000_000;
  environments = [environment('dev'), environment('prod')];
  readonly signedIn = new Set<string>();
  readonly asked: string[] = [];
  readonly closed: string[] = [];
  refused = false;
  readonly tokens = new Emitter<string>();
  readonly changes = new Emitter<void>();
  readonly schemas = new EnvironmentSchemas({
    clock: { now: () => this.now, setTimer: () => ({ dispose: () => undefined }) },
    environments: this.environments,
    current: undefined,
    onDidChangeEnvironments: this.changes.event,
    onDidChangeTokens: this.tokens.event,
    mayAsk: ({ name }) => this.signedIn.has(name),
    make: (one) => this.#make(one),
    ensureSignedIn: () => Promise.resolve(),
    environmentOf: () => undefined,
    makerPortalPage: () => Promise.reject(new Error('Nobody asks.')),
  });

  signIn(name: string): Promise<void> {
    this.signedIn.add(name);
    this.tokens.fire(name);
    return this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  #make({ name, url: origin, apiVersion }: Environment) {
    const kept: OpenSchema = {
      schema: readSchema(csdl),
      stamp: { timestamp: '1', fetchedAt: this.now },
      dispose: () => undefined,
    };
    const refresh = new SchemaRefresh({
      key: { origin, apiVersion },
      clock: { now: () => this.now },
      cache: { open: () => Promise.resolve(kept), keep: () => Promise.resolve(kept) },
      service: {
        timestamp: () => {
          this.asked.push(name);
          const failure = { kind: 'network', title: 'No way there.', remedy: 'Try again.' } as const;
          return this.refused ? Promise.reject(new ProblemError(failure)) : Promise.resolve('1');
        },
        document: () => Promise.reject(new Error('It is current.')),
      },
    });
    const labels = { table: () => undefined, column: () => undefined };
    const dispose = (): void => {
      this.closed.push(name);
      refresh.dispose();
    };
    return { refresh, labels, learning: false, onDidChangeLabels: new Emitter<void>().event, dispose };
  }
}

const [dev, prod] = [environment('dev'), environment('prod')];

describe('the schemas of environments', () => {
  it('open from the cache, each by itself, and ask nobody who is not signed in', async () => {
    const bench = new Bench();
    bench.schemas.of(dev);
    await bench.settle();
    expect(bench.schemas.of(dev).refresh.state.kind).toBe('cached');
    expect(bench.schemas.of(prod)).not.toBe(bench.schemas.of(dev));
    await bench.settle();
    expect(bench.asked).toEqual([]);
  });

  it('are compared once a token is there, and once only', async () => {
    const bench = new Bench();
    bench.schemas.of(dev);
    await bench.signIn('dev');
    await bench.signIn('dev');
    expect(bench.asked).toEqual(['dev']);
    expect(bench.schemas.of(dev).refresh.state.kind).toBe('ready');
    await bench.signIn('prod');
    expect(bench.asked).toEqual(['dev']);
  });

  it('meet an error once: nothing is asked again until somebody comes back after a while', async () => {
    const bench = new Bench();
    bench.refused = true;
    bench.schemas.of(dev);
    await bench.signIn('dev');
    await bench.signIn('dev');
    bench.now += 5 * minute;
    bench.schemas.recheck();
    await bench.settle();
    expect(bench.asked).toEqual(['dev']);
    expect(bench.schemas.of(dev).refresh.state).toMatchObject({ kind: 'failed', schema: {} });
    bench.now += 5 * minute;
    bench.schemas.recheck();
    await bench.settle();
    expect(bench.asked).toEqual(['dev', 'dev']);
  });

  it('are closed when their environment goes or changes, and opened anew', async () => {
    const bench = new Bench();
    const first = bench.schemas.of(dev);
    await bench.settle();
    bench.environments[0] = { ...dev, apiVersion: 'v9.1' };
    bench.changes.fire();
    expect(bench.closed).toEqual(['dev']);
    expect(bench.schemas.of({ ...dev, apiVersion: 'v9.1' })).not.toBe(first);
    bench.schemas.dispose();
    expect(bench.closed).toEqual(['dev', 'dev']);
  });

  it('tell when there is another schema, apart from every other step on the way', async () => {
    const bench = new Bench();
    const told: string[] = [];
    bench.schemas.onDidChangeSchema((name) => told.push(name));
    bench.schemas.of(dev);
    await bench.signIn('dev');
    expect(told).toEqual(['dev']);
  });
});

describe('what the status says of a schema', () => {
  const schema = readSchema(csdl);
  const stamp = { fetchedAt: 0 };
  const text = (state: SchemaState, askedAt?: number): string =>
    schemaStatusText(state, 'dev', 5 * minute, askedAt).text;

  it('is its size and age, what goes on with it, or what went wrong', () => {
    expect(text({ kind: 'ready', schema, stamp })).toBe('Schema: 1 table, checked 5 min ago');
    expect(text({ kind: 'ready', schema, stamp }, 5 * minute)).toBe('Schema: 1 table, checked just now');
    expect(text({ kind: 'cached', schema, stamp })).toBe('Schema: 1 table');
    expect(text({ kind: 'fetching', receivedBytes: 2_500_000 })).toBe('Schema: reading metadata… 2.5 MB');
    expect(text({ kind: 'none' })).toBe('Schema: none yet');
    const problem = { kind: 'network', title: 'No way there.', remedy: 'Try again.' } as const;
    expect(schemaStatusText({ kind: 'failed', problem }, 'dev', 0, 0)).toMatchObject({
      text: 'Schema: not loaded',
      detail: 'No way there. Try again.',
      severity: 'error',
    });
    expect(schemaStatusText({ kind: 'failed', problem, schema }, 'dev', 0, 0).severity).toBe('warning');
  });

  it.each([
    [0, 'just now'],
    [59 * minute, '59 min ago'],
    [61 * minute, '1 h ago'],
    [72 * 60 * minute, '3 days ago'],
    [-5 * minute, 'just now'],
  ])('counts %i ms as %s', (passed, words) => {
    expect(age(0, passed)).toBe(words);
  });
});
