import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabelCache } from '../../core/metadata/labelStore';
import type { SchemaKey } from '../../core/metadata/schemaPorts';
import { prefixOf } from './fileNames';

/** Labels beside the schema's file: a small file for each table that somebody looked at. */
export class LabelFiles implements LabelCache {
  readonly #folder: string;

  constructor(folder: string, key: SchemaKey) {
    this.#folder = path.join(folder, `${prefixOf(key)}labels`);
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readFile(this.#file(name), 'utf8');
    } catch {
      return undefined;
    }
  }

  async write(name: string, text: string): Promise<void> {
    const file = this.#file(name);
    // Two windows, or two environments of one address, may write the same file at once.
    const unfinished = `${file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(unfinished, text, { mode: 0o600 });
      await rename(unfinished, file);
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  /** Logical names are made of letters, digits and `_`; whatever else comes cannot leave the folder. */
  #file(name: string): string {
    return path.join(this.#folder, `${name === '*' ? '-tables' : encodeURIComponent(name)}.json`);
  }
}
