import type { AccessToken, AcquireOptions, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { AzureCliSource } from './azureCliSource';
import { ManagedIdentitySource } from './managedIdentitySource';
import { PastedTokenSource } from './pastedTokenSource';
import { VsCodeAccountSource } from './vscodeAccountSource';

/** Stands for the real token source, and loads the library behind it, where it has one, when the first token is asked for. */
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

  /** One source for good. A load that failed may be tried again. */
  #source(): Promise<TokenSource> {
    this.#loaded ??= load(this.#config).catch((error: unknown) => {
      this.#loaded = undefined;
      throw error;
    });
    return this.#loaded;
  }
}

async function load(config: TokenSourceConfig): Promise<TokenSource> {
  const { method } = config;
  switch (method) {
    case 'vscode-account':
      return new VsCodeAccountSource(config);
    case 'azure-cli':
      return new AzureCliSource(config);
    case 'managed-identity':
      return new ManagedIdentitySource(config);
    case 'token':
      return new PastedTokenSource(config);
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
