import type { SignInMethod, TokenSource } from '../../core/auth/ports';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';
import { AzureCliSource } from './azureCliSource';
import { ManagedIdentitySource } from './managedIdentitySource';
import type { MsalMethod } from './msal';
import { PastedTokenSource } from './pastedTokenSource';
import { VsCodeAccountSource } from './vscodeAccountSource';

/** Methods whose tokens another program gives, or a person. */
export type BorrowingMethod = Exclude<SignInMethod, MsalMethod>;

/** The token source of an environment, without MSAL. The entry of a bundle of its own, as `msal.ts` is. */
export function createBorrowingSource(method: BorrowingMethod, config: TokenSourceConfig): TokenSource {
  switch (method) {
    case 'vscode-account':
      return new VsCodeAccountSource(config);
    case 'azure-cli':
      return new AzureCliSource(config);
    case 'managed-identity':
      return new ManagedIdentitySource(config);
    case 'token':
      break;
  }
  return new PastedTokenSource(config);
}
