/** What a secret is bound to: it is never sent to another authority, for another client or resource. */
export interface SecretBinding {
  readonly resource: string;
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
}

/** Every kind of secret that is kept for an environment. */
export const secretPurposes = [
  'client-secret',
  /** Pass phrase of the certificate file. */
  'certificate-pass-phrase',
  /** Kept in memory until it has been used once, and never written down: see `passingSecrets.ts`. */
  'password',
  /** What a person pasted, for the method `token`. */
  'pasted-token',
  /** What is needed to renew: the library's cache, or the mark of a sign-in that others keep. */
  'token-cache',
  /** The current token with its exact times. */
  'access-token',
] as const;

export type SecretPurpose = (typeof secretPurposes)[number];

/** Key in SecretStorage. Changing any part of the binding leads to another key, so an old secret cannot leak there. */
export function secretKey(purpose: SecretPurpose, binding: SecretBinding): string {
  const parts = [binding.resource, binding.authority, binding.tenantId, binding.clientId];
  return `${purpose}|${parts.map((part) => part.trim().toLowerCase().replace(/\/+$/, '')).join('|')}`;
}

/** What the secret under this key is, `undefined` for a key of another's making. */
export function secretPurposeOf(key: string): SecretPurpose | undefined {
  return secretPurposes.find((purpose) => key.startsWith(`${purpose}|`));
}
