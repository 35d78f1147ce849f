// Finds a Node 24 or later for the sandbox (node:sqlite) and the VS Code server; installs test/node where there is none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const packageDir = fileURLToPath(new URL('../test/node/', import.meta.url));
const windows = process.platform === 'win32';
const installed = path.join(packageDir, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** Path of a Node that is at least version 24. Says on standard error what it installs. */
export function ensureNode24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  if (works(installed)) return installed;
  process.stderr.write('Installing Node 24 beside the tests (npm ci in test/node)…\n');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--foreground-scripts'], {
    cwd: packageDir,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  });
  if (result.status === 0 && !works(installed)) runInstallScript();
  if (!works(installed)) {
    throw new Error(
      'Node 24 could not be installed. Install Node 24 or later yourself and run this again with it, ' +
        'or run "npm ci --foreground-scripts" in test/node and read what it says.',
    );
  }
  return installed;
}

/** npm may be set not to run install scripts; this package is nothing without its own. */
function runInstallScript() {
  const dir = path.join(packageDir, 'node_modules', 'node');
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: dir,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function works(file) {
  return existsSync(file) && spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${ensureNode24()}\n`);
