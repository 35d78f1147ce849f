// A folder for one run, gone afterwards.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @param {string} purpose Part of its name. */
export function makeTempDir(purpose) {
  return mkdtempSync(path.join(realpathSync(tmpdir()), `dataverse-workbench-${purpose}-`));
}

/** Removes it; a process that has just ended may hold a file for a moment. */
export function removeTempDir(dir) {
  rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
