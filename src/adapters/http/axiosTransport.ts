import axios from 'axios';
import type { AxiosRequestConfig } from 'axios';
import type { ClientRequest, IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse, HttpSendOptions, HttpTransport } from '../../core/base/http';
import { ProblemError, cancelledError, isProblemError } from '../../core/base/problem';
import { httpsOrigin } from '../../core/dataverse/environmentUrl';
import { networkProblem } from './networkProblem';
import { readBody } from './readBody';
import type { Trust } from './trust';
import { CaFileTrust } from './trust';

export interface TransportOptions {
  /** PEM file of a certificate authority to trust in addition to the usual ones. */
  readonly caFile?: string;
  /** Gives up when a request without a body is not on its way after so long. Default 30,000 ms. */
  readonly connectTimeoutMs?: number;
}

const defaultIdleTimeoutMs = 120_000;
const defaultConnectTimeoutMs = 30_000;

/** Loaded by `lazyTransport` as a bundle of its own: the only place that knows axios. */
export function createTransport(options: TransportOptions = {}): AxiosTransport {
  return new AxiosTransport(options);
}

/** The network. https only, no redirect followed, no proxy of its own: VS Code patches node for that. */
export class AxiosTransport implements HttpTransport {
  readonly #trust: CaFileTrust | undefined;
  readonly #connectTimeoutMs: number;

  constructor(options: TransportOptions) {
    this.#connectTimeoutMs = options.connectTimeoutMs ?? defaultConnectTimeoutMs;
    this.#trust = options.caFile === undefined ? undefined : new CaFileTrust(options.caFile);
  }

  async send(request: HttpRequest, options: HttpSendOptions): Promise<HttpResponse> {
    if (httpsOrigin(request.url) === undefined) throw notHttps();
    if (options.signal.cancelled) throw cancelledError();
    const trust = await this.#trust?.current();
    const watch = new Watch(options, request.body === undefined ? this.#connectTimeoutMs : undefined);
    try {
      return await exchange(request, options, trust, watch);
    } catch (error) {
      if (options.signal.cancelled) throw cancelledError();
      if (isProblemError(error)) throw error;
      const timedOut = Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' });
      throw new ProblemError(networkProblem(watch.timedOut ? timedOut : error, request.url));
    } finally {
      watch.dispose();
    }
  }

  dispose(): void {
    this.#trust?.dispose();
  }
}

/** Ends an exchange when the caller cancels it, or when nothing came for too long. */
class Watch {
  readonly #controller = new AbortController();
  readonly #idleMs: number;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout;
  timedOut = false;

  /** `connectMs`: until the request is on its way; undefined where a body may take its time. */
  constructor(options: HttpSendOptions, connectMs: number | undefined) {
    this.#idleMs = options.idleTimeoutMs ?? defaultIdleTimeoutMs;
    this.#timer = this.#start(Math.min(connectMs ?? this.#idleMs, this.#idleMs));
    this.#stopListening = options.signal.onCancel(() => this.#controller.abort());
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The connection stands, and the request went out. */
  sent(): void {
    clearTimeout(this.#timer);
    if (!this.signal.aborted) this.#timer = this.#start(this.#idleMs);
  }

  touch(): void {
    this.#timer.refresh();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#stopListening();
  }

  #start(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.timedOut = true;
      this.#controller.abort();
    }, ms);
  }
}

async function exchange(
  request: HttpRequest,
  options: HttpSendOptions,
  trust: Trust | undefined,
  watch: Watch,
): Promise<HttpResponse> {
  const start = performance.now();
  let sentMs: number | undefined;
  const onSent = (): void => {
    sentMs = performance.now() - start;
    watch.sent();
  };
  const response = await axios.request<unknown>(configOf(request, trust, watch.signal, onSent));
  watch.touch();
  const firstByteMs = performance.now() - start;
  if (!(response.data instanceof Readable)) throw new Error('The HTTP library gave no stream.');
  const headers = plainHeaders(response.headers);
  const read = await readBody(response.data, headers['content-encoding'], headers['content-length'], {
    signal: watch.signal,
    onChunk: () => watch.touch(),
    onProgress: options.onProgress,
  });
  const { status, statusText } = response;
  const timing = {
    ...(sentMs === undefined ? {} : { sentMs }),
    firstByteMs,
    totalMs: performance.now() - start,
  };
  return { status, statusText, headers, ...read, timing };
}

function configOf(
  request: HttpRequest,
  trust: Trust | undefined,
  signal: AbortSignal,
  onSent: () => void,
): AxiosRequestConfig {
  return {
    adapter: 'http',
    method: request.method,
    url: request.url,
    ...(request.body === undefined ? {} : { data: bodyBytes(request.body) }),
    transformRequest: [(data: unknown) => data],
    // Decompressed by us: axios takes a body whose compression was cut for a complete one.
    responseType: 'stream',
    decompress: false,
    maxRedirects: 0,
    proxy: false,
    validateStatus: () => true,
    // Any number, even Infinity, has axios pass each chunk through a stream that counts.
    maxContentLength: -1,
    maxBodyLength: Infinity,
    signal,
    transport: { request: requester(request, trust, onSent) },
  };
}

type OnResponse = (response: IncomingMessage) => void;

/** Stands in for node's `https` so that the address goes out byte for byte and no header is added behind our back. */
function requester(
  request: HttpRequest,
  trust: Trust | undefined,
  onSent: () => void,
): (options: https.RequestOptions, onResponse: OnResponse) => ClientRequest {
  return (options, onResponse) => {
    const sending = https.request(
      {
        ...options,
        // axios reads the address with the URL class, which would turn ' into %27, for example.
        path: pathOf(request.url),
        headers: headersOf(request),
        // Without an agent node takes its global one, which VS Code replaces for proxies.
        agent: trust?.agent,
        ...(trust ? { secureContext: trust.secureContext } : {}),
      },
      onResponse,
    );
    // Node says so once the bytes left, which is after the handshake.
    return sending.once('finish', onSent);
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

function bodyBytes(body: string | Uint8Array): Buffer {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);
}

function plainHeaders(headers: object): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]: [string, unknown]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  return Object.fromEntries(entries);
}

function notHttps(): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'The address is not an https address, so nothing was sent.',
    remedy: 'Use an address that starts with https://.',
  });
}
