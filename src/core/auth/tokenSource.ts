import type { HttpTransport } from '../base/http';
import type { Clock } from '../base/clock';
import type { SecretStore, SessionProvider, ShowDeviceCode, SignInMethod } from './ports';

/** Everything that a token source needs; the same for every method and both faces. */
export interface TokenSourceConfig {
  readonly method: SignInMethod;
  /** Base of the authority without tenant, e.g. `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** Empty where the method needs none and none was given. */
  readonly tenantId: string;
  /** Empty where the method needs none and none was given. */
  readonly clientId: string;
  /** Who signs in: the user of `password`, the hint of `interactive`. */
  readonly userName?: string;
  /** PEM, PFX or P12 file with certificate and private key. */
  readonly certificateFile?: string;
  /** PEM file with the private key, where it does not stand in `certificateFile`. */
  readonly certificateKeyFile?: string;
  /** Origin of the environment; the scope is derived from it. */
  readonly resource: string;
  /** Delegated permissions of the resource to ask for, in the place of Dataverse's `user_impersonation`. Users only. */
  readonly permissions?: readonly string[];
  /** Carries every request of the source; trusts the environment's `caFile`. */
  readonly http: HttpTransport;
  readonly clock: Clock;
  /** Holds the token cache and the client secret, each under a key bound to environment, authority and client. */
  readonly secrets: SecretStore;
  /** Opens the system browser on an address that is passed on character for character. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Absent where a face cannot show one. */
  readonly showDeviceCode?: ShowDeviceCode;
  /** Absent outside of VS Code. */
  readonly sessions?: SessionProvider;
}
