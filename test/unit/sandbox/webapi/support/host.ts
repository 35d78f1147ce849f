// The handler in a process of its own: vitest runs on Node 20, node:sqlite needs Node 24.
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { build } from 'esbuild';
import { ensureNode24 } from '../../../../../scripts/node24.mjs';
import type { DriverReply, DriverRequest } from './protocol';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
  /** The body as JSON; fails where it is none. */
  readonly json: JsonObject;
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

export type JsonObject = Record<string, unknown> & { readonly value?: unknown };

type SendOptions = Partial<Pick<DriverRequest, 'method' | 'headers' | 'as'>> & { readonly body?: unknown };

export const root = 'https://contoso.test/api/data/v9.2/';

export class WebApiHost {
  readonly #waiting = new Map<number, (reply: DriverReply) => void>();
  #next = 0;

  private constructor(
    private readonly process: ChildProcessByStdio<Writable, Readable, null>,
    private readonly folder: string,
  ) {
    createInterface({ input: process.stdout }).on('line', (line) => {
      const reply = JSON.parse(line) as DriverReply;
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
  }

  /** `largeTableRows` for suites that start over often. */
  static async start(largeTableRows = 50_000): Promise<WebApiHost> {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-webapi-'));
    const outfile = path.join(folder, 'driver.mjs');
    const entry = path.join(import.meta.dirname, 'driver.ts');
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    const child = spawn(ensureNode24(), ['--no-warnings', outfile, String(largeTableRows)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return new WebApiHost(child, folder);
  }

  /** `target` is relative to `/api/data/v9.2/` unless it starts with a slash or is a link that an answer gave. */
  async send(target: string, options: SendOptions = {}): Promise<Reply> {
    const url = target.startsWith('https:')
      ? target.slice('https://contoso.test'.length)
      : target.startsWith('/')
        ? target
        : `/api/data/v9.2/${target}`;
    const body =
      options.body === undefined
        ? ''
        : typeof options.body === 'string'
          ? options.body
          : JSON.stringify(options.body);
    const reply = await this.#exchange({
      id: 0,
      method: options.method ?? 'GET',
      url,
      headers: options.headers ?? {},
      body,
      as: options.as ?? 'application',
    });
    const { error } = (reply.body.startsWith('{') ? JSON.parse(reply.body) : {}) as Partial<
      Pick<Reply, 'error'>
    >;
    return {
      status: reply.status,
      headers: reply.headers,
      text: reply.body,
      get json() {
        return JSON.parse(reply.body) as JsonObject;
      },
      error,
    };
  }

  /** The rows of a list; fails where the answer is none. */
  async rows(target: string, options: SendOptions = {}): Promise<JsonObject[]> {
    const reply = await this.send(target, options);
    if (reply.status !== 200) throw new Error(`${target} → ${reply.status} ${reply.text.slice(0, 500)}`);
    return reply.json.value as JsonObject[];
  }

  async reset(): Promise<void> {
    await this.#exchange({
      id: 0,
      method: '',
      url: '',
      headers: {},
      body: '',
      as: 'application',
      reset: true,
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => {
      this.process.once('exit', resolve);
    });
    this.process.stdin.end();
    await ended;
    await rm(this.folder, { recursive: true });
  }

  #exchange(request: DriverRequest): Promise<DriverReply> {
    const id = (this.#next += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.process.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }
}
