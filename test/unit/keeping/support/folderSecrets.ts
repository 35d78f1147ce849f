// A secret store that several processes share as VS Code's windows share SecretStorage: each reads what it knows, what it
// writes reaches the others a moment later, and they are told of the change. There is no compare-and-set.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SecretStore } from '../../../../src/core/auth/ports';
import { Emitter } from '../../../../src/core/base/event';

/** VS Code writes what was set with a delay of 100 ms; the others hear of it after that. */
const flushMs = 100;
const pollMs = 25;

interface Entry {
  readonly key: string;
  readonly value: string;
}

export class FolderSecrets implements SecretStore {
  readonly #folder: string;
  readonly #known = new Map<string, string>();
  readonly #stamps = new Map<string, string>();
  readonly #changed = new Emitter<string>();
  readonly #polling: NodeJS.Timeout;
  #unwritten = new Map<string, string | undefined>();

  readonly onDidChange = this.#changed.event;

  constructor(folder: string) {
    this.#folder = folder;
    this.#look();
    this.#polling = setInterval(() => this.#look(), pollMs);
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#known.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#known.set(key, value);
    return this.#write(key, value);
  }

  delete(key: string): Promise<void> {
    this.#known.delete(key);
    return this.#write(key, undefined);
  }

  dispose(): void {
    clearInterval(this.#polling);
  }

  #write(key: string, value: string | undefined): Promise<void> {
    if (this.#unwritten.size === 0) setTimeout(() => this.#flush(), flushMs);
    this.#unwritten.set(key, value);
    this.#changed.fire(key);
    return Promise.resolve();
  }

  #flush(): void {
    const unwritten = this.#unwritten;
    this.#unwritten = new Map();
    for (const [key, value] of unwritten) {
      const file = fileOf(this.#folder, key);
      if (value === undefined) {
        rmSync(file, { force: true });
        this.#stamps.delete(file);
      } else {
        writeEntry(this.#folder, { key, value });
        this.#stamps.set(file, stampOf(file));
      }
    }
  }

  /** Takes over what others wrote, as their messages would. */
  #look(): void {
    const found = new Set<string>();
    for (const name of readdirSync(this.#folder).filter((one) => one.endsWith('.secret'))) {
      const file = path.join(this.#folder, name);
      const stamp = stampOf(file);
      found.add(file);
      if (stamp === '' || this.#stamps.get(file) === stamp) continue;
      const { key, value } = readEntry(file);
      this.#stamps.set(file, stamp);
      if (this.#unwritten.has(key) || this.#known.get(key) === value) continue;
      this.#known.set(key, value);
      this.#changed.fire(key);
    }
    for (const [key] of this.#known) {
      const file = fileOf(this.#folder, key);
      if (found.has(file) || this.#unwritten.has(key) || !this.#stamps.has(file)) continue;
      this.#stamps.delete(file);
      this.#known.delete(key);
      this.#changed.fire(key);
    }
  }
}

/** Writes at once, from outside of all windows. */
export function writeEntry(folder: string, entry: Entry): void {
  const file = fileOf(folder, entry.key);
  const next = `${file}.${process.pid}`;
  writeFileSync(next, JSON.stringify(entry));
  renameSync(next, file);
}

/** What the folder holds, by key. */
export function entriesOf(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder).filter((one) => one.endsWith('.secret'));
  const entries = files.map((name) => readEntry(path.join(folder, name)));
  return new Map(entries.map(({ key, value }) => [key, value]));
}

function readEntry(file: string): Entry {
  // Written by this same file.
  return JSON.parse(readFileSync(file, 'utf8')) as Entry;
}

function stampOf(file: string): string {
  try {
    const { ino, mtimeMs } = statSync(file);
    return `${ino} ${mtimeMs}`;
  } catch {
    return '';
  }
}

function fileOf(folder: string, key: string): string {
  return path.join(folder, `${createHash('sha256').update(key).digest('hex')}.secret`);
}
