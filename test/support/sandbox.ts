// Starts the sandbox as a process of its own, for unit, host and UI tests.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { SandboxDetails } from '../sandbox/server/details';
import type { SandboxInfo } from '../sandbox/server/sandboxServer';
import { findRoot } from './projectRoot';
import { bundleSandbox } from './sandboxBundle';
import { SandboxControl } from './sandboxControl';

export interface StartSandboxOptions {
  /** Seconds, 10 to 100,800. */
  readonly tokenLifetime?: number;
  readonly port?: number;
  readonly identityPort?: number;
  readonly caDir?: string;
  readonly clientSecret?: string;
  readonly password?: string;
  /** Rows of the large table. */
  readonly rows?: number;
  /** Tables more than usual, all empty: for a schema as large as real ones. */
  readonly extraTables?: number;
  readonly organizationType?: string;
  /** The project's folder; found upwards from the working directory where absent. */
  readonly root?: string;
}

export interface Sandbox extends SandboxInfo, SandboxDetails {
  /** PEM of the certificate authority. */
  readonly ca: string;
  readonly control: SandboxControl;
  stop(): Promise<void>;
}

/** Ends with the process that started it, even where nobody calls `stop`. */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<Sandbox> {
  const root = options.root ?? findRoot();
  const [bundle, node] = await Promise.all([bundleSandbox(root), findNode24(root)]);
  const child = spawn(node, [bundle, '--json', '--exit-with-parent', ...flagsOf(options)], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const info = await readInfo(child);
  const ca = readFileSync(info.caFile, 'utf8');
  const control = new SandboxControl(info.controlUrl, ca);
  return {
    ...info,
    ...(await control.details()),
    ca,
    control,
    stop: () => stop(child),
  };
}

function flagsOf(options: StartSandboxOptions): string[] {
  const values = {
    '--token-lifetime': options.tokenLifetime,
    '--port': options.port,
    '--identity-port': options.identityPort,
    '--ca-dir': options.caDir,
    '--client-secret': options.clientSecret,
    '--password': options.password,
    '--rows': options.rows,
    '--extra-tables': options.extraTables,
    '--organization-type': options.organizationType,
  };
  return Object.entries(values).flatMap(([flag, value]) =>
    value === undefined ? [] : [`${flag}=${String(value)}`],
  );
}

async function readInfo(child: ChildProcess): Promise<SandboxInfo> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The sandbox has no pipes.');
  let said = '';
  stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
  });
  const lines = createInterface({ input: stdout });
  const first = once(lines, 'line').then(([line]) => String(line));
  const exited = once(child, 'exit').then(() => undefined);
  const line = await Promise.race([first, exited]);
  if (line === undefined) throw new Error(`The sandbox did not start. It said:\n${said}`);
  // Printed by test/sandbox/main.ts of this same source tree.
  return JSON.parse(line) as SandboxInfo;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Path of a Node that can run the sandbox: asks scripts/node24.mjs, which installs one where there is none. */
export async function findNode24(root: string): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const script = path.join(root, 'scripts', 'node24.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: root });
  return stdout.trim();
}
