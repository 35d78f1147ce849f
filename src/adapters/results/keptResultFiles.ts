import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeptResult, KeptResults } from '../../core/results/keptResult';
import { readKeptResult } from '../../core/results/keptResult';

/** A pane that was not opened again for so long will hardly be, in milliseconds. */
const longestKept = 14 * 24 * 3600 * 1000;
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Results in a folder that only this user may read: `ID.bodies` and, once a page came, `ID.json`. */
export class KeptResultFiles implements KeptResults {
  readonly #folder: string;
  readonly #window: string;
  /** Results of this process: they are in use, or not written down yet. */
  readonly #own = new Set<string>();

  /** @param window what tells this window, after it was loaded anew, too, from others with the same folder */
  constructor(folder: string, window: string) {
    this.#folder = folder;
    this.#window = window;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  newId(): string {
    const id = randomUUID();
    this.#own.add(id);
    return id;
  }

  bodiesOf(id: string): string {
    return this.#file(id, 'bodies');
  }

  async write(id: string, kept: KeptResult): Promise<void> {
    if (!this.#own.has(id)) return;
    const partial = this.#file(id, `${randomUUID()}.part`);
    try {
      await writeFile(partial, JSON.stringify({ ...kept, window: this.#window }), { mode: 0o600 });
      // It may have been closed meanwhile.
      if (this.#own.has(id)) await rename(partial, this.#file(id, 'json'));
      else await removeFile(partial);
    } catch {
      await removeFile(partial);
    }
  }

  async read(id: string): Promise<KeptResult | undefined> {
    const kept = await this.#look(id);
    if (kept) this.#own.add(id);
    return kept;
  }

  async remove(id: string): Promise<void> {
    this.#own.delete(id);
    await Promise.all([removeFile(this.#file(id, 'json')), removeFile(this.#file(id, 'bodies'))]);
  }

  async unopened(title: string): Promise<string | undefined> {
    const found: string[] = [];
    for (const name of await this.#names()) {
      const id = idOf(name);
      if (!name.endsWith('.json') || this.#own.has(id)) continue;
      const kept = await this.#look(id);
      if (kept?.title === title && kept.window === this.#window) found.push(id);
    }
    const [id, ...others] = found;
    // It may have been opened meanwhile.
    return id !== undefined && others.length === 0 && !this.#own.has(id) ? id : undefined;
  }

  async removeUnopened(title: string): Promise<void> {
    const id = await this.unopened(title);
    if (id !== undefined) await this.remove(id);
  }

  async sweep(): Promise<void> {
    const names = await this.#names();
    const told = new Set(names.filter((name) => name.endsWith('.json')).map(idOf));
    for (const name of names) {
      if (this.#own.has(idOf(name))) continue;
      const file = path.join(this.#folder, name);
      const age = await ageOf(file);
      // Without the other file it is of no use; a window beside this one may be about to write that.
      const longest = told.has(idOf(name)) && !name.endsWith('.part') ? longestKept : 24 * 3600 * 1000;
      if (age > longest) await removeFile(file);
    }
  }

  async #names(): Promise<string[]> {
    return readdir(this.#folder).catch((): string[] => []);
  }

  async #look(id: string): Promise<KeptResult | undefined> {
    if (!idPattern.test(id)) return undefined;
    try {
      return readKeptResult(JSON.parse(await readFile(this.#file(id, 'json'), 'utf8')));
    } catch {
      return undefined;
    }
  }

  #file(id: string, extension: string): string {
    return path.join(this.#folder, `${id}.${extension}`);
  }
}

const idOf = (name: string): string => name.split('.', 1)[0] ?? '';

async function ageOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  return found ? Date.now() - found.mtimeMs : 0;
}

async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}
