import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's folder, upwards from `from`. */
export function findRoot(from = process.cwd()): string {
  let folder = from;
  while (!existsSync(path.join(folder, 'test', 'sandbox', 'main.ts'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`The project is not above ${from}: pass root.`);
    folder = parent;
  }
  return folder;
}
