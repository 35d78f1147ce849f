// Certificates that an application proves itself with: made at the start, as files that clients are pointed to.
import './reflectMetadata';
import * as x509 from '@peculiar/x509';
import { createHash, KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestCertificates } from '../server/details';
import { serialNumber } from './certificates';
import { writePfx } from './pfx';

export interface ClientCertificates {
  readonly files: TestCertificates;
  /** What the application's registration lists. */
  readonly registered: readonly X509Certificate[];
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const day = 24 * 60 * 60 * 1000;

/** @param folder private to this run, or the one that the caller keeps: its files are written anew. */
export async function writeClientCertificates(folder: string): Promise<ClientCertificates> {
  const now = Date.now();
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const key = KeyObject.from(pair.privateKey);
  const valid = await issue(pair, 'CN=Contoso integration', now - day, now + 90 * day);
  const expired = await issue(pair, 'CN=Contoso integration (ended)', now - 90 * day, now - day);
  const unregistered = await issue(pair, 'CN=Contoso integration (unknown)', now - day, now + 90 * day);
  const passphrase = randomBytes(18).toString('base64url');
  const plain = key.export({ type: 'pkcs8', format: 'pem' });
  const locked = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase });
  await mkdir(folder, { recursive: true });
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, content, { mode: 0o600 });
    return file;
  };
  return {
    files: {
      pemFile: await write('client.pem', `${plain}${valid.toString()}`),
      encryptedPemFile: await write('client-encrypted.pem', `${locked}${valid.toString()}`),
      pfxFile: await write('client.pfx', writePfx(key, valid, passphrase)),
      passphrase,
      thumbprintSha256: thumbprint(valid, 'sha256'),
      unregisteredPemFile: await write('client-unregistered.pem', `${plain}${unregistered.toString()}`),
      expiredPemFile: await write('client-expired.pem', `${plain}${expired.toString()}`),
    },
    registered: [valid, expired],
  };
}

/** `x5t` with SHA-1, `x5t#S256` with SHA-256 (RFC 7515 4.1.7 and 4.1.8). */
export function thumbprint(certificate: X509Certificate, hash: 'sha1' | 'sha256'): string {
  return createHash(hash).update(certificate.raw).digest('base64url');
}

async function issue(
  keys: webcrypto.CryptoKeyPair,
  name: string,
  notBefore: number,
  notAfter: number,
): Promise<X509Certificate> {
  const made = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name,
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      ],
    },
    webcrypto,
  );
  return new X509Certificate(made.toString('pem'));
}
