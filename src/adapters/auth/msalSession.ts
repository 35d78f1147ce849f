import {
  ConfidentialClientApplication,
  PublicClientApplication,
  type AuthenticationResult,
  type Configuration,
  type INetworkModule,
} from '@azure/msal-node';
import { decodeJwtClaims, textClaim } from '../../core/auth/jwt';
import { parseHttpsAddress } from '../../core/auth/httpsAddress';
import type { AccessToken } from '../../core/auth/ports';
import { normalizeResource, scopeFor } from '../../core/auth/scopes';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import type { CancelSignal } from '../../core/base/cancel';
import type { ClientCredential } from './credential';
import { keyOf } from './secrets';
import { StoredTokenCache } from './tokenCache';
import { TokenExchange } from './tokenExchange';

export interface SessionOptions {
  readonly signal: CancelSignal;
  /** Absent for a public client. */
  readonly credential: ClientCredential | undefined;
  /** Neither read nor keep what is stored: a new sign-in. */
  readonly startEmpty: boolean;
}

/**
 * One acquisition: an MSAL application of its own over the stored cache. MSAL keeps in memory what it refused lately
 * (60 s of local failures after a 429 or 5xx) and what it has read; neither may stand between the keeper, which has its
 * own patience, and the server. Building one costs well under a millisecond.
 */
export class MsalSession {
  readonly exchange: TokenExchange;
  readonly cache: StoredTokenCache;
  readonly scopes: string[];
  readonly #config: TokenSourceConfig;
  readonly #credential: ClientCredential | undefined;

  constructor(config: TokenSourceConfig, options: SessionOptions) {
    this.#config = config;
    this.#credential = options.credential;
    this.exchange = new TokenExchange({ ...config, signal: options.signal });
    this.cache = new StoredTokenCache(config.secrets, keyOf(config, 'token-cache'), options.startEmpty);
    this.scopes = config.permissions?.map((one) => `${normalizeResource(config.resource)}/${one}`) ?? [
      scopeFor(config.resource, options.credential === undefined ? 'public' : 'confidential'),
    ];
  }

  /** `network` stands before the exchange where a flow has to see its answers first. */
  publicClient(network?: INetworkModule): PublicClientApplication {
    return new PublicClientApplication(this.#configuration(undefined, network));
  }

  confidentialClient(credential: ClientCredential): ConfidentialClientApplication {
    return new ConfidentialClientApplication(this.#configuration(credential));
  }

  /** For flows that work with and without a secret. */
  client(): PublicClientApplication | ConfidentialClientApplication {
    return this.#credential === undefined ? this.publicClient() : this.confidentialClient(this.#credential);
  }

  /** Our token from MSAL's result. `cachedAt` is when a cached one was stored, in epoch seconds. */
  tokenOf(result: AuthenticationResult, cachedAt: number | undefined): AccessToken {
    const claims = decodeJwtClaims(result.accessToken);
    const account = result.account?.username || textClaim(claims, 'upn') || this.#config.clientId;
    const name = result.account?.name || textClaim(claims, 'name') || textClaim(claims, 'app_displayname');
    const tenantId = result.tenantId || textClaim(claims, 'tid');
    return {
      value: result.accessToken,
      ...this.#times(result, cachedAt),
      account,
      ...(name ? { accountName: name } : {}),
      ...(tenantId ? { tenantId } : {}),
      scopes: result.scopes,
    };
  }

  #times(
    result: AuthenticationResult,
    cachedAt: number | undefined,
  ): { issuedAt: number; expiresAt: number } {
    const issued = this.exchange.issued;
    if (!result.fromCache && issued !== undefined) {
      return { issuedAt: issued.at, expiresAt: issued.at + issued.lifetimeMs };
    }
    const now = this.#config.clock.now();
    return { issuedAt: (cachedAt ?? now / 1000) * 1000, expiresAt: result.expiresOn?.getTime() ?? now };
  }

  #configuration(credential?: ClientCredential, network: INetworkModule = this.exchange): Configuration {
    const { authority, tenantId, clientId } = this.#config;
    const base = `${normalizeResource(authority)}/${tenantId}`;
    const address = parseHttpsAddress(base);
    return {
      auth: {
        clientId,
        authority: base,
        // With both given, MSAL asks nobody where the endpoints are. The port belongs to the host.
        knownAuthorities: address === undefined ? [] : [address.origin.slice('https://'.length)],
        authorityMetadata: JSON.stringify(endpointsOf(base)),
        ...credential,
      },
      cache: { cachePlugin: this.cache },
      system: { networkClient: network, loggerOptions: { piiLoggingEnabled: false } },
    };
  }
}

/** Entra's endpoints follow from authority and tenant. */
function endpointsOf(base: string): Readonly<Record<string, string>> {
  return {
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    issuer: `${base}/v2.0`,
  };
}
