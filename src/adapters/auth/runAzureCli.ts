import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal } from '../../core/base/cancel';
import { cancelledError } from '../../core/base/problem';

export type CommandOutcome =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'failed'; readonly errors: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'slow' };

/** The Azure CLI is a Python program: some seconds are normal, and more for its first start after an update. */
const limitMs = 45_000;

/**
 * Runs `az`. The program is looked for in the absolute folders of the PATH only, never in the workspace. Its arguments
 * must hold nothing that a shell reads: on Windows `az.cmd` cannot be started without one.
 */
export async function runAzureCli(
  arguments_: readonly string[],
  signal: CancelSignal,
): Promise<CommandOutcome> {
  const program = await findAzureCli();
  if (program === undefined) return { kind: 'missing' };
  const { file, args, verbatim } = commandLine(program, arguments_);
  return new Promise((resolve, reject) => {
    const child = execFile(
      file,
      args,
      {
        cwd: path.dirname(program),
        timeout: limitMs,
        windowsHide: true,
        windowsVerbatimArguments: verbatim,
        env: { ...process.env, AZURE_CORE_ONLY_SHOW_ERRORS: 'true', AZURE_CORE_NO_COLOR: 'true' },
      },
      (error, output, errors) => {
        stopListening();
        if (signal.cancelled) reject(cancelledError());
        else if (error === null) resolve({ kind: 'done', output });
        else if (error.killed === true) resolve({ kind: 'slow' });
        else resolve(error.code === 'ENOENT' ? { kind: 'missing' } : { kind: 'failed', errors });
      },
    );
    const stopListening = signal.onCancel(() => child.kill());
    child.stdin?.end();
  });
}

/** Full path of `az`, `undefined` where there is none. */
export async function findAzureCli(): Promise<string | undefined> {
  const names = process.platform === 'win32' ? ['az.cmd', 'az.exe'] : ['az'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((one) => path.isAbsolute(one));
  for (const candidate of folders.flatMap((folder) => names.map((name) => path.join(folder, name)))) {
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {
      continue;
    }
  }
  return undefined;
}

interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly verbatim: boolean;
}

/** Node starts no `.cmd` file without a shell (CVE-2024-27980), so `cmd.exe` is named in full. */
function commandLine(program: string, arguments_: readonly string[]): Command {
  if (!program.endsWith('.cmd')) return { file: program, args: arguments_, verbatim: false };
  const shell = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'cmd.exe');
  return { file: shell, args: ['/d', '/s', '/c', `""${program}" ${arguments_.join(' ')}"`], verbatim: true };
}
