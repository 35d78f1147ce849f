import type { SignInMethod, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { ApplicationSource, certificateOf, secretOf } from './applicationSource';
import { DeviceCodeSource } from './deviceCodeSource';
import { InteractiveSource } from './interactiveSource';
import { PasswordSource } from './passwordSource';

/** Methods whose tokens come through MSAL. */
export type MsalMethod = Extract<
  SignInMethod,
  'interactive' | 'device-code' | 'password' | 'client-secret' | 'client-certificate'
>;

/**
 * The token source of an environment, through MSAL. This file is the entry of a bundle of its own, loaded when the
 * first token is asked for: see `lazyTokenSource.ts`.
 */
export function createTokenSource(method: MsalMethod, config: TokenSourceConfig): TokenSource {
  switch (method) {
    case 'client-secret':
      return new ApplicationSource(config, secretOf);
    case 'client-certificate':
      return new ApplicationSource(config, certificateOf);
    case 'device-code':
      return new DeviceCodeSource(config);
    case 'password':
      return new PasswordSource(config);
    case 'interactive':
      break;
  }
  return new InteractiveSource(config);
}
