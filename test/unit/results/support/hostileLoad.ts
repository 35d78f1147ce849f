import { randomUUID } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { AccessToken, TokenProvider } from '../../../../src/core/auth/ports';
import type { HttpTransport } from '../../../../src/core/base/http';
import type { Problem } from '../../../../src/core/base/problem';
import { ProblemError, problemOf } from '../../../../src/core/base/problem';
import type { DataverseApi } from '../../../../src/core/dataverse/api';
import { DataverseClient } from '../../../../src/core/dataverse/client';
import { executeQuery } from '../../../../src/core/dataverse/queryExecution';
import { readKeptResult, type KeptResult } from '../../../../src/core/results/keptResult';
import { naturalView } from '../../../../src/core/results/view';
import { KeptWriter } from '../../../../src/vscode/results/keptWriter';
import { RunningExports } from '../../../../src/vscode/results/runningExports';
import type { RunSession } from '../../../../src/vscode/results/runSession';
import { resumedRun } from '../../../../src/vscode/run/resumedRun';
import type { LocalRows } from '../../../support/localRows';
import { random } from '../../../support/random';
import { FakeClock } from '../../auth/support/fakeClock';
import { exportAll } from './exportAll';
import { exportMeanwhile } from './exportChecks';
import type { HostileServer, Mishap } from './hostileServer';
import { lasting, mishaps } from './hostileServer';
import { begin } from './runs';
import { disk, spillLimit } from './limits';
import { tally } from './tally';

const pages = 200;

/** `whole`: all rows came. `barred`: the server's link leads nowhere. `nothing`: not even the first page came. */
type End = 'whole' | 'barred' | 'nothing';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A load of about 200 pages that a seed disturbs: on the server, on the disk, and by whoever sits before it. */
export class HostileLoad {
  readonly local: LocalRows;
  /** Rows on the server. */
  readonly rows: number;
  /** What happened, for whoever looks into a seed. */
  readonly said: string[] = [];
  session: RunSession;
  readonly #draw: () => number;
  readonly #clock = new FakeClock(Date.now());
  readonly #bodies: string;
  readonly #api: DataverseApi;
  readonly #meanwhile: Promise<void>[] = [];
  #writer: KeptWriter;
  #written: KeptResult | undefined;
  #running = new RunningExports();
  #over = false;

