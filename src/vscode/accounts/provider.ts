import * as vscode from 'vscode';
import type { AccessToken } from '../../core/auth/ports';
import type { KeeperControl } from '../../core/auth/tokenKeeperApi';
import { tokenOf, type TokenStatus } from '../../core/auth/tokenStatus';
import { neverCancelled, type CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import type { Event } from '../../core/base/event';
import { problemOf } from '../../core/base/problem';
import { DisposableOwner } from '../platform/disposables';
import { asProblem, problemText } from '../platform/problems';
import { environmentOfScopes } from './scopes';

/** What the provider needs of environments and tokens; handed in by the composition root. */
export interface AccountServices {
  readonly environments: readonly Environment[];
  readonly current: Environment | undefined;
  keeper(environment: Environment): Pick<KeeperControl, 'token' | 'signOut'>;
  statusOf(environmentName: string): TokenStatus | undefined;
  /** A token that is good now; asks the user where nothing else helps. Throws what hindered it. */
  signIn(environment: Environment, signal: CancelSignal): Promise<AccessToken>;
  /** Fires with the name of the environment whose status changed. */
  readonly onDidChange: Event<string>;
}

export type SessionChanges = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;

/** What is known of a session that was handed out or told of; never its token. */
interface KnownSession {
  readonly session: vscode.AuthenticationSession;
  readonly expiresAt: number;
}

/**
 * Hands the tokens of the configured environments to other extensions. VS Code asks the user for each extension and
 * account; an account here is a person in one environment, named by its host, so that consent for one environment is
 * none for another, also where a name is given to another address later.
 */
export class AccountProvider extends DisposableOwner implements vscode.AuthenticationProvider {
  readonly #services: AccountServices;
  readonly #changed = this.register(new vscode.EventEmitter<SessionChanges>());
  readonly #known = new Map<string, KnownSession>();

  readonly onDidChangeSessions = this.#changed.event;

  constructor(services: AccountServices) {
    super();
    this.#services = services;
    this.register(services.onDidChange((name) => this.#follow(name)));
  }

  /** Tells of the tokens that were there before. */
  look(): void {
    for (const { name } of this.#services.environments) this.#follow(name);
  }

  /** Asks nobody: an environment without a token has no session. */
  async getSessions(
    scopes: readonly string[] | undefined,
    options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    const { environments, current } = this.#services;
    const wanted =
      scopes === undefined || scopes.length === 0
        ? environments
        : [environmentOfScopes(scopes, environments, current)].filter((one) => one !== undefined);
    const found = await Promise.all(wanted.map((environment) => this.#session(environment, scopes)));
    return found
      .filter((session) => session !== undefined)
      .filter((session) => options.account === undefined || session.account.id === options.account.id);
  }

  async createSession(
    scopes: readonly string[],
    _options: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession> {
    const { environments, current } = this.#services;
    const environment = scopes.length === 0 ? current : environmentOfScopes(scopes, environments, current);
    if (environment === undefined) throw new Error(unknownWords(scopes));
    const token = await this.#services.signIn(environment, neverCancelled).catch((error: unknown) => {
      // VS Code shows it and hands it to the extension that asked: plain words, and no more.
      throw new Error(problemText(asProblem(error)));
    });
    const session = sessionOf(environment, token, scopes);
    this.#know(environment, session, token);
    return session;
  }

  async removeSession(sessionId: string): Promise<void> {
    const environment = this.#services.environments.find((one) => idOf(one) === sessionId);
    if (environment === undefined) return;
    await this.#services.keeper(environment).signOut();
    this.#forget(sessionId);
  }

  async #session(
    environment: Environment,
    scopes: readonly string[] | undefined,
  ): Promise<vscode.AuthenticationSession | undefined> {
    const status = this.#services.statusOf(environment.name);
    if (status === undefined || tokenOf(status) === undefined) return undefined;
    try {
      const token = await this.#services.keeper(environment).token(neverCancelled);
      return sessionOf(environment, token, scopes);
    } catch (error) {
      if (problemOf(error) === undefined) throw error;
      return undefined;
    }
  }

  /** Tells VS Code of sign-ins, renewals and sign-outs, wherever they came from. */
  #follow(name: string): void {
    const environment = this.#services.environments.find((one) => one.name === name);
    const status = this.#services.statusOf(name);
    if (environment === undefined || status === undefined || status.state === 'signed-out') {
      for (const [id, { session }] of this.#known) {
        if (session.id === id && id.startsWith(`${name}|`)) this.#forget(id);
      }
      return;
    }
    if (status.state !== 'fresh') return;
    const known = this.#known.get(idOf(environment));
    if (known?.expiresAt === status.token.expiresAt) return;
    this.#know(environment, sessionOf(environment, { ...status.token, value: '' }, undefined), status.token);
  }

  #know(
    environment: Environment,
    session: vscode.AuthenticationSession,
    { expiresAt }: { readonly expiresAt: number },
  ): void {
    const id = idOf(environment);
    const before = this.#known.get(id);
    if (before?.expiresAt === expiresAt) return;
    // Whoever hears of it asks for the session again: the event carries no token.
    const told = { ...session, accessToken: '' };
    this.#known.set(id, { session: told, expiresAt });
    this.#changed.fire({
      added: before === undefined ? [told] : [],
      changed: before === undefined ? [] : [told],
      removed: [],
    });
  }

  #forget(id: string): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    this.#known.delete(id);
    this.#changed.fire({ added: [], changed: [], removed: [known.session] });
  }
}

/** Another address under the same name is another session. */
function idOf({ name, url }: Environment): string {
  return `${name}|${url}`;
}

function sessionOf(
  environment: Environment,
  token: Pick<AccessToken, 'value' | 'account' | 'accountName'>,
  scopes: readonly string[] | undefined,
): vscode.AuthenticationSession {
  const host = environment.url.replace(/^https:\/\//, '');
  const who = token.account ?? token.accountName ?? 'unknown';
  return {
    id: idOf(environment),
    accessToken: token.value,
    account: { id: `${environment.url}|${who}`, label: `${who} in ${host}` },
    scopes: scopes === undefined || scopes.length === 0 ? [environment.url] : [...scopes],
  };
}

function unknownWords(scopes: readonly string[]): string {
  const asked = scopes.join(' ');
  return `"${asked}" is not one environment that Dataverse Workbench knows. Run "Dataverse: Connect to environment…" first, then ask for it by its name or address.`;
}
