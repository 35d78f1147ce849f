import type { SignInMethod } from '../auth/ports';

/** One configured environment, as `dataverseWorkbench.environments` holds it. Never a secret. */
export interface Environment {
  /** Unique, shown everywhere; what `# @env` names. */
  readonly name: string;
  /** Origin, e.g. `https://contoso-dev.crm4.dynamics.com`; no path, no trailing slash. */
  readonly url: string;
  readonly method: SignInMethod;
  /** Empty where the method needs none and none was given. */
  readonly clientId: string;
  /** Tenant id or verified domain; empty where the method needs none and none was given. */
  readonly tenantId: string;
  /** Who signs in: the user of `password`, the hint of `interactive`. */
  readonly userName?: string;
  /** PEM, PFX or P12 file with certificate and private key, for `client-certificate`. */
  readonly certificateFile?: string;
  /** PEM file with the private key, where it does not stand in `certificateFile`. */
  readonly certificateKeyFile?: string;
  /** Production: every write asks first, always. */
  readonly protected: boolean;
  /** Web API version with its `v`, e.g. `v9.2`. */
  readonly apiVersion: string;
  /** Authority base for local or on-premises servers, e.g. `https://localhost:8443`; else found from the URL. */
  readonly authority?: string;
  /** PEM file with the certificate authority to trust for this environment and its authority, in addition to the usual ones. */
  readonly caFile?: string;
}