  /** @param local what keeps the rows, of another load too where they have one thread */
  constructor(server: HostileServer, transport: HttpTransport, seed: number, set: string, local: LocalRows) {
    const draw = (this.#draw = random(seed));
    this.local = local;
    this.#bodies = local.newFile();
    const size = 1 + Math.floor(draw() * 20);
    this.rows = pages * size - Math.floor(draw() * size);
    this.#fillDisk();
    this.#plan(server, set, size, seed);
    const { origin } = server;
    const client = new DataverseClient({
      ...{ origin, apiVersion: 'v9.2', transport, clock: this.#clock },
      tokens: tokensOf(origin, draw),
    });
    this.#api = {
      ...{ origin, apiVersion: 'v9.2' },
      send: (request, options) => client.send(request, { ...options, idleTimeoutMs: 40 }),
    };
    const request = {
      method: 'GET',
      url: server.firstPage(set),
      headers: [['Prefer', 'odata.maxpagesize=5']],
    } as const;
    const execution = executeQuery(this.#api, request);
    [this.session, this.#writer] = this.#open({ execution, request });
  }

  async run(): Promise<End> {
    const disturbing = this.#disturb();
    try {
      let loading = this.session.start();
      for (let tries = 0; tries < 400; tries++) {
        await loading;
        const end = this.#look() ?? (this.#draw() < 0.3 ? await this.#loadAnew() : undefined);
        if (end !== undefined) return end;
        loading = this.#goOn();
      }
      throw new Error('It does not come to an end.');
    } finally {
      this.#over = true;
      await disturbing;
      await Promise.all(this.#meanwhile);
    }
  }

  dispose(): void {
    this.session.dispose();
    this.#writer.dispose();
  }

  #fillDisk(): void {
    const draw = this.#draw;
    disk.full = false;
    spillLimit.bytes = draw() < 0.3 ? 1000 : draw() < 0.3 ? 40_000 : 512_000_000;
    if (draw() < 0.15) symlinkSync('/dev/full', this.#bodies);
    if (draw() < 0.15) symlinkSync('/dev/full', `${this.#bodies}.rows`);
  }

  #plan(server: HostileServer, set: string, size: number, seed: number): void {
    const draw = this.#draw;
    const plan = new Map<number, Mishap>();
    const anyPage = (): number => 2 + Math.floor(draw() * pages);
    for (let i = Math.floor(draw() * 40); i > 0; i--) {
      const first = anyPage();
      const mishap = mishaps[Math.floor(draw() * mishaps.length)];
      const times = draw() < 0.2 ? 5 : 1;
      if (mishap) for (let n = 0; n < times; n++) plan.set(first + n, mishap);
    }
    const last = draw() < 0.2 ? lasting[Math.floor(draw() * lasting.length)] : undefined;
    if (last) plan.set(anyPage(), last);
    const drawSize = random(seed + 1_000_000);
    const sizes = Array.from({ length: 400 }, () =>
      drawSize() < 0.1 ? Math.floor(drawSize() * 3 * size) : size,
    );
    server.begin(set, {
      rows: this.rows,
      // After some empty pages in a row there is one that is not.
      pageSize: (first, empty) => Math.max(empty > 2 ? 1 : 0, sizes[(first * 7 + empty) % 400] ?? size),
      mishap: (request) => plan.get(request),
      now: () => this.#clock.now(),
    });
  }

  /** How the load stands now that nothing is on its way; the end of it, if it is one. */
  #look(): End | undefined {
    const { more, phase, problem, rows, pages: loaded } = this.session.status();
    this.said.push(`${phase}, ${rows} rows, ${loaded} pages. ${problem?.title ?? ''}`);
    expect(phase === 'failed').toBe(problem !== undefined);
    if (problem) expectPlainWords(problem);
    if (loaded === 0) return 'nothing';
    if (phase === 'done' && !more) return 'whole';
    expect(more).toBe(true);
    return problem && /link to (?:the next|a) page/.test(problem.title) ? 'barred' : undefined;
  }

  #goOn(): Promise<void> {
    const draw = this.#draw;
    const loading = draw() < 0.3 ? this.session.nextPage() : this.session.loadAll();
    // Impatient ones press twice.
    if (draw() < 0.3) void this.session.loadAll();
    if (draw() < 0.1) void this.session.nextPage();
    return loading;
  }

  async #disturb(): Promise<void> {
    while (!this.#over) {
      await wait(this.#draw() * 60);
      if (this.#over) return;
      await this.#clock.advance(2000);
      const drawn = this.#draw();
      if (drawn < 0.15) this.session.stop();
      else if (drawn < 0.4) this.#meanwhile.push(this.#arrange());
      else if (drawn < 0.6) this.#meanwhile.push(this.#export());
      else if (drawn < 0.7) this.#meanwhile.push(this.#exportAll());
      else if (drawn < 0.73) disk.full = true;
      // The machine slept.
      else if (drawn < 0.76) await this.#clock.advance(3_600_000);
    }
  }

  async #arrange(): Promise<void> {
    const { session } = this;
    const column = session.schema.columns.findIndex(({ name }) => name === 'name');
    if (column < 0) return;
    const before = session.progress.rows;
    try {
      const sorted = await session.ask('arrange', { ...naturalView, sort: [{ column, descending: true }] });
      expect(sorted.rows).toBeGreaterThanOrEqual(before);
      await session.ask('arrange', naturalView);
      tally('sorted');
    } catch (error) {
      if (!['cancelled', 'rows-lost'].includes(problemOf(error)?.kind ?? '')) throw error;
    }
  }

  #export(): Promise<void> {
    return exportMeanwhile(this.session, path.join(this.local.folder, `out-${randomUUID()}`), this.#draw);
  }

  #exportAll(): Promise<void> {
    const file = path.join(this.local.folder, `all-${randomUUID()}.ndjson`);
    return exportAll(this.session, this.#running, file, this.rows);
  }

  #open(run: Parameters<typeof begin>[2]): [RunSession, KeptWriter] {
    const session = begin(this.local, [], run, this.#bodies);
    const write = async (_: string, kept: KeptResult): Promise<void> => {
      this.#written = readKeptResult(JSON.parse(JSON.stringify(kept)));
    };
    return [session, new KeptWriter(session, { write })];
  }

  /** As a window does it: the old one only leaves, the new one has what was written down, maybe some pages ago. */
  async #loadAnew(): Promise<End | undefined> {
    const kept = this.#written;
    if (!kept) return undefined;
    // What is exported goes with the window.
    this.#running.dispose();
    this.#running = new RunningExports();
    this.session.stop();
    await Promise.all(this.#meanwhile.splice(0));
    disk.full = false;
    await this.#reopen(kept);
    const restoring = this.session.restore(kept);
    if (this.#draw() < 0.2) {
      // And once more at once.
      await wait(this.#draw() * 10);
      await this.#reopen(kept);
      await this.session.restore(kept);
    } else await restoring;
    const { phase, rows, more, problem } = this.session.status();
    this.said.push(`loaded anew: ${phase}, ${rows} rows of ${kept.rows}. ${problem?.title ?? ''}`);
    tally('loaded anew');
    if (kept.pages === 0) {
      expect(problem).toMatchObject({ kind: 'rows-lost', action: 'retry' });
      return 'nothing';
    }
    expect({ phase, rows }).toEqual({ phase: 'done', rows: kept.rows });
    if (rows < this.rows) expect(more).toBe(true);
    return more ? undefined : 'whole';
  }

  async #reopen(kept: KeptResult): Promise<void> {
    this.session.leave();
    this.#writer.dispose();
    await wait(30);
    const services = {
      byName: () => ({ name: 'dev', origin: this.#api.origin }) as never,
      ensureSignedIn: () => Promise.resolve(),
      api: () => this.#api,
      seen: { add: () => undefined },
    };
    [this.session, this.#writer] = this.#open(resumedRun(services, kept));
  }
}

function expectPlainWords(problem: Problem): void {
  tally(problem.title.replace(/localhost:\d+/, 'the server'));
  expect(problem.title).toMatch(/^\w.{10,}[.]$/);
  expect(problem.remedy).toMatch(/\w{3}/);
  expect(problem.title).not.toMatch(/undefined|Error\b|ENO|null|inside Dataverse Workbench/);
}

/** Tokens that are gone now and then, and cannot be renewed each time. */
function tokensOf(origin: string, draw: () => number): TokenProvider {
  const token: AccessToken = {
    value: 'a-secret-value',
    issuedAt: 0,
    expiresAt: Number.MAX_SAFE_INTEGER,
    scopes: [],
  };
  const unless = (likely: number): Promise<AccessToken> =>
    draw() < likely ? Promise.reject(signInNeeded()) : Promise.resolve(token);
  return { origin, token: () => unless(0.002), replaceRejected: () => unless(0.3) };
}

function signInNeeded(): ProblemError {
  const remedy = 'Sign in, then go on.';
  return new ProblemError({
    kind: 'sign-in-needed',
    title: 'You are signed out.',
    remedy,
    action: 'sign-in',
  });
}
