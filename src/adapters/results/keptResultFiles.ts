import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { copyFile, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Disposable } from '../../core/base/event';
import type { KeptResult, KeptResults, OpenedResult, ShownResult } from '../../core/results/keptResult';
import { readKeptResult } from '../../core/results/keptResult';
import { FileHolders, holderExtension } from './fileHolders';

/** A pane that was not opened again for so long will hardly be, in milliseconds. */
const longestKept = 14 * 24 * 3600 * 1000;
/** A window that is loaded anew may still be ending when the new one asks for its results; in milliseconds. */
const longestEnd = 2000;
const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Results in a folder that only this user may read: `ID.bodies` and, once a page came, `ID.json`. An id belongs to one
 * process: the next one gives its results other ids, so that of two that want the same one only one has it.
 */
export class KeptResultFiles implements KeptResults, Disposable {
  readonly #folder: string;
  readonly #window: string;
  readonly #holders: FileHolders;
  /** Results of this process: they are in use, or not written down yet. */
  readonly #own = new Set<string>();

  /**
   * @param window what tells this window, after it was loaded anew, too, from others with the same folder
   * @param processId of this process, as the system has it
   */
  constructor(folder: string, window: string, processId = process.pid) {
    this.#folder = folder;
    this.#window = window;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#holders = new FileHolders(folder, processId);
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
    const told = { ...kept, window: this.#window, holder: this.#holders.own };
    try {
      await writeFile(partial, JSON.stringify(told), { mode: 0o600 });
      // It may have been closed meanwhile.
      if (this.#own.has(id)) await rename(partial, this.#file(id, 'json'));
      else await removeFile(partial);
    } catch {
      await removeFile(partial);
    }
  }

  async take(shown: ShownResult): Promise<OpenedResult | undefined> {
    const found = await this.#find(shown);
    if (found === undefined) return undefined;
    const { id, kept } = found;
    const held = await this.#isHeld(kept.holder);
    const own = held ? await this.#copy(id) : await this.#move(id);
    if (own === undefined) return undefined;
    await this.write(own, kept);
    return { id: own, kept };
  }

  async remove(id: string): Promise<void> {
    this.#own.delete(id);
    await Promise.all([removeFile(this.#file(id, 'json')), removeFile(this.#file(id, 'bodies'))]);
  }

  async removeUnopened(title: string): Promise<void> {
    const found = await this.#onlyOne(title);
    if (found) await this.remove(found.id);
  }

  async sweep(): Promise<void> {
    const names = await this.#names();
    const told = new Set(names.filter((name) => name.endsWith('.json')).map(idOf));
    for (const name of names) {
      const id = idOf(name);
      if (this.#own.has(id) || (await this.#isInUse(id, name))) continue;
      const file = path.join(this.#folder, name);
      const age = await ageOf(file);
      // Without the other file it is of no use; a window beside this one may be about to write that.
      const longest = told.has(id) && !name.endsWith('.part') ? longestKept : 24 * 3600 * 1000;
      if (age > longest) await removeFile(file);
    }
  }

  /** The window closes or is loaded anew: what it has is there for whoever asks next. */
  dispose(): void {
    this.#own.clear();
    this.#holders.dispose();
  }

  async #find({ id, key, title }: ShownResult): Promise<OpenedResult | undefined> {
    const kept = id === undefined || this.#own.has(id) ? undefined : await this.#look(id);
    if (id !== undefined && kept) return { id, kept };
    if (key === undefined) return this.#onlyOne(title);
    const found = await this.#unopened((one) => one.key === key);
    // Earlier ones may have been left behind by a window that ended early.
    return found.toSorted((a, b) => b.kept.at - a.kept.at)[0];
  }

  async #onlyOne(title: string): Promise<OpenedResult | undefined> {
    const [found, ...others] = await this.#unopened((kept) => kept.title === title);
    return others.length === 0 ? found : undefined;
  }

  /** What nobody has in use of this window's. */
  async #unopened(wanted: (kept: KeptResult) => boolean): Promise<OpenedResult[]> {
    const found: OpenedResult[] = [];
    for (const name of await this.#names()) {
      const id = idOf(name);
      if (!name.endsWith('.json') || this.#own.has(id)) continue;
      const kept = await this.#look(id);
      if (!kept || kept.window !== this.#window || !wanted(kept)) continue;
      if (!this.#holders.holds(kept.holder)) found.push({ id, kept });
    }
    // Some may have been opened meanwhile.
    return found.filter(({ id }) => !this.#own.has(id));
  }

  /** Whether it stays in use: who ends is given the time for it. */
  async #isHeld(holder: string | undefined): Promise<boolean> {
    const end = performance.now() + longestEnd;
    while (this.#holders.holds(holder)) {
      if (performance.now() > end) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  }

  /** @returns its new id; `undefined` where another process was faster, or removed it meanwhile */
  async #move(id: string): Promise<string | undefined> {
    const own = this.newId();
    try {
      await rename(this.#file(id, 'json'), this.#file(own, 'json'));
    } catch {
      this.#own.delete(own);
      return undefined;
    }
    try {
      await rename(this.bodiesOf(id), this.bodiesOf(own));
      // They are as young as what is told of them: somebody came back to both.
      const now = new Date();
      await utimes(this.bodiesOf(own), now, now);
    } catch {
      // Before its first page there are none; where they are lost, whoever reads them says so.
    }
    return own;
  }

  /** The pages that were written down lie there as they are: further ones come behind them. */
  async #copy(id: string): Promise<string> {
    const own = this.newId();
    await copyFile(this.bodiesOf(id), this.bodiesOf(own)).catch(() => undefined);
    return own;
  }

  async #isInUse(id: string, name: string): Promise<boolean> {
    if (name.endsWith(`.${holderExtension}`)) return id === this.#holders.own || this.#holders.holds(id);
    const kept = await this.#look(id);
    return this.#holders.holds(kept?.holder);
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
