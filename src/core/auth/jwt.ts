/** Claims of a token, as they stand in it. Not verified: they are read to be shown and compared, never to decide on access. */
export type Claims = Readonly<Record<string, unknown>>;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Claims of a JSON Web Token (RFC 7519), `undefined` for anything that is none, such as an opaque token. Never throws. */
export function decodeJwtClaims(token: string): Claims | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const text = decodeBase64Url(parts[1] ?? '');
  if (text === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(text);
    return isClaims(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** A claim that is a text with something in it. */
export function textClaim(claims: Claims | undefined, name: string): string | undefined {
  const value = claims?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isClaims(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text behind base64url or base64 (RFC 4648), with or without padding; `undefined` where it is neither, or no UTF-8. */
export function decodeBase64Url(encoded: string): string | undefined {
  const text = encoded.replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_');
  if (text.length % 4 === 1) return undefined;
  let percent = '';
  let buffer = 0;
  let bits = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    percent += `%${((buffer >> bits) & 0xff).toString(16).padStart(2, '0')}`;
  }
  try {
    return decodeURIComponent(percent);
  } catch {
    return undefined;
  }
}
