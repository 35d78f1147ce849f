import { closeSync, openSync, readSync, rmSync, writev } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import type { PackedBody } from '../../core/base/http';

const writeParts = promisify(writev);
const compress = promisify(brotliCompress);

/** About what an editor still opens with ease, in bytes of JSON before it is laid out. */
const mostAtOnce = 24_000_000;

/** Before each body: how many bytes of it follow (32 bits, low byte first), and how it is compressed. */
const headBytes = 8;
const codings = ['none', 'gzip', 'deflate', 'br'] as const;

/** Bodies of so many bytes are worth to be compressed. */
const worthPacking = 64 * 1024;
/** A tenth of the bytes in less time than it takes to write all of them: 15 MB in 16 ms. */
const fastest = {
  chunkSize: 1024 * 1024,
  params: { [constants.BROTLI_PARAM_QUALITY]: 0, [constants.BROTLI_PARAM_LGWIN]: 18 },
};

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
  #writing: Promise<boolean> = Promise.resolve(true);
  /** Nothing more is kept. */
  #full = false;
  readonly #bodies: KeptBody[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Resolves once it is written, behind those before it. Where the disk takes no more, this and later bodies are not
   * kept, and it says so; the rows are there all the same.
   * @param rows that the body holds
   * @param packed the same body as it came
   */
  add(body: Uint8Array, rows: number, packed?: PackedBody): Promise<boolean> {
    this.#writing = this.#writing.then(() => this.#write(body, rows, packed));
    return this.#writing;
  }

  /** Resolves when everything that was added lies in the file, or cannot. */
  async written(): Promise<void> {
    await this.#writing;
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

  async close(keep: boolean): Promise<void> {
    await this.#writing;
    this.#full = true;
    if (this.#handle === undefined) return;
    closeSync(this.#handle);
    this.#handle = undefined;
    if (!keep) rmSync(this.#file, { force: true });
  }

  /** Never rejects. Node's own threads compress and write, while this one reads the next page. */
  async #write(body: Uint8Array, rows: number, given: PackedBody | undefined): Promise<boolean> {
    if (this.#full) return false;
    const offset = this.#length;
    let end = offset;
    try {
      const packed = given ?? (await packedBody(body));
      const bytes = packed?.bytes ?? body;
      const handle = (this.#handle ??= openSync(this.#file, 'w+', 0o600));
      let parts = [headOf(bytes.length, packed?.coding ?? 'none'), bytes];
      while (parts.length > 0) {
        const { bytesWritten } = await writeParts(handle, parts, end);
        end += bytesWritten;
        parts = behind(parts, bytesWritten);
      }
      this.#length = end;
      this.#bodies.push({ offset, rows });
    } catch {
      this.#full = true;
    }
    return !this.#full;
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

/** What is left of the parts behind so many bytes. */
function behind(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let passed = bytes;
  return parts.flatMap((part) => {
    const left = part.subarray(passed);
    passed = Math.max(passed - part.length, 0);
    return left.length > 0 ? [left] : [];
  });
}

function headOf(length: number, coding: (typeof codings)[number]): Uint8Array {
  const head = new DataView(new ArrayBuffer(headBytes));
  head.setUint32(0, length, true);
  head.setUint8(4, codings.indexOf(coding));
  return new Uint8Array(head.buffer);
}

async function packedBody(body: Uint8Array): Promise<PackedBody | undefined> {
  return body.length < worthPacking ? undefined : { coding: 'br', bytes: await compress(body, fastest) };
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
