import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import type { HeldLease, RenewalLease } from '../../core/auth/lease';
import { ObservedAge } from './observedAge';

/** A holder shows that it lives this often, milliseconds. */
const beatMs = 1000;
/** A holder that showed nothing for so long, while somebody watched, has lost the lease, milliseconds. */
const staleMs = 5000;
/** So many looks in a row may fail for reasons that pass (a virus scanner, a file on its way out) before none is kept. */
const patience = 8;

interface Owner {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
}

/**
 * The lease as a file: made exclusively by its holder, removed when done. Wall clocks play no part: a holder changes the
 * file's time stamp, of which only the change counts, and whoever waits measures for how long it saw none. A holder that
 * died on this machine is known by its process id. The file says who holds it, and nothing else.
 */
export class LeaseFile implements RenewalLease {
  readonly #file: string;
  readonly #age = new ObservedAge();
  readonly #gateAge = new ObservedAge();
  #failures = 0;

  constructor(file: string) {
    this.#file = file;
  }

  async tryTake(): Promise<HeldLease | undefined> {
    const owner: Owner = { id: randomUUID(), pid: process.pid, host: hostname() };
    try {
      await mkdir(path.dirname(this.#file), { recursive: true });
      const taken =
        (await create(this.#file, owner)) ||
        ((await isStale(this.#file, this.#age)) && (await this.#takeOver(owner)));
      this.#failures = 0;
      return taken ? this.#held(owner) : undefined;
    } catch {
      // A folder that cannot be written to must not keep a token from being renewed.
      this.#failures += 1;
      return this.#failures > patience ? unguarded : undefined;
    }
  }

  /** One at a time: of two that saw the same dead holder, the second finds the first. */
  async #takeOver(owner: Owner): Promise<boolean> {
    const gate = `${this.#file}.gate`;
    if (!(await create(gate, owner))) {
      // Whoever died at the gate is cleared away, and the next look takes over.
      if (await isStale(gate, this.#gateAge)) await rm(gate, { force: true });
      return false;
    }
    try {
      if (!(await isStale(this.#file, this.#age))) return false;
      const next = `${this.#file}.${owner.id}`;
      await writeFile(next, JSON.stringify(owner), { mode: 0o600 });
      await rename(next, this.#file);
      return true;
    } finally {
      await rm(gate, { force: true });
    }
  }

  #held(owner: Owner): HeldLease {
    const file = this.#file;
    let beats = 0;
    const beating = setInterval(() => {
      beats += 1;
      void utimes(file, beats, beats).catch(() => undefined);
    }, beatMs);
    beating.unref();
    return {
      isHeld: async () => (await ownerOf(file))?.id === owner.id,
      release: async () => {
        clearInterval(beating);
        if ((await ownerOf(file))?.id === owner.id) await rm(file, { force: true }).catch(() => undefined);
      },
    };
  }
}

const unguarded: HeldLease = { isHeld: () => Promise.resolve(true), release: () => Promise.resolve() };

/** False where the file exists. */
async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(owner));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(file: string, age: ObservedAge): Promise<boolean> {
  const owner = await ownerOf(file);
  if (owner !== undefined && owner.host === hostname() && !isAlive(owner.pid)) return true;
  const stamp = await stat(file).then(
    ({ mtimeMs, ino }) => `${ino} ${mtimeMs}`,
    () => undefined,
  );
  // Gone meanwhile: it can be made at the next look.
  if (stamp === undefined) return false;
  return age.of(`${owner?.id ?? ''} ${stamp}`) >= staleMs;
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    if (!('id' in parsed) || !('pid' in parsed) || !('host' in parsed)) return undefined;
    const { id, pid, host } = parsed;
    if (typeof id !== 'string' || typeof pid !== 'number' || typeof host !== 'string') return undefined;
    return { id, pid, host };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
