import type { EpochMs } from '../base/clock';
import type { Problem } from '../base/problem';
import type { AccessToken } from './ports';

const second = 1000;
const minute = 60 * second;

/** The clock is looked at this often while a token is held, so that a step of it is noticed while it is small. */
export const heartbeatMs = 30 * second;
/** A longer gap between two looks means that the machine slept (or the clock was set forward). */
export const sleepGapMs = heartbeatMs + minute;
/** A silent renewal that takes longer is given up and counted as failed. */
export const renewalLimitMs = minute;
/** Background renewals start at least so far apart, whatever lifetimes the server hands out. */
export const renewalGapMs = 5 * second;
/** A retry that is pulled forward (focus, network back) starts at least so long after the last try. */
export const pokeGapMs = second;

export function lifetimeOf(token: AccessToken): number {
  return Math.max(0, token.expiresAt - token.issuedAt);
}

/**
 * Renewal comes when 20 % of the lifetime, and at most 15 minutes, are left: 2 s of 10 s, 12 min of an hour, 15 min of
 * 5 or of 28 hours. The fraction leaves short tokens time for several retries; the cap keeps long ones from being
 * thrown away hours early.
 */
function renewalLeadMs(lifetimeMs: number): number {
  return Math.min(lifetimeMs * 0.2, 15 * minute);
}

/** A token handed out for a request is good for at least so long: 10 % of its lifetime, at most 30 s. */
export function requestMarginMs(lifetimeMs: number): number {
  return Math.min(lifetimeMs * 0.1, 30 * second);
}

/** When the renewal of a token is due, by this machine's clock. */
export function renewalTime(token: AccessToken): EpochMs {
  return token.expiresAt - renewalLeadMs(lifetimeOf(token));
}

/**
 * Wait after the `tries`-th failure in a row: doubling from a tenth of the renewal lead (1 to 5 s) up to a minute, and
 * up to five minutes when it has failed for long.
 */
export function retryDelayMs(tries: number, lifetimeMs: number | undefined): number {
  const lead = lifetimeMs === undefined ? Infinity : renewalLeadMs(lifetimeMs);
  const first = Math.min(Math.max(lead / 10, second), 5 * second);
  const most = tries > 10 ? 5 * minute : minute;
  return Math.min(first * 2 ** Math.min(tries - 1, 20), most);
}

/** What a failure means for the keeper. */
export type FailureClass =
  /** Asking again cannot help: the user must do something. */
  | 'blocked'
  /** There is no network: the way out is its return. */
  | 'offline'
  /** Worth another try after a while. */
  | 'retry';

/** Codes of Node's network layer that mean "this machine has no way there", not "that server does not answer". */
const offlineCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
]);

export function classifyFailure(problem: Problem): FailureClass {
  switch (problem.kind) {
    case 'sign-in-needed':
    case 'identity-refused':
    case 'bad-input':
      return 'blocked';
    case 'network':
      return offlineCodes.has(problem.code ?? '') ? 'offline' : 'retry';
    case 'cancelled':
    case 'certificate':
    case 'not-dataverse':
    case 'service-refused':
    case 'throttled':
    case 'service-failed':
    case 'foreign-origin':
    case 'malformed-answer':
    case 'rows-lost':
      break;
  }
  return 'retry';
}
