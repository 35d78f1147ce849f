import type { CancelSignal } from '../base/cancel';
import type { BodyMemory, HttpRequest, HttpResponse } from '../base/http';

/** The client is waiting before it sends the same request again. */
export interface WaitNotice {
  /** How long, in milliseconds. */
  readonly ms: number;
  /** `throttled`: the server asked for it (429, 503). `network`: the connection broke. */
  readonly reason: 'throttled' | 'network';
  /** 1 for the first repetition. */
  readonly attempt: number;
}

/** A request as it was sent, without the Authorization header, and what the server answered. */
export interface AnsweredRequest {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

export interface SendOptions {
  readonly signal: CancelSignal;
  readonly onProgress?: (receivedBytes: number) => void;
  /** What large bodies come in. */
  readonly memory?: BodyMemory;
  readonly onWait?: (notice: WaitNotice) => void;
  /** An answer came, whatever its status; the one that `send` gives back is the last of them. */
  readonly onAnswer?: (answer: AnsweredRequest) => void;
  /** Gives up after so long without a byte. Default 120,000 ms. */
  readonly idleTimeoutMs?: number;
}

/**
 * One environment's Web API, signed in. Answers with status 2xx only: all else throws a ProblemError, see
 * `serviceProblem`. A token joins a request here and nowhere else.
 */
export interface DataverseApi {
  /** Origin of the environment. */
  readonly origin: string;
  /** With its `v`, e.g. `v9.2`. */
  readonly apiVersion: string;
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
}
