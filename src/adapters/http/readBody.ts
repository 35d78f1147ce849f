import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
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
  /** Decompressed bytes so far. */
  readonly onProgress?: ((receivedBytes: number) => void) | undefined;
}

/** Why a body could not be read in full; `code` as {@link networkProblem} knows it. */
class BodyError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Reads and decompresses a body to its end. A body that was cut, on the wire or inside its compression, throws. */
export async function readBody(
  source: Readable,
  encoding: string | undefined,
  watch: BodyWatch,
): Promise<ReadBody> {
  const coding = codingOf(encoding);
  const chunks: Uint8Array[] = [];
  const packed: Uint8Array[] = [];
  let wireBytes = 0;
  let received = 0;
  async function* count(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      wireBytes += chunk.length;
      watch.onChunk();
      if (coding !== undefined) packed.push(chunk);
      yield chunk;
    }
  }
  async function collect(stream: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const chunk of stream) {
      chunks.push(chunk);
      received += chunk.length;
      watch.onProgress?.(received);
    }
  }
  const decoder = coding && decoderFor(coding);
  try {
    await (decoder
      ? pipeline(source, count, decoder, collect, { signal: watch.signal })
      : pipeline(source, count, collect, { signal: watch.signal }));
  } catch (error) {
    // HEAD, 204 and 304 may name a coding and have no body.
    if (!(decoder && wireBytes === 0 && isEarlyEnd(error))) throw bodyError(error);
  }
  const body = join(chunks, received);
  return coding
    ? { body, packed: { coding, bytes: join(packed, wireBytes) }, wireBytes }
    : { body, wireBytes };
}

/** The bundle's own `Uint8Array`, not a `Buffer`: it may be a view on a pool, and travels badly to a webview. */
function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
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

function decoderFor(coding: PackedBody['coding']): Transform {
  const options = { chunkSize: 256 * 1024 };
  if (coding === 'gzip') return createGunzip(options);
  return coding === 'deflate' ? createInflate(options) : createBrotliDecompress(options);
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
