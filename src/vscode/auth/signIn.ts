import * as vscode from 'vscode';
import { askedSecrets, secretForAction, type AskedSecret } from '../../core/auth/askedSecrets';
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
 * Signs in with the method of the environment. Asks for the secret of that method where it is missing or was refused,
 * and once only: after that the refusal is told. False when the user did not give it, which is no error.
 */
export async function signIn(services: SignInServices, environment: Environment): Promise<boolean> {
  const known = services.keepers.statusOf(environment.name);
  const reason = known === undefined ? undefined : reasonOf(known);
  const wanted =
    reason !== undefined && secretForAction(reason.action) !== undefined
      ? reason
      : await tryWhatIsStored(services, environment);
  const purpose = secretForAction(wanted?.action);
  if (wanted === undefined || purpose === undefined) return true;
  const secret = await askSecret(environment, purpose, wanted);
  if (secret === undefined) return false;
  await services.secrets.store(secretKey(purpose, services.bindingOf(environment)), secret);
  await withProgress(services, environment);
  return true;
}

/** The problem where it is a secret that is wanted; `undefined` once signed in. */
async function tryWhatIsStored(
  services: SignInServices,
  environment: Environment,
): Promise<Problem | undefined> {
  try {
    await withProgress(services, environment);
    return undefined;
  } catch (error) {
    const problem = problemOf(error);
    if (secretForAction(problem?.action) === undefined) throw error;
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
