/**
 * What went wrong, in a form that a person can be shown and code can match by `kind`.
 * The texts are complete sentences in the user's words; they never hold a secret or a token.
 */
export interface Problem {
  readonly kind: ProblemKind;
  /** What happened: one sentence. */
  readonly title: string;
  /** The most likely cause: one or two sentences. */
  readonly cause?: string;
  /** What to do: an imperative sentence. */
  readonly remedy: string;
  /** The one button that mends it, where there is one. */
  readonly action?: ProblemAction;
  /** AADSTS code, Dataverse error code (0x…) or transport code (ECONNREFUSED, …). */
  readonly code?: string;
  /** HTTP status of the answer, where there was one. */
  readonly status?: number;
  /** Correlation, trace or request id to hand to support. */
  readonly correlationId?: string;
  /** The server's own words, for the folded details. Free of secrets. */
  readonly details?: string;
  /** How long the server asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

export type ProblemKind =
  /** The user's own input cannot be used: a URL, a file, an option. */
  | 'bad-input'
  /** The user stopped it. Never shown as an error. */
  | 'cancelled'
  /** No answer came: DNS, refused, reset, timeout, proxy. */
  | 'network'
  /** The TLS certificate is not trusted. */
  | 'certificate'
  /** The address answered, but not as Dataverse does. */
  | 'not-dataverse'
  /** Entra refused. `code` is the AADSTS code. */
  | 'identity-refused'
  /** Only the user can go on: a secret, a prompt, a consent. */
  | 'sign-in-needed'
  /** The Web API refused (4xx). `code` is the Dataverse code. */
  | 'service-refused'
  /** 429 or a service-protection code that outlasted the retries. */
  | 'throttled'
  /** 5xx from Entra or Dataverse. */
  | 'service-failed'
  /** A link, redirect or URL points outside the origin that the token was issued for. */
  | 'foreign-origin'
  /** The answer was not what the protocol says. */
  | 'malformed-answer'
  /** The thread that kept the rows of results ended: they have to be fetched again. */
  | 'rows-lost';

/** An offered way out. The shell maps each to a command; the headless face prints the remedy only. */
export type ProblemAction =
  | 'sign-in'
  | 'retry'
  | 'connect'
  | 'edit-environment'
  | 'enter-secret'
  | 'enter-pass-phrase'
  | 'enter-password'
  | 'enter-token'
  | 'choose-ca-file'
  | 'open-settings';

/** The only error class that crosses a layer of ours. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/**
 * True for our own typed error. By shape, not `instanceof`: MSAL and axios load from bundles of their own,
 * where the class is another one.
 */
export function isProblemError(error: unknown): error is ProblemError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'problem' in error &&
    typeof error.problem === 'object' &&
    error.problem !== null &&
    'kind' in error.problem &&
    'remedy' in error.problem
  );
}

/** The problem behind an error; `undefined` for an error that is not ours (a fault of the program). */
export function problemOf(error: unknown): Problem | undefined {
  return isProblemError(error) ? error.problem : undefined;
}

export function cancelledError(): ProblemError {
  return new ProblemError({
    kind: 'cancelled',
    title: 'Cancelled.',
    remedy: 'Run it again when you want to.',
  });
}
