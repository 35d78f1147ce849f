// Starts a process with all that it starts in turn, and ends the whole tree.
import { spawn, spawnSync } from 'node:child_process';

const windows = process.platform === 'win32';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

// A last line of defence: whatever way we end, nothing of ours goes on.
process.once('exit', endAll);
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => {
    // Whoever listens too ends things in good order.
    if (process.listenerCount(signal) > 1) return;
    endAll();
    process.exit(code);
  });
}

function endAll() {
  for (const child of running) signalTree(child, 'SIGKILL');
}

/**
 * Like `spawn`, as the leader of a process group.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdin?: 'ignore' | 'pipe', onOutput?: (text: string) => void }} options
 * @returns {import('node:child_process').ChildProcess}
 */
export function spawnTree(command, args, { cwd, env, stdin = 'ignore', onOutput }) {
  const child = spawn(command, args, {
    cwd,
    env: env ?? process.env,
    stdio: [stdin, 'pipe', 'pipe'],
    detached: !windows,
    windowsHide: true,
  });
  running.add(child);
  child.once('exit', () => {
    // The leader is gone; what it started may not be.
    if (!windows) signalTree(child, 'SIGKILL');
    running.delete(child);
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text) => onOutput?.(text));
  }
  return child;
}

/**
 * Asks the tree to end, and makes it after `graceMs`. Resolves when the leader is gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} [graceMs]
 * @returns {Promise<void>}
 */
export async function stopTree(child, graceMs = 5000) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  signalTree(child, 'SIGTERM');
  const timer = setTimeout(() => signalTree(child, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
}

/** Ends whatever is still running. */
export async function stopAllTrees() {
  await Promise.all([...running].map((child) => stopTree(child)));
}

function signalTree(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    else process.kill(-child.pid, signal);
  } catch {
    // No such group any more: what we wanted.
  }
}
