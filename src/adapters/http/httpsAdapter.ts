import type { AxiosAdapter, AxiosResponse } from 'axios';
import type { ClientRequest, IncomingMessage } from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { HttpRequest } from '../../core/base/http';
import type { Trust } from './trust';

export interface Sending {
  readonly trust: Trust | undefined;
  /** Ends the exchange. */
  readonly signal: AbortSignal;
  /** The last byte of the request left. */
  readonly onSent: () => void;
}

/**
 * How axios reaches the network: node's `https`, so that the address goes out byte for byte, no header is added behind
 * our back, no redirect is followed, and the body comes as the stream that it is. Rejects with node's own error.
 * See https://axios-http.com/docs/req_config, `adapter`.
 */
export function httpsAdapter(request: HttpRequest, sending: Sending): AxiosAdapter {
  return (config) =>
    new Promise((resolve, reject) => {
      const answer = (message: IncomingMessage): AxiosResponse => ({
        data: message,
        status: message.statusCode ?? 0,
        statusText: message.statusMessage ?? '',
        headers: plainHeaders(message.headers),
        config,
        request: outgoing,
      });
      const outgoing: ClientRequest = https.request(optionsOf(request, sending), (message) =>
        resolve(answer(message)),
      );
      outgoing.on('error', reject);
      // Node says so once the bytes left, which is after the handshake.
      outgoing.once('finish', sending.onSent);
      outgoing.end(config.data);
    });
}

function optionsOf(request: HttpRequest, { trust, signal }: Sending): https.RequestOptions {
  return {
    ...urlToHttpOptions(new URL(request.url)),
    method: request.method,
    // The URL class would turn ' into %27, for example.
    path: pathOf(request.url),
    headers: headersOf(request),
    // Without an agent node takes its global one, which VS Code replaces for proxies.
    agent: trust?.agent,
    ...(trust ? { secureContext: trust.secureContext } : {}),
    signal,
  };
}

/** From the first `/` after the authority; never with a fragment. */
function pathOf(url: string): string {
  const start = /^https:\/\/[^/?#]*/i.exec(url)?.[0].length ?? 0;
  const path = url.slice(start).replace(/#.*$/s, '');
  return path.startsWith('/') ? path : `/${path}`;
}

function headersOf(request: HttpRequest): Record<string, string> {
  const headers = new Map<string, readonly [name: string, value: string]>();
  const add = (name: string, value: string): void => {
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, [before?.[0] ?? name, before ? `${before[1]}, ${value}` : value]);
  };
  for (const [name, value] of request.headers) add(name, value);
  if (!headers.has('accept-encoding')) add('Accept-Encoding', 'gzip, br');
  if (!headers.has('user-agent')) add('User-Agent', 'dataverse-workbench');
  const needsLength = request.body !== undefined || /^(?:POST|PUT|PATCH)$/i.test(request.method);
  if (needsLength && !headers.has('content-length')) {
    add('Content-Length', String(bodyBytes(request.body ?? '').length));
  }
  return Object.fromEntries(headers.values());
}

export function bodyBytes(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);
}

/** By lower-case name; several of one name as one. */
export function plainHeaders(headers: object): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]: [string, unknown]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  return Object.fromEntries(entries);
}
