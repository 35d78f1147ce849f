// Runs one part of a longer run as a process of its own, within a time limit.
import { spawnTree, stopTree } from '../../test/support/processTree.mjs';

/**
 * @typedef {object} StepResult
 * @property {number} code 0 where all went well; 1 also for a process that had to be ended.
 * @property {string} output What it wrote on both streams.
 * @property {boolean} timedOut
 */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, limitMs: number, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void }} options
 * @returns {Promise<StepResult>}
 */
export async function runStep(command, args, { cwd, limitMs, env, onOutput }) {
  let output = '';
  let timedOut = false;
  const child = spawnTree(command, args, {
    cwd,
    env: { ...process.env, ...env },
    onOutput: (text) => {
      output += text;
      onOutput?.(text);
    },
  });
  const timer = setTimeout(() => {
    timedOut = true;
    void stopTree(child);
  }, limitMs);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code: timedOut ? 1 : (code ?? 1), output, timedOut };
  } finally {
    clearTimeout(timer);
  }
}
