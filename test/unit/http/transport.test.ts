import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTransport } from '../../../src/adapters/http/axiosTransport';
import { LazyTransport } from '../../../src/adapters/http/lazyTransport';
import { CancelSource, neverCancelled } from '../../../src/core/base/cancel';
import type { HttpRequest, HttpSendOptions } from '../../../src/core/base/http';
import type { Problem } from '../../../src/core/base/problem';
import { problemOf } from '../../../src/core/base/problem';
import type { TlsServer } from './support/tlsServer';
import { closedPort, startTlsServer } from './support/tlsServer';

let server: TlsServer;
let transport: ReturnType<typeof createTransport>;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const rows = JSON.stringify({ value: Array.from({ length: 5000 }, (_, i) => ({ id: i, name: `row ${i}` })) });

beforeAll(async () => {
  server = await startTlsServer((_, response) => response.end());
  transport = createTransport({ caFile: server.caFile });
});

beforeEach(() => {
  server.handler = (_, response) => response.end('{}');
});

afterAll(async () => {
  transport.dispose();
  await server.close();
});

function get(url: string, headers: HttpRequest['headers'] = []): HttpRequest {
  return { method: 'GET', url, headers };
}

async function problem(request: HttpRequest, options: Partial<HttpSendOptions> = {}): Promise<Problem> {
  try {
    await transport.send(request, { signal: neverCancelled, ...options });
  } catch (error) {
    const found = problemOf(error);
    if (found) return found;
    throw error;
  }
  throw new Error('It was answered.');
}

describe('a request', () => {
  it('goes out byte for byte, with its headers in their spelling and nothing of the library', async () => {
    const target = "/api/data/v9.2/accounts?$filter=name%20eq%20'O''Bryan'&$select=a,b|c&x=%2b../..";
    await transport.send(get(`${server.origin}${target}#part`, [['oData-Version', '4.0']]), {
      signal: neverCancelled,
    });
    const seen = server.requests.at(-1);
    expect(seen?.url).toBe(target);
    expect(seen?.rawHeaders).toContain('oData-Version');
    expect(seen?.headers['user-agent']).toBe('dataverse-workbench');
    expect(seen?.headers['accept']).toBeUndefined();
    expect(seen?.headers['accept-encoding']).toBe('gzip, br');
  });

  it('carries its body as it is, with its length', async () => {
    let body = '';
    server.handler = (request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => response.writeHead(204, { 'content-encoding': 'gzip' }).end());
    };
    const sent = '{ "name" : "Grüße 😀" }';
    const answer = await transport.send(
      {
        method: 'PATCH',
        url: `${server.origin}/x`,
        headers: [['Content-Type', 'application/json']],
        body: sent,
      },
      { signal: neverCancelled },
    );
    expect(body).toBe(sent);
    expect(answer.status).toBe(204);
    expect(answer.body.length).toBe(0);
    expect(server.requests.at(-1)?.headers['content-type']).toBe('application/json');
    expect(server.requests.at(-1)?.headers['content-length']).toBe(String(Buffer.byteLength(sent)));
  });

  it.each([
    ['gzip', gzipSync(rows)],
    ['br', brotliCompressSync(rows)],
    ['deflate', deflateSync(rows)],
    ['identity', Buffer.from(rows)],
  ])('reads a body in %s, and says how much came', async (encoding, bytes) => {
    server.handler = (_, response) => {
      response.setHeader('content-encoding', encoding).setHeader('x-two', ['a', 'b']).end(bytes);
    };
    const progress: number[] = [];
    const answer = await transport.send(get(`${server.origin}/`), {
      signal: neverCancelled,
      onProgress: (received) => progress.push(received),
    });
    expect(text(answer.body)).toBe(rows);
    expect(Object.getPrototypeOf(answer.body)).toBe(Uint8Array.prototype);
    expect(answer.wireBytes).toBe(bytes.length);
    expect(answer.headers['x-two']).toBe('a, b');
    expect(progress.at(-1)).toBe(bytes.length);
    expect(answer.timing.totalMs).toBeGreaterThanOrEqual(answer.timing.firstByteMs);
  });

  it('takes any status for an answer', async () => {
    server.handler = (_, response) => response.writeHead(429, { 'retry-after': '3' }).end('slow down');
    const answer = await transport.send(get(`${server.origin}/`), { signal: neverCancelled });
    expect([answer.status, answer.headers['retry-after'], text(answer.body)]).toEqual([
      429,
      '3',
      'slow down',
    ]);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%i), so the token stays', async (status) => {
    const thief = await startTlsServer((_, response) => response.end());
    try {
      server.handler = (_, response) => response.writeHead(status, { location: `${thief.origin}/in` }).end();
      const answer = await transport.send(
        get(`${server.origin}/`, [['Authorization', 'Bearer secret-token']]),
        {
          signal: neverCancelled,
        },
      );
      expect(answer.status).toBe(status);
      expect(thief.requests).toEqual([]);
    } finally {
      await thief.close();
    }
  });

  it('goes over https only', async () => {
    for (const url of [
      'http://localhost/',
      'file:///etc/passwd',
      'https://user:pw@localhost/',
      '/relative',
    ]) {
      expect((await problem(get(url))).kind).toBe('bad-input');
    }
  });
});

