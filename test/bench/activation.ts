// How long Node takes to read the extension's bundle, and which files that loads. VS Code itself is a stand-in here;
// the host tests print the activation in the real one.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';

const runs = 15;
const bundle = path.resolve('dist', 'extension.js');

/** Answers every property with itself and every call with itself: enough for what runs while a module is read. */
const standIn = `
  const Module = require('node:module');
  const load = Module._load;
  const anything = new Proxy(function () {}, {
    get: (target, name) => (name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? target.prototype : anything),
    apply: () => anything,
    construct: () => anything,
  });
  Module._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));
  const start = performance.now();
  require(${JSON.stringify(bundle)});
  const milliseconds = performance.now() - start;
  process.stdout.write(JSON.stringify({ milliseconds, files: Object.keys(require.cache) }));
`;

interface Measured {
  readonly milliseconds: number;
  readonly files: readonly string[];
}

function measure(): Measured {
  const run = spawnSync(process.execPath, ['-e', standIn], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Measured;
}

const measured = Array.from({ length: runs }, measure);
const times = measured.map(({ milliseconds }) => milliseconds).toSorted((a, b) => a - b);
const [best, middle, worst] = [times[0], times[Math.floor(runs / 2)], times.at(-1)].map((time) =>
  (time ?? 0).toFixed(1),
);
const files = measured[0]?.files.map((file) => path.basename(file)).join(', ') ?? '';

console.log(`Reading dist/extension.js, ${(statSync(bundle).size / 1024).toFixed(0)} KB`);
console.log(`  ${runs} runs: median ${middle} ms, ${best} to ${worst} ms`);
console.log(`  files loaded: ${files}`);
