import type { EpochMs } from '../base/clock';
import type { HttpResponse } from '../base/http';
import type { Problem } from '../base/problem';
import { retryAfterMs } from '../base/retryAfter';
import type { WaitNotice } from './api';
import { isWrite } from './writes';

/** How often and how long a request is repeated by itself before the user hears of it. */
export interface RetryLimits {
  /** Repetitions after 429 or 503. */
  readonly throttled: number;
  /** Repetitions of a read after its connection broke. */
  readonly network: number;
  /** A single wait that is longer is the user's to decide on, in milliseconds. */
  readonly longestWaitMs: number;
}

/** Dataverse counts over windows of 300 s, so no honest Retry-After is longer (api-limits). */
export const defaultRetryLimits: RetryLimits = { throttled: 8, network: 3, longestWaitMs: 300_000 };

/** Codes of a connection that broke after it stood: a read may simply be asked again. */
const brokenConnection = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_TRUNCATED_BODY']);

/** Counts what was repeated for one request, and says whether and when to repeat once more. */
export class RetryPlan {
  #throttled = 0;
  #network = 0;

  constructor(
    private readonly method: string,
    private readonly limits: RetryLimits,
  ) {}

  /** After an answer: 429 for any method, as it was not carried out; 503 for reads only. Undefined: do not repeat. */
  afterAnswer(response: HttpResponse, now: EpochMs): WaitNotice | undefined {
    const repeatable = response.status === 429 || (response.status === 503 && !isWrite(this.method));
    if (!repeatable || this.#throttled >= this.limits.throttled) return undefined;
    const ms = retryAfterMs(response.headers, now) ?? backoffMs(this.#throttled);
    if (ms > this.limits.longestWaitMs) return undefined;
    this.#throttled += 1;
    return { ms, reason: 'throttled', attempt: this.#throttled };
  }

  /** After no answer. A write may have been carried out, so it is never repeated. */
  afterProblem(problem: Problem): WaitNotice | undefined {
    if (problem.kind !== 'network' || !brokenConnection.has(problem.code ?? '')) return undefined;
    if (isWrite(this.method) || this.#network >= this.limits.network) return undefined;
    const ms = backoffMs(this.#network) / 2;
    this.#network += 1;
    return { ms, reason: 'network', attempt: this.#network };
  }
}

/** 1, 2, 4 … 30 seconds. */
function backoffMs(repetition: number): number {
  return Math.min(1000 * 2 ** repetition, 30_000);
}
