import { askedSecrets, type AskedSecret } from '../core/auth/askedSecrets';
import { methodInfo } from '../core/auth/methods';
import type { SecretStore, SignInMethod } from '../core/auth/ports';
import { secretKey, type SecretBinding } from '../core/auth/secretKeys';
import { ProblemError } from '../core/base/problem';
import type { CommandIo } from './io';

/** Secrets that a method takes beside the one that it needs. */
const optional: Readonly<Partial<Record<SignInMethod, AskedSecret>>> = {
  'client-certificate': 'certificate-pass-phrase',
  interactive: 'client-secret',
  password: 'client-secret',
};

/**
 * What the environment variables hold for the method. Nothing of it stands on a command line, which others on the machine
 * can read. Throws `bad-input` where the secret that the method needs is missing.
 */
export function secretsFromVariables(
  method: SignInMethod,
  env: CommandIo['env'],
): ReadonlyMap<AskedSecret, string> {
  const needed = methodInfo(method).secret;
  const taken = new Map<AskedSecret, string>();
  for (const purpose of [needed, optional[method]]) {
    if (purpose === undefined) continue;
    // A line end comes along when the variable is filled from a file.
    const secret = env[askedSecrets[purpose].variable]?.replace(/[\r\n]+$/, '') ?? '';
    if (secret !== '') taken.set(purpose, secret);
    else if (purpose === needed) throw missing(purpose);
  }
  return taken;
}

export async function storeSecrets(
  taken: ReadonlyMap<AskedSecret, string>,
  secrets: SecretStore,
  binding: SecretBinding,
): Promise<void> {
  for (const [purpose, secret] of taken) await secrets.store(secretKey(purpose, binding), secret);
}

function missing(purpose: AskedSecret): ProblemError {
  const { label, variable } = askedSecrets[purpose];
  const value = purpose === 'client-secret' ? 'the value of the secret (not its id)' : `the ${label}`;
  return new ProblemError({
    kind: 'bad-input',
    title: `There is no ${label}.`,
    remedy: `Put ${value} into the environment variable ${variable}.`,
  });
}
