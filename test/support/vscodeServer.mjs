// Runs the VS Code server of test/vscode on loopback, with data folders of its own.
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureVsCodeServer } from '../../scripts/vscode-server.mjs';
import { startLoopbackRelay } from './loopbackRelay.mjs';
import { spawnTree, stopTree } from './processTree.mjs';

/**
 * @typedef {object} VsCodeServer
 * @property {string} url e.g. `http://127.0.0.1:38807`, no trailing slash
 * @property {number} port
 * @property {(folder: string, payload?: [string, string][]) => string} urlOf Address of the workbench on a folder.
 * @property {() => string} output What it wrote so far, for the message of a failure.
 * @property {() => Promise<void>} stop Ends it and all that it started.
 */

/**
 * Starts the server and waits until it answers.
 * @param {object} options
 * @param {string} options.dir Everything that it writes goes below this folder.
 * @param {number} [options.port] Default: a free one.
 * @param {NodeJS.ProcessEnv} [options.env] In addition to ours, e.g. NODE_EXTRA_CA_CERTS.
 * @param {string[]} [options.args]
 * @returns {Promise<VsCodeServer>}
 */
export async function startVsCodeServer({ dir, port = 0, env = {}, args = [] }) {
  const { node, serverMain } = await ensureVsCodeServer();
  mkdirSync(dir, { recursive: true });
  let output = '';
  const relay = await startLoopbackRelay();
  const listen = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  const child = spawnTree(node, [serverMain, ...listen, ...commonArgs(dir), ...args], {
    env: serverEnvironment({ VSCODE_PROXY_URI: relay.template, ...env }),
    onOutput: (text) => {
      output += text;
      appendFileSync(path.join(dir, 'server.log'), text);
    },
  });
  const stop = async () => {
    await stopTree(child);
    await relay.stop();
  };
  try {
    const bound = Number(await readyPort(child, () => output));
    const url = `http://127.0.0.1:${bound}`;
    return {
      url,
      port: bound,
      urlOf: (folder, payload) => workbenchUrl(url, folder, payload),
      output: () => output,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs an extension into the folders of a server that is to start.
 * @param {{ dir: string, vsix: string }} options
 */
export async function installVsix({ dir, vsix }) {
  const { node, serverMain } = await ensureVsCodeServer();
  mkdirSync(dir, { recursive: true });
  let output = '';
  const child = spawnTree(node, [serverMain, '--install-extension', vsix, '--force', ...commonArgs(dir)], {
    env: serverEnvironment({}),
    onOutput: (text) => {
      output += text;
    },
  });
  const timer = setTimeout(() => void stopTree(child), 120_000);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(timer);
  if (code !== 0 || !/successfully installed/i.test(output)) {
    throw new Error(`VS Code did not install ${vsix} (exit code ${code}):\n${output}`);
  }
}

function commonArgs(dir) {
  return [
    '--accept-server-license-terms',
    ...['--telemetry-level', 'off'],
    ...['--server-data-dir', path.join(dir, 'server-data')],
    ...['--extensions-dir', path.join(dir, 'extensions')],
  ];
}

/** Ours, less what would make the server think that it runs inside another VS Code. */
function serverEnvironment(extra) {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (/^(VSCODE_|ELECTRON_)/.test(name)) delete env[name];
  delete env.NODE_OPTIONS;
  return { ...env, ...extra };
}

function workbenchUrl(url, folder, payload) {
  const query = new URLSearchParams({ folder: asUrlPath(folder) });
  if (payload) query.set('payload', JSON.stringify(payload));
  return `${url}/?${query.toString()}`;
}

/** The path as VS Code's URIs have it: slashes, and one before a drive letter. */
export function asUrlPath(file) {
  const slashes = file.split(path.sep).join('/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}

async function readyPort(child, output) {
  const port = await until(() => /agent listening on (\d+)/.exec(output())?.[1], child, output);
  await until(async () => (await statusOf(`http://127.0.0.1:${port}/version`)) === 200, child, output);
  return port;
}

async function statusOf(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).status;
  } catch {
    return undefined;
  }
}

/**
 * @template T
 * @param {() => T | Promise<T>} probe
 * @returns {Promise<NonNullable<T>>}
 */
async function until(probe, child, output) {
  const end = performance.now() + 60_000;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The VS Code server ended before it was ready:\n${output()}`);
    }
    if (performance.now() > end) throw new Error(`The VS Code server was not ready in 60 s:\n${output()}`);
    await sleep(50);
  }
}
