import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** About what an editor still opens with ease, in bytes of JSON before it is laid out. */
const mostAtOnce = 24_000_000;

/** The bodies of a result as they came, end to end in a file that nobody else may read. On a thread of its own. */
export class BodyFile {
  readonly #file: string;
  #handle: number | undefined;
  #length = 0;
  readonly #pages: { readonly bytes: number; readonly rows: number }[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** @param rows that the body holds */
  add(body: Uint8Array, rows: number): void {
    this.#handle ??= openSync(this.#file, 'w+', 0o600);
    for (let at = 0; at < body.length;) {
      at += writeSync(this.#handle, body, at, body.length - at, this.#length + at);
    }
    this.#length += body.length;
    this.#pages.push({ bytes: body.length, rows });
  }

  /** Goes on with the bodies that lie there already. */
  *reopen(sizes: readonly number[]): Generator<Uint8Array, void, number> {
    this.#handle = openSync(this.#file, 'r+', 0o600);
    for (const bytes of sizes) {
      const body = this.#read(this.#length, bytes);
      const rows = yield body;
      this.#length += bytes;
      this.#pages.push({ bytes, rows });
    }
  }

  /** The bodies of the first pages, no more of them than an editor can take, and the rows that they hold. */
  first(): { readonly bodies: readonly Uint8Array[]; readonly rows: number } {
    const bodies: Uint8Array[] = [];
    let bytes = 0;
    let rows = 0;
    for (const page of this.#pages) {
      if (bodies.length > 0 && bytes + page.bytes > mostAtOnce) break;
      bodies.push(this.#read(bytes, page.bytes));
      bytes += page.bytes;
      rows += page.rows;
    }
    return { bodies, rows };
  }

  close(keep: boolean): void {
    if (this.#handle === undefined) return;
    closeSync(this.#handle);
    this.#handle = undefined;
    if (!keep) rmSync(this.#file, { force: true });
  }

  /** Fewer bytes where the file ends before. */
  #read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let at = 0;
    while (this.#handle !== undefined && at < length) {
      const count = readSync(this.#handle, bytes, at, length - at, offset + at);
      if (count === 0) break;
      at += count;
    }
    return bytes.subarray(0, at);
  }
}
