import { decodeJwtClaims } from '../../core/auth/jwt';
import type { EpochMs } from '../../core/base/clock';

const hourMs = 3_600_000;

/**
 * How long a token lives, in milliseconds from `at`: as the answer says, or the token, else an hour. RFC 6749 (5.1)
 * lets a server leave `expires_in` out; a token that ends sooner is replaced when the Web API refuses it.
 */
export function lifetimeOfAnswer(body: object, token: string, at: EpochMs): number {
  const seconds = numberIn(body, 'expires_in');
  if (seconds !== undefined) return seconds * 1000;
  const until = numberIn(body, 'expires_on');
  if (until !== undefined) return until * 1000 - at;
  const claims = decodeJwtClaims(token) ?? {};
  const issued = numberIn(claims, 'iat');
  const end = numberIn(claims, 'exp');
  return issued === undefined || end === undefined ? hourMs : (end - issued) * 1000;
}

/** Numbers come as texts too: `"expires_in": "3599"`. */
function numberIn(object: object, name: string): number | undefined {
  const value: unknown = Reflect.get(object, name);
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

const secretParameters = [
  'client_secret',
  'client_assertion',
  'assertion',
  'password',
  'refresh_token',
  'code',
  'code_verifier',
  'device_code',
];

/** The values of a token request that nobody may see again, as they are and as a form writes them. */
export function sentSecrets(form: string | undefined): readonly string[] {
  const fields = new URLSearchParams(form ?? '');
  return secretParameters.flatMap((name) => {
    const value = fields.get(name) ?? '';
    return value === '' ? [] : [value, encodeURIComponent(value)];
  });
}
