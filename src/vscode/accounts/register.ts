import * as vscode from 'vscode';
import { tokenOf } from '../../core/auth/tokenStatus';
import type { Disposable } from '../../core/base/event';
import { once } from '../../core/base/once';
import { DisposableOwner, DisposableStore } from '../platform/disposables';
import { showProblem } from '../platform/problems';
import type { AccountProvider, AccountServices, SessionChanges } from './provider';

/** Shows the signed-in environments in the Accounts menu, and hands sessions to other extensions with consent. */
export function registerAccounts(services: AccountServices): Disposable {
  const disposables = new DisposableStore();
  const provider = disposables.add(new LateAccounts(services));
  disposables.add(
    vscode.authentication.registerAuthenticationProvider('dataverse', 'Dataverse Workbench', provider, {
      supportsMultipleAccounts: true,
    }),
  );
  return disposables;
}

/** The provider is loaded when there is a token to hand out, or somebody wants one. */
class LateAccounts extends DisposableOwner implements vscode.AuthenticationProvider {
  readonly #services: AccountServices;
  readonly #changed = this.register(new vscode.EventEmitter<SessionChanges>());
  readonly #load: () => Promise<AccountProvider>;

  readonly onDidChangeSessions = this.#changed.event;

  constructor(services: AccountServices) {
    super();
    this.#services = services;
    const waiting = this.register(
      services.onDidChange(() => {
        if (this.#hasToken()) this.#load().catch((error: unknown) => void showProblem(error));
      }),
    );
    this.#load = once(async () => {
      const part = await import('./provider');
      waiting.dispose();
      const provider = this.register(new part.AccountProvider(services));
      this.register(provider.onDidChangeSessions((changes) => this.#changed.fire(changes)));
      provider.look();
      return provider;
    });
  }

  async getSessions(
    scopes: readonly string[] | undefined,
    options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    return this.#hasToken() ? (await this.#load()).getSessions(scopes, options) : [];
  }

  async createSession(
    scopes: readonly string[],
    options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession> {
    return (await this.#load()).createSession(scopes, options);
  }

  async removeSession(sessionId: string): Promise<void> {
    await (await this.#load()).removeSession(sessionId);
  }

  #hasToken(): boolean {
    return this.#services.environments.some(({ name }) => {
      const status = this.#services.statusOf(name);
      return status !== undefined && tokenOf(status) !== undefined;
    });
  }
}
