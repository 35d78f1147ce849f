// An `az` for the PATH of whatever is under test: it prints what Azure's own prints, and is signed in to the sandbox.
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRoot } from '../projectRoot';

/**
 * `too-old`: before 2.54.0, so without `expires_on`, and without `--scope`. `unknown-command`: so old that it has no
 * `get-access-token`. `hangs`: says nothing and does not end.
 */
export type AzureCliBehaviour =
  'signed-in' | 'not-logged-in' | 'login-expired' | 'multi-factor' | 'too-old' | 'unknown-command' | 'hangs';

export interface AzureCli {
  /** Folder with the program `az`: to be put first in PATH. */
  readonly folder: string;
  /** The program itself. */
  readonly program: string;
  /** `PATH` with the folder in front. */
  readonly searchPath: string;
  behave(behaviour: AzureCliBehaviour): Promise<void>;
  /** The arguments of every call so far. */
  calls(): Promise<readonly (readonly string[])[]>;
  remove(): Promise<void>;
}

export interface AzureCliOptions {
  readonly controlUrl: string;
  readonly caFile: string;
  readonly tenantId: string;
  /** The Node that runs it; this one where absent. */
  readonly node?: string;
  /** The project's folder; found upwards from the working directory where absent. */
  readonly root?: string;
}

export async function installAzureCli(options: AzureCliOptions): Promise<AzureCli> {
  const { controlUrl, caFile, tenantId, node = process.execPath, root = findRoot() } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-az-'));
  const configFile = path.join(folder, 'config.json');
  const callsFile = path.join(folder, 'calls.jsonl');
  const program = path.join(folder, 'az');
  const script = path.join(root, 'test', 'support', 'standIns', 'az.mjs');
  const behave = async (behaviour: AzureCliBehaviour): Promise<void> => {
    const config = { controlUrl, caFile, tenantId, callsFile, behaviour };
    await writeFile(configFile, JSON.stringify(config), { mode: 0o600 });
  };
  await behave('signed-in');
  await writeFile(callsFile, '');
  // ELECTRON_RUN_AS_NODE: in an extension host "this Node" is the editor's own program.
  const command = [node, script, configFile].map(quoted).join(' ');
  await writeFile(program, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${command} "$@"\n`);
  await chmod(program, 0o755);
  return {
    folder,
    program,
    searchPath: [folder, process.env['PATH'] ?? ''].join(path.delimiter),
    behave,
    calls: async () => (await readFile(callsFile, 'utf8')).split('\n').filter(Boolean).map(argumentsOf),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function argumentsOf(line: string): readonly string[] {
  const parsed: unknown = JSON.parse(line);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
