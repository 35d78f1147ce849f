// Root dependencies for scripts that are started on a fresh clone. Uses Node's own modules only.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall } from './npm.mjs';
import { say } from './say.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Installs what package-lock.json names, unless that was done since the file last changed. */
export function ensureDependencies() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const lock = path.join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  say('Installing the development dependencies (npm ci)…');
  npmInstall(['ci'], root);
}
