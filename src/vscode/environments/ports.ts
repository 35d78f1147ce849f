import type { AskedSecret } from '../../core/auth/askedSecrets';
import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import type { SignInMethod } from '../../core/auth/ports';
import type { DiscoveredInstance } from '../../core/dataverse/discoveryService';

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

/** All that the questions reach beyond this machine's settings; loaded with the first question. */
export interface NetworkServices {
  readonly connect: ConnectServices;
  readonly discovery: DiscoveryServices;
}

/** A service that knows in which environments a user may enter. */
export interface DiscoveryPlace {
  /** For the user, e.g. `Commercial`. */
  readonly label: string;
  /** Origin. */
  readonly origin: string;
  /** Base of the authority to sign in at. */
  readonly authority: string;
  readonly caFile?: string;
}

/** How environments are found without an address. */
export interface DiscoveryServices {
  /** Of each cloud, and the one of the settings. */
  places(): readonly DiscoveryPlace[];
  /** Signs in with `method`, asks, and forgets the token. Throws ProblemError. */
  list(
    place: DiscoveryPlace,
    method: SignInMethod,
    signal: CancelSignal,
  ): Promise<readonly DiscoveredInstance[]>;
  /** Environments that the Power Platform CLI knows on this machine. */
  profiles(): Promise<readonly KnownProfile[]>;
}

export interface KnownProfile {
  readonly name?: string;
  readonly url: string;
  readonly kind?: string;
  readonly cloud?: string;
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
  /** The environment whose entry the answers replace. */
  readonly edited?: Environment;
  /** True where the address was chosen from a list: it is not asked for again. */
  chosen?: boolean;
  readonly secrets: Map<AskedSecret, string>;
  /** What the last try has asked for beyond what the method always needs. */
  wanted?: AskedSecret;
  name?: string;
  authority?: string;
  caFile?: string;
}
