import * as vscode from 'vscode';
import { askedSecrets, secretForAction, type AskedSecret } from '../../core/auth/askedSecrets';
import type { SecretStore } from '../../core/auth/ports';
import { secretKey, type SecretBinding } from '../../core/auth/secretKeys';
import { reasonOf } from '../../core/auth/tokenStatus';
import type { CancelSignal } from '../../core/base/cancel';
import type { Environment } from '../../core/base/environment';
import { cancelledError, problemOf, type Problem } from '../../core/base/problem';
import { cancelSignalOf } from '../platform/cancellation';
import type { TokenKeepers } from './tokenKeepers';

export interface SignInServices {
  readonly keepers: TokenKeepers;
  readonly secrets: SecretStore;
  bindingOf(environment: Environment): SecretBinding;
}

/** Sign-ins that a person takes part in: one at a time for each environment, however many ask for it. */
export class SignIns {
  readonly #services: SignInServices;
  readonly #running = new Map<string, Promise<boolean>>();

  constructor(services: SignInServices) {
    this.#services = services;
  }

  /**
   * Signs in with the method of the environment. Asks for the secret of that method where it is missing or was refused,
   * and once only: after that the refusal is told. False when the user did not give it, which is no error.
   */
  signIn(environment: Environment): Promise<boolean> {
    const { name } = environment;
    const running = this.#running.get(name);
    if (running !== undefined) return running;
    const started = this.#signIn(environment).finally(() => this.#running.delete(name));
    this.#running.set(name, started);
    return started;
  }

  /**
   * Makes sure that a request of the user's finds a token: renews in silence, and asks the user only where nothing else
   * helps. Throws what hindered it, `cancelled` too.
   */
  async ensure(environment: Environment, signal: CancelSignal): Promise<void> {
    const { keeper } = this.#services.keepers.get(environment);
    try {
      await keeper.token(signal);
    } catch (error) {
      if (problemOf(error)?.kind !== 'sign-in-needed') throw error;
      if (!(await this.signIn(environment))) throw cancelledError();
      await keeper.token(signal);
    }
  }

  async #signIn(environment: Environment): Promise<boolean> {
    const known = this.#services.keepers.statusOf(environment.name);
    const reason = known === undefined ? undefined : reasonOf(known);
    const wanted =
      reason !== undefined && secretForAction(reason.action) !== undefined
        ? reason
        : await this.#tryWhatIsStored(environment);
    const purpose = secretForAction(wanted?.action);
    if (wanted === undefined || purpose === undefined) return true;
    const secret = await askSecret(environment, purpose, wanted);
    if (secret === undefined) return false;
    await this.#tryEntered(environment, purpose, secret);
    return true;
  }

  /** The problem where it is a secret that is wanted; `undefined` once signed in. */
  async #tryWhatIsStored(environment: Environment): Promise<Problem | undefined> {
    try {
      await this.#withProgress(environment);
      return undefined;
    } catch (error) {
      const problem = problemOf(error);
      if (secretForAction(problem?.action) === undefined) throw error;
      return problem;
    }
  }

  /** A secret that is refused does not stay: what was stored before it, if anything, is put back. */
  async #tryEntered(environment: Environment, purpose: AskedSecret, secret: string): Promise<void> {
    const { secrets } = this.#services;
    const key = secretKey(purpose, this.#services.bindingOf(environment));
    const before = await secrets.get(key);
    await secrets.store(key, secret);
    try {
      await this.#withProgress(environment);
    } catch (error) {
      const refused = secretForAction(problemOf(error)?.action) === purpose;
      // Another window may have stored a better one meanwhile.
      if (refused && (await secrets.get(key)) === secret) {
        await (before === undefined ? secrets.delete(key) : secrets.store(key, before));
      }
      throw error;
    }
  }

  async #withProgress(environment: Environment): Promise<void> {
    const { keeper } = this.#services.keepers.get(environment);
    const browser = environment.method === 'interactive' ? ' Go on in the browser.' : '';
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: `Signing in to ${environment.name}…${browser}`,
      },
      (_progress, token) => keeper.signIn(cancelSignalOf(token)),
    );
  }
}

async function askSecret(
  environment: Environment,
  purpose: AskedSecret,
  reason: Problem,
): Promise<string | undefined> {
  const { label, prompt } = askedSecrets[purpose];
  const secret = await vscode.window.showInputBox({
    title: `Sign in to ${environment.name}`,
    prompt: `${reason.title} ${prompt}`,
    placeHolder: label,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? `Enter the ${label}.` : undefined),
  });
  // A password may start or end with a space; what is copied brings white space along.
  return purpose === 'password' ? secret : secret?.trim();
}
