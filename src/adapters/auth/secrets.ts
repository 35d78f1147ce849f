import { secretKey, secretPurposes, type SecretPurpose } from '../../core/auth/secretKeys';
import type { TokenSourceConfig } from '../../core/auth/tokenSource';

export function keyOf(config: TokenSourceConfig, purpose: SecretPurpose): string {
  return secretKey(purpose, config);
}

/** A secret of the environment; an empty one counts as none. */
export async function readSecret(
  config: TokenSourceConfig,
  purpose: SecretPurpose,
): Promise<string | undefined> {
  const stored = await config.secrets.get(keyOf(config, purpose));
  return stored === '' ? undefined : stored;
}

/** Reads a secret that may be used once, and deletes it. */
export async function takeSecret(
  config: TokenSourceConfig,
  purpose: SecretPurpose,
): Promise<string | undefined> {
  const secret = await readSecret(config, purpose);
  if (secret !== undefined) await config.secrets.delete(keyOf(config, purpose));
  return secret;
}

/** Everything that is kept for the environment, whatever its method was when it was stored. */
export async function forgetSecrets(config: TokenSourceConfig): Promise<void> {
  for (const purpose of secretPurposes) await config.secrets.delete(keyOf(config, purpose));
}

/** Notes that the user signed in, for methods whose tokens others keep: after a sign-out nothing comes by itself. */
export async function markSignedIn(config: TokenSourceConfig): Promise<void> {
  if (!(await isSignedIn(config))) await config.secrets.store(keyOf(config, 'token-cache'), signedIn);
}

export async function isSignedIn(config: TokenSourceConfig): Promise<boolean> {
  return (await config.secrets.get(keyOf(config, 'token-cache'))) === signedIn;
}

const signedIn = '{"signedIn":true}';
