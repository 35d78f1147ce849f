import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { ZlibOptions } from 'node:zlib';
import type { BodyMemory, PackedBody } from '../../core/base/http';
import { blockBytes, BodyPieces } from './bodyPieces';
import { PassedMemory } from './passedMemory';

type Coding = PackedBody['coding'];
type Packed = Uint8Array<ArrayBuffer>;

const atOnce: Readonly<Record<Coding, (packed: Packed, options: ZlibOptions) => Promise<Buffer>>> = {
  gzip: promisify<Packed, ZlibOptions, Buffer>(zlib.gunzip),
  deflate: promisify<Packed, ZlibOptions, Buffer>(zlib.inflate),
  br: promisify<Packed, ZlibOptions, Buffer>(zlib.brotliDecompress),
};

const inPieces: Readonly<Record<Coding, (options: ZlibOptions) => Transform>> = {
  gzip: zlib.createGunzip,
  deflate: zlib.createInflate,
  br: zlib.createBrotliDecompress,
};

/** In one go on a thread of Node's, into memory that need not be copied once more: 15 MB take 10 ms. */
export async function unpack(packed: Packed, coding: Coding): Promise<Uint8Array> {
  const chunkSize = unpackedLength(packed, coding);
  const { buffer, byteOffset, length } = await atOnce[coding](packed, { chunkSize });
  return new Uint8Array(buffer, byteOffset, length);
}

/**
 * The same into memory that is used again. zlib takes memory of its own for each piece.
 */
export async function unpackInto(
  memory: BodyMemory,
  packed: Packed,
  coding: Coding,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const body = new BodyPieces(memory, unpackedLength(packed, coding));
  const unpacking = inPieces[coding]({ chunkSize: blockBytes });
  const collect = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    const memoryOfPieces = new PassedMemory();
    for await (const piece of pieces) {
      body.add(piece);
      memoryOfPieces.passed(piece);
    }
  };
  unpacking.end(packed);
  await pipeline(unpacking, collect, { signal });
  return body.bytes();
}

/** How much of the memory that is asked for at once is used shows only at the end; more is asked for as needed. */
const [leastRoom, mostRoom] = [64 * 1024, 64 * 1024 * 1024];
/** What JSON of rows with all annotations is compressed to, and a little less. */
const usualRatio = 12;

/** About how many bytes come out: gzip says so in its last four, where it is one piece (RFC 1952, 2.3.1). */
export function unpackedLength(packed: Packed, coding: Coding): number {
  const { length } = packed;
  const told = coding === 'gzip' && length > 18 ? new DataView(packed.buffer).getUint32(length - 4, true) : 0;
  const expected = told > length ? told + 64 : usualRatio * length;
  return Math.min(Math.max(expected, leastRoom), mostRoom);
}
