// Installs the VS Code server of test/vscode on first need. Needs the npm registry and nothing else: no compiler.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lib/lock.mjs';
import { npmInstall } from './lib/npm.mjs';
import { say, seconds } from './lib/say.mjs';
import { ensureNode24 } from './node24.mjs';

const packageDir = fileURLToPath(new URL('../test/vscode/', import.meta.url));
const serverDir = path.join(packageDir, 'node_modules', 'code-server', 'lib', 'vscode');
const serverMain = path.join(serverDir, 'out', 'server-main.js');

/**
 * In this order. Each leaves a mark inside the folder that it filled, so that an interrupted run goes on where it
 * stopped and a deleted folder is filled anew. Install scripts would want a compiler for native modules, and the
 * server runs without these (no terminals then).
 */
const steps = [
  {
    says: 'Installing the VS Code server, 190 MB (npm ci in test/vscode)…',
    args: ['ci', '--ignore-scripts'],
    cwd: packageDir,
    proof: path.join(serverDir, 'package.json'),
  },
  {
    // Not "ci": the lock file that the server ships is out of step with its own manifest.
    says: 'Installing the modules of the VS Code server, 100 MB…',
    args: ['install', '--ignore-scripts', '--omit=dev', '--no-save'],
    cwd: serverDir,
    proof: path.join(serverDir, 'node_modules', 'vscode-textmate', 'package.json'),
  },
];

/** A module of the server that wants a compiler, and ours that does its work without. */
const logger = {
  from: path.join(packageDir, 'spdlog.cjs'),
  to: path.join(serverDir, 'node_modules', '@vscode', 'spdlog', 'index.js'),
};

/**
 * @returns {Promise<{ node: string, serverMain: string }>} The Node to run the server with, and its entry.
 */
export async function ensureVsCodeServer() {
  if (!ready()) {
    await withLock(path.join(packageDir, '.installing'), "the VS Code server's installation", install);
  }
  return { node: ensureNode24(), serverMain };
}

function install() {
  const start = performance.now();
  ensureNode24();
  const missing = steps.filter((step) => !isDone(step));
  if (missing.length === 0) return;
  for (const step of missing) {
    say(step.says);
    npmInstall(step.args, step.cwd);
    if (!existsSync(step.proof)) {
      throw new Error(`npm said that all went well, yet ${step.proof} is missing.`);
    }
    writeFileSync(markOf(step), wanted());
  }
  copyFileSync(logger.from, logger.to);
  say(`The VS Code server is installed (${seconds(start)}).`);
}

function ready() {
  return steps.every(isDone) && existsSync(serverMain);
}

function isDone(step) {
  const mark = markOf(step);
  return existsSync(step.proof) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted();
}

function markOf(step) {
  return path.join(step.cwd, 'node_modules', '.installed');
}

/** Another lock file or platform makes another installation. */
function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'spdlog.cjs']) {
    hash.update(readFileSync(path.join(packageDir, file)));
  }
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { node, serverMain: entry } = await ensureVsCodeServer();
  process.stdout.write(`${node}\n${entry}\n`);
}
