// How fast 300,000 rows are loaded from pages that another process serves out of its memory, beside the same HTTP client
// that throws them away; whether that ever holds up the thread of the extension host; and how soon a load stops.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from '../../src/adapters/http/axiosTransport';
import { rowsThread, WorkerEngines } from '../../src/adapters/results/workerEngines';
import { neverCancelled } from '../../src/core/base/cancel';
import type { HttpRequest, HttpTransport } from '../../src/core/base/http';
import { problemOf } from '../../src/core/base/problem';
import type { DataverseApi } from '../../src/core/dataverse/api';
import { executeQuery } from '../../src/core/dataverse/queryExecution';
import { RunSession } from '../../src/vscode/results/runSession';
import { firstPage, servePages, startPageServer } from './load/pageServer';
import type { Coding, PageServer } from './load/pageServer';
import { wantedCase } from './support/freshProcess';
import { median, record } from './support/record';

const pages = 60;
const rows = 300_000;
const rounds = 3;
/** Milliseconds after which a load is stopped: at any point of a page. */
const moments = Array.from({ length: 12 }, (_, i) => 100 + 53 * i);
/** Of the figure that the event loop is watched with, in milliseconds. */
const resolution = 1;

interface Load {
  /** Rows a second. */
  readonly rate: number;
  /** Longest time for which the thread did nothing else, in milliseconds. */
  readonly blocked: number;
}

async function watched(load: () => Promise<void>): Promise<Load> {
  globalThis.gc?.();
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  const started = performance.now();
  await load();
  const ms = performance.now() - started;
  delays.disable();
  return { rate: (1000 * rows) / ms, blocked: delays.max / 1e6 - resolution };
}

/** Fetches every page by the next one's number, and keeps none. */
async function fetchAll(transport: HttpTransport, server: PageServer, coding: Coding): Promise<void> {
  const first = firstPage(server, pages, coding);
  for (let page = 0; page < pages; page++) {
    const url = first.replace('page=0', `page=${page}`);
    const { body } = await transport.send(get(url), { signal: neverCancelled });
    if (body.length < 1e6) throw new Error('That is no page.');
  }
}

const get = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: [['Prefer', 'odata.maxpagesize=5000']],
});

interface Bench {
  readonly transport: HttpTransport;
  readonly server: PageServer;
  readonly engines: WorkerEngines;
  /** File of the bodies. */
  readonly bodies: string;
}

function openRun({ transport, server, engines, bodies }: Bench, coding: Coding): RunSession {
  const { origin } = server;
  const api: DataverseApi = {
    origin,
    apiVersion: 'v9.2',
    send: (request, options) => transport.send(request, options),
  };
  const request = get(firstPage(server, pages, coding));
  const run = {
    key: 'k',
    title: 'Accounts',
    environment: { name: 'bench', protected: false },
    origin: { uri: 'file:///bench.odata', target: 'accounts', environment: 'bench' },
    request,
    execution: executeQuery(api, request),
    runAgain: () => undefined,
    onAction: () => undefined,
  };
  const words = {
    problemOf: (error: unknown) =>
      problemOf(error) ?? { kind: 'bad-input' as const, title: String(error), remedy: '' },
    actionLabel: () => '',
  };
  return new RunSession(run, 1, words, { engines, bodies, keptAs: 'kept', forget: () => undefined });
}

async function loadAll(bench: Bench, coding: Coding): Promise<void> {
  const session = openRun(bench, coding);
  await session.start();
  await session.loadAll();
  const { rows: loaded, phase, problem } = session.status();
  session.dispose();
  if (loaded !== rows || phase !== 'done') throw new Error(problem?.title ?? `${loaded} rows were loaded.`);
}

/** Stops a load after a while, in a body or while one is read. @returns milliseconds until it says that it stopped */
async function stopAfter(bench: Bench, coding: Coding, ms: number): Promise<number> {
  const session = openRun(bench, coding);
  await session.start();
  const loading = session.loadAll();
  await sleep(ms);
  const started = performance.now();
  session.stop();
  await loading;
  const stopping = performance.now() - started;
  const { rows: loaded, phase, problem } = session.status();
  session.dispose();
  if (loaded === rows || phase !== 'done') throw new Error(problem?.title ?? 'It was over before.');
  return stopping;
}

async function measure(): Promise<void> {
  const server = await startPageServer(__filename);
  const folder = mkdtempSync(path.join(tmpdir(), 'load-'));
  const transport = createTransport({ caFile: server.caFile });
  const engines = new WorkerEngines(() => rowsThread(path.resolve('dist', 'results-worker.js')));
  const bench: Bench = { transport, server, engines, bodies: path.join(folder, 'bodies.json') };
  try {
    for (const coding of ['gzip', 'identity'] as const) {
      const [bare, own]: [Load[], Load[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        bare.push(await watched(() => fetchAll(transport, server, coding)));
        own.push(await watched(() => loadAll(bench, coding)));
      }
      tell(coding, bare, own);
      const stops: number[] = [];
      for (const ms of moments) stops.push(await stopAfter(bench, coding, ms));
      tellStops(coding, stops);
    }
  } finally {
    engines.dispose();
    transport.dispose();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const wireOf = (coding: Coding): string => (coding === 'gzip' ? 'compressed pages' : 'pages as they are');

function tellStops(coding: Coding, stops: readonly number[]): void {
  record({
    name: `a load stopped at ${stops.length} moments: until it stands still, at most, ${wireOf(coding)}`,
    value: Math.max(...stops),
    unit: 'ms',
    goal: '≤ 100',
  });
}

function tell(coding: Coding, bare: readonly Load[], own: readonly Load[]): void {
  const rateOf = (loads: readonly Load[]): number => median(loads.map(({ rate }) => rate)) / 1000;
  const wire = wireOf(coding);
  const peer = { name: 'fetched and thrown away', value: rateOf(bare) };
  record({ name: `300,000 rows loaded, ${wire}`, value: rateOf(own), unit: 'rows/ms', peer });
  record({
    name: `300,000 rows loaded, ${wire}, as a share of fetching them`,
    value: (100 * rateOf(own)) / rateOf(bare),
    unit: '%',
    goal: '≥ 80',
  });
  record({
    name: `extension host blocked meanwhile at most, ${wire}`,
    value: median(own.map(({ blocked }) => blocked)),
    unit: 'ms',
    goal: '≤ 16',
    peer: { name: 'fetching alone', value: median(bare.map(({ blocked }) => blocked)) },
  });
}

const [wanted, folder] = wantedCase()?.split(' ') ?? [];
if (wanted === 'serve' && folder !== undefined) void servePages(folder);
else void measure();
