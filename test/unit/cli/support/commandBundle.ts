// Builds the headless command, and runs it as a process of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../../../..');

export interface CommandBundle {
  run(args: readonly string[], options?: RunOptions): Promise<Finished>;
  /** Folder for files of the test. */
  readonly folder: string;
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly secret?: string;
  /** More environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each piece of standard output; true ends the reading, as `| head` does. */
  readonly onOutput?: (text: string) => boolean;
  /** Called with each piece of standard error; true sends Ctrl+C. */
  readonly onNote?: (text: string) => boolean;
  /** Called with the process id, once. */
  readonly onStart?: (pid: number) => void;
  /** Keep the output for `out` (default). */
  readonly keep?: boolean;
}

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export async function bundleCommand(): Promise<CommandBundle> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'headless-'));
  const dist = path.join(folder, 'dist');
  await promisify(execFile)(process.execPath, ['esbuild.mjs', '--production', `--outdir=${dist}`], {
    cwd: root,
  });
  return {
    folder,
    run: (args, options = {}) => runCommand(path.join(dist, 'cli.js'), args, options),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runCommand(script: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const { DATAVERSE_CLIENT_SECRET: _, ...env } = process.env;
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      ...env,
      ...(options.secret === undefined ? {} : { DATAVERSE_CLIENT_SECRET: options.secret }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) options.onStart?.(child.pid);
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (options.keep !== false) out.push(text);
    if (options.onOutput?.(text)) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err.push(text);
    if (options.onNote?.(text)) child.kill('SIGINT');
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, out: out.join(''), err: err.join('') };
}
