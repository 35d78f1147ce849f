// One https origin on loopback: turns Node's requests into the sandbox's and its responses into bytes.
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { TlsCertificates } from '../tls/certificates';
import { ConnectionCut, json } from './responses';
import type { Handler, SandboxRequest, SandboxResponse } from './types';

const largestBody = 64 * 1024 * 1024;

export class HttpsListener {
  private handler: Handler | undefined;

  private constructor(
    private readonly server: Server,
    private readonly now: () => number,
    readonly port: number,
  ) {}

  /** @param port 0 for any free one. Rejects where the port is taken. */
  static async listen(tls: TlsCertificates, port: number, now: () => number): Promise<HttpsListener> {
    const server = createServer({ key: tls.privateKeyPem, cert: tls.certificatePem });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
    const listener = new HttpsListener(server, now, address.port);
    server.on('request', (request, response) => void listener.answer(request, response));
    return listener;
  }

  get origin(): string {
    return `https://localhost:${this.port}`;
  }

  /** The origin has to be known before what answers under it can be made, so the handler comes second. */
  serve(handler: Handler): void {
    this.handler = handler;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    outgoing.on('error', () => gone.abort());
    outgoing.sendDate = false;
    outgoing.setHeader('date', new Date(this.now()).toUTCString());
    try {
      const response = await this.respond(incoming, gone.signal);
      await write(incoming, outgoing, response, gone.signal);
    } catch (error) {
      if (!gone.signal.aborted && !(error instanceof ConnectionCut)) {
        process.stderr.write(`The sandbox could not answer: ${describe(error)}\n`);
      }
      outgoing.destroy();
    }
  }

  private async respond(incoming: IncomingMessage, signal: AbortSignal): Promise<SandboxResponse> {
    const body = await readBody(incoming);
    if (body === undefined) return json(413, { error: { code: '0x0', message: 'Request too large.' } });
    if (!this.handler) return json(503, { error: { code: '0x0', message: 'The sandbox is starting.' } });
    const request = {
      method: incoming.method ?? 'GET',
      url: incoming.url ?? '/',
      headers: headersOf(incoming),
      body,
      signal,
    } satisfies SandboxRequest;
    try {
      return await this.handler(request);
    } catch (error) {
      if (error instanceof ConnectionCut || signal.aborted) throw error;
      process.stderr.write(`The sandbox failed at ${request.method} request: ${describe(error)}\n`);
      return json(500, { error: { code: '0x80040216', message: 'An unexpected error occurred.' } });
    }
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headersOf(incoming: IncomingMessage): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

async function write(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  response: SandboxResponse,
  signal: AbortSignal,
): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of Object.entries(response.headers ?? {})) outgoing.setHeader(name, value);
  const { body } = response;
  if (incoming.method === 'HEAD' || body === undefined) {
    if (body === undefined && response.status !== 204 && response.status !== 304) {
      outgoing.setHeader('content-length', 0);
    }
    outgoing.end();
    return;
  }
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    outgoing.setHeader('content-length', bytes.byteLength);
    outgoing.end(bytes);
    return;
  }
  for await (const piece of body) {
    if (signal.aborted) return;
    if (!outgoing.write(piece)) await Promise.race([once(outgoing, 'drain'), once(outgoing, 'close')]);
  }
  outgoing.end();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
