import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { diagnoseEntra, type EntraAnswer, type EntraDiagnosis } from '../../core/auth/entraProblem';
import { parseHttpsAddress } from '../../core/auth/httpsAddress';
import { withoutValues } from '../../core/auth/redact';
import type { CancelSignal } from '../../core/base/cancel';
import type { Clock, EpochMs } from '../../core/base/clock';
import type { HttpResponse, HttpTransport } from '../../core/base/http';
import { ProblemError, isProblemError, type Problem } from '../../core/base/problem';
import { retryAfterMs } from '../../core/base/retryAfter';
import { lifetimeOfAnswer, sentSecrets } from './tokenAnswer';

/** A token server that is silent for so long is given up. */
const idleTimeoutMs = 30_000;

export interface ExchangeOptions {
  readonly http: HttpTransport;
  readonly clock: Clock;
  readonly signal: CancelSignal;
  /** Base of the authority; nothing is sent elsewhere. */
  readonly authority: string;
}

/**
 * MSAL's network for one acquisition, over our transport. It remembers how the exchange went, because MSAL's own errors
 * blur it: every failure of the transport becomes `network_error`.
 */
export class TokenExchange implements INetworkModule {
  readonly #options: ExchangeOptions;
  #failure: Problem | undefined;
  #diagnosis: EntraDiagnosis | undefined;
  #issued: { readonly at: EpochMs; readonly lifetimeMs: number } | undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /** Why no usable answer came. */
  get failure(): Problem | undefined {
    return this.#failure ?? this.#diagnosis?.problem;
  }

  /** How Entra refused. */
  get diagnosis(): EntraDiagnosis | undefined {
    return this.#diagnosis;
  }

  /** What was refused so far is no matter any more: the flow goes on. */
  forget(): void {
    this.#failure = undefined;
    this.#diagnosis = undefined;
  }

  /** When the token request went out and how long its token lasts, by this machine's clock. */
  get issued(): { readonly at: EpochMs; readonly lifetimeMs: number } | undefined {
    return this.#issued;
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('GET', url, options);
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('POST', url, options);
  }

  async #send<T>(
    method: string,
    url: string,
    options: NetworkRequestOptions = {},
  ): Promise<NetworkResponse<T>> {
    try {
      return await this.#exchange<T>(method, url, options);
    } catch (error) {
      if (isProblemError(error)) this.#failure = error.problem;
      throw error;
    }
  }

  async #exchange<T>(
    method: string,
    url: string,
    options: NetworkRequestOptions,
  ): Promise<NetworkResponse<T>> {
    const { http, clock, signal, authority } = this.#options;
    const origin = parseHttpsAddress(authority)?.origin;
    const elsewhere = origin === undefined || parseHttpsAddress(url)?.origin !== origin;
    if (elsewhere) throw new ProblemError(foreign(authority));
    const at = clock.now();
    const response = await http.send(
      {
        method,
        url,
        headers: Object.entries(options.headers ?? {}),
        ...(options.body === undefined ? {} : { body: options.body }),
      },
      { signal, idleTimeoutMs },
    );
    const body = readJson(response);
    const refused = response.status < 200 || response.status > 299;
    const wait = waitOf(response, clock.now());
    if (body === undefined || (refused && !isRefusal(body))) {
      throw new ProblemError({ ...notEntra(response, authority), ...wait });
    }
    const { status } = response;
    if (refused) this.#diagnosis = diagnose({ status, body, ...wait }, sentSecrets(options.body));
    else if (/\/token$/i.test(parseHttpsAddress(url)?.path ?? '')) this.#note(response, body, at);
    // The library declares what it expects; what comes is checked by it, and by us where we read it.
    return { status: response.status, headers: { ...response.headers }, body: body as T };
  }

  /** The library takes an answer without a token for a success. */
  #note(response: HttpResponse, body: object, at: EpochMs): void {
    const token = 'access_token' in body ? body.access_token : undefined;
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
      throw new ProblemError({
        ...notEntra(response, this.#options.authority),
        ...waitOf(response, this.#options.clock.now()),
      });
    }
    this.#issued = { at, lifetimeMs: lifetimeOfAnswer(body, token, at) };
  }
}

/** A server may repeat in its words what it was sent, in any form of secret. */
function diagnose(answer: EntraAnswer, secrets: readonly string[]): EntraDiagnosis {
  const diagnosis = diagnoseEntra(answer);
  return { ...diagnosis, problem: withoutValues(diagnosis.problem, secrets) };
}

function waitOf({ headers }: HttpResponse, now: EpochMs): Pick<Problem, 'retryAfterMs'> {
  const ms = retryAfterMs(headers, now);
  return ms === undefined ? {} : { retryAfterMs: ms };
}

function readJson(response: HttpResponse): object | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(response.body));
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function foreign(authority: string): Problem {
  return {
    kind: 'foreign-origin',
    title: `A sign-in at ${authority} was about to go to another server, and was stopped.`,
    remedy: 'Check the authority of the environment.',
    action: 'edit-environment',
  };
}

/** An answer that no login server gives: a page, a redirect, nothing. Its body is not shown: it could hold anything. */
function notEntra({ status }: HttpResponse, authority: string): Problem {
  if (status === 429 || status >= 500) {
    const { kind, title, cause, remedy, action } = diagnoseEntra({ status, body: undefined }).problem;
    return {
      kind,
      title,
      remedy,
      ...(cause === undefined ? {} : { cause }),
      ...(action === undefined ? {} : { action }),
      status,
    };
  }
  return {
    kind: 'malformed-answer',
    title: `${authority} does not answer as a login server does.`,
    cause: 'The authority may be wrong, or a proxy or a network sign-in page answers in its place.',
    remedy: 'Check the authority of the environment, and that the network lets you through.',
    action: 'edit-environment',
    status,
  };
}

/** What RFC 6749, 5.2, has in every refusal; the library takes one without it for a success. */
function isRefusal(body: object): boolean {
  return ['error', 'error_description', 'suberror'].some((name) => Boolean(Reflect.get(body, name)));
}
