// Loads the extension's main bundle in a Node of its own, with a stand-in for VS Code's interface.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { findRoot } from './projectRoot';

export interface BundleLoad {
  readonly milliseconds: number;
  /** Paths of what was read for it. */
  readonly files: readonly string[];
}

/** As many names as the real interface has; each answers every property and every call with itself. */
const standIn = (bundle: string): string => `
  const Module = require('node:module');
  const load = Module._load;
  const anything = new Proxy(function () {}, {
    get: (target, name) => (name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? target.prototype : anything),
    apply: () => anything,
    construct: () => anything,
  });
  const api = Object.fromEntries(${JSON.stringify(apiNames())}.map((name) => [name, anything]));
  Module._load = (request, ...rest) => (request === 'vscode' ? api : load(request, ...rest));
  // The extension host has loaded the modules of Node long before.
  ${JSON.stringify(nodeModules)}.forEach((name) => require(name));
  const start = performance.now();
  require(${JSON.stringify(bundle)});
  const milliseconds = performance.now() - start;
  process.stdout.write(JSON.stringify({ milliseconds, files: Object.keys(require.cache) }));
`;

const nodeModules = builtinModules.filter((name) =>
  /^(crypto|fs|fs\/promises|http|https|net|os|path|tls|url|util|worker_threads|zlib)$/.test(name),
);

export function loadBundle(bundle: string): BundleLoad {
  const run = spawnSync(process.execPath, ['-e', standIn(bundle)], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as BundleLoad;
}

function apiNames(): string[] {
  const types = path.join(findRoot(), 'node_modules', '@types', 'vscode', 'index.d.ts');
  const declared = /^\texport (?:abstract )?(?:class|namespace|enum|const|function) (\w+)/gm;
  return [...new Set([...readFileSync(types, 'utf8').matchAll(declared)].map(([, name]) => name ?? ''))];
}
