import type { SignInMethod } from '../auth/ports';

/** One configured environment, as `dataverseWorkbench.environments` holds it. Never a secret. */
export interface Environment {
  /** Unique, shown everywhere; what `# @env` names. */
  readonly name: string;
  /** Origin, e.g. `https://contoso-dev.crm4.dynamics.com`; no path, no trailing slash. */
  readonly url: string;
  readonly method: SignInMethod;
  readonly clientId: string;
  /** Tenant id or verified domain. */
  readonly tenantId: string;
  /** Production: every write asks first, always. */
  readonly protected: boolean;
  /** Web API version with its `v`, e.g. `v9.2`. */
  readonly apiVersion: string;
  /** Authority base for local or on-premises servers, e.g. `https://localhost:8443`; else found from the URL. */
  readonly authority?: string;
  /** PEM file with the certificate authority to trust for this environment and its authority, in addition to the usual ones. */
  readonly caFile?: string;
}
