// The libraries that measurements are made beside: a package of their own, installed when one of them is first asked for.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall } from './npm.mjs';
import { say } from './say.mjs';

const folder = fileURLToPath(new URL('../../test/bench/peers/', import.meta.url));

/**
 * @param {string[]} sources Files of measurements, each with its parts in a folder of its name: those that import
 * support/peers need them.
 */
export function ensurePeers(sources) {
  const all = sources.flatMap((file) => [file, ...partsOf(file)]);
  if (!all.some((file) => readFileSync(file, 'utf8').includes('support/peers'))) return;
  const installed = path.join(folder, 'node_modules', '.package-lock.json');
  const lock = path.join(folder, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say('Installing the libraries to measure beside (npm ci in test/bench/peers)…');
  npmInstall(['ci', '--ignore-scripts'], folder);
}

function partsOf(file) {
  const parts = file.replace(/\.ts$/, '');
  return existsSync(parts) ? readdirSync(parts).map((name) => path.join(parts, name)) : [];
}
