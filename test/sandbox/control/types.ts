// What the control API takes and gives, shared with its client (test/support/sandboxControl.ts).

/** Where a fault strikes: the token service, or everything under `/api/data/`. */
export type FaultTarget = 'identity' | 'web-api';

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
}

export interface SandboxState {
  readonly settings: Required<SandboxSettings>;
  readonly clockShiftMilliseconds: number;
  /** Orders that have calls left, with `times` counted down. */
  readonly faults: readonly FaultOrder[];
}
