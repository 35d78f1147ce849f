import { InteractionRequiredAuthError } from '@azure/msal-node';
import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ProblemError, cancelledError } from '../../core/base/problem';
import { cachedAtOf } from './cachedAt';
import { signInInBrowser } from './browserSignIn';
import { signInNeeded, toProblemError } from './msalProblem';
import { MsalSession, keyOf } from './msalSession';

/**
 * Authorization code with PKCE through the system browser. With a client secret in the store the application is a
 * confidential one, without it a public one.
 */
export class InteractiveSource implements TokenSource {
  readonly #config: TokenSourceConfig;

  constructor(config: TokenSourceConfig) {
    this.#config = config;
  }

  acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    return this.#silently(options, true);
  }

  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    if (options.signal.cancelled) throw cancelledError();
    const session = await this.#session(options, true);
    try {
      const result = await signInInBrowser(session, this.#config.openBrowser, options);
      return session.tokenOf(result, undefined);
    } catch (error) {
      throw toProblemError(error, session.exchange);
    }
  }

  async signOut(): Promise<void> {
    await this.#config.secrets.delete(keyOf(this.#config, 'token-cache'));
    await this.#config.secrets.delete(keyOf(this.#config, 'client-secret'));
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
    const stored = await this.#config.secrets.get(keyOf(this.#config, 'client-secret'));
    const secret = stored === '' ? undefined : stored;
    return new MsalSession(this.#config, { signal: options.signal, secret, startEmpty });
  }
}

function isDeadRefreshToken(error: unknown, session: MsalSession): boolean {
  const refused = session.exchange.diagnosis;
  if (refused !== undefined) return refused.cause === 'refresh-token-expired';
  return error instanceof InteractionRequiredAuthError && error.errorCode === 'refresh_token_expired';
}
