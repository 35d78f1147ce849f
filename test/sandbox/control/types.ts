// What the control API takes and gives, shared with its client (test/support/sandboxControl.ts).

/** Where a fault strikes: the token service, everything under `/api/data/` of an environment, the discovery service, or
 * Microsoft Graph. */
export type FaultTarget = 'identity' | 'web-api' | 'second-web-api' | 'discovery' | 'graph';

export type Fault =
  /** An Entra refusal by number, with the OAuth error, status and wording that belong to it. Identity only. */
  | { readonly kind: 'aadsts'; readonly code: number; readonly claims?: string; readonly suberror?: string }
  /** 429, 500, 503 …; `Retry-After` in whole seconds; the body is what the service sends with that status. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfterSeconds?: number;
      /** Dataverse's error code and message in place of the usual ones. */
      readonly code?: string;
      readonly message?: string;
    }
  /** 401 with a challenge, in place of looking at the token; `claims` is decoded JSON text. Web API only. */
  | { readonly kind: 'challenge'; readonly error: string; readonly claims?: string }
  /** The connection ends before any answer, the request unprocessed. */
  | { readonly kind: 'cut' }
  /** The request is processed, half of the answer's body is sent, then the connection ends. */
  | { readonly kind: 'cut-body' }
  /** The usual answer packed by gzip, of which the end is missing though all that was promised is sent. */
  | { readonly kind: 'truncated-gzip' }
  /** The usual answer, the body in pieces with a pause between each two. */
  | { readonly kind: 'slow-body'; readonly pieces: number; readonly milliseconds: number }
  /** No answer at all until the client goes away. */
  | { readonly kind: 'hang' }
  /** 200 with bytes that are no JSON. */
  | { readonly kind: 'garbage' }
  /** The usual answer, later. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

export interface FaultOrder {
  readonly target: FaultTarget;
  readonly fault: Fault;
  /** How many matching calls; 1 where absent. */
  readonly times?: number;
  /**
   * Regular expression on path and query as sent. Where absent: the token endpoint for `identity`, every call for
   * `web-api`.
   */
  readonly path?: string;
  /** Upper case; any where absent. */
  readonly method?: string;
  /** Only requests of the token endpoint with this `grant_type`. */
  readonly grantType?: string;
}

/** One request as the sandbox saw it. Never a secret: no query of the token service, no header, no body. */
export interface LoggedRequest {
  /** Counts from 1 over both origins. */
  readonly sequence: number;
  /** The sandbox's clock, milliseconds since 1970. */
  readonly at: number;
  readonly target: FaultTarget | 'other';
  readonly method: string;
  /** With the query for the Web API, without it elsewhere. */
  readonly path: string;
  /** Absent while unanswered, and for a connection that was cut or given up. */
  readonly status?: number;
  /** `uti` of the token that was presented (Web API) or issued (token endpoint). */
  readonly tokenId?: string;
  /** `grant_type` at the token endpoint. */
  readonly grantType?: string;
  /** AADSTS code that was answered. */
  readonly aadsts?: number;
  /** The kind of an ordered fault that struck. */
  readonly fault?: Fault['kind'];
}

/** What may be changed while the sandbox runs; absent members stay as they are. */
export interface SandboxSettings {
  /** Seconds, 10 to 100,800 (28 h). */
  readonly tokenLifetimeSeconds?: number;
  /** For how long a refresh token that was used is still taken; 0 at the start. */
  readonly refreshTokenGraceSeconds?: number;
  /** After which a refresh token that nobody used ends (AADSTS700082); 90 days at the start. */
  readonly refreshTokenLifetimeSeconds?: number;
  /** `interval` of new device codes: who polls quicker hears `slow_down`; 5 at the start, 0 allows everything. */
  readonly deviceCodeIntervalSeconds?: number;
  /** `expires_in` of new device codes; 900 at the start. */
  readonly deviceCodeLifetimeSeconds?: number;
  /** The password grant is refused with AADSTS50076; who signs in on a page passes and gets `amr` with `mfa`. */
  readonly multiFactorRequired?: boolean;
  /**
   * Claims that the Web API of the first environment wants in access tokens, with the values that have to be among
   * them; without them it answers 401 with `insufficient_claims`. Empty at the start.
   */
  readonly requiredClaims?: Readonly<Record<string, readonly string[]>>;
  /** Whether `acrs` is given on a sign-in page only: the refresh token grant answers AADSTS50076 with the claims. */
  readonly claimsNeedInteraction?: boolean;
}

/** A token that no sign-in gave: for what is odd about tokens, and for stand-ins. */
export interface TokenOrder {
  /** Whom it speaks for; the application where absent. */
  readonly subject?: 'application' | 'managed-identity' | 'member' | 'outsider' | 'guest';
  /** `appid`; the application's own, or the sample public client for users, where absent. */
  readonly applicationId?: string;
  /** `aud`, checked as the token endpoint checks `resource`. The first environment where absent. */
  readonly resource?: string;
  /** Claims put in or over those that the token would have; null leaves one out. Not checked. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Seconds from now; the settings' lifetime where absent, negative for a token that has ended. */
  readonly lifetimeSeconds?: number;
}

export interface MintedToken {
  readonly accessToken: string;
  /** Seconds since 1970, as in the token. */
  readonly expiresOn: number;
  readonly notBefore: number;
  readonly issuedAt: number;
  readonly tenantId: string;
  readonly applicationId: string;
}

/** Which answers of the Web API are kept as bytes and given again without reading a row. */
export interface KeptAnswers {
  /** Regular expression on path and query as sent; only `GET` and status 200. */
  readonly path: string;
}

export interface SandboxState {
  readonly settings: Required<SandboxSettings>;
  readonly clockShiftMilliseconds: number;
  /** Orders that have calls left, with `times` counted down. */
  readonly faults: readonly FaultOrder[];
}
