import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemorySecrets } from '../../../src/adapters/auth/memorySecrets';
import { AxiosTransport } from '../../../src/adapters/http/axiosTransport';
import type { DataverseApi } from '../../../src/core/dataverse/api';
import { executeQuery } from '../../../src/core/dataverse/queryExecution';
import { chunkCell } from '../../../src/core/results/chunkCell';
import type { KeptResult } from '../../../src/core/results/keptResult';
import { unpackChunk } from '../../../src/core/results/rowChunkCodec';
import { KeptWriter } from '../../../src/vscode/results/keptWriter';
import type { RunSession } from '../../../src/vscode/results/runSession';
import type { Fault } from '../../sandbox/control/types';
import { LocalRows } from '../../support/localRows';
import { random } from '../../support/random';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { Kept } from '../keeping/support/keptBench';
import { begin } from './support/runs';

// A load of 200 pages, disturbed at moments that a seed draws, by the real session, client, token keeper and thread of
// rows over the sandbox: in the end each row is there once, in order. `SEEDS=11-200` takes others than these few.

const [first = 1, last = 10] = (process.env['SEEDS'] ?? '1-10').split('-').map(Number);
const seeds = Array.from({ length: last - first + 1 }, (_, i) => first + i);

const pages = 200;
const pageSize = 10;
const disturbances = 14;
const header = [['Prefer', `odata.maxpagesize=${pageSize}`]] as const;

const faults: readonly Fault[] = [
  { kind: 'cut' },
  { kind: 'cut-body' },
  { kind: 'truncated-gzip' },
  { kind: 'slow-body', pieces: 3, milliseconds: 5 },
  { kind: 'status', status: 429, retryAfterSeconds: 1 },
  { kind: 'status', status: 503 },
  { kind: 'garbage' },
];

let sandbox: Sandbox;
let kept: Kept;
let transport: AxiosTransport;
const local = new LocalRows();

beforeAll(async () => {
  sandbox = await startSandbox({ tokenLifetime: 15, rows: pages * pageSize });
  transport = new AxiosTransport({ caFile: sandbox.caFile });
  const { authority, tenantId, clientId, clientSecret, environmentUrl, control } = sandbox;
  const secrets = new MemorySecrets();
  kept = new Kept(
    {
      ...{ control, clientSecret, secrets },
      configFor: (method, changes) => ({
        ...{ method, authority, tenantId, clientId, resource: environmentUrl, http: transport, secrets },
        clock: { now: () => Date.now(), setTimer: () => ({ dispose: () => undefined }) },
        openBrowser: () => Promise.resolve(),
        ...changes,
      }),
    },
    'client-secret',
  );
  await kept.signIn();
});
afterAll(async () => {
  kept.dispose();
  transport.dispose();
  local.dispose();
  await sandbox.stop();
});

/** One load, from its first page to its last, over as many sessions as its window is loaded anew. */
class Load {
  readonly #bodies = local.newFile();
  readonly #plan = new Map<number, () => unknown>();
  #sent = 0;
  #reload = false;
  /** Stops, clear refusals and reloads after which it went on. */
  resumed = 0;
  session: RunSession;
  #writer: KeptWriter;
  #written: KeptResult | undefined;

  /** @param seed without it nothing disturbs */
  constructor(seed?: number) {
    const next = random(seed ?? 0);
    const count = seed === undefined ? 0 : disturbances;
    for (let i = 0; i < count; i++) {
      this.#plan.set(2 + Math.floor(next() * (pages - 2)), this.#disturbance(next()));
    }
    const url = `${sandbox.environmentUrl}/api/data/v9.2/new_meterreadings?$select=new_name`;
    [this.session, this.#writer] = this.#open({ url });
  }

  async run(): Promise<void> {
    await this.session.start();
    for (let tries = 0; tries < 4 * disturbances; tries++) {
      if (this.#reload) await this.#loadAnew();
      const { more, phase, problem } = this.session.status();
      if (phase === 'done' && !more) return;
      // Whoever reads it knows why it stopped, and that it can go on.
      if (phase === 'failed') expect(problem?.title).toMatch(/\w{3}/);
      await this.session.loadAll();
      this.resumed++;
    }
  }

  async names(): Promise<string[]> {
    const { rows } = this.session.progress;
    const column = this.session.schema.columns.findIndex(({ name }) => name === 'new_name');
    const window = await this.session.ask('window', { version: 0, first: 0, count: rows });
    const chunk = unpackChunk(window?.data ?? new ArrayBuffer(0));
    const cells = chunk.columns.find((one) => one.column === column);
    return Array.from({ length: chunk.rowCount }, (_, row) => {
      const cell = chunkCell(cells, row, []);
      return cell.state === 'value' ? cell.raw : cell.state;
    });
  }

  #disturbance(drawn: number): () => unknown {
    const kinds = faults.length + 3;
    const kind = Math.floor(drawn * kinds);
    const fault = faults[kind];
    if (fault) return () => sandbox.control.orderFault({ target: 'web-api', fault });
    if (kind === faults.length) return () => kept.pass(20_000);
    return () => {
      this.#reload = kind === faults.length + 1;
      this.session.stop();
    };
  }

  #open({ url }: { readonly url: string }): [RunSession, KeptWriter] {
    const { origin, apiVersion } = kept.client;
    const api: DataverseApi = {
      ...{ origin, apiVersion },
      send: async (request, options) => {
        await this.#plan.get(++this.#sent)?.();
        return kept.client.send(request, options);
      },
    };
    const execution = executeQuery(api, { method: 'GET', url, headers: header });
    const session = begin(local, [], { execution }, this.#bodies);
    return [session, new KeptWriter(session, { write: async (_, one) => void (this.#written = one) })];
  }

  /** As a window does it: the old one only leaves, the new one has what was written down, maybe some pages ago. */
  async #loadAnew(): Promise<void> {
    this.#reload = false;
    const written = this.#written;
    if (written?.nextLink === undefined) return;
    this.session.leave();
    this.#writer.dispose();
    [this.session, this.#writer] = this.#open({ url: written.nextLink });
    await this.session.restore(written);
    expect(this.session.progress).toMatchObject({ phase: 'done', rows: written.rows });
    this.resumed++;
  }
}

describe('a load of 200 pages that is disturbed', () => {
  let whole: string[];

  beforeAll(async () => {
    const load = new Load();
    await load.run();
    whole = await load.names();
    load.session.dispose();
    expect(new Set(whole).size).toBe(pages * pageSize);
  });

  it.each(seeds)('has each row once and in order at its end (seed %i)', async (seed) => {
    // Waits between tries are told by the clock of the test.
    const waiting = setInterval(() => void kept.clock.advance(200), 20);
    const load = new Load(seed);
    try {
      await load.run();
    } finally {
      clearInterval(waiting);
    }
    expect(load.session.status()).toMatchObject({ phase: 'done', more: false });
    expect(await load.names()).toEqual(whole);
    expect(load.resumed).toBeGreaterThan(0);
    load.session.dispose();
    await sandbox.control.clearFaults();
  });
});
