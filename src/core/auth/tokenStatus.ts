import type { EpochMs } from '../base/clock';
import type { Problem } from '../base/problem';
import type { SignInMethod } from './ports';

/** Whose tokens a keeper keeps: the parts of an environment that the status bar and its tooltip name. */
export interface TokenSubject {
  /** Name of the environment, as configured. */
  readonly environment: string;
  /** Origin of the environment, e.g. `https://contoso.crm4.dynamics.com`. */
  readonly origin: string;
  readonly method: SignInMethod;
  /** Tenant as configured: id or verified domain. */
  readonly tenantId: string;
}

/** What may be shown of a token: everything but the token. Times by this machine's clock. */
export interface TokenFacts {
  readonly issuedAt: EpochMs;
  readonly expiresAt: EpochMs;
  /** User principal name or application id. */
  readonly account?: string;
  /** Display name of the user or application. */
  readonly accountName?: string;
  readonly tenantId?: string;
}

/** Renewal attempts that failed, since the last that succeeded. */
export interface RenewalFailure {
  /** At least 1. */
  readonly tries: number;
  readonly lastTry: EpochMs;
  readonly nextTry: EpochMs;
  readonly reason: Problem;
}

/**
 * What the keeper of one environment is doing, for showing. It never holds the token.
 * Whether a token that is held has run out is a matter of the time at which one looks: {@link timeLeft}.
 */
export type TokenStatus =
  /** No token yet and none asked for, or signed out. */
  | { readonly state: 'signed-out'; readonly subject: TokenSubject }
  /** All is well; the next renewal comes by itself. */
  | {
      readonly state: 'fresh';
      readonly subject: TokenSubject;
      readonly token: TokenFacts;
      readonly nextRenewal: EpochMs;
    }
  /** A token is being asked for. The old one, where there is one with time left, keeps serving. */
  | {
      readonly state: 'renewing';
      readonly subject: TokenSubject;
      readonly token?: TokenFacts;
      readonly failure?: RenewalFailure;
    }
  /** The last try failed; the old token keeps serving until it expires. */
  | {
      readonly state: 'failing';
      readonly subject: TokenSubject;
      readonly token: TokenFacts;
      readonly failure: RenewalFailure;
    }
  /** No usable token, and the last try failed; tries go on. */
  | {
      readonly state: 'expired';
      readonly subject: TokenSubject;
      readonly token?: TokenFacts;
      readonly failure: RenewalFailure;
    }
  /** The login server cannot be reached; tries go on, and at once when the network is back. */
  | {
      readonly state: 'offline';
      readonly subject: TokenSubject;
      readonly token?: TokenFacts;
      readonly failure: RenewalFailure;
    }
  /** Only the user can go on. Nothing is tried until then. A token with time left keeps serving. */
  | {
      readonly state: 'sign-in-needed';
      readonly subject: TokenSubject;
      readonly token?: TokenFacts;
      readonly reason: Problem;
    };

/** The token that a status speaks of, where there is one. */
export function tokenOf(status: TokenStatus): TokenFacts | undefined {
  return status.state === 'signed-out' ? undefined : status.token;
}

/** The problem behind a status, where there is one. */
export function reasonOf(status: TokenStatus): Problem | undefined {
  if (status.state === 'sign-in-needed') return status.reason;
  return 'failure' in status ? status.failure.reason : undefined;
}

/** Milliseconds until the token ends; 0 when it has ended or there is none. */
export function timeLeft(status: TokenStatus, now: EpochMs): number {
  const token = tokenOf(status);
  return token === undefined ? 0 : Math.max(0, token.expiresAt - now);
}
