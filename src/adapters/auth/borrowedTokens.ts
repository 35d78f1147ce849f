import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ProblemError, cancelledError } from '../../core/base/problem';
import { forgetSecrets, isSignedIn, markSignedIn } from './secrets';
import { signInNeeded } from './signInNeeded';

/**
 * Tokens that somebody else signs in for and renews: VS Code, the Azure CLI, the machine. Nothing is kept here but that
 * the user wants it; after a sign-out nothing is asked for until the user signs in again.
 */
export abstract class BorrowedTokens implements TokenSource {
  protected readonly config: TokenSourceConfig;

  constructor(config: TokenSourceConfig) {
    this.config = config;
  }

  async acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    if (!(await isSignedIn(this.config))) throw new ProblemError(signInNeeded);
    return this.borrow(options, false);
  }

  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    if (options.signal.cancelled) throw cancelledError();
    const token = await this.borrow(options, true);
    await markSignedIn(this.config);
    return token;
  }

  signOut(): Promise<void> {
    return forgetSecrets(this.config);
  }

  /** `ask`: the user may be asked to sign in. */
  protected abstract borrow(
    options: Omit<AcquireOptions, 'forceRenewal'>,
    ask: boolean,
  ): Promise<AccessToken>;
}
