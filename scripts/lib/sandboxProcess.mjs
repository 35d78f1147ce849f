// Runs the sandbox as a process, for the scripts.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { spawnTree, stopTree } from '../../test/support/processTree.mjs';
import { ensureNode24 } from '../node24.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} outfile */
export async function bundleSandbox(outfile) {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/sandbox/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: ['node:sqlite'],
    logLevel: 'warning',
  });
  return outfile;
}

/**
 * @param {{ dir: string, tokenLifetime?: number | undefined }} options `dir` takes its bundle and its certificates.
 * @returns {Promise<{ info: Record<string, string>, details: { discoveryUrl: string }, stop: () => Promise<void>, exited: Promise<unknown> }>}
 */
export async function startSandbox({ dir, tokenLifetime }) {
  const bundle = await bundleSandbox(path.join(dir, 'sandbox.cjs'));
  const args = [bundle, '--json', '--exit-with-parent', `--ca-dir=${path.join(dir, 'ca')}`];
  if (tokenLifetime !== undefined) args.push(`--token-lifetime=${tokenLifetime}`);
  let output = '';
  let ready;
  const said = new Promise((resolve) => {
    ready = resolve;
  });
  const child = spawnTree(ensureNode24(), args, {
    cwd: root,
    stdin: 'pipe',
    onOutput: (text) => {
      output += text;
      const line = /^\{.*\}$/m.exec(output)?.[0];
      if (line) ready(line);
    },
  });
  const exited = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  const line = await Promise.race([said, exited.then(() => undefined)]);
  if (line === undefined) throw new Error(`The sandbox did not start. It said:\n${output}`);
  const info = JSON.parse(line);
  return { info, details: await readDetails(info), stop: () => stopTree(child), exited };
}

/** What the sandbox knows beyond what it prints at its start. */
function readDetails({ controlUrl, caFile }) {
  return new Promise((resolve, reject) => {
    const asked = get(`${controlUrl}/details`, { ca: readFileSync(caFile), agent: false });
    asked.on('response', (answer) => resolve(json(answer)));
    asked.on('error', reject);
  });
}
