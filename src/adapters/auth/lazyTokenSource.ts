import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { once } from '../../core/base/once';

/** Stands for the real token source, and loads it, with the library behind it, when the first token is asked for. */
export class LazyTokenSource implements TokenSource {
  /** One source for good. */
  readonly #source: () => Promise<TokenSource>;

  constructor(config: TokenSourceConfig) {
    this.#source = once(() => load(config));
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
}

async function load(config: TokenSourceConfig): Promise<TokenSource> {
  const { method } = config;
  switch (method) {
    case 'vscode-account':
    case 'azure-cli':
    case 'managed-identity':
    case 'token':
      return (await import('./borrowed')).createBorrowingSource(method, config);
    case 'interactive':
    case 'device-code':
    case 'password':
    case 'client-secret':
    case 'client-certificate':
      break;
  }
  const { createTokenSource } = await import('./msal');
  return createTokenSource(method, config);
}
