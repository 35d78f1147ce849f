import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { createAuthority, issueLeaf } from '../../../sandbox/tls/certificates';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real https server on loopback with a certificate of its own authority. */
export interface TlsServer {
  /** `https://localhost:port`. */
  readonly origin: string;
  /** PEM file of the authority. */
  readonly caFile: string;
  /** Every request that came, in order. */
  readonly requests: readonly SeenRequest[];
  handler: Handler;
  close(): Promise<void>;
}

interface SeenRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
}

export async function startTlsServer(handler: Handler): Promise<TlsServer> {
  const authority = await createAuthority(Date.now());
  const leaf = await issueLeaf(authority, Date.now());
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tls-server-'));
  const caFile = path.join(folder, 'ca.pem');
  await writeFile(caFile, authority.certificatePem);
  const requests: SeenRequest[] = [];
  const server = https.createServer({ key: leaf.privateKeyPem, cert: leaf.certificatePem });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const self: TlsServer = {
    origin: `https://localhost:${address.port}`,
    caFile,
    requests,
    handler,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
  server.on('request', (request, response) => {
    requests.push({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
    });
    self.handler(request, response);
  });
  return self;
}

/** A port of loopback that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = https.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
