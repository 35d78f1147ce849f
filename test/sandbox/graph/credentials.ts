// Secrets and certificates of an application.
import { randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { isObject, invalidValue, objectIn, textIn, type Body } from './body';
import { badRequest } from './errors';
import type { Application, KeyCredential, PasswordCredential } from './objects';
import type { TenantStore } from './tenantStore';

const twoYears = 2 * 365 * 24 * 60 * 60 * 1000;

/** The only answer that ever holds the secret itself. */
export function addPassword(store: TenantStore, application: Application, body: Body): object {
  const wanted = objectIn(body, 'passwordCredential');
  const start = textIn(wanted, 'startDateTime') ?? store.isoNow();
  const end = textIn(wanted, 'endDateTime') ?? new Date(Date.parse(start) + twoYears).toISOString();
  if (!(Date.parse(start) < Date.parse(end))) throw badRequest('Credential end date is before start date.');
  const secretText = `${randomBytes(3).toString('base64url').slice(0, 3)}8Q~${randomBytes(25).toString('base64url')}`;
  const credential: PasswordCredential = {
    keyId: randomUUID(),
    displayName: textIn(wanted, 'displayName') ?? null,
    hint: secretText.slice(0, 3),
    startDateTime: start,
    endDateTime: end,
  };
  store.keepSecret(credential.keyId, secretText);
  application.passwordCredentials = [...application.passwordCredentials, credential];
  return { customKeyIdentifier: null, ...credential, secretText };
}

export function removePassword(store: TenantStore, application: Application, body: Body): void {
  const keyId = textIn(body, 'keyId') ?? '';
  if (!application.passwordCredentials.some((one) => one.keyId === keyId)) {
    throw badRequest('No password credential found with keyId.');
  }
  store.forgetSecret(keyId);
  application.passwordCredentials = application.passwordCredentials.filter((one) => one.keyId !== keyId);
}

/** Certificates that a client puts in the place of those before; one that it names by `keyId` alone stays. */
export function readKeys(given: readonly unknown[], before: readonly KeyCredential[]): KeyCredential[] {
  return given.map((one) => {
    if (!isObject(one)) throw invalidValue('keyCredentials');
    const key = textIn(one, 'key');
    const kept = before.find(({ keyId }) => keyId === one['keyId']);
    if (key === undefined && kept !== undefined) return kept;
    if (key === undefined || one['type'] !== 'AsymmetricX509Cert' || one['usage'] !== 'Verify') {
      throw invalidValue('keyCredentials');
    }
    return keyOf(certificateIn(key), textIn(one, 'displayName'));
  });
}

function keyOf(certificate: X509Certificate, displayName: string | undefined): KeyCredential {
  return {
    keyId: randomUUID(),
    displayName: displayName ?? certificate.subject,
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: certificate.raw.toString('base64'),
    customKeyIdentifier: certificate.fingerprint.replaceAll(':', ''),
    startDateTime: new Date(certificate.validFrom).toISOString(),
    endDateTime: new Date(certificate.validTo).toISOString(),
  };
}

/** DER in Base64; PEM in Base64 is taken too, as Graph does. */
function certificateIn(key: string): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(key, 'base64'));
  } catch {
    throw badRequest('Key credential is invalid.');
  }
}
