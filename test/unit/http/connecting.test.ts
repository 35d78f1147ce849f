import net from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTransport } from '../../../src/adapters/http/axiosTransport';
import { neverCancelled } from '../../../src/core/base/cancel';
import type { HttpRequest } from '../../../src/core/base/http';
import { problemOf } from '../../../src/core/base/problem';
import type { TlsServer } from './support/tlsServer';
import { startTlsServer } from './support/tlsServer';

let server: TlsServer;
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: [] });

beforeAll(async () => {
  server = await startTlsServer((_, response) => response.end());
});

afterAll(() => server.close());

describe('a connection', () => {
  it('trusts the file in addition to what is trusted without it', async () => {
    const making = vi.spyOn(tls, 'createSecureContext');
    const own = createTransport({ caFile: server.caFile });
    await own.send(get(`${server.origin}/`), { signal: neverCancelled });
    const trusted: unknown = making.mock.calls[0]?.[0]?.ca;
    expect(trusted).toEqual(expect.arrayContaining([...tls.rootCertificates]));
    expect(trusted).not.toHaveLength(tls.rootCertificates.length);
    making.mockRestore();
    own.dispose();
  });

  it('gives up soon where a port takes connections and never speaks, but waits for an answer that is slow', async () => {
    const impatient = createTransport({ caFile: server.caFile, connectTimeoutMs: 300 });
    const mute = net.createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    const options = { signal: neverCancelled };
    const failure: unknown = await impatient
      .send(get(`https://localhost:${port}/`), options)
      .catch((error: unknown) => error);
    expect(problemOf(failure)).toMatchObject({ kind: 'network', code: 'ETIMEDOUT' });
    server.handler = (_, response) => void setTimeout(() => response.end('late'), 500);
    expect(text((await impatient.send(get(`${server.origin}/`), options)).body)).toBe('late');
    impatient.dispose();
    mute.close();
  });
});
