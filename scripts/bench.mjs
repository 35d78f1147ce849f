// `npm run bench`: runs every test/bench/*.ts, or those named: `npm run bench -- activation`.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './lib/say.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const wanted = process.argv.slice(2);
const names = readdirSync(path.join(root, 'test', 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

if (names.length === 0) {
  say('There is no such measurement in test/bench.');
  process.exitCode = 2;
}
for (const name of names) {
  const outfile = path.join(root, 'out', 'bench', `${name}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['node:sqlite', 'esbuild'],
    logLevel: 'warning',
  });
  say(`── ${name} ──`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', outfile], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
