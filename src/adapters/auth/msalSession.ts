import {
  ConfidentialClientApplication,
  PublicClientApplication,
  type AuthenticationResult,
  type Configuration,
} from '@azure/msal-node';
import { decodeJwtClaims, textClaim } from '../../core/auth/jwt';
import { parseHttpsAddress } from '../../core/auth/httpsAddress';
import type { AccessToken } from '../../core/auth/ports';
import { normalizeResource, scopeFor } from '../../core/auth/scopes';
import { secretKey, type SecretPurpose } from '../../core/auth/secretKeys';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import type { CancelSignal } from '../../core/base/cancel';
import { StoredTokenCache } from './tokenCache';
import { TokenExchange } from './tokenExchange';

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
  readonly #secret: string | undefined;

  constructor(
    config: TokenSourceConfig,
    options: {
      readonly signal: CancelSignal;
      readonly secret: string | undefined;
      readonly startEmpty: boolean;
    },
  ) {
    this.#config = config;
    this.#secret = options.secret;
    this.exchange = new TokenExchange({ ...config, signal: options.signal });
    this.cache = new StoredTokenCache(config.secrets, keyOf(config, 'token-cache'), options.startEmpty);
    this.scopes = [scopeFor(config.resource, options.secret === undefined ? 'public' : 'confidential')];
  }

  publicClient(): PublicClientApplication {
    return new PublicClientApplication(this.#configuration());
  }

  confidentialClient(secret: string): ConfidentialClientApplication {
    return new ConfidentialClientApplication(this.#configuration(secret));
  }

  /** For flows that work with and without a secret. */
  client(): PublicClientApplication | ConfidentialClientApplication {
    return this.#secret === undefined ? this.publicClient() : this.confidentialClient(this.#secret);
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

  #configuration(clientSecret?: string): Configuration {
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
        ...(clientSecret === undefined ? {} : { clientSecret }),
      },
      cache: { cachePlugin: this.cache },
      system: { networkClient: this.exchange, loggerOptions: { piiLoggingEnabled: false } },
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

export function keyOf(config: TokenSourceConfig, purpose: SecretPurpose): string {
  return secretKey(purpose, config);
}
