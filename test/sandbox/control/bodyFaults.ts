// Faults within the body of an answer whose status and headers were as usual.
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { ConnectionCut } from '../server/responses';
import type { SandboxResponse } from '../server/types';

/** Promises the whole body and sends half of it. */
export async function cutInBody(response: SandboxResponse): Promise<SandboxResponse> {
  const whole = await wholeBody(response.body);
  return {
    ...response,
    headers: { ...response.headers, 'content-length': String(whole.byteLength) },
    body: halfOf(whole),
  };
}

async function* halfOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, Math.floor(bytes.byteLength / 2));
  // The half has to leave before the connection does.
  await delay(50);
  throw new ConnectionCut();
}

async function wholeBody(body: SandboxResponse['body']): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(pieces);
}

/** A whole message whose packed content ends in the middle: a proxy or cache that went wrong. */
export async function cutWithinGzip(response: SandboxResponse): Promise<SandboxResponse> {
  const whole = await wholeBody(response.body);
  // The Web API packs large answers itself.
  const packed = response.headers?.['content-encoding'] === 'gzip' ? whole : gzipSync(whole);
  return {
    ...response,
    headers: { ...response.headers, 'content-encoding': 'gzip' },
    body: packed.subarray(0, Math.floor(packed.byteLength * 0.7)),
  };
}

export async function inPieces(
  response: SandboxResponse,
  { pieces, milliseconds }: { readonly pieces: number; readonly milliseconds: number },
  signal: AbortSignal,
): Promise<SandboxResponse> {
  const whole = await wholeBody(response.body);
  return {
    ...response,
    headers: { ...response.headers, 'content-length': String(whole.byteLength) },
    body: piecesOf(whole, pieces, milliseconds, signal),
  };
}

async function* piecesOf(
  bytes: Uint8Array,
  pieces: number,
  milliseconds: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const length = Math.max(1, Math.ceil(bytes.byteLength / pieces));
  for (let at = 0; at < bytes.byteLength; at += length) {
    if (at > 0) await delay(milliseconds, undefined, { signal });
    yield bytes.subarray(at, at + length);
  }
}
