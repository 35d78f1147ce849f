import type { CancelSignal } from '../base/cancel';
import type { EpochMs } from '../base/clock';
import type { Event } from '../base/event';

/** Ids as settings and flags spell them. What each is and asks for: `methods.ts`. */
export type SignInMethod =
  | 'interactive'
  | 'device-code'
  | 'vscode-account'
  | 'client-secret'
  | 'client-certificate'
  | 'azure-cli'
  | 'managed-identity'
  | 'password'
  | 'token';

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

/** What a person enters elsewhere to sign in (RFC 8628). */
export interface DeviceCode {
  readonly userCode: string;
  /** Page to enter it on; https. */
  readonly verificationUri: string;
  readonly expiresAt: EpochMs;
  /** Origin that the sign-in is for. */
  readonly resource: string;
}

/**
 * Shows a device code until `over` fires: signed in, refused, expired or cancelled. Resolves when the person put it away
 * before that, which ends the sign-in; a face where it cannot be put away resolves with `over` only.
 */
export type ShowDeviceCode = (code: DeviceCode, over: CancelSignal) => Promise<void>;

/** Accounts that somebody else signs in and renews: VS Code's own. */
export interface SessionProvider {
  /**
   * A session for these scopes; `undefined` where there is none and nobody may be asked. Throws `cancelled` where the
   * person declines, `bad-input` where VS Code knows no such provider.
   */
  session(request: SessionRequest): Promise<AccountSession | undefined>;
}

export interface SessionRequest {
  readonly provider: 'microsoft' | 'microsoft-sovereign-cloud';
  readonly scopes: readonly string[];
  /** The person may be asked to sign in. */
  readonly ask: boolean;
}

export interface AccountSession {
  readonly accessToken: string;
  /** As VS Code shows it, e.g. the user principal name. */
  readonly label: string;
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
   * where it has some), or throws.
   */
  replaceRejected(
    rejected: AccessToken,
    challenge: string | undefined,
    signal: CancelSignal,
  ): Promise<AccessToken>;
}
