import axios from 'axios';
import type { AxiosRequestConfig } from 'axios';
import { Readable } from 'node:stream';
import type { HttpRequest, HttpResponse, HttpSendOptions, HttpTransport } from '../../core/base/http';
import { ProblemError, cancelledError, isProblemError } from '../../core/base/problem';
import { httpsOrigin } from '../../core/dataverse/environmentUrl';
import { bodyBytes, httpsAdapter, plainHeaders } from './httpsAdapter';
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
    memory: options.memory,
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
    adapter: httpsAdapter(request, { trust, signal, onSent }),
    method: request.method,
    url: request.url,
    ...(request.body === undefined ? {} : { data: bodyBytes(request.body) }),
    // Bytes go out and come in as they are.
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
    signal,
  };
}

function notHttps(): ProblemError {
  return new ProblemError({
    kind: 'bad-input',
    title: 'The address is not an https address, so nothing was sent.',
    remedy: 'Use an address that starts with https://.',
  });
}
