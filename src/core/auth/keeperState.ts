import type { EpochMs } from '../base/clock';
import type { Problem } from '../base/problem';
import { lifetimeOf, renewalGapMs, renewalTime, requestMarginMs } from './keeperPolicy';
import type { AccessToken } from './ports';
import type { RenewalFailure, TokenFacts, TokenStatus, TokenSubject } from './tokenStatus';

/** The token in hand. Its times move with the wall clock when that is set back. */
export interface HeldToken {
  readonly token: AccessToken;
  readonly obtainedAt: EpochMs;
  /** The server answered 401 to it: it is not handed out again. */
  readonly rejected: boolean;
}

export interface Failure extends RenewalFailure {
  readonly offline: boolean;
  /** The server asked not to be called before (`Retry-After`). */
  readonly notBefore?: EpochMs;
}

/** What the keeper is at, apart from the token that it holds. */
export type Work =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'renewing';
      readonly since: EpochMs;
      readonly forced: boolean;
      /** Failures before this try. */
      readonly failure?: Failure;
      /** Why the keeper was blocked before this try. */
      readonly wasBlocked?: Problem;
      readonly claims?: string;
    }
  | { readonly kind: 'waiting'; readonly failure: Failure; readonly claims?: string }
  | { readonly kind: 'blocked'; readonly reason: Problem; readonly claims?: string };

export interface KeeperState {
  readonly held?: HeldToken;
  readonly work: Work;
  /** The wall clock at the last event. An event before it means that the clock was set back. */
  readonly lastSeen: EpochMs;
}

export type KeeperEvent =
  /** The timer fired, or somebody looks. */
  | { readonly type: 'look' }
  /** The window got the focus, or the network came back: do not wait for the next retry. */
  | { readonly type: 'poke' }
  /** A caller needs a token now. */
  | { readonly type: 'want' }
  /** The user asks for a newer token. */
  | { readonly type: 'renew' }
  /** The server answered 401 to the token with this value. */
  | { readonly type: 'rejected'; readonly value: string; readonly claims?: string }
  /** A token came that is good while a newer one is still asked for: from the cache, close to its end. */
  | { readonly type: 'adopted'; readonly token: AccessToken }
  | { readonly type: 'obtained'; readonly token: AccessToken }
  | { readonly type: 'failed'; readonly problem: Problem }
  /** Another window wrote tokens or a secret. */
  | { readonly type: 'secrets-changed' }
  | { readonly type: 'signed-out' };

export type KeeperEffect =
  /** Ask the source. Unless forced, another window's token from the shared cache will do. */
  | { readonly type: 'acquire'; readonly force: boolean; readonly claims?: string }
  /** Stop the acquisition on its way; its outcome counts no more. */
  | { readonly type: 'abandon' }
  /** Replace the timer: send `look` after so many milliseconds; `undefined` for no timer. */
  | { readonly type: 'wake'; readonly inMs: number | undefined };

export interface Step {
  readonly state: KeeperState;
  readonly effects: readonly KeeperEffect[];
}

export function initialState(now: EpochMs): KeeperState {
  return { work: { kind: 'idle' }, lastSeen: now };
}

/** The token in hand when it is good for a request: valid for the request margin, and not refused by the server. */
export function usableToken(state: KeeperState, now: EpochMs): AccessToken | undefined {
  const token = livingToken(state, now);
  if (token === undefined) return undefined;
  return token.expiresAt - now > requestMarginMs(lifetimeOf(token)) ? token : undefined;
}

/** The token in hand while any time is left of it: what serves when no newer one can be had. */
export function livingToken(state: KeeperState, now: EpochMs): AccessToken | undefined {
  const held = state.held;
  return held !== undefined && !held.rejected && held.token.expiresAt > now ? held.token : undefined;
}

/** When the token in hand is to be renewed by itself. */
export function nextRenewal(held: HeldToken): EpochMs {
  return Math.max(renewalTime(held.token), held.obtainedAt + renewalGapMs);
}

export function statusOf(subject: TokenSubject, state: KeeperState, now: EpochMs): TokenStatus {
  const token = state.held === undefined || state.held.rejected ? {} : { token: factsOf(state.held.token) };
  const work = state.work;
  switch (work.kind) {
    case 'idle':
      return state.held === undefined || token.token === undefined
        ? { state: 'signed-out', subject }
        : { state: 'fresh', subject, token: token.token, nextRenewal: nextRenewal(state.held) };
    case 'renewing':
      return {
        state: 'renewing',
        subject,
        ...token,
        ...(work.failure === undefined ? {} : { failure: shownFailure(work.failure) }),
      };
    case 'blocked':
      return { state: 'sign-in-needed', subject, ...token, reason: work.reason };
    case 'waiting':
      break;
  }
  const failure = shownFailure(work.failure);
  if (work.failure.offline) return { state: 'offline', subject, ...token, failure };
  return token.token !== undefined && token.token.expiresAt > now
    ? { state: 'failing', subject, token: token.token, failure }
    : { state: 'expired', subject, ...token, failure };
}

function factsOf(token: AccessToken): TokenFacts {
  return {
    issuedAt: token.issuedAt,
    expiresAt: token.expiresAt,
    ...(token.account === undefined ? {} : { account: token.account }),
    ...(token.accountName === undefined ? {} : { accountName: token.accountName }),
    ...(token.tenantId === undefined ? {} : { tenantId: token.tenantId }),
  };
}

function shownFailure({ tries, lastTry, nextTry, reason }: Failure): RenewalFailure {
  return { tries, lastTry, nextTry, reason };
}
