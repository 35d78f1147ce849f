import type { AccessToken } from '../auth/ports';
import type { CancelSignal } from '../base/cancel';
import type { Clock } from '../base/clock';
import type { HttpTransport } from '../base/http';
import type { DataverseApi } from '../dataverse/api';
import type { Cause, EvidenceEnvironment } from './evidence';

export type StepId =
  'dns' | 'tls' | 'challenge' | 'authority' | 'token' | 'claims' | 'who-am-i' | 'roles' | 'read';

/** One step of the chain, as it begins and as it ends. */
export interface ChainStep {
  readonly id: StepId;
  readonly title: string;
  readonly state: 'running' | 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found, or why it was left out: a sentence. */
  readonly detail: string;
  /** For a warning or a failure, likeliest first. */
  readonly causes: readonly Cause[];
}

/** What the network's lower layers say, as far as this machine can ask them. Rejects with Node's error. */
export interface NetworkProbe {
  /** IP addresses. */
  addresses(host: string): Promise<readonly string[]>;
  /** A TLS handshake with the environment's own trust. */
  handshake(host: string, port: number): Promise<Handshake>;
}

export interface Handshake {
  /** e.g. `TLSv1.3`. */
  readonly protocol: string;
  readonly issuer: string;
  /** As the certificate writes it. */
  readonly validTo: string;
}

/** A signed-in way to the environment, made when the chain comes to the token. */
export interface SignedIn {
  token(signal: CancelSignal): Promise<AccessToken>;
  readonly api: DataverseApi;
}

export interface ChainServices {
  readonly environment: EvidenceEnvironment & { readonly authority?: string };
  readonly apiVersion: string;
  readonly probe: NetworkProbe;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  /** Throws a ProblemError where the settings do not suffice. `found`: base of the authority and tenant, as the environment names them. */
  signIn(found: FoundPlace): Promise<SignedIn>;
  /** The code of an error that the probe threw. */
  codeOf(error: unknown): string | undefined;
}

export interface FoundPlace {
  readonly authority?: string;
  readonly tenantId?: string;
}
