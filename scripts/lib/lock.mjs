// A lock between processes: two test runs may want the same installation at the same time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.mjs';

/**
 * Runs `work` while holding the directory `dir` as a lock; waits for another live process that holds it.
 * @template T
 * @param {string} dir
 * @param {string} what For the message while waiting, e.g. "the VS Code server's installation".
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(dir, what, work) {
  let told = false;
  while (!take(dir)) {
    if (!holderLives(dir)) {
      rmSync(dir, { recursive: true, force: true });
      continue;
    }
    if (!told) say(`Waiting for another process that holds ${what}…`);
    told = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function take(dir) {
  try {
    mkdirSync(dir);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(path.join(dir, 'pid'), String(process.pid));
  return true;
}

/** A holder that has not yet written its id counts as alive for the moment that this takes. */
function holderLives(dir) {
  for (let attempt = 0; attempt < 20; attempt++) {
    const pid = readPid(dir);
    if (pid !== undefined) return processLives(pid);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  }
  return false;
}

function readPid(dir) {
  try {
    const pid = Number(readFileSync(path.join(dir, 'pid'), 'utf8'));
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function processLives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
