import * as vscode from 'vscode';
import type { SecretStore } from '../../core/auth/ports';
import { secretKey, type SecretBinding } from '../../core/auth/secretKeys';
import { reasonOf } from '../../core/auth/tokenStatus';
import type { Environment } from '../../core/base/environment';
import { problemOf, type Problem } from '../../core/base/problem';
import { cancelSignalOf } from '../platform/cancellation';
import type { TokenKeepers } from './tokenKeepers';

export interface SignInServices {
  readonly keepers: TokenKeepers;
  readonly secrets: SecretStore;
  bindingOf(environment: Environment): SecretBinding;
}

/**
 * Signs in with the method of the environment. Asks for the client secret where it is missing or was refused, and once
 * only: after that the refusal is told. False when the user did not give it, which is no error.
 */
export async function signIn(services: SignInServices, environment: Environment): Promise<boolean> {
  const known = services.keepers.statusOf(environment.name);
  const reason = known === undefined ? undefined : reasonOf(known);
  const wanted = reason?.action === 'enter-secret' ? reason : await tryWhatIsStored(services, environment);
  if (wanted === undefined) return true;
  const secret = await askSecret(environment, wanted);
  if (secret === undefined) return false;
  await services.secrets.store(secretKey('client-secret', services.bindingOf(environment)), secret);
  await withProgress(services, environment);
  return true;
}

/** The problem where it is the secret that is wanted; `undefined` once signed in. */
async function tryWhatIsStored(
  services: SignInServices,
  environment: Environment,
): Promise<Problem | undefined> {
  try {
    await withProgress(services, environment);
    return undefined;
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.action !== 'enter-secret') throw error;
    return problem;
  }
}

async function withProgress({ keepers }: SignInServices, environment: Environment): Promise<void> {
  const { keeper } = keepers.get(environment);
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

async function askSecret(environment: Environment, reason: Problem): Promise<string | undefined> {
  const secret = await vscode.window.showInputBox({
    title: `Sign in to ${environment.name}`,
    prompt: `${reason.title} ${reason.remedy}`,
    placeHolder: 'Client secret (its value, not its id)',
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? 'Enter the client secret.' : undefined),
  });
  return secret?.trim();
}
