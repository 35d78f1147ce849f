import type { AskedSecret } from '../../core/auth/askedSecrets';
import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import type { SignInMethod } from '../../core/auth/ports';

/** What an environment's address tells before anybody signed in. */
export interface FoundEnvironment {
  readonly origin: string;
  /** Tenant that the environment belongs to, where it says so. */
  readonly tenantId?: string;
  /** Base of the authority that the environment names. */
  readonly authority: string;
  /** False for an authority that is not one of Microsoft's: the user has to agree to it. */
  readonly knownAuthority: boolean;
  /** For the user, e.g. "commercial cloud". */
  readonly cloud?: string;
}

/** Who is signed in where, as WhoAmI and the organisation say. */
export interface ConnectionProof {
  readonly organization: string;
  readonly user: string;
}

/** How the questions reach the network; wired in the composition root. */
export interface ConnectServices {
  find(
    origin: string,
    trust: { readonly authority?: string; readonly caFile?: string },
    signal: CancelSignal,
  ): Promise<FoundEnvironment>;
  /** Whether there is an `az` to take tokens from. */
  hasAzureCli(): Promise<boolean>;
  /**
   * Signs in with the environment as it is asked for, and proves it by WhoAmI. Keeps the secrets only when that worked.
   * Throws ProblemError.
   */
  connect(environment: Environment, secrets: EnteredSecrets, signal: CancelSignal): Promise<ConnectionProof>;
}

export type EnteredSecrets = ReadonlyMap<AskedSecret, string>;

/** What is known of the environment so far; nothing typed is lost between the steps or after a failure. */
export interface ConnectDraft {
  address: string;
  found?: FoundEnvironment;
  method?: SignInMethod;
  tenantId?: string;
  clientId?: string;
  /** How the environment of that address is configured already. */
  configured?: Pick<Environment, 'method' | 'clientId'>;
  userName?: string;
  certificateFile?: string;
  readonly secrets: Map<AskedSecret, string>;
  /** What the last try has asked for beyond what the method always needs. */
  wanted?: AskedSecret;
  name?: string;
  authority?: string;
  caFile?: string;
}
