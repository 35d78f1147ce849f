// Starts windows as processes of their own over one secret store and one global storage, and talks with them.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { secretKey, type SecretBinding, type SecretPurpose } from '../../../../src/core/auth/secretKeys';
import { publicApplication } from '../../../sandbox/identity/directory';
import { startFrame, type Frame } from '../../sandbox/frame';
import { entriesOf, writeEntry } from './folderSecrets';
import type { WindowAnswer, WindowCommand, WindowSetup } from './window';

const root = path.resolve(import.meta.dirname, '../../../..');

export class Window {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: WindowAnswer) => void>();
  #next = 1;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message: WindowAnswer & { id: number }) => this.#waiting.get(message.id)?.(message));
  }

  static async open(script: string, setup: WindowSetup): Promise<Window> {
    const child = fork(script, [JSON.stringify(setup)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    await once(child, 'message');
    return new Window(child);
  }

  /** The window's answer; of one that was killed none comes. */
  tell(command: WindowCommand): Promise<WindowAnswer> {
    const id = this.#next;
    this.#next += 1;
    const answer = new Promise<WindowAnswer>((resolve) => this.#waiting.set(id, resolve));
    this.#child.send({ id, command });
    return answer;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child.kill(name);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }
}

/** The windows of one test over a sandbox of their own, and what they share. */
export class Desk {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keeping-'));
  readonly secretsFolder = path.join(this.folder, 'secrets');
  readonly storageFolder = path.join(this.folder, 'storage');
  readonly windows: Window[] = [];
  readonly #setup: WindowSetup;

  private constructor(
    readonly frame: Frame,
    private readonly script: string,
    method: WindowSetup['method'],
  ) {
    mkdirSync(this.secretsFolder);
    mkdirSync(this.storageFolder);
    const { authority, tenantId, clientId, environmentUrl, caFile, userName, password } = frame.info;
    this.#setup = {
      method,
      authority,
      tenantId,
      clientId: method === 'interactive' ? publicApplication.applicationId : clientId,
      resource: environmentUrl,
      caFile,
      ca: frame.ca,
      userName,
      password,
      secretsFolder: this.secretsFolder,
      storageFolder: this.storageFolder,
      speed,
      epoch: Date.now(),
    };
    if (method === 'client-secret') this.write('client-secret', frame.info.clientSecret);
  }

  /** So many windows with tokens of ten seconds, signed in by the first of them. */
  static async open(script: string, method: WindowSetup['method'], count: number): Promise<Desk> {
    const desk = new Desk(await startFrame(), script, method);
    // As Entra does, and unlike a server of single use: the old refresh token is good for a while.
    await desk.frame.control.change({ tokenLifetimeSeconds: 10, refreshTokenGraceSeconds: 3600 });
    await Promise.all(Array.from({ length: count }, () => desk.openWindow()));
    const answer = await desk.windows[0]?.tell('sign-in');
    if (answer?.problem !== undefined) throw new Error(answer.problem.title);
    return desk;
  }

  async openWindow(): Promise<Window> {
    const window = await Window.open(this.script, this.#setup);
    this.windows.push(window);
    return window;
  }

  write(purpose: SecretPurpose, value: string): void {
    writeEntry(this.secretsFolder, { key: this.#key(purpose), value });
  }

  /** What the secret store holds, by key. */
  get secrets(): ReadonlyMap<string, string> {
    return entriesOf(this.secretsFolder);
  }

  /** The secret store is emptied behind everybody's back. */
  loseSecrets(): void {
    for (const name of readdirSync(this.secretsFolder)) rmSync(path.join(this.secretsFolder, name));
  }

  /** The window that has the lease, and the others. */
  byLease(): { holder: Window; others: Window[] } {
    const text = readFileSync(path.join(this.storageFolder, 'environment.lease'), 'utf8');
    const { pid } = JSON.parse(text) as { pid: number };
    const holder = this.windows.find((window) => window.pid === pid);
    if (holder === undefined) throw new Error('No window has the lease.');
    return { holder, others: this.windows.filter((window) => window !== holder) };
  }

  async requests(): Promise<number> {
    return (await this.frame.control.tokenRequests()).length;
  }

  async waitForRequests(count: number): Promise<void> {
    await until(async () => (await this.requests()) >= count);
  }

  /** Waits until the windows hold one and the same token, none of `before`. */
  async agree(windows: readonly Window[] = this.windows, before: readonly string[] = []): Promise<string> {
    let common = '';
    await until(async () => {
      const answers = await Promise.all(windows.map((window) => window.tell('token')));
      const tokens = new Set(answers.map(({ token = '' }) => token));
      [common = ''] = tokens;
      return tokens.size === 1 && common !== '' && !before.includes(common);
    });
    return common;
  }

  /** How many tokens each window held and how many requests there were, at a moment when nothing is on its way. */
  async balance(windows: readonly Window[] = this.windows): Promise<Balance> {
    for (;;) {
      const before = await this.requests();
      await this.agree(windows);
      const answers = await Promise.all(windows.map((window) => window.tell('status')));
      const quiet = answers.every(({ status }) => status.state === 'fresh');
      if (!quiet || before !== (await this.requests())) continue;
      const tokens = new Set(answers.flatMap(({ held }) => held));
      return {
        requests: before,
        tokens: tokens.size,
        heldBy: answers.map(({ held }) => held.length),
        unhandled: answers.reduce((sum, { unhandled }) => sum + unhandled, 0),
      };
    }
  }

  async close(): Promise<void> {
    for (const window of this.windows) await window.end();
    await this.frame.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #key(purpose: SecretPurpose): string {
    const binding: SecretBinding = this.#setup;
    return secretKey(purpose, binding);
  }
}

export interface Balance {
  /** To the token endpoint. */
  readonly requests: number;
  /** Different ones, over all windows. */
  readonly tokens: number;
  readonly heldBy: readonly number[];
  readonly unhandled: number;
}

/** Windows whose time passes twice as fast as the sandbox's: a token of ten seconds is renewed every four. */
const speed = 2;

/** Runs a test over windows, and ends them whatever comes. */
export async function withDesk(
  script: string,
  method: WindowSetup['method'],
  count: number,
  test: (desk: Desk) => Promise<void>,
): Promise<void> {
  const desk = await Desk.open(script, method, count);
  try {
    await test(desk);
  } finally {
    await desk.close();
  }
}

/** Path of the window's script, bundled from the sources into a folder of its own. */
export async function bundleWindow(): Promise<string> {
  const outfile = path.join(mkdtempSync(path.join(tmpdir(), 'window-')), 'window.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/unit/keeping/support/window.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  return outfile;
}

/** Resolves once the condition holds; the test's own limit ends a wait in vain. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
