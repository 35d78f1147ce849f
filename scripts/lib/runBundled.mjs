// A TypeScript program of the tests, bundled to out/ and run with the arguments of this process.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} entry Path in the project, of a file in a folder of its own. */
export async function runBundled(entry) {
  const outfile = path.join(root, 'out', path.basename(path.dirname(entry)), 'main.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    // Paths in the arguments are meant from where the person stands.
    env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
  });
  process.exitCode = status ?? 1;
}
