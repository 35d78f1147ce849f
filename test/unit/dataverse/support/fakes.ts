import type { AccessToken, TokenProvider } from '../../../../src/core/auth/ports';
import { neverCancelled } from '../../../../src/core/base/cancel';
import type { Clock } from '../../../../src/core/base/clock';
import type {
  HttpRequest,
  HttpResponse,
  HttpSendOptions,
  HttpTransport,
} from '../../../../src/core/base/http';
import type { Problem } from '../../../../src/core/base/problem';
import { ProblemError, problemOf } from '../../../../src/core/base/problem';
import { DataverseClient } from '../../../../src/core/dataverse/client';

export const origin = 'https://contoso.crm4.dynamics.com';

export function answer(
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    statusText: '',
    headers: typeof body === 'string' ? headers : { 'content-type': 'application/json', ...headers },
    body: new TextEncoder().encode(text),
    timing: { firstByteMs: 1, totalMs: 2 },
  };
}

export function networkError(code: string): ProblemError {
  return new ProblemError({ kind: 'network', title: 'No answer.', remedy: 'Run it again.', code });
}

type Step = HttpResponse | ProblemError | ((request: HttpRequest) => HttpResponse);

/** Answers with the given steps, in order; the last one again and again. */
export class FakeTransport implements HttpTransport {
  readonly sent: HttpRequest[] = [];

  constructor(private steps: readonly Step[]) {}

  send(request: HttpRequest, options: HttpSendOptions): Promise<HttpResponse> {
    this.sent.push(request);
    const [step, ...rest] = this.steps;
    if (rest.length > 0) this.steps = rest;
    if (options.signal.cancelled || step === undefined) return Promise.reject(new Error('not expected'));
    if (step instanceof ProblemError) return Promise.reject(step);
    return Promise.resolve(typeof step === 'function' ? step(request) : step);
  }

  tokens(): (string | undefined)[] {
    return this.sent.map((request) => request.headers.find(([name]) => name === 'Authorization')?.[1]);
  }
}

export class FakeTokens implements TokenProvider {
  readonly challenges: (string | undefined)[] = [];
  #number = 1;

  constructor(readonly origin: string) {}

  token(): Promise<AccessToken> {
    return Promise.resolve(this.#make());
  }

  replaceRejected(_: AccessToken, challenge: string | undefined): Promise<AccessToken> {
    this.challenges.push(challenge);
    this.#number += 1;
    return Promise.resolve(this.#make());
  }

  #make(): AccessToken {
    return { value: `token-${this.#number}`, issuedAt: 0, expiresAt: 3_600_000, scopes: [] };
  }
}

/** Time stands still, and timers fire at once: their lengths are what tests look at. */
export class InstantClock implements Clock {
  readonly waits: number[] = [];
  time = Date.UTC(2026, 10, 21);

  now(): number {
    return this.time;
  }

  setTimer(ms: number, callback: () => void): { dispose(): void } {
    this.waits.push(ms);
    let live = true;
    queueMicrotask(() => {
      if (live) callback();
    });
    return { dispose: () => void (live = false) };
  }
}

export interface Rig {
  readonly transport: FakeTransport;
  readonly tokens: FakeTokens;
  readonly clock: InstantClock;
  readonly client: DataverseClient;
}

export function rig(...steps: Step[]): Rig {
  const transport = new FakeTransport(steps);
  const tokens = new FakeTokens(origin);
  const clock = new InstantClock();
  const client = new DataverseClient({ origin, apiVersion: 'v9.2', transport, tokens, clock });
  return { transport, tokens, clock, client };
}

export const get: HttpRequest = { method: 'GET', url: `${origin}/api/data/v9.2/accounts`, headers: [] };
export const quiet = { signal: neverCancelled };

/** The problem that a promise is rejected with; fails where it is fulfilled or rejected with anything else. */
export async function problemIn(promise: Promise<unknown>): Promise<Problem> {
  const error: unknown = await promise.then(
    () => new Error('It was fulfilled.'),
    (reason: unknown) => reason,
  );
  const problem = problemOf(error);
  if (problem) return problem;
  throw error;
}
