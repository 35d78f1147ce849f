import type * as vscode from 'vscode';
import type { Connection } from '../adapters/connection';
import { systemClock } from '../adapters/node/systemClock';
import type { AccessToken } from '../core/auth/ports';
import type { CancelSignal } from '../core/base/cancel';
import type { Environment } from '../core/base/environment';
import { registerAccounts } from '../vscode/accounts/register';
import type { TokenKeepers } from '../vscode/auth/tokenKeepers';
import type { EnvironmentStore } from '../vscode/environments/environmentStore';
import type { DisposableStore } from '../vscode/platform/disposables';
import { registerToken } from '../vscode/token/register';

/** What the composition root has built, as far as whoever shows or hands out tokens needs it. */
export interface TokenParts {
  readonly environments: EnvironmentStore;
  readonly connections: TokenKeepers<Connection>;
  /** Makes sure that there is a token; asks the user where nothing else helps. */
  ensureSignedIn(environment: Environment, signal: CancelSignal): Promise<void>;
}

/** The token page, the clipboard, and the authentication provider. */
export function registerTokens(owned: DisposableStore, parts: TokenParts, extensionUri: vscode.Uri): void {
  const { environments, connections } = parts;
  const tokenOf = async (environment: Environment, signal: CancelSignal): Promise<AccessToken> => {
    await parts.ensureSignedIn(environment, signal);
    return connections.get(environment).keeper.token(signal);
  };
  const shared = {
    keeper: (environment: Environment) => connections.get(environment).keeper,
    statusOf: (name: string) => connections.statusOf(name),
    onDidChange: connections.onDidChange,
  };
  owned.add(
    registerToken(
      {
        ...shared,
        clock: systemClock,
        environment: (name) => (name === undefined ? environments.current : environments.byName(name)),
        token: tokenOf,
      },
      extensionUri,
    ),
  );
  owned.add(
    registerAccounts({
      ...shared,
      signIn: tokenOf,
      get environments() {
        return environments.environments;
      },
      get current() {
        return environments.current;
      },
    }),
  );
}
