import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTransport } from '../../../src/adapters/http/axiosTransport';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { BodyMemory, HttpRequest } from '../../../src/core/base/http';
import { problemOf } from '../../../src/core/base/problem';
import type { TlsServer } from './support/tlsServer';
import { startTlsServer } from './support/tlsServer';

// Large bodies come in memory of whoever reads them.

let server: TlsServer;
let transport: ReturnType<typeof createTransport>;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: [] });
const brotli = (content: string): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

const large = JSON.stringify({
  value: Array.from({ length: 60_000 }, (_, i) => ({ id: i, name: `Zeile ${i} – “${i % 7}” 😀` })),
});
const half = large.length >> 1;
const taken: Uint8Array[] = [];
const memory: BodyMemory = {
  take: (bytes) => {
    const block = new Uint8Array(new SharedArrayBuffer(bytes)).fill(1);
    taken.push(block);
    return block;
  },
};

beforeAll(async () => {
  server = await startTlsServer((_, response) => response.end());
  transport = createTransport({ caFile: server.caFile });
});
beforeEach(() => void taken.splice(0));
afterAll(async () => {
  transport.dispose();
  await server.close();
});

async function problem(): Promise<unknown> {
  const sent = transport.send(get(`${server.origin}/`), { signal: neverCancelled, memory });
  return problemOf(await sent.catch((error: unknown) => error));
}

it.each([
  ['gzip', gzipSync(large)],
  ['gzip', Buffer.concat([gzipSync(large.slice(0, half)), gzipSync(large.slice(half))])],
  ['br', brotli(large)],
  ['deflate', deflateSync(large)],
  ['identity', Buffer.from(large)],
])('reads one in %s into it, and says how much came', async (encoding, bytes) => {
  server.handler = (_, response) => {
    response.writeHead(200, { 'content-encoding': encoding, 'content-length': bytes.length });
    response.end(bytes);
  };
  const answer = await transport.send(get(`${server.origin}/`), { signal: neverCancelled, memory });
  expect(text(answer.body) === large).toBe(true);
  expect(answer.body.buffer).toBe(taken.at(-1)?.buffer);
  expect(answer.wireBytes).toBe(bytes.length);
  expect(bytes.equals(answer.packed?.bytes ?? bytes)).toBe(true);
});

it('reads one whole that comes in pieces of any length', async () => {
  const bytes = Buffer.from(large);
  server.handler = (_, response) => {
    response.writeHead(200, { 'content-length': bytes.length });
    for (let [at, step] = [0, 1]; at < bytes.length; at += step, step = (step * 7 + 3) % 40_009) {
      response.write(bytes.subarray(at, at + step));
    }
    response.end();
  };
  for (let time = 0; time < 3; time++) {
    const answer = await transport.send(get(`${server.origin}/`), { signal: neverCancelled, memory });
    expect(text(answer.body) === large).toBe(true);
  }
});

it('takes more where more comes out than was to be thought', async () => {
  const even = 'x'.repeat(20_000_000);
  const bytes = Buffer.concat([gzipSync(large), gzipSync(even), gzipSync('!')]);
  server.handler = (_, response) => response.setHeader('content-encoding', 'gzip').end(bytes);
  const answer = await transport.send(get(`${server.origin}/`), { signal: neverCancelled, memory });
  expect(text(answer.body) === `${large}${even}!`).toBe(true);
  expect(taken.length).toBeGreaterThan(1);
});

it('reads a small one without', async () => {
  server.handler = (_, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync('{"value":[]}'));
  const answer = await transport.send(get(`${server.origin}/`), { signal: neverCancelled, memory });
  expect([text(answer.body), taken.length]).toEqual(['{"value":[]}', 0]);
});

it.each([
  ['gzip', gzipSync(large).subarray(0, -12), 'ERR_TRUNCATED_BODY'],
  ['br', brotli(large).subarray(0, -12), 'ERR_TRUNCATED_BODY'],
  ['gzip', gzipSync(large).fill(7, 40_000, 40_100), 'ERR_DAMAGED_BODY'],
])('tells that its %s is cut or damaged', async (encoding, bytes, code) => {
  server.handler = (_, response) => response.setHeader('content-encoding', encoding).end(bytes);
  expect(await problem()).toMatchObject({ kind: 'network', code });
});

it('tells that the connection was cut in one that is not compressed', async () => {
  server.handler = (_, response) => {
    response.writeHead(200, { 'content-length': large.length }).write(large.slice(0, half));
    setTimeout(() => response.destroy(), 20);
  };
  const found = await problem();
  expect(found).toMatchObject({ kind: 'network', code: 'ECONNRESET' });
});
