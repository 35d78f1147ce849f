// Builds and packs the extension for those who install it somewhere: the demo.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { runStep } from './step.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const limitMs = 3 * 60_000;

/**
 * Another process that builds empties dist/ first: so one at a time, and a copy to keep.
 * @param {string} target Where the VSIX is to be.
 */
export async function buildVsix(target) {
  mkdirSync(path.join(root, 'out'), { recursive: true });
  await withLock(path.join(root, 'out', '.packaging'), 'the packaging of the extension', async () => {
    for (const args of [['esbuild.mjs', '--production'], ['scripts/package.mjs']]) {
      const { code, output } = await runStep(process.execPath, args, { cwd: root, limitMs });
      if (code !== 0) throw new Error(`"node ${args.join(' ')}" failed:\n${output}`);
    }
    copyFileSync(path.join(root, 'dist', 'dataverse-workbench.vsix'), target);
  });
}
