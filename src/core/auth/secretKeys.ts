/** What a secret is bound to: it is never sent to another authority, for another client or resource. */
export interface SecretBinding {
  readonly resource: string;
  readonly authority: string;
  readonly tenantId: string;
  readonly clientId: string;
}

export type SecretPurpose = 'client-secret' | 'token-cache';

/** Key in SecretStorage. Changing any part of the binding leads to another key, so an old secret cannot leak there. */
export function secretKey(purpose: SecretPurpose, binding: SecretBinding): string {
  const parts = [binding.resource, binding.authority, binding.tenantId, binding.clientId];
  return `${purpose}|${parts.map((part) => part.trim().toLowerCase().replace(/\/+$/, '')).join('|')}`;
}
