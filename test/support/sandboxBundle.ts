// Bundles the sandbox from its sources, so that tests never meet a stale one.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

let bundled: Promise<string> | undefined;

/** Path of the bundle: named after its content and put in place whole, so that workers may build it at once. */
export async function bundleSandbox(root: string): Promise<string> {
  bundled ??= bundleOnce(root);
  return await bundled;
}

async function bundleOnce(root: string): Promise<string> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['test/sandbox/main.ts'],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['node:sqlite'],
    logLevel: 'warning',
    write: false,
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error('The sandbox bundle is empty.');
  const name = createHash('sha256').update(file.contents).digest('hex').slice(0, 16);
  const folder = path.join(root, 'out', 'test-sandbox');
  const target = path.join(folder, `sandbox-${name}.cjs`);
  if (existsSync(target)) return target;
  await mkdir(folder, { recursive: true });
  const partial = `${target}.${process.pid}`;
  await writeFile(partial, file.contents);
  await rename(partial, target);
  return target;
}
