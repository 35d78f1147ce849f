import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { cancelledError } from '../../core/base/problem';
import { signInInBrowser } from './browserSignIn';
import { toProblemError } from './msalProblem';
import { UserTokens } from './userTokens';

/** Authorization code with PKCE through the system browser. */
export class InteractiveSource implements TokenSource {
  readonly #config: TokenSourceConfig;
  readonly #tokens: UserTokens;

  constructor(config: TokenSourceConfig) {
    this.#config = config;
    this.#tokens = new UserTokens(config);
  }

  acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    return this.#tokens.acquireSilently(options);
  }

  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    if (options.signal.cancelled) throw cancelledError();
    const { userName, openBrowser } = this.#config;
    const session = await this.#tokens.newSession(options);
    try {
      const hint = userName === undefined ? {} : { loginHint: userName };
      const result = await signInInBrowser(session, openBrowser, { ...options, ...hint });
      return session.tokenOf(result, undefined);
    } catch (error) {
      throw toProblemError(error, session.exchange);
    }
  }

  signOut(): Promise<void> {
    return this.#tokens.signOut();
  }
}
