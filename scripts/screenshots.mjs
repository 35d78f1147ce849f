// Takes the pictures of README.md anew, in a real workbench, into media/screenshots.
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'pictures'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
