import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';

/** Stands for the real token source, and loads the library behind it when the first token is asked for. */
export class LazyTokenSource implements TokenSource {
  readonly #config: TokenSourceConfig;
  #loaded: Promise<TokenSource> | undefined;

  constructor(config: TokenSourceConfig) {
    this.#config = config;
  }

  async acquireSilently(options: AcquireOptions): Promise<AccessToken> {
    return (await this.#source()).acquireSilently(options);
  }

  async signIn(options: Omit<AcquireOptions, 'forceRenewal'>): Promise<AccessToken> {
    return (await this.#source()).signIn(options);
  }

  async signOut(): Promise<void> {
    return (await this.#source()).signOut();
  }

  /** One source for good: it holds the accounts and merges concurrent calls. A load that failed may be tried again. */
  #source(): Promise<TokenSource> {
    this.#loaded ??= import('./msal').then(
      (part) => part.createTokenSource(this.#config),
      (error: unknown) => {
        this.#loaded = undefined;
        throw error;
      },
    );
    return this.#loaded;
  }
}
