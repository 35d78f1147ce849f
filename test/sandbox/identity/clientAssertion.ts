// Client assertions: a JWT that an application signed with the key of a certificate that it registered.
// https://learn.microsoft.com/entra/identity-platform/certificate-credentials
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { X509Certificate } from 'node:crypto';
import { thumbprint } from '../tls/clientCertificates';
import { EntraError, grantTimestamp } from './entraError';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface AssertionCheck {
  readonly applicationId: string;
  readonly registered: readonly X509Certificate[];
  /** Every `aud` that names this token service. */
  readonly audiences: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** @throws EntraError 50027, 700021, 700023, 700024, 700027 */
export async function checkAssertion(assertion: string, check: AssertionCheck): Promise<void> {
  const { header, claims } = decode(assertion);
  if (claims.iss !== claims.sub || claims.sub?.toLowerCase() !== check.applicationId) {
    throw new EntraError(700021);
  }
  const certificate = check.registered.find((one) => isNamed(one, header));
  if (!certificate) throw new EntraError(700027);
  if (Date.parse(certificate.validTo) < check.now) throw badKey('The key used is expired.', certificate);
  await verify(assertion, certificate, claims, check);
}

async function verify(
  assertion: string,
  certificate: X509Certificate,
  claims: JWTPayload,
  check: AssertionCheck,
): Promise<void> {
  try {
    await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['PS256', 'RS256'],
      audience: [...check.audiences],
      currentDate: new Date(check.now),
      // Entra allows clocks to differ by five minutes.
      clockTolerance: 300,
      requiredClaims: ['exp', 'nbf', 'jti'],
    });
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw badTime(claims, check.now);
    if (error instanceof errors.JWTClaimValidationFailed) {
      throw error.claim === 'aud' ? new EntraError(700023) : badTime(claims, check.now);
    }
    throw badKey('The key was found, but the signature is not by it.', certificate);
  }
}

/** `x5t#S256` goes with PS256, `x5t` (SHA-1) with RS256. */
function isNamed(certificate: X509Certificate, header: Readonly<Record<string, unknown>>): boolean {
  if (header['alg'] === 'PS256') return header['x5t#S256'] === thumbprint(certificate, 'sha256');
  return header['alg'] === 'RS256' && header['x5t'] === thumbprint(certificate, 'sha1');
}

function decode(assertion: string): { header: Record<string, unknown>; claims: JWTPayload } {
  try {
    return { header: { ...decodeProtectedHeader(assertion) }, claims: decodeJwt(assertion) };
  } catch {
    throw new EntraError(50027);
  }
}

function badKey(reason: string, certificate: X509Certificate): EntraError {
  const used = thumbprint(certificate, 'sha1');
  const hex = Buffer.from(used, 'base64url').toString('hex').toUpperCase();
  return new EntraError(700027, {
    text: `Client assertion contains an invalid signature. [Reason - ${reason}, Thumbprint of key used by client: '${hex}']`,
  });
}

function badTime(claims: JWTPayload, now: number): EntraError {
  const time = (seconds: number | undefined): string => grantTimestamp((seconds ?? 0) * 1000);
  return new EntraError(700024, {
    values: { now: grantTimestamp(now), from: time(claims.nbf), to: time(claims.exp) },
  });
}
