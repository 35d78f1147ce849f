import { open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';

/** Bytes that are written at once. */
const atOnce = 262_144;

/** A file that has its name only once it is whole: it is made under another one in the same folder. */
export class ExportFile {
  readonly #handle: FileHandle;
  readonly #temporary: string;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #bytes = 0;

  private constructor(handle: FileHandle, temporary: string) {
    this.#handle = handle;
    this.#temporary = temporary;
  }

  /** @param temporary a path at which nothing is */
  static async create(temporary: string): Promise<ExportFile> {
    return new ExportFile(await open(temporary, 'wx'), temporary);
  }

  /** Bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes bytes that nobody changes afterwards. While some are written the next ones can be made, but no more. */
  async write(bytes: Uint8Array): Promise<void> {
    this.#bytes += bytes.byteLength;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.byteLength;
    if (this.#waitingBytes >= atOnce) await this.#flush();
  }

  /** Gives the file its name; a file that has it is replaced, where it is a link the one that it leads to. */
  async finish(file: string): Promise<void> {
    await this.#flush();
    await this.#writing;
    await this.#handle.close();
    await rename(this.#temporary, await realpath(file).catch(() => file));
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined);
    // It may be closed already.
    await this.#handle.close().catch(() => undefined);
    await rm(this.#temporary, { force: true });
  }

  async #flush(): Promise<void> {
    const parts = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    await this.#writing;
    const [first, ...others] = parts;
    if (first === undefined) return;
    this.#writing = this.#handle.writeFile(others.length === 0 ? first : Buffer.concat(parts));
    // Whoever writes or ends next is told; until then nobody looks.
    this.#writing.catch(() => undefined);
  }
}
