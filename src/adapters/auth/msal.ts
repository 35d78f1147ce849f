import type { TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ClientSecretSource } from './clientSecretSource';
import { InteractiveSource } from './interactiveSource';

/**
 * The token source of an environment, through MSAL. This file is the entry of a bundle of its own, loaded when the
 * first token is asked for: see `lazyTokenSource.ts`.
 */
export function createTokenSource(config: TokenSourceConfig): TokenSource {
  return config.method === 'client-secret' ? new ClientSecretSource(config) : new InteractiveSource(config);
}
