import type { AccessToken } from './ports';

/** The token of an environment as windows share it: one JSON text in the secret store, times in milliseconds. */
export function encodeToken(token: AccessToken): string {
  return JSON.stringify(token);
}

/** A text that was cut off or overwritten counts as none: the token is asked for again. */
export function decodeToken(text: string | undefined): AccessToken | undefined {
  const raw = fieldsOf(text);
  if (raw === undefined) return undefined;
  const value = raw.get('value');
  const issuedAt = raw.get('issuedAt');
  const expiresAt = raw.get('expiresAt');
  const scopes = raw.get('scopes');
  if (typeof value !== 'string' || value === '' || !isTime(issuedAt) || !isTime(expiresAt)) return undefined;
  return {
    value,
    issuedAt,
    expiresAt,
    ...textField(raw, 'account'),
    ...textField(raw, 'accountName'),
    ...textField(raw, 'tenantId'),
    scopes: Array.isArray(scopes) ? scopes.filter((one): one is string => typeof one === 'string') : [],
  };
}

function fieldsOf(text: string | undefined): ReadonlyMap<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? new Map(Object.entries(parsed)) : undefined;
  } catch {
    return undefined;
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function textField<K extends string>(raw: ReadonlyMap<string, unknown>, name: K): Partial<Record<K, string>> {
  const value = raw.get(name);
  // The one member of the record; the compiler takes a computed name for whatever text.
  return typeof value === 'string' ? ({ [name]: value } as Record<K, string>) : {};
}
