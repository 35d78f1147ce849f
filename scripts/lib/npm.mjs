// Runs npm as the one that runs us, whatever the platform, without a shell where that can be.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { say } from './say.mjs';

/** Passed to every install: nothing to read, nothing to wait for. */
const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * @param {string[]} args e.g. `['ci', '--ignore-scripts']`
 * @param {string} cwd
 * @param {number} [attempts] Downloads are worth a second try.
 */
export function npmInstall(args, cwd, attempts = 2) {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [command, prefix, shell] = npmCommand();
    const result = spawnSync(command, [...prefix, ...args, ...quiet], {
      cwd,
      env: environmentForNestedNpm(),
      // npm's own progress goes to standard error: standard output may be read by a program.
      stdio: ['ignore', 2, 2],
      shell,
    });
    if (result.status === 0) return;
    if (attempt < attempts) say(`npm ${args[0]} did not succeed; trying once more…`);
  }
  throw new Error(
    `"npm ${args.join(' ')}" failed in ${cwd}. Is the npm registry within reach? Run that line there to see more.`,
  );
}

/** @returns {[command: string, prefix: string[], shell: boolean]} */
function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && path.basename(running) === 'npm-cli.js' && existsSync(running)) {
    return [process.execPath, [running], false];
  }
  return ['npm', [], process.platform === 'win32'];
}

/** What `npm run` puts into the environment speaks of the package that it runs, not of the one to install. */
function environmentForNestedNpm() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (
      /^npm_(package|lifecycle)_/i.test(name) ||
      /^npm_config_(local_prefix|prefix|json|port)$/i.test(name)
    ) {
      delete env[name];
    }
  }
  return env;
}