describe('no answer', () => {
  it('at a closed port', async () => {
    const found = await problem(get(`https://localhost:${await closedPort()}/`));
    expect(found).toMatchObject({ kind: 'network', code: 'ECONNREFUSED' });
    expect(found.title).toContain('Nothing answers at localhost:');
  });

  it('from a name that does not exist', async () => {
    const found = await problem(get('https://no-such-organisation.invalid/'));
    expect(found.kind).toBe('network');
    expect(found.title).toBe('The name no-such-organisation.invalid was not found.');
  });

  it('from a server that is not trusted: offers to choose the CA', async () => {
    const plain = createTransport();
    await expect(
      plain.send(get(`${server.origin}/`, [['Authorization', 'Bearer secret-token']]), {
        signal: neverCancelled,
      }),
    ).rejects.toMatchObject({ problem: { kind: 'certificate', action: 'choose-ca-file' } });
  });

  it('under a name that the certificate is not for', async () => {
    const found = await problem(get(`${server.origin.replace('localhost', '127.0.0.2')}/`)).catch(
      () => undefined,
    );
    // 127.0.0.2 is loopback on Linux only; elsewhere nothing answers there.
    expect(['ERR_TLS_CERT_ALTNAME_INVALID', 'ECONNREFUSED', 'ETIMEDOUT', 'EADDRNOTAVAIL']).toContain(
      found?.code,
    );
  });

  it('from a port that speaks plain http', async () => {
    const plain = http.createServer((_, response) => response.end());
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const address = plain.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    try {
      const found = await problem(get(`https://localhost:${port}/`));
      expect(found.kind).toBe('network');
      expect(found.title).toContain('No encrypted connection');
    } finally {
      plain.close();
    }
  });

  it('from a server that hangs, before and inside the body', async () => {
    server.handler = () => undefined;
    expect(await problem(get(`${server.origin}/`), { idleTimeoutMs: 100 })).toMatchObject({
      kind: 'network',
      code: 'ETIMEDOUT',
    });
    server.handler = (_, response) => void response.writeHead(200).write('{"value":[');
    expect(await problem(get(`${server.origin}/`), { idleTimeoutMs: 100 })).toMatchObject({
      kind: 'network',
      code: 'ETIMEDOUT',
    });
  });
});

