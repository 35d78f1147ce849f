import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';
import type { PackedBody } from '../../core/base/http';
import { codeOf } from './networkProblem';

export interface ReadBody {
  /** Decompressed. */
  readonly body: Uint8Array;
  /** As it came, where it was compressed. */
  readonly packed?: PackedBody;
  readonly wireBytes: number;
}

/** What {@link readBody} tells while it reads. */
export interface BodyWatch {
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** Bytes came. */
  readonly onChunk: () => void;
  /** Bytes on the wire so far. */
  readonly onProgress?: ((receivedBytes: number) => void) | undefined;
}

/** Why a body could not be read in full; `code` as {@link networkProblem} knows it. */
class BodyError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * Reads and decompresses a body to its end. A body that was cut, on the wire or inside its compression, throws.
 * @param length what the server says of its bytes on the wire
 */
export async function readBody(
  source: Readable,
  encoding: string | undefined,
  length: string | undefined,
  watch: BodyWatch,
): Promise<ReadBody> {
  const coding = codingOf(encoding);
  const wire = new WireBytes(Number(length));
  async function collect(stream: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of stream) {
      wire.add(chunk);
      watch.onChunk();
      watch.onProgress?.(wire.length);
    }
  }
  await pipeline(source, collect, { signal: watch.signal });
  const bytes = wire.bytes();
  // HEAD, 204 and 304 may name a coding and have no body.
  if (coding === undefined || bytes.length === 0) return { body: bytes, wireBytes: bytes.length };
  const body = await unpack(bytes, coding);
  watch.signal.throwIfAborted();
  return { body, packed: { coding, bytes }, wireBytes: bytes.length };
}

/** Nobody is believed to send more than this only because it says so. */
const mostReserved = 256 * 1024 * 1024;

/** What came over the wire; where its length is known beforehand, each chunk goes where it belongs at once. */
class WireBytes {
  readonly #announced: number;
  #whole: Uint8Array<ArrayBuffer> | undefined;
  readonly #chunks: Uint8Array[] = [];
  length = 0;

  constructor(announced: number) {
    this.#announced = announced <= mostReserved ? announced : 0;
  }

  add(chunk: Uint8Array): void {
    const end = this.length + chunk.length;
    if (end <= this.#announced) {
      this.#whole ??= new Uint8Array(this.#announced);
      this.#whole.set(chunk, this.length);
    } else this.#chunks.push(chunk);
    this.length = end;
  }

  /** The bundle's own `Uint8Array`, not a `Buffer`: it may be a view on a pool, and travels badly to a webview. */
  bytes(): Uint8Array<ArrayBuffer> {
    if (this.#whole?.length === this.length) return this.#whole;
    const bytes = new Uint8Array(this.length);
    const chunked = this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    let at = this.length - chunked;
    if (this.#whole) bytes.set(this.#whole.subarray(0, at));
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }
}

const unpackers = {
  gzip: promisify<Uint8Array, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Uint8Array, ZlibOptions, Buffer>(inflate),
  br: promisify<Uint8Array, ZlibOptions, Buffer>(brotliDecompress),
};

/** In one go on a thread of Node's, into memory that need not be copied once more: 15 MB take 10 ms. */
async function unpack(packed: Uint8Array<ArrayBuffer>, coding: PackedBody['coding']): Promise<Uint8Array> {
  try {
    const { buffer, byteOffset, length } = await unpackers[coding](packed, {
      chunkSize: room(packed, coding),
    });
    return new Uint8Array(buffer, byteOffset, length);
  } catch (error) {
    throw bodyError(error);
  }
}

/** How much of the memory that is asked for at once is used shows only at the end; more is asked for as needed. */
const [leastRoom, mostRoom] = [64 * 1024, 64 * 1024 * 1024];
/** What JSON of rows with all annotations is compressed to, and a little less. */
const usualRatio = 12;

/** About how many bytes come out: gzip says so in its last four, where it is one piece (RFC 1952, 2.3.1). */
function room(packed: Uint8Array<ArrayBuffer>, coding: PackedBody['coding']): number {
  const { length } = packed;
  const told = coding === 'gzip' && length > 18 ? new DataView(packed.buffer).getUint32(length - 4, true) : 0;
  const expected = told > length ? told + 64 : usualRatio * length;
  return Math.min(Math.max(expected, leastRoom), mostRoom);
}

function codingOf(encoding: string | undefined): PackedBody['coding'] | undefined {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    case 'deflate':
      return 'deflate';
    case 'br':
      return 'br';
    default:
      throw new BodyError('ERR_DAMAGED_BODY');
  }
}

/** zlib and brotli say so when the data ends before its own end mark. */
function isEarlyEnd(error: unknown): boolean {
  return (
    codeOf(error) === 'Z_BUF_ERROR' ||
    (error instanceof Error && /unexpected end of file/i.test(error.message))
  );
}

function bodyError(error: unknown): unknown {
  if (isEarlyEnd(error)) return new BodyError('ERR_TRUNCATED_BODY');
  const code = codeOf(error) ?? '';
  return /^Z_|^ERR__ERROR_FORMAT|^ERR_BROTLI|^ERR_PADDING/.test(code)
    ? new BodyError('ERR_DAMAGED_BODY')
    : error;
}
