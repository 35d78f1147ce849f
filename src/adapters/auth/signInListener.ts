import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CancelSignal } from '../../core/base/cancel';
import { ProblemError, cancelledError } from '../../core/base/problem';
import { signInPage } from './signInPages';

/** The browser's answer. The page stays open until it is told how the sign-in ended. */
export interface BrowserAnswer {
  readonly fields: URLSearchParams;
  show(outcome: 'signed-in' | 'cancelled' | 'failed'): void;
}

/** Longer answers are no answers of a login server. */
const maxBytes = 256 * 1024;

/**
 * Receives the browser at the end of a sign-in: `http://localhost:{port}`, bound to 127.0.0.1 (RFC 8252, 7.3). The
 * answer must come as a form (`response_mode=form_post`), so that no code stays in the browser's history, and carry the
 * state of this sign-in; everything else is turned away and changes nothing.
 */
export class SignInListener {
  readonly redirectUri: string;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.redirectUri = `http://localhost:${port}`;
  }

  static async open(): Promise<SignInListener> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', () => reject(new ProblemError(cannotListen)));
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new ProblemError(cannotListen);
    return new SignInListener(server, address.port);
  }

  /** Waits for the answer with this state; the user may take as long as they like, until `signal`. */
  answer(state: string, signal: CancelSignal): Promise<BrowserAnswer> {
    return new Promise((resolve, reject) => {
      const stop = signal.onCancel(() => reject(cancelledError()));
      this.#server.on('request', (request, response) => {
        readForm(request).then(
          (fields) => {
            const states = fields?.getAll('state') ?? [];
            if (fields === undefined || states.length !== 1 || states[0] !== state) {
              turnAway(request, response);
              return;
            }
            stop();
            resolve({ fields, show: (outcome) => showPage(response, outcome) });
          },
          () => turnAway(request, response),
        );
      });
    });
  }

  /** Lets a page that is being sent arrive, and takes no more. */
  close(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
    this.#server.unref();
  }
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (request.method !== 'POST' || type !== 'application/x-www-form-urlencoded') return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) return undefined;
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function showPage(response: ServerResponse, outcome: 'signed-in' | 'cancelled' | 'failed'): void {
  if (response.headersSent) return;
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    Connection: 'close',
  });
  response.end(signInPage(outcome));
}

function turnAway(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(request.method === 'POST' ? 400 : 404, {
    'Content-Type': 'text/plain',
    Connection: 'close',
  });
  response.end();
}

const cannotListen = {
  kind: 'service-failed',
  title: 'The sign-in cannot be started: no local port could be opened for the browser to come back to.',
  cause: 'A security program or a policy of this machine may forbid it.',
  remedy: 'Allow VS Code to listen on 127.0.0.1, or use a client secret.',
  action: 'retry',
} as const;
