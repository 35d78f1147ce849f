import type { CancelSignal } from '../base/cancel';
import type { EpochMs } from '../base/clock';
import type { Event } from '../base/event';

/** Ids as settings and flags spell them. More follow with the sign-in issue. */
export type SignInMethod = 'client-secret' | 'interactive';

/** An access token for one resource origin. Never logged, never shown but on the user's explicit demand. */
export interface AccessToken {
  readonly value: string;
  /** When it was issued, by this machine's clock. */
  readonly issuedAt: EpochMs;
  /** When it ends, by this machine's clock (`issuedAt` + `expires_in`), so that clock skew does not matter. */
  readonly expiresAt: EpochMs;
  /** Who is signed in, as far as the answer says: user principal name or application id. */
  readonly account?: string;
  /** Display name of the user or application, as far as the token says. */
  readonly accountName?: string;
  readonly tenantId?: string;
  /** Scopes as granted. */
  readonly scopes: readonly string[];
}

export interface AcquireOptions {
  readonly signal: CancelSignal;
  /** Skip any cached token: the caller wants a newer one. */
  readonly forceRenewal: boolean;
  /** Claims challenge to pass on, decoded JSON text. */
  readonly claims?: string;
}

/** One way of getting tokens for one environment. Adapters (MSAL, …) implement it. */
export interface TokenSource {
  /** Without asking anybody. Throws `sign-in-needed`, `identity-refused`, `service-failed` or `network`. */
  acquireSilently(options: AcquireOptions): Promise<AccessToken>;
  /** May ask the user: browser, prompt. Throws `cancelled` too. */
  signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken>;
  /** Forgets tokens, caches and secrets of this environment. */
  signOut(): Promise<void>;
}

/** VS Code SecretStorage, or memory in tests. */
export interface SecretStore {
  get(key: string): Promise<string | undefined>;
  store(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
  /** Fires with the key, for changes of other windows too. */
  readonly onDidChange: Event<string>;
}

/** What a request needs of the token keeper, and nothing more. */
export interface TokenProvider {
  /** The origin that the tokens are for, e.g. `https://contoso.crm4.dynamics.com`. */
  readonly origin: string;
  /** A token that is good for at least the next seconds; renews first where it must. */
  token(signal: CancelSignal): Promise<AccessToken>;
  /**
   * The server answered 401 to this token. Returns another one, renewed once (with the challenge's claims
   * where it has any), or throws.
   */
  replaceRejected(
    rejected: AccessToken,
    challenge: string | undefined,
    signal: CancelSignal,
  ): Promise<AccessToken>;
}
