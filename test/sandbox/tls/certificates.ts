// A certificate authority of the sandbox's own, and a leaf for loopback signed by it.
import './reflectMetadata';
import * as x509 from '@peculiar/x509';
import { randomBytes, webcrypto } from 'node:crypto';

export interface TlsCertificates {
  /** What a client must trust. */
  readonly caPem: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** An authority that can go on signing: kept between starts where the caller asks for it. */
export interface CertificateAuthority {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 24 * 60 * 60 * 1000;

/** A new authority, valid for a year. */
export async function createAuthority(now: number): Promise<CertificateAuthority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: 'CN=Dataverse sandbox CA, O=Dataverse sandbox',
      notBefore: new Date(now - day),
      notAfter: new Date(now + 365 * day),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  );
  return { certificatePem: certificate.toString('pem'), privateKeyPem: await exportKey(keys.privateKey) };
}

/** A leaf for `localhost`, `127.0.0.1` and `::1`, valid for 30 days. */
export async function issueLeaf(authority: CertificateAuthority, now: number): Promise<TlsCertificates> {
  const issuer = new x509.X509Certificate(authority.certificatePem);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: serialNumber(),
      subject: 'CN=localhost',
      issuer: issuer.subject,
      notBefore: new Date(now - day),
      notAfter: new Date(now + 30 * day),
      publicKey: keys.publicKey,
      signingKey: await importKey(authority.privateKeyPem),
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
          { type: 'ip', value: '::1' },
        ]),
        await x509.AuthorityKeyIdentifierExtension.create(issuer, false, webcrypto),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  );
  return {
    caPem: authority.certificatePem,
    certificatePem: certificate.toString('pem'),
    privateKeyPem: await exportKey(keys.privateKey),
  };
}

/** Whether an authority that was kept can still sign a leaf of 30 days. */
export function authorityLasts(authority: CertificateAuthority, now: number): boolean {
  try {
    return new x509.X509Certificate(authority.certificatePem).notAfter.getTime() > now + 31 * day;
  } catch {
    return false;
  }
}

/** 16 random bytes whose first is positive, as RFC 5280 wants serial numbers to be. */
export function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const [der] = x509.PemConverter.decode(pem);
  if (!der) throw new Error('The private key of the kept certificate authority is empty.');
  return await webcrypto.subtle.importKey('pkcs8', der, algorithm, true, ['sign']);
}
