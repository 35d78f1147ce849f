import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { PackedBody } from '../../core/base/http';

/** About what an editor still opens with ease, in bytes of JSON before it is laid out. */
const mostAtOnce = 24_000_000;

/** Before each body: how many bytes of it follow (32 bits, low byte first), and how it is compressed. */
const headBytes = 8;
const codings = ['none', 'gzip', 'deflate', 'br'] as const;

interface KeptBody {
  readonly offset: number;
  readonly rows: number;
}

/**
 * The bodies of a result in a file that nobody else may read, one behind the other, compressed where they came so. On
 * a thread of its own.
 */
export class BodyFile {
  readonly #file: string;
  #handle: number | undefined;
  #length = 0;
  readonly #bodies: KeptBody[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * @param rows that the body holds
   * @param packed the same body as it came
   */
  add(body: Uint8Array, rows: number, packed?: PackedBody): void {
    this.#handle ??= openSync(this.#file, 'w+', 0o600);
    const bytes = packed?.bytes ?? body;
    const head = new DataView(new ArrayBuffer(headBytes));
    head.setUint32(0, bytes.length, true);
    head.setUint8(4, codings.indexOf(packed?.coding ?? 'none'));
    const offset = this.#length;
    this.#write(new Uint8Array(head.buffer));
    this.#write(bytes);
    this.#bodies.push({ offset, rows });
  }

  /** Goes on with the bodies that lie there already; each is asked back how many rows it holds. */
  *reopen(count: number): Generator<Uint8Array, void, number> {
    this.#handle = openSync(this.#file, 'r+', 0o600);
    for (let i = 0; i < count; i++) {
      const offset = this.#length;
      const { body, next } = this.#read(offset);
      const rows = yield body;
      this.#length = next;
      this.#bodies.push({ offset, rows });
    }
  }

  /** The bodies of the first pages, no more of them than an editor can take, and the rows that they hold. */
  first(): { readonly bodies: readonly Uint8Array[]; readonly rows: number } {
    const bodies: Uint8Array[] = [];
    let bytes = 0;
    let held = 0;
    for (const { offset, rows } of this.#bodies) {
      const { body } = this.#read(offset);
      if (bodies.length > 0 && bytes + body.length > mostAtOnce) break;
      bodies.push(body);
      bytes += body.length;
      held += rows;
    }
    return { bodies, rows: held };
  }

  close(keep: boolean): void {
    if (this.#handle === undefined) return;
    closeSync(this.#handle);
    this.#handle = undefined;
    if (!keep) rmSync(this.#file, { force: true });
  }

  #write(bytes: Uint8Array): void {
    if (this.#handle === undefined) return;
    for (let at = 0; at < bytes.length;) {
      const written = writeSync(this.#handle, bytes, at, bytes.length - at, this.#length);
      at += written;
      this.#length += written;
    }
  }

  /** What was cut in the file comes as far as it goes, and is found to be cut when it is read as JSON. */
  #read(offset: number): { readonly body: Uint8Array; readonly next: number } {
    const head = this.#bytes(offset, headBytes);
    if (head.length < headBytes) return { body: new Uint8Array(), next: offset };
    const view = new DataView(head.buffer);
    const length = view.getUint32(0, true);
    const bytes = this.#bytes(offset + headBytes, length);
    return { body: unpacked(bytes, codings[view.getUint8(4)] ?? 'none'), next: offset + headBytes + length };
  }

  #bytes(offset: number, length: number): Uint8Array {
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

function unpacked(bytes: Uint8Array, coding: (typeof codings)[number]): Uint8Array {
  if (coding === 'none') return bytes;
  try {
    if (coding === 'gzip') return gunzipSync(bytes);
    return coding === 'deflate' ? inflateSync(bytes) : brotliDecompressSync(bytes);
  } catch {
    return new Uint8Array();
  }
}
