import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import type { BodyMemory, PackedBody } from '../../core/base/http';
import { BodyPieces } from './bodyPieces';
import { codeOf } from './networkProblem';
import { PassedMemory } from './passedMemory';
import { unpack, unpackedLength, unpackInto } from './unpack';

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
  /** What a large body comes in. */
  readonly memory?: BodyMemory | undefined;
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
  const announced = announcedLength(length);
  const large = watch.memory !== undefined && announced >= largeBody;
  if (coding === undefined && large) {
    const pieces = new BodyPieces(watch.memory, announced);
    await collectPassing(source, pieces, watch);
    if (pieces.length > 0 && pieces.length < announced) throw new BodyError('ERR_TRUNCATED_BODY');
    return { body: pieces.bytes(), wireBytes: pieces.length };
  }
  const wire = new WireBytes(announced);
  await (large ? collectPassing : collect)(source, wire, watch);
  const bytes = wire.bytes();
  // HEAD, 204 and 304 may name a coding and have no body.
  if (coding === undefined || bytes.length === 0) return { body: bytes, wireBytes: bytes.length };
  const body = await unpacked(bytes, coding, watch);
  watch.signal.throwIfAborted();
  return { body, packed: { coding, bytes }, wireBytes: bytes.length };
}

interface Collected {
  readonly length: number;
  add(chunk: Uint8Array): void;
}

async function collect(source: Readable, into: Collected, watch: BodyWatch): Promise<void> {
  const add = async (stream: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of stream) {
      into.add(chunk);
      watch.onChunk();
      watch.onProgress?.(into.length);
    }
  };
  await pipeline(source, add, { signal: watch.signal });
}

/**
 * The same for a large body of a length that is known, each chunk of which is copied: the memory of the chunks is given
 * back as they pass, and that of what the socket read, from which node's parser copied them.
 */
async function collectPassing(source: Readable, into: Collected, watch: BodyWatch): Promise<void> {
  const socket = source instanceof IncomingMessage ? source.socket : undefined;
  const [chunks, reads] = [new PassedMemory(), new PassedMemory()];
  const passed = (read: Uint8Array): void => reads.passedAlone(read);
  const copied: Collected = {
    get length() {
      return into.length;
    },
    add: (chunk) => {
      into.add(chunk);
      chunks.passedAlone(chunk);
    },
  };
  // Such a socket reads into new memory each time.
  if (socket instanceof TLSSocket) socket.on('data', passed);
  try {
    await collect(source, copied, watch);
  } finally {
    socket?.off('data', passed);
  }
}

/** Nobody is believed to send more than this only because it says so. */
const mostReserved = 256 * 1024 * 1024;

/** What the server says that comes over the wire; 0 where it says nothing to go by. */
function announcedLength(length: string | undefined): number {
  const announced = Number(length);
  return announced <= mostReserved ? announced : 0;
}

/** What came over the wire; where its length is known beforehand, each chunk goes where it belongs at once. */
class WireBytes {
  readonly #announced: number;
  #whole: Uint8Array<ArrayBuffer> | undefined;
  readonly #chunks: Uint8Array[] = [];
  length = 0;

  constructor(announced: number) {
    this.#announced = announced;
  }

  add(chunk: Uint8Array): void {
    const end = this.length + chunk.length;
    if (end <= this.#announced) {
      this.#whole ??= new Uint8Array(this.#announced);
      this.#whole.set(chunk, this.length);
    } else this.#chunks.push(this.#whole ? new Uint8Array(chunk) : chunk);
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

/** A body of fewer bytes is not worth memory that is used again. */
const largeBody = 256 * 1024;

async function unpacked(
  packed: Uint8Array<ArrayBuffer>,
  coding: PackedBody['coding'],
  { memory, signal }: BodyWatch,
): Promise<Uint8Array> {
  const large = unpackedLength(packed, coding) >= largeBody;
  try {
    return large && memory ? await unpackInto(memory, packed, coding, signal) : await unpack(packed, coding);
  } catch (error) {
    throw bodyError(error);
  }
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
