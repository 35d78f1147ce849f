import { tokenFromOutside } from '../../core/auth/decodedToken';
import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ProblemError, cancelledError, type Problem } from '../../core/base/problem';
import { forgetSecrets, keyOf, markSignedIn, readSecret } from './secrets';

/** A token that the user pasted. It is used until it ends; there is nothing to renew it with. */
export class PastedTokenSource implements TokenSource {
  readonly #config: TokenSourceConfig;

  constructor(config: TokenSourceConfig) {
    this.#config = config;
  }

  async acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    if (options.forceRenewal) throw new ProblemError(cannotRenew);
    return this.#stored();
  }

  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    if (options.signal.cancelled) throw cancelledError();
    const token = await this.#stored();
    await markSignedIn(this.#config);
    return token;
  }

  signOut(): Promise<void> {
    return forgetSecrets(this.#config);
  }

  /** What cannot be used is not kept. */
  async #stored(): Promise<AccessToken> {
    const pasted = await readSecret(this.#config, 'pasted-token');
    if (pasted === undefined) throw new ProblemError(tokenNeeded);
    const now = this.#config.clock.now();
    try {
      const token = tokenFromOutside(bare(pasted), this.#config.resource, now);
      if (token.expiresAt <= now) throw new ProblemError(ended);
      return token;
    } catch (error) {
      await this.#config.secrets.delete(keyOf(this.#config, 'pasted-token'));
      throw error;
    }
  }
}

/** People copy it out of a header, out of JSON, or across lines. */
function bare(pasted: string): string {
  return pasted
    .trim()
    .replace(/^(?:authorization:\s*)?bearer\s+/i, '')
    .replace(/["'\s,]+/g, '');
}

const tokenNeeded: Problem = {
  kind: 'sign-in-needed',
  title: 'No access token is stored for this environment.',
  cause: 'It was not pasted yet, or the secret storage of this machine has lost it.',
  remedy: 'Paste an access token.',
  action: 'enter-token',
};

const ended: Problem = {
  kind: 'sign-in-needed',
  title: 'The pasted access token has ended.',
  cause: 'A pasted token cannot be renewed.',
  remedy: 'Paste a newer one, or choose a way to sign in that renews itself.',
  action: 'enter-token',
};

const cannotRenew: Problem = {
  kind: 'sign-in-needed',
  title: 'A pasted access token cannot be renewed.',
  cause: 'Nothing came with it to ask for another one with. It works until it ends.',
  remedy: 'Paste a newer one, or choose a way to sign in that renews itself.',
  action: 'enter-token',
};