describe('a body that does not come whole', () => {
  it('because the connection is cut, with or without a length', async () => {
    for (const headers of [{ 'content-length': '1000' }, {}]) {
      server.handler = (_, response) => {
        response.writeHead(200, headers).write('{"value":[');
        setTimeout(() => response.destroy(), 20);
      };
      expect(await problem(get(`${server.origin}/`))).toMatchObject({ kind: 'network', code: 'ECONNRESET' });
    }
  });

  it.each([
    ['gzip', gzipSync(rows)],
    ['br', brotliCompressSync(rows)],
  ])('because its %s ends early', async (encoding, bytes) => {
    server.handler = (_, response) =>
      response.setHeader('content-encoding', encoding).end(bytes.subarray(0, bytes.length - 12));
    expect(await problem(get(`${server.origin}/`))).toMatchObject({
      kind: 'network',
      code: 'ERR_TRUNCATED_BODY',
    });
  });

  it.each(['gzip', 'br', 'made-up'])('because its %s is none', async (encoding) => {
    server.handler = (_, response) =>
      response
        .setHeader('content-encoding', encoding)
        .end('{"value":[1,2,3],"more":"text to fill some bytes"}');
    const found = await problem(get(`${server.origin}/`));
    expect(found.kind).toBe('network');
    expect(['ERR_DAMAGED_BODY', 'ERR_TRUNCATED_BODY']).toContain(found.code);
  });
});

describe('cancelling', () => {
  it('ends a request that was not answered, one inside its body, and one not begun', async () => {
    server.handler = (_, response) => {
      if (server.requests.at(-1)?.url === '/body') response.writeHead(200).write('{');
    };
    for (const path of ['/silent', '/body']) {
      const cancel = new CancelSource();
      const before = server.requests.length;
      const sent = problem(get(`${server.origin}${path}`), { signal: cancel.signal });
      await expect.poll(() => server.requests.length).toBe(before + 1);
      cancel.cancel();
      expect((await sent).kind).toBe('cancelled');
    }
    const cancelled = new CancelSource();
    cancelled.cancel();
    const before = server.requests.length;
    expect((await problem(get(`${server.origin}/`), { signal: cancelled.signal })).kind).toBe('cancelled');
    expect(server.requests.length).toBe(before);
  });
});

describe('errors', () => {
  it('never hold the token or an error of the library', async () => {
    server.handler = (_, response) => response.destroy();
    const request = get(`${server.origin}/`, [['Authorization', 'Bearer secret-token']]);
    const error: unknown = await transport.send(request, { signal: neverCancelled }).catch((e: unknown) => e);
    const { inspect } = await import('node:util');
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('secret-token');
    expect(error).toHaveProperty('name', 'ProblemError');
    expect(error).not.toHaveProperty('cause');
  });
});

describe('the CA file', () => {
  it.each([
    ['missing', undefined, 'does not exist'],
    ['garbage', 'hello', 'holds no certificate'],
    ['damaged', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'holds no certificate'],
  ])('%s: says so', async (_, content, words) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ca-'));
    const file = path.join(folder, 'ca.pem');
    if (content !== undefined) await writeFile(file, content);
    const own = new LazyTransport({ caFile: file });
    const error: unknown = await own
      .send(get(`${server.origin}/`), { signal: neverCancelled })
      .catch((e: unknown) => e);
    expect(problemOf(error)).toMatchObject({ kind: 'bad-input', action: 'choose-ca-file' });
    expect(problemOf(error)?.title).toContain(words);
    await rm(folder, { recursive: true });
  });

  it('is read again when it changes, as a local server makes a new authority at each start', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ca-'));
    const file = path.join(folder, 'ca.pem');
    const { readFile } = await import('node:fs/promises');
    await writeFile(file, 'not yet');
    const own = new LazyTransport({ caFile: file });
    await expect(own.send(get(`${server.origin}/`), { signal: neverCancelled })).rejects.toThrow(
      'no certificate',
    );
    await writeFile(file, await readFile(server.caFile));
    expect((await own.send(get(`${server.origin}/`), { signal: neverCancelled })).status).toBe(200);
    own.dispose();
    await rm(folder, { recursive: true });
  });
});
