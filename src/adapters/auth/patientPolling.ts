import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { CancelSignal } from '../../core/base/cancel';
import type { Clock } from '../../core/base/clock';
import { problemOf, type ProblemKind } from '../../core/base/problem';
import { pause } from '../../core/dataverse/pause';
import type { TokenExchange } from './tokenExchange';

/** RFC 8628, 3.5: so much longer must be waited from each `slow_down` on. */
const slowDownMs = 5000;

/** Faults that pass; the code stays good meanwhile. */
const passing: ReadonlySet<ProblemKind> = new Set(['network', 'service-failed', 'throttled']);

/**
 * Makes MSAL's polling for a device code polite. MSAL keeps the interval that the server named, but gives the sign-in up
 * at `slow_down` and at the first fault of the network: here both become "still pending", and a longer wait.
 */
export class PatientPolling implements INetworkModule {
  readonly #exchange: TokenExchange;
  readonly #clock: Clock;
  readonly #signal: CancelSignal;
  #extraMs = 0;
  #polling = false;

  constructor(exchange: TokenExchange, clock: Clock, signal: CancelSignal) {
    this.#exchange = exchange;
    this.#clock = clock;
    this.#signal = signal;
  }

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#exchange.sendGetRequestAsync<T>(url, options);
  }

  /** The first request asks for the code, and all that follow ask whether it was entered. */
  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    if (!this.#polling) {
      const response = await this.#exchange.sendPostRequestAsync<T>(url, options);
      this.#polling = true;
      return { ...response, body: withInterval(response.body) };
    }
    if (this.#extraMs > 0) await pause(this.#clock, this.#extraMs, this.#signal);
    // What an earlier poll met with is over.
    this.#exchange.forget();
    try {
      const response = await this.#exchange.sendPostRequestAsync<T>(url, options);
      const cause = this.#exchange.diagnosis?.cause;
      if (cause === 'device-code-pending') this.#exchange.forget();
      const mustPause = isSlowDown(response.body) || cause === 'throttled' || cause === 'service-unavailable';
      if (!mustPause) return response;
    } catch (error) {
      const kind = problemOf(error)?.kind;
      if (kind === undefined || !passing.has(kind)) throw error;
    }
    this.#extraMs += slowDownMs;
    return { status: 400, headers: {}, body: stillPending as T };
  }
}

/** RFC 8628, 3.2: five seconds where the server names no interval; MSAL would ask without a pause. */
function withInterval<T>(body: T): T {
  if (typeof body !== 'object' || body === null) return body;
  const named = 'interval' in body ? Number(body.interval) : Number.NaN;
  return Number.isFinite(named) && named >= 0 ? body : { ...body, interval: 5 };
}

function isSlowDown(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'error' in body && body.error === 'slow_down';
}

/** What MSAL takes for "ask again after the interval". */
const stillPending = { error: 'authorization_pending' };
