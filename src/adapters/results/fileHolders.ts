import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';

/** Behind the id of a holder. */
export const holderExtension = 'holder';

/** Whether a process of another machine runs is not to be seen from here: it is believed for so long, in milliseconds. */
const longestElsewhere = 14 * 24 * 3600 * 1000;

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Who has files of a folder in use: each process tells it by a file of its own there, which goes with it. One that ended
 * early is known by its number, which the system has for no process any more.
 */
export class FileHolders {
  readonly #folder: string;
  readonly #process: number;
  /** Of this process. */
  readonly own = randomUUID();

  /** @param process its number, as the system has it */
  constructor(folder: string, process: number) {
    this.#folder = folder;
    this.#process = process;
    try {
      writeFileSync(this.#file(this.own), JSON.stringify({ host: hostname(), process }), { mode: 0o600 });
    } catch {
      // Where nothing can be written, there is nothing to be held.
    }
  }

  /** Whether a process other than this one holds what it wrote down as its own. */
  holds(holder: string | undefined): boolean {
    if (holder === undefined || holder === this.own || !idPattern.test(holder)) return false;
    try {
      const file = this.#file(holder);
      const told: unknown = JSON.parse(readFileSync(file, 'utf8'));
      if (isProcess(told) && told.host === hostname()) return this.#runs(told.process);
      return Date.now() - statSync(file).mtimeMs < longestElsewhere;
    } catch {
      return false;
    }
  }

  dispose(): void {
    rmSync(this.#file(this.own), { force: true });
  }

  #runs(process: number): boolean {
    // Numbers come again: whoever had this one before is gone.
    return process !== this.#process && isRunning(process);
  }

  #file(holder: string): string {
    return path.join(this.#folder, `${holder}.${holderExtension}`);
  }
}

interface Process {
  readonly host: string;
  readonly process: number;
}

function isProcess(value: unknown): value is Process {
  const known = typeof value === 'object' && value !== null && 'host' in value && 'process' in value;
  return known && typeof value.host === 'string' && typeof value.process === 'number';
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It is there, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
