import type { AccessToken, TokenProvider } from '../auth/ports';
import { withoutValues } from '../auth/redact';
import type { Clock } from '../base/clock';
import type { HttpRequest, HttpResponse, HttpTransport } from '../base/http';
import type { Problem } from '../base/problem';
import { ProblemError, problemOf } from '../base/problem';
import { retryAfterMs } from '../base/retryAfter';
import type { DataverseApi, SendOptions } from './api';
import { httpsOrigin } from './environmentUrl';
import { foreignOrigin, redirected } from './foreignOrigin';
import { pause } from './pause';
import type { RetryLimits } from './retry';
import { RetryPlan, defaultRetryLimits } from './retry';
import { serviceProblem, wrongKindOfAnswer } from './serviceProblem';
import { isWrite } from './writes';

export interface DataverseClientConfig {
  /** Origin of the environment, e.g. `https://contoso.crm4.dynamics.com`. */
  readonly origin: string;
  /** With its `v`, e.g. `v9.2`. */
  readonly apiVersion: string;
  readonly transport: HttpTransport;
  readonly tokens: TokenProvider;
  readonly clock: Clock;
  readonly limits?: RetryLimits;
  /** Says more of a refusal (401, 403) than its answer does: the token that was sent may tell why. */
  readonly explain?: (problem: Problem, refusal: Refusal) => Promise<Problem>;
}

/** What is at hand when the Web API refuses. */
export interface Refusal {
  readonly token: AccessToken;
  /** Value of `WWW-Authenticate`. */
  readonly challenge?: string;
}

/** Sends requests to one environment with its token, and to nowhere else. */
export class DataverseClient implements DataverseApi {
  readonly origin: string;
  readonly apiVersion: string;
  readonly #config: DataverseClientConfig;
  readonly #limits: RetryLimits;

  constructor(config: DataverseClientConfig) {
    this.origin = config.origin;
    this.apiVersion = config.apiVersion;
    this.#config = config;
    this.#limits = config.limits ?? defaultRetryLimits;
  }

  async send(request: HttpRequest, options: SendOptions): Promise<HttpResponse> {
    this.#requireOwnOrigin(request.url);
    const plan = new RetryPlan(request.method, this.#limits);
    let token = await this.#config.tokens.token(options.signal);
    let replaced = false;
    for (;;) {
      const outcome = await this.#attempt(request, token, options);
      if ('response' in outcome && outcome.response.status === 401 && !replaced) {
        replaced = true;
        const challenge = outcome.response.headers['www-authenticate'];
        token = await this.#config.tokens.replaceRejected(token, challenge, options.signal);
        continue;
      }
      const wait =
        'response' in outcome
          ? plan.afterAnswer(outcome.response, this.#config.clock.now())
          : plan.afterProblem(outcome.problem);
      if (!wait) return this.#finish(request, outcome, token);
      options.onWait?.(wait);
      await pause(this.#config.clock, wait.ms, options.signal);
      // The wait may have outlived the token.
      token = await this.#config.tokens.token(options.signal);
    }
  }

  /** The token goes to the https origin that it was issued for, whoever asked for the request. */
  #requireOwnOrigin(url: string): void {
    const origin = httpsOrigin(url);
    if (origin !== this.origin || httpsOrigin(this.#config.tokens.origin) !== this.origin) {
      throw new ProblemError(foreignOrigin(url, this.origin));
    }
  }

  async #attempt(request: HttpRequest, token: AccessToken, options: SendOptions): Promise<Outcome> {
    const headers = request.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
    try {
      const response = await this.#config.transport.send(
        { ...request, headers: [...headers, ['Authorization', `Bearer ${token.value}`]] },
        {
          signal: options.signal,
          ...(options.onProgress ? { onProgress: options.onProgress } : {}),
          ...(options.memory ? { memory: options.memory } : {}),
          ...(options.idleTimeoutMs === undefined ? {} : { idleTimeoutMs: options.idleTimeoutMs }),
        },
      );
      options.onAnswer?.({ request: { ...request, headers }, response });
      return { response };
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      return { problem };
    }
  }

  async #finish(request: HttpRequest, outcome: Outcome, token: AccessToken): Promise<HttpResponse> {
    if ('problem' in outcome) throw new ProblemError(afterWrite(request, outcome.problem));
    const { response } = outcome;
    const { status } = response;
    // 304 is what a conditional read asked for.
    if ((status >= 200 && status < 300) || status === 304) {
      const wrong = wrongKindOfAnswer(request, response);
      if (wrong) throw new ProblemError(wrong);
      return response;
    }
    if (status >= 300 && status < 400) throw new ProblemError(redirected(response, this.origin));
    const waitMs = retryAfterMs(response.headers, this.#config.clock.now());
    // A server may repeat in its words the token that it was sent.
    const problem = withoutValues(serviceProblem(request, response, waitMs), [token.value]);
    throw new ProblemError(await this.#explained(problem, response, token));
  }

  async #explained(problem: Problem, response: HttpResponse, token: AccessToken): Promise<Problem> {
    const { explain } = this.#config;
    if (explain === undefined || (response.status !== 401 && response.status !== 403)) return problem;
    const challenge = response.headers['www-authenticate'];
    const refusal = { token, ...(challenge === undefined ? {} : { challenge }) };
    return withoutValues(await explain(problem, refusal), [token.value]);
  }
}

type Outcome = { readonly response: HttpResponse } | { readonly problem: Problem };

/** A write without an answer may have been carried out: the user has to look before sending it again. */
function afterWrite(request: HttpRequest, problem: Problem): Problem {
  const notSent = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);
  const mayBeDone = isWrite(request.method) && problem.kind === 'network' && !notSent.has(problem.code ?? '');
  if (!mayBeDone) return problem;
  return {
    ...problem,
    cause: 'The answer never came, so the change may have been made or not. It was not sent a second time.',
    remedy: 'Read the record to see whether the change is there, then send the request again if it is not.',
  };
}
