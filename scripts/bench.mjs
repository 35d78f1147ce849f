// `npm run bench`: runs every test/bench/*.ts but the long ones, or those named: `npm run bench -- activation`.
// --json OUT writes what was measured as one JSON array; --metadata FILE measures on that schema instead of the made one.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchArgs } from './lib/benchArgs.mjs';
import { ensurePeers } from './lib/benchPeers.mjs';
import { benchTable } from './lib/benchTable.mjs';
import { say } from './lib/say.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = path.join(root, 'test', 'bench');
/** Takes minutes, and a sandbox. */
const onlyNamed = ['longQuery'];
const { json, metadata, names: wanted } = benchArgs(process.argv.slice(2));
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''));
const unknown = wanted.filter((name) => !all.includes(name));
const names = all.filter((name) => (wanted.length === 0 ? !onlyNamed.includes(name) : wanted.includes(name)));

if (unknown.length > 0) {
  say(`There is no measurement named ${unknown.join(', ')} in test/bench. There are: ${all.join(', ')}.`);
  process.exitCode = 2;
} else if (metadata !== undefined && !existsSync(metadata)) {
  say(`There is no file ${metadata} to take as metadata.`);
  process.exitCode = 2;
} else {
  ensurePeers(names.map((name) => path.join(folder, `${name}.ts`)));
  const measurements = [];
  for (const name of names) measurements.push(...(await run(name)));
  if (measurements.length > 0) process.stdout.write(`\n${benchTable(measurements)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(measurements, undefined, 2)}\n`);
}

/** Each in a process of its own; what it records comes back through a file, a line each. */
async function run(name) {
  const outfile = path.join(root, 'out', 'bench', `${name}.cjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['node:sqlite', 'esbuild', 'playwright-core'],
    logLevel: 'warning',
  });
  say(`── ${name} ──`);
  const records = path.join(root, 'out', 'bench', `${name}.jsonl`);
  mkdirSync(path.dirname(records), { recursive: true });
  rmSync(records, { force: true });
  const { status } = spawnSync(process.execPath, ['--expose-gc', outfile], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BENCH_RECORDS: records, ...(metadata ? { BENCH_METADATA: metadata } : {}) },
  });
  if (status !== 0) process.exitCode = 1;
  if (!existsSync(records)) return [];
  const lines = readFileSync(records, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => ({ bench: name, ...JSON.parse(line) }));
}
