import type { Claims } from '../auth/jwt';
import type { CauseId } from '../base/causeId';
import type { EpochMs } from '../base/clock';
import type { ProblemAction } from '../base/problem';

/** What is known of a refusal, from whichever step of the chain. Every part may be absent, and none is trusted to be well-formed. */
export interface Evidence {
  /** Decoded claims of the access token that was sent. */
  readonly claims?: Claims;
  /** Raw value of `WWW-Authenticate`. */
  readonly challenge?: string;
  /** Body of the token endpoint, the Web API, or whatever answered in their place: parsed JSON, or text. */
  readonly errorBody?: unknown;
  readonly status?: number;
  /** As Node names it: `ENOTFOUND`, `SELF_SIGNED_CERT_IN_CHAIN`, …; a message that holds such a name will do. */
  readonly transportError?: string;
  /** `Location` of a redirect. */
  readonly redirectLocation?: string;
  readonly environment: EvidenceEnvironment;
  readonly now: EpochMs;
}

export interface EvidenceEnvironment {
  /** Origin, e.g. `https://contoso.crm4.dynamics.com`. */
  readonly origin: string;
  /** Tenant id or domain, as configured. */
  readonly tenantId?: string;
  /** Id of the sign-in method, as settings spell it. */
  readonly method?: string;
  readonly clientId?: string;
  /** With its `v`. */
  readonly apiVersion?: string;
}

/** One possible reason, with its way out. */
export interface Cause {
  readonly cause: CauseId;
  /** 0 to 1. Comparable within one diagnosis; not a probability. */
  readonly certainty: number;
  /** What happened: one sentence. */
  readonly title: string;
  /** Why. */
  readonly explanation: string;
  /** What to do: an imperative sentence. */
  readonly remedy: string;
  readonly action?: ProblemAction;
  /** Which part of the evidence says so, e.g. `claims: aud`, `AADSTS7000215`, `status 407`. */
  readonly source: string;
}
