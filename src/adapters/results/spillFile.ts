import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { ProblemError } from '../../core/base/problem';
import type { SpillFile } from '../../core/results/store/segment';

/** Rows of one result that do not fit in memory, in a file that nobody else may read and that goes with its owner. */
export class TemporaryFile implements SpillFile {
  readonly #path: string;
  readonly #handle: number;
  #length = 0;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
    this.#handle = openSync(path, 'w+', 0o600);
    // Where the system allows it, the name goes at once: nothing stays behind when the process ends early.
    this.#remove();
  }

  append(bytes: Uint8Array): number {
    const offset = this.#length;
    for (let at = 0; at < bytes.length;) {
      at += writeSync(this.#handle, bytes, at, bytes.length - at, offset + at);
    }
    this.#length += bytes.length;
    return offset;
  }

  read(offset: number, length: number): Uint8Array {
    if (this.#closed) throw lost();
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length;) {
      const read = readSync(this.#handle, bytes, at, length - at, offset + at);
      if (read === 0) throw lost();
      at += read;
    }
    return bytes;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#handle);
    this.#remove();
  }

  #remove(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch {
      // Some systems keep the name of an open file; it is tried again when the file is closed.
    }
  }
}

function lost(): ProblemError {
  return new ProblemError({
    kind: 'rows-lost',
    title: 'Rows of this result that were put into a temporary file are gone.',
    remedy: 'Run the query again.',
    action: 'retry',
  });
}
