import type { AuthenticationResult } from '@azure/msal-node';
import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ProblemError } from '../../core/base/problem';
import { cachedAtOf } from './cachedAt';
import { secretNeeded, toProblemError } from './msalProblem';
import { MsalSession, keyOf } from './msalSession';

/** Client credentials with a secret. There is no refresh token: a renewal is another token request. */
export class ClientSecretSource implements TokenSource {
  readonly #config: TokenSourceConfig;

  constructor(config: TokenSourceConfig) {
    this.#config = config;
  }

  async acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    const secret = await this.#config.secrets.get(keyOf(this.#config, 'client-secret'));
    if (secret === undefined || secret === '') throw new ProblemError(secretNeeded);
    const session = new MsalSession(this.#config, {
      signal: options.signal,
      secret,
      startEmpty: options.forceRenewal,
    });
    try {
      const client = session.confidentialClient(secret);
      const claims = options.claims === undefined ? {} : { claims: options.claims };
      const result: AuthenticationResult | null = await client.acquireTokenByClientCredential({
        scopes: session.scopes,
        skipCache: options.forceRenewal,
        ...claims,
      });
      if (result === null) throw new ProblemError(secretNeeded);
      return session.tokenOf(result, cachedAtOf(client, result));
    } catch (error) {
      throw toProblemError(error, session.exchange);
    }
  }

  /** The shell has asked for the secret and stored it; this proves it. */
  signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    return this.acquireSilently({ ...options, forceRenewal: true });
  }

  async signOut(): Promise<void> {
    await this.#config.secrets.delete(keyOf(this.#config, 'token-cache'));
    await this.#config.secrets.delete(keyOf(this.#config, 'client-secret'));
  }
}
