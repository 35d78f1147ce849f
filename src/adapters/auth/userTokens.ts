import { InteractionRequiredAuthError } from '@azure/msal-node';
import type { AccessToken, AcquireOptions } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ProblemError } from '../../core/base/problem';
import { cachedAtOf } from './cachedAt';
import { toProblemError } from './msalProblem';
import { MsalSession } from './msalSession';
import { forgetSecrets, readSecret } from './secrets';
import { signInNeeded } from './signInNeeded';

/**
 * Tokens of a user who signed in, however that was: from the cache, or with the refresh token. With a client secret in
 * the store the application is a confidential one, without it a public one.
 */
export class UserTokens {
  readonly #config: TokenSourceConfig;
  readonly #publicOnly: boolean;

  /** `publicOnly`: the way to sign in knows no secret, whatever is stored. */
  constructor(config: TokenSourceConfig, publicOnly = false) {
    this.#config = config;
    this.#publicOnly = publicOnly;
  }

  acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    return this.#silently(options, true);
  }

  signOut(): Promise<void> {
    return forgetSecrets(this.#config);
  }

  /** For a sign-in: what is stored is replaced by what comes. */
  newSession(options: Pick<AcquireOptions, 'signal'>): Promise<MsalSession> {
    return this.#session(options, true);
  }

  async #silently(options: AcquireOptions, mayRepeat: boolean): Promise<AccessToken> {
    const session = await this.#session(options, false);
    try {
      return await this.#fromCacheOrRefresh(session, options);
    } catch (error) {
      if (!isDeadRefreshToken(error, session)) throw toProblemError(error, session.exchange);
      // Another window may have signed in or renewed meanwhile: what it stored deserves one try.
      const dropped = await session.cache.dropRejected();
      if (!dropped && mayRepeat) return this.#silently(options, false);
      throw toProblemError(error, session.exchange);
    }
  }

  async #fromCacheOrRefresh(session: MsalSession, options: AcquireOptions): Promise<AccessToken> {
    const client = session.client();
    const account = (await client.getTokenCache().getAllAccounts())[0];
    if (account === undefined) throw new ProblemError(signInNeeded);
    const result = await client.acquireTokenSilent({
      account,
      scopes: session.scopes,
      forceRefresh: options.forceRenewal,
      ...(options.claims === undefined ? {} : { claims: options.claims }),
    });
    return session.tokenOf(result, cachedAtOf(client, result));
  }

  async #session(options: Pick<AcquireOptions, 'signal'>, startEmpty: boolean): Promise<MsalSession> {
    const clientSecret = this.#publicOnly ? undefined : await readSecret(this.#config, 'client-secret');
    const credential = clientSecret === undefined ? undefined : { clientSecret };
    return new MsalSession(this.#config, { signal: options.signal, credential, startEmpty });
  }
}

function isDeadRefreshToken(error: unknown, session: MsalSession): boolean {
  const refused = session.exchange.diagnosis;
  if (refused !== undefined) return refused.cause === 'refresh-token-expired';
  return error instanceof InteractionRequiredAuthError && error.errorCode === 'refresh_token_expired';
}
