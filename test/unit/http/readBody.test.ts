import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readBody } from '../../../src/adapters/http/readBody';
import type { BodyMemory } from '../../../src/core/base/http';

const memory: BodyMemory = { take: (bytes) => new Uint8Array(bytes) };

/** Pieces that fill memory of their own, as a socket's do. */
function* piecesOf(bytes: Uint8Array, length: number): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += length) {
    const piece = Buffer.from(new ArrayBuffer(Math.min(length, bytes.length - at)));
    piece.set(bytes.subarray(at, at + piece.length));
    yield piece;
  }
}

it('reads a large compressed body to its end that is longer than was said', async () => {
  const plain = randomBytes(900_000);
  const source = Readable.from(piecesOf(gzipSync(plain), 100_000), { objectMode: false });
  const watch = { signal: new AbortController().signal, onChunk: () => undefined, memory };
  const { body } = await readBody(source, 'gzip', '400000', watch);
  expect(plain.equals(body)).toBe(true);
});
